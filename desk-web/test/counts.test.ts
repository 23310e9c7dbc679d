import { expect, it } from "vitest";
import { Counts } from "../src/counts.js";
import { series } from "./given.js";

it("stacks types by their quad codes", () => {
  const counts = new Counts(series);
  expect([...counts.totals]).toEqual([3, 0, 5, 4]);
  expect([...counts.stacks[0]!]).toEqual([1, 0, 2, 4]);
  expect([...counts.stacks[3]!]).toEqual([2, 0, 3, 0]);
});

it("sums any range of bins like a plain loop does", () => {
  const counts = new Counts(series);
  for (let first = 0; first <= 4; first++)
    for (let end = first; end <= 4; end++) {
      const types = series.counts.map((row) => row.slice(first, end).reduce((a, b) => a + b, 0));
      expect(counts.within(first, end)).toEqual({ total: types.reduce((a, b) => a + b, 0), types });
    }
});

it("takes days, both included; null is the whole time", () => {
  const counts = new Counts(series);
  expect(counts.between("2024-01-02", "2024-01-03").total).toBe(5);
  expect(counts.between(null, null).total).toBe(12);
  expect(counts.between("2025-01-01", null).total).toBe(0);
});
