import { describe, expect, it } from "vitest";
import { binName, lastDay, tickBins, tickName } from "../src/days.js";

describe("lastDay", () => {
  it.each([
    ["2024-02-28", "day", "2024-02-28"],
    ["2024-02-26", "week", "2024-03-03"],
    ["2024-02-01", "month", "2024-02-29"],
    ["2023-02-01", "month", "2023-02-28"],
    ["2023-10-01", "quarter", "2023-12-31"],
    ["2023-01-01", "year", "2023-12-31"],
    ["2020-01-01", "decade", "2029-12-31"],
    ["0001-01-01", "decade", "0009-12-31"], // the first decade of the calendar begins a year late
  ] as const)("%s, a %s, ends on %s", (first, unit, last) => expect(lastDay(first, unit)).toBe(last));
});

describe("names", () => {
  it("say as much of the day as the unit knows", () => {
    expect(binName("2024-03-04", "week")).toBe("2024-03-04 to 2024-03-10");
    expect(binName("2024-03-01", "month")).toBe("2024-03");
    expect(binName("2020-01-01", "decade")).toBe("2020s");
    expect(tickName("2024-03-01", "month", false)).toBe("2024-03");
    expect(tickName("2024-03-01", "month", true)).toBe("2024");
  });
});

describe("tickBins", () => {
  it("prefers the beginnings of years", () => {
    const months = Array.from({ length: 48 }, (_, n) => `${2020 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}-01`);
    expect(tickBins(months, "month", 8)).toEqual([0, 12, 24, 36]);
  });
  it("takes round years where there are many", () => {
    const years = Array.from({ length: 52 }, (_, n) => `${1974 + n}-01-01`);
    expect(tickBins(years, "year", 12).map((n) => years[n])).toEqual(["1975", "1980", "1985", "1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"].map((year) => `${year}-01-01`));
  });
  it("takes every n-th bin where there are few years, and never more than wanted", () => {
    const days = Array.from({ length: 30 }, (_, n) => `2024-03-${String(n + 1).padStart(2, "0")}`);
    expect(tickBins(days, "day", 5)).toEqual([0, 6, 12, 18, 24]);
    expect(tickBins(["2024-03-01"], "day", 5)).toEqual([0]);
  });
});
