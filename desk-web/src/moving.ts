// What the map and the matrix are redrawn from while the brush moves: their counts bin by bin, asked for once, when a
// hand comes near the brush; the page itself stays small.

/** Of each spot and each cell, in the order of the page: bin, quad code, count; one after the other, by bin. */
export interface Moving {
  bins: number;
  spots: number[][];
  cells: number[][];
}

/** What can be drawn anew with other counts: of each of its items, by quad code; null: with those of the page. */
export interface Recounted extends Element {
  recount(quads: number[][] | null): void;
}

/** The counts of each item by quad code, in the bins from `first` up to, not with, `end`. */
export function within(items: readonly number[][], first: number, end: number): number[][] {
  return items.map((item) => {
    const quads = [0, 0, 0, 0];
    for (let n = 0; n < item.length && item[n]! < end; n += 3) {
      if (item[n]! >= first) quads[item[n + 1]! - 1]! += item[n + 2]!;
    }
    return quads;
  });
}

/** The counts behind the page at this address; null where they cannot be had. */
export async function fetched(address: URL): Promise<Moving | null> {
  const asked = new URL(`/explore/moving.json${address.search}`, address);
  for (const name of ["cursor", "limit"]) asked.searchParams.delete(name);
  try {
    const answer = await fetch(asked, { credentials: "same-origin" });
    return answer.ok ? ((await answer.json()) as Moving) : null;
  } catch {
    return null;
  }
}
