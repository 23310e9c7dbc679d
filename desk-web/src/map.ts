// <desk-map>: where events happened, fitted to the places, with a share for each quad code.
import { geoGraticule10, geoPath, type GeoProjection } from "d3-geo";
import { scaleSqrt } from "d3-scale";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import { frameOf, projectionOf } from "./fit.js";
import { held, QUADS, type Places, type Spot } from "./shapes.js";
import { atWidth, html, legend, plural, quadLines, svg, tell } from "./svg.js";
import { theWorld, type World } from "./world.js";

const WITHIN = 25; // km around a chosen place: its name and coordinates are those of a town
const LABELS = 8;
const SMALLEST = 4.5;
const LARGEST = 20;
const EDGE = 26; // pixels between the outermost spot and the frame

export class DeskMap extends HTMLElement {
  private places: Places | null = null;
  private readonly place = html("div", { class: "drawing map" });
  private stop: (() => void) | undefined;
  private readonly fills: ((quads: readonly number[]) => void)[] = [];

  connectedCallback(): void {
    this.places = held<Places>(this);
    if (!this.places?.spots.length || this.stop) return;
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      seen.disconnect();
      theWorld().then((world) => this.begin(world), () => this.fail());
    }, { rootMargin: "400px" });
    seen.observe(this);
    this.stop = () => seen.disconnect();
  }

  disconnectedCallback(): void {
    this.stop?.();
    tell([]);
  }

  private begin(world: World): void {
    if (!this.isConnected) return;
    this.querySelector("script")!.after(legend(QUADS), this.place);
    this.querySelector("details.twin")?.removeAttribute("open");
    this.stop = atWidth(this.place, (width) => this.draw(world, width));
  }

  private fail(): void {
    this.prepend(html("p", { class: "small" }, "The map cannot be drawn; the table has the same places."));
  }

  private draw(world: World, width: number): void {
    const frame = frameOf(this.places!.spots);
    const height = Math.round(Math.min(460, Math.max(240, width * 0.62)));
    const projection = projectionOf(frame, this.places!.spots, width, height, EDGE);
    const path = geoPath(projection.clipExtent([[-width, -height], [2 * width, 2 * height]]));
    const sheet = svg("g", {},
      svg("path", { class: "graticule", d: path(geoGraticule10()) ?? "" }),
      svg("path", { class: "land", d: path(world.land) ?? "" }),
      svg("path", { class: "borders", d: path(world.borders) ?? "" }));
    const spots = svg("g", {});
    const root = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "map", "aria-hidden": "true" }, sheet, spots);
    const draw = this.spots(spots, projection);
    draw(1, 0, 0);
    this.place.replaceChildren(root, this.buttons(root, sheet, draw));
  }

  /** Spots keep their size while the land grows; the largest lie below, so that none is covered whole. */
  private spots(group: SVGGElement, projection: GeoProjection): (k: number, x: number, y: number) => void {
    const ordered = [...this.places!.spots].sort((a, b) => b.count - a.count);
    const most = ordered[0]!.count;
    const radius = scaleSqrt([0, most], [0, Math.min(LARGEST, SMALLEST + 2 * Math.sqrt(most))]);
    const places = this.places!.spots;
    const made = ordered.flatMap((spot) => {
      const at = projection([spot.lon, spot.lat]);
      if (!at) return [];
      const size = Math.max(SMALLEST, radius(spot.count));
      const element = svg("g", { class: "spot" });
      const shown = { ...spot };
      const fill = (quads: readonly number[]) => {
        [shown.count, shown.quads] = [quads.reduce((a, b) => a + b, 0), [...quads]];
        const now = Math.max(SMALLEST, radius(shown.count));
        element.classList.toggle("none", !shown.count);
        element.replaceChildren(...(shown.count ? [...pie(shown, now), svg("circle", { r: now })] : []));
      };
      fill(spot.quads);
      this.fills[places.indexOf(spot)] = fill;
      element.addEventListener("click", () => this.choose(spot));
      element.addEventListener("pointermove", (event) => tell(lines(shown), event.clientX, event.clientY));
      element.addEventListener("pointerleave", () => tell([]));
      return [{ spot, at, size, element }];
    });
    const names = made.slice(0, LABELS).map((one) => ({ ...one, element: svg("text", {}, one.spot.place) }));
    group.append(...made.map((one) => one.element), ...names.map((one) => one.element));
    return (k, x, y) => {
      const taken: Box[] = made.slice(0, LABELS).map(({ at, size }) => box(at[0] * k + x, at[1] * k + y, size));
      made.forEach(({ at, element }) => element.setAttribute("transform", `translate(${at[0] * k + x},${at[1] * k + y})`));
      names.forEach(({ at, size, spot, element }) => label(element, spot.place, at[0] * k + x, at[1] * k + y, size, taken));
    };
  }

  /** Draws the spots with other counts, by quad code; null: with those of the page. */
  recount(quads: number[][] | null): void {
    this.places?.spots.forEach((spot, n) => this.fills[n]?.(quads?.[n] ?? spot.quads));
  }

  private choose(spot: Spot): void {
    const detail = { place: `${spot.lat.toFixed(4)},${spot.lon.toFixed(4)}`, within: WITHIN };
    this.dispatchEvent(new CustomEvent("desk-query", { bubbles: true, detail }));
  }

  /** The wheel zooms with Ctrl alone, and a finger scrolls the page: the map is no trap. */
  private buttons(root: SVGSVGElement, sheet: SVGGElement, draw: (k: number, x: number, y: number) => void): HTMLElement {
    const behaviour = zoom<SVGSVGElement, unknown>().scaleExtent([1, 24])
      .filter((event: Event) => event.type !== "wheel" ? !event.type.startsWith("touch") && !(event as MouseEvent).button : (event as WheelEvent).ctrlKey)
      .translateExtent([[-root.clientWidth / 2, -root.clientHeight / 2], [root.clientWidth * 1.5 || 900, root.clientHeight * 1.5 || 700]])
      .on("zoom", ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
        sheet.setAttribute("transform", transform.toString());
        draw(transform.k, transform.x, transform.y);
      });
    const picture = select(root).call(behaviour).on("dblclick.zoom", null);
    const press = (sign: string, says: string, act: () => void) => {
      const button = html("button", { type: "button", "aria-label": says, title: says }, sign);
      button.addEventListener("click", act);
      return button;
    };
    return html("div", { class: "zoom" },
      press("+", "Closer", () => behaviour.scaleBy(picture, 2)),
      press("−", "Further away", () => behaviour.scaleBy(picture, 0.5)),
      press("⤢", "All places", () => behaviour.transform(picture, zoomIdentity)));
  }
}

