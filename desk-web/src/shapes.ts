// What the pages hand to the drawings as JSON; the same shapes as src/communique/desk/shapes.py.

export type Unit = "day" | "week" | "month" | "quarter" | "year" | "decade";

/** Events over time: `counts[t][b]` of type `types[t]` in the bin that begins at `bins[b]` (ISO day). */
export interface Series {
  unit: Unit;
  bins: string[];
  types: string[];
  /** quad code of each type, 1 to 4 */
  quads: number[];
  counts: number[][];
  undated: number;
}

/** A place with its events; `quads` are its events of quad codes 1 to 4. */
export interface Spot {
  place: string;
  country_code: string | null;
  lat: number;
  lon: number;
  count: number;
  quads: number[];
}

export interface Places {
  spots: Spot[];
  more: number;
  unplaced: number;
}

export interface Actor {
  term: string;
  name: string;
  count: number;
}

export interface Cell {
  row: number;
  column: number;
  count: number;
  quads: number[];
}

/** Who acts on whom: the busiest actors and recipients, and the cells that are not empty. */
export interface Matrix {
  actors: Actor[];
  recipients: Actor[];
  cells: Cell[];
}

export const QUADS = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"] as const;

/** The JSON that an element holds in its `<script type="application/json">`; null where there is none. */
export function held<T>(element: Element): T | null {
  const script = element.querySelector(':scope > script[type="application/json"]');
  return script?.textContent ? (JSON.parse(script.textContent) as T) : null;
}
