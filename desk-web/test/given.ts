import type { Series } from "../src/shapes.js";

export const series: Series = {
  unit: "day", bins: ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"], types: ["AGREE", "ASSAULT"], quads: [1, 4],
  counts: [[1, 0, 2, 4], [2, 0, 3, 0]], undated: 2,
};

/** Elements are as wide as a page: the test's DOM has no layout. */
export function wide(width = 800): void {
  Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, width, 200);
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}

export const page = (series_: Series): string => `
  <desk-explore><strong data-total>14</strong>
  <table><tbody>
  <tr data-type="AGREE"><td class="num">8</td><td><svg class="bar"><rect width="100"/></svg></td></tr>
  <tr data-type="ASSAULT"><td class="num">6</td><td><svg class="bar"><rect width="75"/></svg></td></tr>
  </tbody></table>
  <desk-timeline brush><script type="application/json">${JSON.stringify(series_)}</script>
  <figure><svg class="columns"></svg><figcaption>days</figcaption></figure></desk-timeline></desk-explore>`;
