// Goes to another address of the desk without losing the place on the page: what <desk-explore> holds is put where the
// old content was. The address is the whole state, so Back, reload and bookmarks work as ever.
import { going } from "./going.js";

/** Filters to set, by the names of addresses; null takes one out. */
export type Filters = Record<string, string | number | null>;

const HELD = "desk-explore";
let asked = 0;

/** The address with these filters; the page of a list begins anew. */
export function changed(address: URL, filters: Filters): URL {
  const made = new URL(address);
  made.searchParams.delete("cursor");
  for (const [name, value] of Object.entries(filters)) {
    made.searchParams.delete(name);
    if (value !== null) made.searchParams.set(name, String(value));
  }
  made.hash = "";
  return made;
}

/** Shows `address`; where it is another page, or cannot be had this way, the browser goes there itself. */
export async function visit(address: URL): Promise<void> {
  const turn = (asked += 1);
  const holder = document.querySelector(HELD);
  if (!holder || address.pathname !== location.pathname) return going.to(address);
  holder.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== asked) return;
    const next = page.querySelector(HELD);
    if (!answer.ok || !next) return going.to(address);
    history.pushState(null, "", address);
    swap(holder, next, page);
  } catch {
    going.to(address);
  }
}

function swap(holder: Element, next: Element, page: Document): void {
  const top = window.scrollY;
  document.title = page.title;
  document.body.dataset["made"] = page.body.dataset["made"] ?? "";
  holder.replaceChildren(...document.importNode(next, true).childNodes);
  holder.classList.remove("brushing", "unknown");
  holder.removeAttribute("aria-busy");
  for (const part of [".filters", ".cite"]) {
    const [old, newer] = [document.querySelector(part), page.querySelector(part)];
    if (old && newer) old.replaceWith(document.importNode(newer, true));
  }
  window.scrollTo({ top, behavior: "instant" });
}

/** Back and Forward over swapped pages ask for the page that the address names. */
export function followHistory(): void {
  addEventListener("popstate", () => {
    if (asked) going.again();
  });
}
