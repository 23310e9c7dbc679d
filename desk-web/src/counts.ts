// Sums over a range of bins in time that does not grow with the range: what the page redraws while the hand moves.
import type { Series } from "./shapes.js";

export interface Sums {
  total: number;
  /** of each type, in the order of the series */
  types: number[];
}

export class Counts {
  /** `before[t][b]`: events of type t in the bins before b */
  private readonly before: Uint32Array[];
  /** `stacks[q][b]`: events of quad code q + 1 in bin b */
  readonly stacks: Uint32Array[];
  /** events of all types in each bin */
  readonly totals: Uint32Array;

  constructor(readonly series: Series) {
    const bins = series.bins.length;
    this.totals = new Uint32Array(bins);
    this.stacks = Array.from({ length: 4 }, () => new Uint32Array(bins));
    this.before = series.counts.map((counts, type) => {
      const sums = new Uint32Array(bins + 1);
      const stack = this.stacks[(series.quads[type] ?? 1) - 1];
      for (let bin = 0; bin < bins; bin++) {
        const count = counts[bin] ?? 0;
        sums[bin + 1] = sums[bin]! + count;
        this.totals[bin]! += count;
        if (stack) stack[bin]! += count;
      }
      return sums;
    });
  }

  /** The first bin of the days from `from` to `to` and the one behind the last; null: the whole time. */
  range(from: string | null, to: string | null): [first: number, end: number] {
    const { bins } = this.series;
    const first = from === null ? 0 : bins.findIndex((bin) => bin >= from);
    const end = to === null ? bins.length : bins.findLastIndex((bin) => bin <= to) + 1;
    return first < 0 ? [0, 0] : [first, Math.max(first, end)];
  }

  /** Events of the days from `from` to `to`, as bins hold them; null: the whole time. */
  between(from: string | null, to: string | null): Sums {
    return this.within(...this.range(from, to));
  }

  /** Events in the bins from `first` up to, not with, `end`. */
  within(first: number, end: number): Sums {
    const types = this.before.map((sums) => (sums[end] ?? 0) - (sums[first] ?? 0));
    return { total: types.reduce((a, b) => a + b, 0), types };
  }
}
