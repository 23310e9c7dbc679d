// <desk-explore>: holds all that changes with the filters. While a brush moves, totals and types are redrawn from the
// counts in the page, and what only the server knows is dimmed; a "desk-query" asks the server and takes its answer.
import { Counts } from "./counts.js";
import { held, type Series } from "./shapes.js";
import { number } from "./svg.js";
import type { Days } from "./timeline.js";
import { changed, type Filters, visit } from "./visit.js";

export class DeskExplore extends HTMLElement {
  private counts: Counts | undefined;
  private from: Element | undefined;

  connectedCallback(): void {
    this.addEventListener("desk-brush", (event) => this.redraw((event as CustomEvent<Days>).detail, event.target as Element));
  }

  private redraw({ from, to }: Days, timeline: Element): void {
    if (this.from !== timeline || !this.counts) {
      const series = held<Series>(timeline);
      if (!series) return;
      [this.from, this.counts] = [timeline, new Counts(series)];
    }
    const some = from !== null || to !== null;
    this.classList.toggle("brushing", some);
    const { total, types } = this.counts.between(from, to);
    const shown = this.querySelector("[data-total]");
    if (shown) shown.textContent = number(some ? total : total + this.counts.series.undated);
    drawTypes(this, this.counts.series.types, types);
  }
}

/** Puts these counts into the rows of the table of types, with the bars beside them. */
export function drawTypes(page: ParentNode, types: readonly string[], counts: readonly number[]): void {
  const most = Math.max(1, ...counts);
  types.forEach((type, n) => {
    const row = page.querySelector(`tr[data-type="${type}"]`);
    const count = counts[n] ?? 0;
    const cell = row?.querySelector(".num");
    if (cell) cell.textContent = number(count);
    row?.querySelector(".bar rect")?.setAttribute("width", ((100 * count) / most).toFixed(2));
  });
}

/** What a drawing asks for becomes part of the address: of this page where it has the filters, else of Explore. */
export function followQueries(): void {
  document.addEventListener("desk-query", (event) => {
    const filters = (event as CustomEvent<Filters>).detail;
    const target = event.target as Element;
    const stays = target.closest("desk-explore") || location.pathname === "/place";
    void visit(changed(new URL(stays ? location.href : new URL("/explore", location.href)), filters));
  });
}
