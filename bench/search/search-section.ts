import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { printTable } from '../table.ts';
import type { Measured, Task } from './measure.ts';
import { queryKinds } from './queries.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('measure.ts', import.meta.url));
/** Not used when the weights were chosen. */
const heldOutSeed = 20_260_901;
const oracle = 'oracle';

/**
 * Some contenders would take hours for all keystrokes. Each gets this long, and the table shows how many queries it
 * did.
 */
const budgetMs = 40_000;

const plan: readonly { size: number; names: readonly string[] }[] = [
  { size: 5_000, names: ['latchkey'] },
  {
    size: 10_000,
    names: ['latchkey', 'ufuzzy', 'ufuzzy (typos, any order)', 'fuzzysort', 'fuse.js', 'minisearch', 'fts5', oracle],
  },
  {
    size: 100_000,
    names: ['latchkey', 'ufuzzy', 'ufuzzy (typos, any order)', 'fuzzysort', 'fuse.js', 'minisearch', 'fts5', oracle],
  },
  // The others would need gigabytes, or minutes for each keystroke.
  { size: 1_000_000, names: ['latchkey', 'ufuzzy', 'fts5'] },
];

async function measure(name: string, size: number): Promise<Measured> {
  const isOurs = name === 'latchkey';
  const task: Task = {
    name,
    size,
    seed: heldOutSeed,
    // The yardstick searches each whole query once. Its speed does not matter.
    passes: isOurs ? 5 : name === oracle ? 1 : 3,
    budgetMs: name === oracle ? 30 * budgetMs : isOurs ? 5 * budgetMs : budgetMs,
    typed: name !== oracle,
  };
  const { stdout } = await run(process.execPath, [
    '--expose-gc',
    '--max-old-space-size=8192',
    program,
    JSON.stringify(task),
  ]);
  return JSON.parse(stdout) as Measured;
}

const ms = (value: number | null): string => (value === null ? '' : value < 10 ? value.toFixed(2) : value.toFixed(0));
const share = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(2));

/** The rows of docs/bench.json. The oracle is separate: it is a yardstick for results, not a way to search. */
export interface SearchSection {
  search: Measured[];
  searchOracle: { size: number; mrr10: number; mrr10ByKind: Record<string, number>; queries: number }[];
}

export async function benchSearch(): Promise<SearchSection> {
  const measured: Measured[] = [];
  for (const { size, names } of plan) {
    const ofSize: Measured[] = [];
    for (const name of names) ofSize.push(await measure(name, size));
    measured.push(...ofSize);
    const accounts = size.toLocaleString('en');
    printTable(
      `Search, ${accounts} accounts: ms a keystroke, and how near the top the right account is (MRR@10)`,
      ['', 'p50', 'p95', 'p99', 'MRR@10', 'build ms', 'longest stall ms', 'MB', 'queries', 'keystrokes'],
      ofSize.map((each) => [
        each.name,
        ms(each.p50Ms),
        ms(each.p95Ms),
        ms(each.p99Ms),
        share(each.mrr10),
        each.buildMs.toFixed(0),
        each.buildStallMs.toFixed(0),
        each.memoryMb.toFixed(1),
        String(each.queries),
        String(each.keystrokes),
      ]),
    );
    printTable(
      `MRR@10 by kind of query, ${accounts} accounts`,
      ['', ...ofSize.map(({ name }) => name)],
      queryKinds.map((kind) => [kind, ...ofSize.map((each) => share(each.mrr10ByKind[kind]))]),
    );
  }
  return {
    search: measured.filter(({ name }) => name !== oracle),
    searchOracle: measured
      .filter(({ name }) => name === oracle)
      .map(({ size, mrr10, mrr10ByKind, queries }) => ({ size, mrr10, mrr10ByKind, queries })),
  };
}
