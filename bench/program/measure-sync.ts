// Measures one first sync, or a bare loop over the same pages: node measure-sync.ts '<SyncTask as JSON>'

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { request } from 'undici';
import type { SandboxProvider } from '../../src/main/sandbox/sandbox.ts';
import { runProgram } from './running-program.ts';

export interface SyncTask {
  way: 'program' | 'bare';
  place: SandboxProvider;
}

export interface MeasuredSync {
  accounts: number;
  ms: number;
  /** The longest time for which the event loop did not turn. */
  maxStallMs: number;
}

const timerEveryMs = 2;

/** `ms` that `work` took, and the longest time for which the event loop did not turn meanwhile. */
async function timed(work: () => Promise<void>): Promise<Omit<MeasuredSync, 'accounts'>> {
  const delays = monitorEventLoopDelay({ resolution: timerEveryMs });
  delays.enable();
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  delays.disable();
  return { ms, maxStallMs: delays.max / 1e6 - timerEveryMs };
}

async function syncByProgram(place: SandboxProvider): Promise<MeasuredSync> {
  const { program, connectionId, end } = await runProgram('sendgrid', place, false);
  const measured = await timed(async () => {
    const synced = await program.syncs.sync(connectionId);
    if (!synced.ok) throw new Error(synced.problem.kind);
  });
  const accounts = program.accounts.count(connectionId);
  if (program.index.size < accounts) throw new Error('Not all accounts can be found.');
  await end();
  return { accounts, ...measured };
}

/** As few lines as read the list: each page is asked for once the one before it is read. */
async function readAllPages(place: SandboxProvider): Promise<MeasuredSync> {
  let accounts = 0;
  const measured = await timed(async () => {
    for (let last: string | undefined = ''; last !== undefined; ) {
      const query = new URLSearchParams({ limit: '100', ...(last ? { offset: last } : {}) });
      const reply = await request(`${place.origin}/v3/partners/accounts?${query}`, {
        headers: { accept: 'application/json', authorization: `Bearer ${place.key}` },
      });
      const page = (await reply.body.json()) as { accounts: { id: string }[] };
      accounts += page.accounts.length;
      last = page.accounts.at(-1)?.id;
    }
  });
  return { accounts, ...measured };
}

const task = JSON.parse(process.argv[2] ?? '{}') as SyncTask;
const measured = await (task.way === 'bare' ? readAllPages(task.place) : syncByProgram(task.place));
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit());
