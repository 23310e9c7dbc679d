// Names to choose from: an input with `data-suggest` offers the actors whose name or code begins as what is typed.
import { html, plural } from "./svg.js";

const PAUSE = 120; // ms without a key before the server is asked
const MOST = 10;

interface Actor {
  term: string;
  name: string;
  count: number;
}

let waiting: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

/** Listens on the document: forms are put in anew when the filters change. */
export function followSuggestions(): void {
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.dataset["suggest"] === undefined) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => void offer(input), PAUSE);
  });
}

async function offer(input: HTMLInputElement): Promise<void> {
  const turn = (asked += 1);
  const begins = input.value.trim();
  const found = begins ? await fetched(begins) : [];
  if (turn !== asked) return;
  listOf(input).replaceChildren(...found.map(({ term, name, count }) => {
    const says = `${name === term ? "" : `${name}, `}${plural(count, "event")}`;
    return html("option", { value: term, label: `${term}: ${says}` });
  }));
}

async function fetched(begins: string): Promise<Actor[]> {
  const address = new URL("/api/actors", location.href);
  address.search = new URLSearchParams({ begins, limit: String(MOST) }).toString();
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    return answer.ok ? ((await answer.json()) as { items: Actor[] }).items : [];
  } catch {
    return []; // it is only a help
  }
}

function listOf(input: HTMLInputElement): HTMLDataListElement {
  const id = `suggest-${input.name}`;
  const known = document.getElementById(id);
  if (known instanceof HTMLDataListElement) return known;
  const made = html("datalist", { id });
  document.body.append(made);
  input.setAttribute("list", id);
  return made;
}
