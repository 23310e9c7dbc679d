import { beforeEach, expect, it } from "vitest";
import { DeskExplore } from "../src/explore.js";
import { DeskTimeline } from "../src/timeline.js";
import { page, series, wide } from "./given.js";

customElements.define("desk-explore", DeskExplore);
customElements.define("desk-timeline", DeskTimeline);

beforeEach(() => {
  wide();
  document.body.innerHTML = page(series);
});

const handles = () => [...document.querySelectorAll<SVGGElement>(".handle-key")];
const press = (target: Element, key: string) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

it("draws a path for each quad code in place of the plain columns", () => {
  expect(document.querySelector("svg.columns")).toBeNull();
  expect(document.querySelector(".chosen .q1")?.getAttribute("d")).toContain("M");
  expect(document.querySelector(".chosen .q2")?.getAttribute("d")).toBe("");
});

it("leaves the counts of types as the server gave them until days are picked: no column holds the undated", () => {
  expect([...document.querySelectorAll(".num")].map((cell) => cell.textContent)).toEqual(["8", "6"]);
});

it("moves an end by key, redraws from the counts in the page, and asks on Enter", () => {
  const asked: unknown[] = [];
  document.addEventListener("desk-query", (event) => asked.push((event as CustomEvent).detail), { once: true });
  const [first, last] = handles() as [SVGGElement, SVGGElement];
  press(first, "ArrowRight");
  press(last, "ArrowLeft");
  expect(first.getAttribute("aria-valuetext")).toBe("2024-01-02");
  expect(last.getAttribute("aria-valuetext")).toBe("2024-01-03");
  expect(document.querySelector("[data-total]")?.textContent).toBe("5");
  expect([...document.querySelectorAll(".num")].map((cell) => cell.textContent)).toEqual(["2", "3"]);
  expect(document.querySelector('[data-type="AGREE"] rect')?.getAttribute("width")).toBe("66.67");
  expect(document.querySelector("desk-explore")?.classList.contains("brushing")).toBe(true);
  expect(asked).toEqual([]);
  press(first, "Enter");
  expect(asked).toEqual([{ from: "2024-01-02", to: "2024-01-03" }]);
});

it("keeps the ends apart and inside, and Escape takes the range away with the undated counted again", () => {
  const [first] = handles() as [SVGGElement, SVGGElement];
  press(first, "End");
  expect(first.getAttribute("aria-valuetext")).toBe("2024-01-04");
  press(first, "Home");
  expect(first.getAttribute("aria-valuenow")).toBe("0");
  press(first, "Escape");
  expect(document.querySelector("[data-total]")?.textContent).toBe("14");
  expect([...document.querySelectorAll(".num")].map((cell) => cell.textContent)).toEqual(["8", "6"]);
  expect(document.querySelector("desk-explore")?.classList.contains("brushing")).toBe(false);
});
