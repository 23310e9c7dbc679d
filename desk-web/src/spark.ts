// <desk-spark label="…">: a small series, with its first and last bin and its highest count written out.
import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { Counts } from "./counts.js";
import { binName } from "./days.js";
import { held, type Series } from "./shapes.js";
import { atWidth, html, number, plural, svg, tell } from "./svg.js";

const HEIGHT = 44;

export class DeskSpark extends HTMLElement {
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    const series = held<Series>(this);
    if (!series?.bins.length || this.stop) return;
    const counts = new Counts(series);
    const place = html("div", { class: "drawing" });
    const most = max(counts.totals) ?? 0;
    const name = (n: number) => binName(series.bins[n]!, series.unit).slice(0, 10);
    const ends = html("p", { class: "ends" }, html("span", {}, name(0)), html("span", {}, `most ${number(most)} a ${series.unit}`));
    if (series.bins.length > 1) ends.append(html("span", {}, name(series.bins.length - 1)));
    this.querySelector("svg")?.replaceWith(place, ends);
    this.stop = atWidth(place, (width) => place.replaceChildren(draw(counts, width, this.getAttribute("label") ?? "")));
  }

  disconnectedCallback(): void {
    this.stop?.();
    this.stop = undefined;
  }
}

function draw(counts: Counts, width: number, label: string): SVGSVGElement {
  const bins = counts.totals.length;
  const { series } = counts;
  const x = scaleLinear([0, bins], [0, width]);
  const y = scaleLinear([0, max(counts.totals) || 1], [HEIGHT - 1, 2]);
  const step = x(1);
  const wide = Math.min(16, step > 3 ? step - 1 : step);
  let path = "";
  counts.totals.forEach((count, bin) => {
    const left = x(bin) + (step - wide) / 2;
    if (count) path += `M${left.toFixed(1)},${HEIGHT - 1}V${y(count).toFixed(1)}h${wide.toFixed(1)}V${HEIGHT - 1}z`;
  });
  const total = plural(counts.totals.reduce((a, b) => a + b, 0), "event");
  const made = svg("svg", { class: "spark", width, height: HEIGHT, role: "img", "aria-label": `${label}: ${total} over time` });
  made.append(svg("path", { d: path }), svg("line", { x1: 0, x2: width, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5 }));
  made.addEventListener("pointermove", (event) => {
    const bin = Math.floor(x.invert(event.clientX - made.getBoundingClientRect().left));
    const first = series.bins[bin];
    tell(first ? [`${binName(first, series.unit)}: ${plural(counts.totals[bin]!, "event")}`] : [], event.clientX, event.clientY);
  });
  made.addEventListener("pointerleave", () => tell([]));
  return made;
}
