import { expect, it } from "vitest";
import { within } from "../src/moving.js";

it("sums each item's bins by quad code", () => {
  const items = [[0, 1, 2, 0, 4, 1, 3, 1, 5], [], [2, 2, 7]];
  expect(within(items, 0, 4)).toEqual([[7, 0, 0, 1], [0, 0, 0, 0], [0, 7, 0, 0]]);
  expect(within(items, 0, 1)).toEqual([[2, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]]);
  expect(within(items, 1, 3)).toEqual([[0, 0, 0, 0], [0, 0, 0, 0], [0, 7, 0, 0]]);
});
