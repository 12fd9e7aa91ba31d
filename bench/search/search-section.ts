import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { printTable } from '../table.ts';
import type { Measured, Task } from './measure.ts';
import type { ClassMeasured, ClassTask } from './measure-classes.ts';
import type { OracleMeasured, OracleTask } from './measure-oracle.ts';
import { queryKinds } from './queries.ts';

const run = promisify(execFile);
const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
/** Not used when the weights were chosen. */
const heldOutSeed = 20_261_128;
/** Queries of each kind. The same ones for every contender and for the oracle. */
const ofEachKind = 40;
/** The size for which each kind of query is judged by itself, and by how many queries. */
const judged = { size: 100_000, ofEachKind: 200 };

/**
 * Some contenders would take hours for all keystrokes. Each gets this long, and the table shows how many queries it
 * did.
 */
const budgetMs = 40_000;

const plan: readonly { size: number; names: readonly string[] }[] = [
  { size: 5_000, names: ['latchkey'] },
  {
    size: 10_000,
    names: ['latchkey', 'ufuzzy', 'ufuzzy (typos, any order)', 'fuzzysort', 'fuse.js', 'minisearch', 'fts5'],
  },
  {
    size: 100_000,
    names: ['latchkey', 'ufuzzy', 'ufuzzy (typos, any order)', 'fuzzysort', 'fuse.js', 'minisearch', 'fts5'],
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
    passes: isOurs ? 5 : 3,
    budgetMs: isOurs ? 5 * budgetMs : budgetMs,
    ofEachKind,
  };
  const { stdout } = await run(process.execPath, [
    '--expose-gc',
    '--max-old-space-size=8192',
    program('measure.ts'),
    JSON.stringify(task),
  ]);
  return JSON.parse(stdout) as Measured;
}

async function measureOracle(size: number): Promise<OracleMeasured> {
  const task: OracleTask = { size, seed: heldOutSeed, ofEachKind };
  const { stdout } = await run(process.execPath, [
    '--max-old-space-size=8192',
    program('measure-oracle.ts'),
    JSON.stringify(task),
  ]);
  return JSON.parse(stdout) as OracleMeasured;
}

async function measureClasses(): Promise<ClassMeasured[]> {
  const task: ClassTask = { ...judged, seed: heldOutSeed };
  const { stdout } = await run(process.execPath, [
    '--max-old-space-size=8192',
    program('measure-classes.ts'),
    JSON.stringify(task),
  ]);
  return JSON.parse(stdout) as ClassMeasured[];
}

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const share = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(2));

/** The rows of docs/bench.json. The oracle is separate: it is a yardstick for results, not a way to search. */
export interface SearchSection {
  search: Measured[];
  searchOracle: OracleMeasured[];
  searchClasses: ClassMeasured[];
}

export async function benchSearch(): Promise<SearchSection> {
  const measured: Measured[] = [];
  const oracles: OracleMeasured[] = [];
  for (const { size, names } of plan) {
    const ofSize: Measured[] = [];
    for (const name of names) ofSize.push(await measure(name, size));
    measured.push(...ofSize);
    const oracle = await measureOracle(size);
    oracles.push(oracle);
    const accounts = size.toLocaleString('en');
    printTable(
      `Search, ${accounts} accounts: ms a keystroke, and how near the top the right account is (MRR@10)`,
      [
        '',
        'p50',
        'p95',
        'p99',
        'MRR@10',
        'build ms',
        'of it processor',
        'longest stall ms',
        'MB',
        'queries',
        'keystrokes',
      ],
      ofSize.map((each) => [
        each.name,
        ms(each.p50Ms),
        ms(each.p95Ms),
        ms(each.p99Ms),
        share(each.mrr10),
        each.buildMs.toFixed(0),
        each.buildCpuMs.toFixed(0),
        each.buildStallMs.toFixed(0),
        each.memoryMb.toFixed(1),
        String(each.queries),
        String(each.keystrokes),
      ]),
    );
    printTable(
      `MRR@10 by kind of query, ${accounts} accounts (oracle: it knows the rule from which the query was made)`,
      ['', 'oracle', ...ofSize.map(({ name }) => name)],
      [
        ...queryKinds.map((kind) => [kind, ...[oracle, ...ofSize].map((each) => share(each.mrr10ByKind[kind]))]),
        ['all', ...[oracle, ...ofSize].map((each) => share(each.mrr10))],
      ],
    );
  }
  const classes = await measureClasses();
  printTable(
    `Latchkey by kind of query, ${judged.size.toLocaleString('en')} accounts (share of the oracle: what chance does not decide)`,
    ['', 'queries', 'oracle', 'MRR@10', 'share of the oracle'],
    classes.map((each) => [
      each.kind,
      String(each.queries),
      share(each.oracle),
      share(each.mrr10),
      `${(100 * each.shareOfOracle).toFixed(0)} %`,
    ]),
  );
  return { search: measured, searchOracle: oracles, searchClasses: classes };
}