function lines(spot: Spot): string[] {
  const where = spot.country_code ? `${spot.place}, ${spot.country_code}` : spot.place;
  return [`${where}: ${plural(spot.count, "event")}`, ...quadLines(spot.quads, QUADS)];
}

/** Slices in the colours of the quad codes. */
function pie(spot: Spot, radius: number): SVGElement[] {
  const all = spot.quads.reduce((a, b) => a + b, 0);
  let turn = 0;
  return spot.quads.flatMap((count, n) => {
    if (!count) return [];
    if (count === all) return [svg("circle", { class: `q${n + 1}`, r: radius })];
    const [from, to] = [turn, (turn += count / all)].map((part) => 2 * Math.PI * part) as [number, number];
    const point = (angle: number) => `${(radius * Math.sin(angle)).toFixed(2)},${(-radius * Math.cos(angle)).toFixed(2)}`;
    const large = to - from > Math.PI ? 1 : 0;
    return [svg("path", { class: `q${n + 1}`, d: `M0,0L${point(from)}A${radius},${radius} 0 ${large} 1 ${point(to)}Z` })];
  });
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const box = (x: number, y: number, r: number): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

/** Writes a name beside its spot, to the right or else to the left; where neither is free it is left out. */
function label(text: SVGTextElement, name: string, x: number, y: number, size: number, taken: Box[]): void {
  const length = name.length * 6.6;
  const width = text.ownerSVGElement?.viewBox.baseVal.width || Infinity;
  for (const side of [1, -1]) {
    const near = x + side * (size + 4);
    const found = { left: side > 0 ? near : near - length, right: side > 0 ? near + length : near, top: y - 7, bottom: y + 7 };
    const free = taken.every((one) => one.right < found.left || one.left > found.right || one.bottom < found.top || one.top > found.bottom);
    if (!free || found.right > width || found.left < 0) continue;
    taken.push(found);
    text.setAttribute("transform", `translate(${near},${y + 4})`);
    text.setAttribute("text-anchor", side > 0 ? "start" : "end");
    text.removeAttribute("display");
    return;
  }
  text.setAttribute("display", "none");
}

