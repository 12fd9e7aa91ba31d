// Asks the oracle about one directory, in its own process: node measure-oracle.ts '<OracleTask as JSON>'

import { makeDirectory } from './directory.ts';
import { askOracle } from './oracle.ts';
import { makeQueries } from './queries.ts';

export interface OracleTask {
  size: number;
  seed: number;
  ofEachKind: number;
}

export interface OracleMeasured {
  size: number;
  queries: number;
  mrr10: number;
  mrr10ByKind: Record<string, number>;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const { size, seed, ofEachKind } = JSON.parse(process.argv[2] ?? '{}') as OracleTask;
const rows = makeDirectory(size, seed);
const queries = makeQueries(rows, seed + 1, ofEachKind);
const ranks = askOracle(rows, queries);
const result: OracleMeasured = {
  size,
  queries: queries.length,
  mrr10: mean([...ranks.values()].flat()),
  mrr10ByKind: Object.fromEntries([...ranks].map(([kind, each]) => [kind, mean(each)])),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
