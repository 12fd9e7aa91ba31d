// Judges Latchkey by each kind of query, in its own process: node measure-classes.ts '<ClassTask as JSON>'
//
// In a directory of 100,000, two letters fit thousands of customers, and chance decides where the wanted one is. So a few dozen
// queries say nothing of such a kind. This asks many more, each once and only with its whole text.

import { contenders } from './contenders.ts';
import { makeDirectory } from './directory.ts';
import { meanReciprocalRank } from './oracle.ts';
import { readRow } from './plain.ts';
import { makeQueries, queryKinds } from './queries.ts';

export interface ClassTask {
  size: number;
  seed: number;
  ofEachKind: number;
}

export interface ClassMeasured {
  kind: string;
  queries: number;
  /** MRR@10 of the oracle, and of Latchkey for the customers from which the queries were made. */
  oracle: number;
  mrr10: number;
  /**
   * MRR@10 of Latchkey as a share of the oracle's, if every customer who fits a query is as likely the wanted one: what chance
   * does not decide. At most 1.
   */
  shareOfOracle: number;
}

const { size, seed, ofEachKind } = JSON.parse(process.argv[2] ?? '{}') as ClassTask;
const rows = makeDirectory(size, seed);
const read = new Map(rows.map((row) => [row.accountId, readRow(row)]));
const build = contenders['latchkey'];
if (!build) throw new Error('Latchkey is not among the contenders.');
const { search } = await build(rows, async () => undefined);

const sums = new Map(queryKinds.map((kind) => [kind, { queries: 0, oracle: 0, wanted: 0, fitting: 0 }]));
// Other queries than those that are timed.
for (const { kind, text, accountId, fits } of makeQueries(rows, seed + 3, ofEachKind)) {
  const sum = sums.get(kind);
  if (!sum) continue;
  let count = 0;
  for (const row of read.values()) if (fits(row)) count++;
  sum.queries++;
  sum.oracle += meanReciprocalRank(count);
  for (const [index, found] of search(text).slice(0, 10).entries()) {
    const row = read.get(found);
    if (found === accountId) sum.wanted += 1 / (index + 1);
    if (row && fits(row)) sum.fitting += 1 / (index + 1) / count;
  }
}

const result: ClassMeasured[] = Array.from(sums, ([kind, { queries, oracle, wanted, fitting }]) => ({
  kind,
  queries,
  oracle: oracle / queries,
  mrr10: wanted / queries,
  shareOfOracle: fitting / oracle,
}));
process.stdout.write(`${JSON.stringify(result)}\n`);
