// <desk-matrix>: who acts on whom; the square in a cell has the area of its count, its colours are the quad codes.
import { scaleSqrt } from "d3-scale";
import { held, QUADS, type Cell, type Matrix } from "./shapes.js";
import { atWidth, html, legend, plural, quadLines, svg, tell } from "./svg.js";

const LETTER = 6.6; // pixels of a letter of a label, about

export class DeskMatrix extends HTMLElement {
  private readonly place = html("div", { class: "drawing matrix" });
  private stop: (() => void) | undefined;
  private matrix: Matrix | undefined;
  private fills: ((quads: readonly number[]) => void)[] = [];

  connectedCallback(): void {
    const matrix = held<Matrix>(this);
    if (!matrix?.cells.length || this.stop) return;
    this.matrix = matrix;
    this.querySelector("script")!.after(legend(QUADS), this.place);
    this.querySelector("details.twin")?.removeAttribute("open");
    this.stop = atWidth(this.place, (width) => this.place.replaceChildren(this.draw(matrix, width)));
  }

  disconnectedCallback(): void {
    this.stop?.();
    this.stop = undefined;
    tell([]);
  }

  /** Draws the cells with other counts, by quad code; null: with those of the page. */
  recount(quads: number[][] | null): void {
    this.matrix?.cells.forEach((cell, n) => this.fills[n]?.(quads?.[n] ?? cell.quads));
  }

  private draw(matrix: Matrix, width: number): SVGSVGElement {
    const letters = width < 500 ? 13 : 26;
    const longest = (names: string[]) => Math.min(letters, Math.max(...names.map((name) => name.length))) * LETTER + 10;
    const left = longest(matrix.actors.map((actor) => actor.name));
    const slant = longest(matrix.recipients.map((actor) => actor.name));
    const top = slant * 0.72 + 8;
    const columns = matrix.recipients.length;
    const room = (width - left - slant * 0.72) / columns;
    const size = Math.max(14, Math.min(44, room));
    const height = top + size * matrix.actors.length + 2;
    const root = svg("svg", { class: "matrix", width: Math.max(width, left + size * columns), height, "aria-hidden": "true" });
    const grid = svg("g", { transform: `translate(${left},${top})` });
    for (let n = 0; n <= columns; n++) grid.append(svg("line", { x1: n * size, x2: n * size, y2: size * matrix.actors.length }));
    for (let n = 0; n <= matrix.actors.length; n++) grid.append(svg("line", { x2: size * columns, y1: n * size, y2: n * size }));
    const area = scaleSqrt([0, Math.max(...matrix.cells.map((cell) => cell.count))], [0, size - 3]);
    this.fills = [];
    grid.append(...matrix.cells.map((cell) => this.cell(matrix, cell, size, (count) => Math.max(3, area(count)))));
    matrix.recipients.forEach((actor, n) =>
      root.append(svg("text", { transform: `translate(${left + (n + 0.6) * size},${top - 6}) rotate(-45)` }, cut(actor.name, letters), svg("title", {}, actor.name))));
    matrix.actors.forEach((actor, n) =>
      root.append(svg("text", { x: left - 6, y: top + (n + 0.5) * size + 4, "text-anchor": "end" }, cut(actor.name, letters), svg("title", {}, actor.name))));
    root.append(grid);
    return root;
  }

  private cell(matrix: Matrix, cell: Cell, size: number, sideOf: (count: number) => number): SVGGElement {
    const [actor, recipient] = [matrix.actors[cell.row]!, matrix.recipients[cell.column]!];
    const ground = svg("rect", { class: "ground", x: cell.column * size, y: cell.row * size, width: size, height: size });
    const made = svg("g", { class: "cell", "data-dyad": `${actor.term} ${recipient.term}` });
    let says: string[] = [];
    const fill = (quads: readonly number[]) => {
      const all = quads.reduce((a, b) => a + b, 0);
      const side = sideOf(all);
      const [x, y] = [(cell.column + 0.5) * size - side / 2, (cell.row + 0.5) * size - side / 2];
      let from = 0;
      const parts = quads.flatMap((count, n) => {
        if (!count) return [];
        const wide = (side * count) / all;
        return [svg("rect", { class: `q${n + 1}`, x: x + (from += wide) - wide, y, width: wide, height: side })];
      });
      made.replaceChildren(ground, ...parts);
      says = [`${actor.name} → ${recipient.name}: ${plural(all, "event")}`, ...quadLines(quads, QUADS)];
    };
    fill(cell.quads);
    this.fills.push(fill);
    made.addEventListener("pointermove", (event) => tell(says, event.clientX, event.clientY));
    made.addEventListener("pointerleave", () => tell([]));
    made.addEventListener("click", () => {
      const detail = { actor: actor.term, recipient: recipient.term };
      this.dispatchEvent(new CustomEvent("desk-query", { bubbles: true, detail }));
    });
    return made;
  }
}

const cut = (name: string, letters: number): string => (name.length <= letters ? name : `${name.slice(0, letters - 1)}…`);
