// <desk-timeline>: events over time as stacked columns; with the attribute `brush`, a range of days can be picked.
//
// While the hand moves, "desk-brush" tells the days in hand, and the page redraws from the counts that it has; when it
// stops, "desk-query" tells them, and whoever listens asks the server.
import { axisBottom, axisLeft } from "d3-axis";
import { max } from "d3-array";
import { brushX, type BrushBehavior, type D3BrushEvent } from "d3-brush";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import { select, type Selection } from "d3-selection";
import { Counts } from "./counts.js";
import { binName, lastDay, tickBins, tickName } from "./days.js";
import { held, QUADS, type Series } from "./shapes.js";
import { atWidth, html, legend, number, plural, svg, tell } from "./svg.js";

const MARGIN = { top: 10, right: 12, bottom: 24, left: 44 };
const WIDEST = 36; // pixels of a column: three days of an archive are not three walls

/** Days in hand (ISO, both included); both null: the whole time. */
export interface Days {
  from: string | null;
  to: string | null;
}

type Range = [first: number, end: number];

export class DeskTimeline extends HTMLElement {
  private counts: Counts | undefined;
  private x: ScaleLinear<number, number> = scaleLinear();
  private range: Range | null = null;
  private brush: BrushBehavior<unknown> | undefined;
  private brushed: Selection<SVGGElement, unknown, null, undefined> | undefined;
  private handles: SVGGElement[] = [];
  private clip: SVGRectElement | undefined;
  private readonly said = html("p", { class: "days", "aria-live": "polite" });
  private readonly place = html("div", { class: "drawing" });
  private stop: (() => void) | undefined;
  private height = 0;

  connectedCallback(): void {
    const series = held<Series>(this);
    const figure = this.querySelector("figure");
    if (!series?.bins.length || !figure || this.counts) return;
    this.counts = new Counts(series);
    figure.querySelector("svg")?.remove();
    figure.prepend(legend(QUADS), this.place);
    if (this.hasAttribute("brush")) {
      this.say();
      figure.append(this.said);
    }
    this.stop = atWidth(this.place, (width) => this.draw(width));
  }

  disconnectedCallback(): void {
    this.stop?.();
    tell([]);
  }

  private get series(): Series {
    return this.counts!.series;
  }

  private draw(width: number): void {
    const bins = this.series.bins.length;
    this.height = width < 500 ? 150 : 180;
    this.x = scaleLinear([0, bins], [MARGIN.left, width - MARGIN.right]);
    const y = scaleLinear([0, max(this.counts!.totals) || 1], [this.height - MARGIN.bottom, MARGIN.top]).nice(4);
    const root = svg("svg", { width, height: this.height, class: "timeline" });
    const id = `days-${(made += 1)}`;
    this.clip = svg("rect", { y: 0, height: this.height });
    root.append(svg("defs", {}, svg("clipPath", { id }, this.clip)), this.columns(y, "all"));
    if (this.hasAttribute("brush")) {
      const chosen = this.columns(y, "chosen");
      chosen.setAttribute("clip-path", `url(#${id})`);
      root.append(chosen);
    } else root.querySelector(".all")!.classList.replace("all", "chosen");
    this.axes(root, y, width);
    if (this.hasAttribute("brush")) this.brushes(root, width);
    root.addEventListener("pointermove", (event) => this.point(event));
    root.addEventListener("pointerleave", () => tell([]));
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", `Events over time, by ${this.series.unit}; a table follows`);
    this.place.replaceChildren(root);
    this.show();
  }

  /** One path for each quad code: a drawing of four elements stays quick however many columns there are. */
  private columns(y: ScaleLinear<number, number>, name: string): SVGGElement {
    const group = svg("g", { class: name, "aria-hidden": "true" });
    const step = this.x(1) - this.x(0);
    const wide = Math.min(WIDEST, step > 4 ? step - 1 : step);
    const base = new Float64Array(this.series.bins.length);
    this.counts!.stacks.forEach((stack, quad) => {
      let path = "";
      stack.forEach((count, bin) => {
        if (!count) return;
        const low = y(base[bin]!);
        const high = y((base[bin]! += count));
        const left = this.x(bin) + (step - wide) / 2;
        path += `M${left.toFixed(1)},${low.toFixed(1)}h${wide.toFixed(1)}V${high.toFixed(1)}h${(-wide).toFixed(1)}z`;
      });
      group.append(svg("path", { class: `q${quad + 1}`, d: path }));
    });
    return group;
  }

  private axes(root: SVGSVGElement, y: ScaleLinear<number, number>, width: number): void {
    const { bins, unit } = this.series;
    const ticks = tickBins(bins, unit, Math.max(2, Math.floor(width / 100)));
    const years = ticks.length > 1 && ticks.every((n) => n === 0 || bins[n]!.slice(0, 4) !== bins[n - 1]!.slice(0, 4));
    const below = svg("g", { class: "axis", transform: `translate(0,${this.height - MARGIN.bottom})`, "aria-hidden": "true" });
    const beside = svg("g", { class: "axis y", transform: `translate(${MARGIN.left},0)`, "aria-hidden": "true" });
    const name = (middle: number) => tickName(bins[Math.floor(middle)]!, unit, years);
    select(below).call(axisBottom<number>(this.x).tickValues(ticks.map((n) => n + 0.5)).tickFormat(name).tickSizeOuter(0));
    const whole = y.ticks(4).filter(Number.isInteger);
    select(beside).call(axisLeft<number>(y).tickValues(whole).tickFormat(number).tickSize(-(width - MARGIN.left - MARGIN.right)));
    select(below).selectAll<SVGTextElement, number>("text").attr("text-anchor", (n) =>
      this.x(n) > width - 40 ? "end" : "middle");
    root.prepend(beside);
    root.append(below);
  }

