// <desk-history deadline="2024-05-01" asof="2024-06-02">: the mentions and the evidence of an undertaking along time.
// The list below it is its table; each mark leads to its place in the list.
import { scaleLinear } from "d3-scale";
import { axisBottom } from "d3-axis";
import { select } from "d3-selection";
import { atWidth, html, svg, tell } from "./svg.js";

const DAY = 86_400_000;
const HEIGHT = 96;
const SIDE = 40;
const LINE = 52;
const SIGNS: Record<string, string> = { fulfils: "✓", violates: "✕", partly: "~" };

interface Mark {
  day: string;
  verdict: string | null;
  says: string;
  item: HTMLElement;
}

export class DeskHistory extends HTMLElement {
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    const marks = [...this.querySelectorAll<HTMLElement>(".history > li")].flatMap(markOf);
    const days = [...marks.map((mark) => mark.day), ...["deadline", "asof"].flatMap((name) => this.getAttribute(name)?.slice(0, 10) || [])];
    if (this.stop || !marks.length || new Set(days).size < 2) return;
    const place = html("div", { class: "drawing" });
    this.prepend(place);
    this.stop = atWidth(place, (width) => place.replaceChildren(this.draw(marks, days.sort(), width)));
  }

  disconnectedCallback(): void {
    this.stop?.();
    this.stop = undefined;
    tell([]);
  }

  private draw(marks: readonly Mark[], days: readonly string[], width: number): SVGSVGElement {
    const x = scaleLinear([time(days[0]!), time(days.at(-1)!)], [SIDE, width - SIDE]);
    const root = svg("svg", { class: "past", width, height: HEIGHT, "aria-hidden": "true" });
    const axis = svg("g", { class: "axis", transform: `translate(0,${HEIGHT - 24})` });
    const ticks = ticksOf(time(days[0]!), time(days.at(-1)!), Math.max(2, Math.floor(width / 130)));
    select(axis).call(axisBottom<number>(x).tickValues(ticks.map(Number)).tickFormat((day) => iso(new Date(day))).tickSizeOuter(0));
    root.append(axis, svg("line", { class: "thread", x1: SIDE, x2: width - SIDE, y1: LINE, y2: LINE }));
    const deadline = this.getAttribute("deadline");
    if (deadline) root.append(...signed("deadline", "due", x(time(deadline)), 12, width));
    const asof = this.getAttribute("asof")?.slice(0, 10);
    if (asof) root.append(...signed(`as of ${asof}`, "asof", x(time(asof)), 28, width));
    const stacked = new Map<number, number>();
    for (const mark of marks) {
      const left = Math.round(x(time(mark.day)) / 14) * 14;
      const above = stacked.get(left) ?? 0;
      stacked.set(left, above + 1);
      root.append(dot(mark, x(time(mark.day)), LINE - Math.min(above, 2) * 15));
    }
    return root;
  }
}

/** At most `wanted` days, the same number of days apart: a year of days is no rounder than any other here. */
function ticksOf(first: Date, last: Date, wanted: number): Date[] {
  const span = (last.getTime() - first.getTime()) / DAY;
  const step = Math.max(1, Math.ceil(span / wanted));
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, n) => new Date(first.getTime() + n * step * DAY));
}

function markOf(item: HTMLElement): Mark[] {
  const day = item.querySelector("time")?.getAttribute("datetime")?.slice(0, 10);
  if (!day) return [];
  const verdict = Object.keys(SIGNS).find((name) => item.classList.contains(name)) ?? null;
  const says = item.querySelector("blockquote, .empty")?.textContent?.trim().slice(0, 160) ?? "";
  return [{ day, verdict, says, item }];
}

function dot(mark: Mark, x: number, y: number): SVGGElement {
  const made = svg("g", { class: `mark ${mark.verdict ?? "said"}`, transform: `translate(${x},${y})` }, svg("circle", { r: 7 }));
  if (mark.verdict) made.append(svg("text", { y: 4, "text-anchor": "middle" }, SIGNS[mark.verdict]!));
  made.addEventListener("click", () => {
    mark.item.tabIndex = -1;
    mark.item.focus();
    mark.item.scrollIntoView({ block: "nearest" });
  });
  made.addEventListener("pointermove", (event) => tell([`${mark.day}: ${mark.verdict ?? "said"}`, mark.says], event.clientX, event.clientY));
  made.addEventListener("pointerleave", () => tell([]));
  return made;
}

/** A day that is no mark: a line with its name above, at `y`. */
function signed(name: string, kind: string, x: number, y: number, width: number): SVGElement[] {
  const anchor = x > width - 90 ? "end" : x < 90 ? "start" : "middle";
  return [
    svg("line", { class: kind, x1: x, x2: x, y1: y + 6, y2: HEIGHT - 24 }),
    svg("text", { class: kind, x, y, "text-anchor": anchor }, name),
  ];
}

const time = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`);
const iso = (day: Date): string => day.toISOString().slice(0, 10);
