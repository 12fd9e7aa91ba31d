// Measures one contender over one directory, in its own process: node --expose-gc measure.ts '<Task as JSON>'

import { setImmediate } from 'node:timers/promises';
import { Random } from '../random.ts';
import { contenders } from './contenders.ts';
import { makeDirectory } from './directory.ts';
import { keystrokesOf, makeQueries, type Query } from './queries.ts';

export interface Task {
  name: string;
  size: number;
  seed: number;
  /** How often the queries are typed. The median of each keystroke counts. */
  passes: number;
  /** No further query starts after this. */
  budgetMs: number;
  /** Queries of each kind. */
  ofEachKind: number;
}

export interface Measured {
  name: string;
  size: number;
  /** How many of the queries the time was enough for. */
  queries: number;
  keystrokes: number;
  passes: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  mrr10: number;
  mrr10ByKind: Record<string, number>;
  /** From the start to the first result. */
  buildMs: number;
  /** The processor time of that. */
  buildCpuMs: number;
  /** The longest time for which building blocked the event loop. */
  buildStallMs: number;
  /** After building or after all queries, whichever is more, without the rows themselves. */
  memoryMb: number;
}

/** Bytes in use. SQLite has its own, outside JavaScript's heap. */
const bytesInUse = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return task.name === 'fts5' ? rss : heapUsed + external;
};

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const rows = makeDirectory(task.size, task.seed);
const queries = new Random(task.seed + 2).shuffled(makeQueries(rows, task.seed + 1, task.ofEachKind));
const build = contenders[task.name];
if (!build) throw new Error(`No contender is called ${task.name}.`);

const memoryBefore = bytesInUse();
const builtFrom = performance.now();
const cpuFrom = process.cpuUsage();
let turnedAt = builtFrom;
let buildStallMs = 0;
const pause = async (): Promise<void> => {
  buildStallMs = Math.max(buildStallMs, performance.now() - turnedAt);
  await setImmediate();
  turnedAt = performance.now();
};
const contender = await build(rows, pause);
// Some do their work at the first search.
contender.search('a');
const builtAt = performance.now();
const builtCpu = process.cpuUsage(cpuFrom);
buildStallMs = Math.max(buildStallMs, builtAt - turnedAt);
const memoryBuilt = bytesInUse();

/** Times of each keystroke, one for each repetition. */
const times: number[][] = [];
const ranks = new Map<string, number[]>();
const began = performance.now();
const done: Query[] = [];

const search = (text: string, at: number): readonly string[] => {
  const from = performance.now();
  const found = contender.search(text);
  const took = performance.now() - from;
  const known = times[at];
  if (known) known.push(took);
  else times[at] = [took];
  return found;
};

for (const query of queries) {
  if (performance.now() - began > task.budgetMs) break;
  let found: readonly string[] = [];
  for (const text of keystrokesOf(query)) found = search(text, times.length);
  const rank = found.slice(0, 10).indexOf(query.accountId);
  ranks.set(query.kind, [...(ranks.get(query.kind) ?? []), rank < 0 ? 0 : 1 / (rank + 1)]);
  done.push(query);
}
let passes = 1;
for (; passes < task.passes && performance.now() - began < task.budgetMs; passes++) {
  let at = 0;
  for (const query of done) for (const text of keystrokesOf(query)) search(text, at++);
}

const memoryUsed = bytesInUse();
const medians = times.map((each) => percentile(each, 0.5));
const result: Measured = {
  name: task.name,
  size: task.size,
  queries: done.length,
  keystrokes: times.length,
  passes,
  p50Ms: percentile(medians, 0.5),
  p95Ms: percentile(medians, 0.95),
  p99Ms: percentile(medians, 0.99),
  mrr10: mean([...ranks.values()].flat()),
  mrr10ByKind: Object.fromEntries([...ranks].map(([kind, each]) => [kind, mean(each)])),
  buildMs: builtAt - builtFrom,
  buildCpuMs: (builtCpu.user + builtCpu.system) / 1e3,
  buildStallMs,
  memoryMb: (Math.max(memoryBuilt, memoryUsed) - memoryBefore) / 1e6,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
