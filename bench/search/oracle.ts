import type { Searchable } from '../../src/main/search/search-index.ts';
import { readRow } from './plain.ts';
import type { Query } from './queries.ts';

/** The mean of 1 / rank, 0 below the tenth, if one of `count` equals is as likely at each place. */
export function meanReciprocalRank(count: number): number {
  let sum = 0;
  for (let rank = 1; rank <= Math.min(10, count); rank++) sum += 1 / rank;
  return sum / count;
}

/**
 * The yardstick: it knows from which rule a query was made, and nothing else. It reads every row, takes those that fit the rule,
 * and puts them in any order. So no search that sees only the text can be expected to do better.
 */
export function askOracle(rows: readonly Searchable[], queries: readonly Query[]): Map<string, number[]> {
  const read = rows.map(readRow);
  const ranks = new Map<string, number[]>();
  for (const { kind, fits } of queries) {
    let count = 0;
    for (const row of read) if (fits(row)) count++;
    ranks.set(kind, [...(ranks.get(kind) ?? []), meanReciprocalRank(count)]);
  }
  return ranks;
}
