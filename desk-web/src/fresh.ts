// While a page stays open its archive may grow, be replaced or vanish: the desk is asked now and then, and the page says so.
import { going } from "./going.js";
import { html } from "./svg.js";

interface State {
  made: string | null;
  making: boolean;
  fresh: boolean;
  problem: string | null;
}

const SLOW = 15_000; // milliseconds between two questions
const QUICK = 3_000; // while a newer snapshot is on its way
const FIRST = 1_500; // while there is none yet

/** Watches from now on. A page that reads the archive itself names no snapshot: that there is a newer one is nothing to it. */
export function followArchive(): void {
  if (document.querySelector("[data-waits]")) return wait();
  const made = document.body.dataset["made"];
  if (made !== undefined) later(made, document.body.dataset["fresh"] === undefined ? QUICK : SLOW);
}

/** A page that waits for the first snapshot asks again once it is there. */
function wait(): void {
  setTimeout(async () => {
    const state = await asked().catch(() => null);
    if (state?.made) return going.again();
    say(state?.problem ? told(state, "") : undefined);
    wait();
  }, FIRST);
}

async function asked(): Promise<State> {
  const answer = await fetch("/state.json", { credentials: "same-origin" });
  return (await answer.json()) as State;
}

function later(made: string, pause: number): void {
  setTimeout(() => void look(made, pause), pause);
}

async function look(made: string, pause: number): Promise<void> {
  if (document.hidden) return later(made, pause);
  try {
    const state = await asked();
    say(told(state, made));
    pause = state.fresh ? SLOW : QUICK;
  } catch {
    say(["The desk does not answer. What is shown stays as it was; it goes on when the desk is there again."]);
    pause = QUICK;
  }
  later(made, pause);
}

/** What the page has to say of the archive; null: nothing, undefined: what it says already. */
export function told(state: State, made: string): (string | Node)[] | null | undefined {
  if (state.problem) return [`The archive cannot be read any more: ${state.problem}`];
  if (made && state.made !== made) {
    return ["The archive has changed since this page was made. ", html("a", { href: location.pathname + location.search }, "Show the newest")];
  }
  return state.fresh ? null : undefined;
}

/** One notice above the page's content, which a screen reader says when it comes; null takes it away. */
function say(words: (string | Node)[] | null | undefined): void {
  const place = document.querySelector("[data-live]");
  if (words === undefined || !place) return;
  const line = words ? [html("p", { class: "notice" }, ...words)] : [];
  if (place.textContent !== line.map((one) => one.textContent).join("")) place.replaceChildren(...line);
}
