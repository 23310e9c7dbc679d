import { beforeEach, expect, it } from "vitest";
import { DeskMatrix } from "../src/matrix.js";
import { wide } from "./given.js";

customElements.define("desk-matrix", DeskMatrix);
const matrix = {
  actors: [{ term: "FRA", name: "France", count: 4 }, { term: "<b>", name: "<b>bold</b>", count: 1 }],
  recipients: [{ term: "DEU", name: "Germany", count: 5 }],
  cells: [{ row: 0, column: 0, count: 4, quads: [3, 0, 0, 1] }, { row: 1, column: 0, count: 1, quads: [0, 1, 0, 0] }],
};

beforeEach(() => {
  wide(600);
  document.body.innerHTML = `<desk-matrix><script type="application/json">${JSON.stringify(matrix).replaceAll("<", "\\u003c")}</script>
    <details class="twin" open><summary>As a table</summary></details></desk-matrix>`;
});

it("draws a cell for each pair, shared among its quad codes, and folds the table", () => {
  const cells = document.querySelectorAll(".cell");
  expect(cells).toHaveLength(2);
  const [three, one] = [cells[0]!.querySelector(".q1")!, cells[0]!.querySelector(".q4")!];
  expect(Number(three.getAttribute("width")) / Number(one.getAttribute("width"))).toBeCloseTo(3);
  expect(document.querySelector("details")?.hasAttribute("open")).toBe(false);
});

it("shows hostile names as text", () => {
  expect(document.querySelector("b")).toBeNull();
  expect(document.body.textContent).toContain("<b>bold</b>");
});

it("asks for the pair that is chosen", () => {
  let asked: unknown;
  document.addEventListener("desk-query", (event) => (asked = (event as CustomEvent).detail), { once: true });
  document.querySelector(".cell")!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(asked).toEqual({ actor: "FRA", recipient: "DEU" });
});

it("redraws its cells with other counts, and with its own again", () => {
  const drawing = document.querySelector<DeskMatrix>("desk-matrix")!;
  drawing.recount([[0, 0, 0, 1], [0, 0, 0, 0]]);
  const cells = [...document.querySelectorAll(".cell")];
  expect(cells.map((cell) => cell.querySelectorAll("[class^=q]").length)).toEqual([1, 0]);
  drawing.recount(null);
  expect(cells.map((cell) => cell.querySelectorAll("[class^=q]").length)).toEqual([2, 1]);
});
