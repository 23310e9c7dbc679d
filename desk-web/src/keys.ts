// Keys on every page: / searches, j and k go along rows or items, Enter opens, ? helps. None of them works in an input.
import { going } from "./going.js";

const ROWS = "[data-row], .found [data-item], .history > li";

export function followKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if ((event.target as Element).closest("input, textarea, select, [contenteditable]")) return;
    const acts: Record<string, () => void> = {
      "/": () => document.querySelector<HTMLInputElement>("#search")?.focus(),
      "?": () => going.to("/help"),
      j: () => step(1),
      k: () => step(-1),
    };
    const act = acts[event.key];
    if (event.key === "Enter" && event.target === document.body) document.querySelector<HTMLElement>(".at .row-link")?.click();
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** Goes `by` rows on; the row's link takes the focus, so that Enter opens it and a screen reader says it. */
function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.offsetParent !== null);
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("at"));
  rows[now]?.classList.remove("at");
  const next = rows[Math.max(0, Math.min(rows.length - 1, now + by))]!;
  next.classList.add("at");
  const target = next.querySelector<HTMLElement>(".row-link") ?? next.querySelector<HTMLElement>("[data-field], a");
  target?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
