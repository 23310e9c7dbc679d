// <desk-explore>: holds all that changes with the filters. While a brush moves, totals, types, map and matrix are redrawn
// from counts that the page has, and the list, which only the server knows, is dimmed; a "desk-query" asks the server.
import { Counts } from "./counts.js";
import { fetched, within, type Moving, type Recounted } from "./moving.js";
import { held, type Series } from "./shapes.js";
import { number } from "./svg.js";
import type { Days } from "./timeline.js";
import { changed, type Filters, visit } from "./visit.js";

export class DeskExplore extends HTMLElement {
  private counts: Counts | undefined;
  private from: Element | undefined;
  private whole: number[] = []; // events of each type as the server counts them: also the undated, which no bin holds
  private next: [number, number] | null | undefined; // what is in hand, until it is drawn
  private moving: { address: string; counts: Moving | null } | undefined;

  connectedCallback(): void {
    for (const near of ["pointerover", "focusin"]) {
      this.addEventListener(near, (event) => (event.target as Element).closest("desk-timeline") && void this.prepare());
    }
    this.addEventListener("desk-brush", (event) => this.redraw((event as CustomEvent<Days>).detail, event.target as Element));
  }

  private redraw({ from, to }: Days, timeline: Element): void {
    if (this.from !== timeline || !this.counts) {
      const series = held<Series>(timeline);
      if (!series) return;
      [this.from, this.counts, this.whole] = [timeline, new Counts(series), shownTypes(this, series.types)];
    }
    const some = from !== null || to !== null;
    this.classList.toggle("brushing", some);
    const { total, types } = this.counts.between(from, to);
    const shown = this.querySelector("[data-total]");
    if (shown) shown.textContent = number(some ? total : total + this.counts.series.undated);
    drawTypes(this, this.counts.series.types, some ? types : this.whole);
    this.later(some ? this.counts.range(from, to) : null);
  }

  /** Map and matrix are redrawn once a frame, however often the hand moves in it. */
  private later(range: [number, number] | null): void {
    if (this.next === undefined) requestAnimationFrame(() => {
      const last = this.next;
      this.next = undefined;
      if (last !== undefined) this.recount(last);
    });
    this.next = range;
  }

  /** Asks once for the counts behind the map and the matrix of this address. */
  private async prepare(): Promise<void> {
    const address = location.href;
    if (this.moving?.address === address) return;
    this.moving = { address, counts: null };
    const counts = await fetched(new URL(address));
    if (this.moving.address === address) this.moving.counts = counts;
  }

  private recount(range: [number, number] | null): void {
    const known = this.moving?.address === location.href ? this.moving.counts : null;
    const fits = known !== null && known.bins === this.counts?.series.bins.length;
    this.classList.toggle("unknown", range !== null && !fits);
    for (const [name, items] of [["desk-map", known?.spots], ["desk-matrix", known?.cells]] as const) {
      const drawing = this.querySelector<Recounted>(name);
      if (drawing?.recount && (fits || range === null)) drawing.recount(range && within(items ?? [], ...range));
    }
  }
}

/** The counts that the table of types shows. */
function shownTypes(page: ParentNode, types: readonly string[]): number[] {
  return types.map((type) => Number(page.querySelector(`tr[data-type="${type}"] .num`)?.textContent?.replaceAll(",", "") ?? 0));
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
