// Days as ISO text, in UTC: a bin's last day, and what stands below a tick.
import type { Unit } from "./shapes.js";

const MONTHS: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12, decade: 120 };
const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const DAY = 86_400_000;

/** The last day of the bin that begins at `first`. */
export function lastDay(first: string, unit: Unit): string {
  const begin = new Date(`${first}T00:00:00Z`);
  const months = MONTHS[unit];
  if (months === undefined) return iso(begin.getTime() + (unit === "week" ? 6 : 0) * DAY);
  const year = unit === "decade" ? Math.floor(begin.getUTCFullYear() / 10) * 10 : begin.getUTCFullYear();
  const next = new Date(begin);
  next.setUTCFullYear(year, begin.getUTCMonth() + months, 1);
  return iso(next.getTime() - DAY);
}

/** The bin in words: "2024-03-04 to 2024-03-10", "2024-03", "2024", "2020s". */
export function binName(first: string, unit: Unit): string {
  if (unit === "day") return first;
  if (unit === "month") return first.slice(0, 7);
  if (unit === "year") return first.slice(0, 4);
  if (unit === "decade") return `${first.slice(0, 3)}0s`;
  return `${first} to ${lastDay(first, unit)}`;
}

/** Bins that get a tick, about `wanted` of them: those that begin a year where there are enough, else every n-th. */
export function tickBins(bins: readonly string[], unit: Unit, wanted: number): number[] {
  const begin = bins.flatMap((bin, n) => (n > 0 && bin.slice(0, 4) !== bins[n - 1]?.slice(0, 4) ? [n] : []));
  const years = bins[0]?.slice(5) === "01-01" ? [0, ...begin] : begin;
  if (unit === "decade" || years.length < Math.min(3, wanted)) return thinned(bins.map((_, n) => n), wanted);
  const step = ROUND.find((round) => years.length / round <= wanted) ?? 1000;
  return years.filter((n) => Number(bins[n]!.slice(0, 4)) % step === 0);
}

/** What stands below a tick: as much of the day as tells the ticks apart. */
export function tickName(bin: string, unit: Unit, years: boolean): string {
  if (years || unit === "year" || unit === "decade") return bin.slice(0, 4);
  return unit === "month" || unit === "quarter" ? bin.slice(0, 7) : bin;
}

function thinned(all: number[], wanted: number): number[] {
  const step = Math.max(1, Math.ceil(all.length / Math.max(1, wanted)));
  return all.filter((_, n) => n % step === 0);
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