  private brushes(root: SVGSVGElement, width: number): void {
    const group = svg("g", { class: "brush" });
    const bottom = this.height - MARGIN.bottom;
    this.brush = brushX<unknown>().extent([[MARGIN.left, MARGIN.top], [width - MARGIN.right, bottom]]);
    this.brush.on("brush", (event: D3BrushEvent<unknown>) => event.sourceEvent && this.moved(event));
    this.brush.on("end", (event: D3BrushEvent<unknown>) => event.sourceEvent && this.ended(event));
    this.brushed = select(group);
    this.brushed.call(this.brush);
    this.handles = [0, 1].map((side) => this.handle(side, bottom));
    root.append(group, ...this.handles);
  }

  /** An end of the range that the keyboard moves: a slider, as the screen reader says it. */
  private handle(side: number, bottom: number): SVGGElement {
    const made = svg("g", {
      class: "handle-key", role: "slider", tabindex: 0, "aria-label": side ? "Last day" : "First day",
      "aria-valuemin": 0, "aria-valuemax": this.series.bins.length - 1,
    });
    made.append(svg("line", { y1: MARGIN.top, y2: bottom }), svg("circle", { cy: (bottom + MARGIN.top) / 2, r: 5 }));
    made.addEventListener("keydown", (event) => this.key(event, side));
    return made;
  }

  private key(event: KeyboardEvent, side: number): void {
    const bins = this.series.bins.length;
    const steps: Record<string, number> = {
      ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -bins, End: bins,
    };
    const step = steps[event.key];
    if (event.key === "Enter" && this.range) this.send("desk-query");
    else if (event.key === "Escape") this.set(null);
    else if (step !== undefined) {
      const [first, end] = this.range ?? [0, bins];
      if (side) this.set([first, Math.max(first + 1, Math.min(bins, end + step))]);
      else this.set([Math.max(0, Math.min(end - 1, first + step)), end]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private moved(event: D3BrushEvent<unknown>): void {
    const range = this.rangeOf(event.selection);
    if (range) {
      this.range = range;
      this.show(false);
    }
  }

  private ended(event: D3BrushEvent<unknown>): void {
    const range = this.rangeOf(event.selection);
    this.set(range);
    if (range) this.send("desk-query");
  }

  private rangeOf(selection: unknown): Range | null {
    if (!Array.isArray(selection)) return null;
    const bins = this.series.bins.length;
    const [left, right] = (selection as [number, number]).map((pixel) => this.x.invert(pixel)) as [number, number];
    const first = Math.max(0, Math.min(bins - 1, Math.floor(left + 0.001)));
    return [first, Math.max(first + 1, Math.min(bins, Math.ceil(right - 0.001)))];
  }

  private set(range: Range | null): void {
    this.range = range;
    this.show();
  }

  /** Puts everything where the range is; `brush`: also the shape in hand, which d3 moves itself while it is dragged. */
  private show(brush = true): void {
    const bins = this.series.bins.length;
    const [first, end] = this.range ?? [0, bins];
    this.clip?.setAttribute("x", String(this.x(first)));
    this.clip?.setAttribute("width", String(this.x(end) - this.x(first)));
    this.classList.toggle("some", this.range !== null);
    this.handles.forEach((handle, side) => {
      const bin = side ? end - 1 : first;
      const bounds = this.series.bins[bin]!;
      handle.setAttribute("transform", `translate(${this.x(side ? end : first)},0)`);
      handle.setAttribute("aria-valuenow", String(bin));
      handle.setAttribute("aria-valuetext", side ? lastDay(bounds, this.series.unit) : bounds);
    });
    if (brush && this.brush && this.brushed) {
      this.brush.move(this.brushed, this.range ? [this.x(first), this.x(end)] : null);
    }
    this.say();
    this.send("desk-brush");
  }

  private say(): void {
    if (!this.range) {
      this.said.textContent = "Drag over the columns to pick days; or Tab to an end, arrows to move it, Enter to look.";
      return;
    }
    const { from, to } = this.days(...this.range);
    this.said.textContent = `${from} to ${to}: ${plural(this.counts!.within(...this.range).total, "event")}`;
  }

  private send(name: "desk-brush" | "desk-query"): void {
    const detail: Days = this.range ? this.days(...this.range) : { from: null, to: null };
    this.dispatchEvent(new CustomEvent<Days>(name, { bubbles: true, detail }));
  }

  private days(first: number, end: number): { from: string; to: string } {
    const { bins, unit } = this.series;
    return { from: bins[first]!, to: lastDay(bins[end - 1]!, unit) };
  }

  private point(event: PointerEvent): void {
    const left = this.place.getBoundingClientRect().left;
    const bin = Math.floor(this.x.invert(event.clientX - left));
    const first = this.series.bins[bin];
    if (first === undefined || event.buttons) return tell([]);
    const stacks = this.counts!.stacks.flatMap((stack, n) => (stack[bin] ? [`${number(stack[bin]!)} ${QUADS[n]}`] : []));
    const total = plural(this.counts!.totals[bin]!, "event");
    return tell([`${binName(first, this.series.unit)}: ${total}`, ...stacks], event.clientX, event.clientY);
  }
}

let made = 0;
