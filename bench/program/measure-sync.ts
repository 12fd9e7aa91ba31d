// Measures one first sync, or a bare loop over the same pages: node measure-sync.ts '<SyncTask as JSON>'

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { request } from 'undici';
import type { SandboxProvider } from '../../src/main/sandbox/sandbox.ts';
import { runProgram } from './running-program.ts';

export interface SyncTask {
  reader: 'program' | 'bare';
  service: SandboxProvider;
}

export interface MeasuredSync {
  accounts: number;
  ms: number;
  /** The longest time for which the event loop was blocked. */
  maxStallMs: number;
}

const timerEveryMs = 2;

/** Returns the time that `work` took, and the longest time for which it blocked the event loop. */
async function timed(work: () => Promise<void>): Promise<Omit<MeasuredSync, 'accounts'>> {
  const delays = monitorEventLoopDelay({ resolution: timerEveryMs });
  delays.enable();
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  delays.disable();
  return { ms, maxStallMs: delays.max / 1e6 - timerEveryMs };
}

async function syncByProgram(service: SandboxProvider): Promise<MeasuredSync> {
  const { program, connectionId, end } = await runProgram('sendgrid', service, false);
  const measured = await timed(async () => {
    const synced = await program.syncs.sync(connectionId);
    if (!synced.ok) throw new Error(synced.problem.kind);
  });
  const accounts = program.accounts.count(connectionId);
  if (program.index.size < accounts) throw new Error('Not all accounts can be found.');
  await end();
  return { accounts, ...measured };
}

/** The shortest code that reads the list: it requests each page after the one before. */
async function readAllPages(service: SandboxProvider): Promise<MeasuredSync> {
  let accounts = 0;
  const measured = await timed(async () => {
    for (let last: string | undefined = ''; last !== undefined; ) {
      const query = new URLSearchParams({ limit: '100', ...(last ? { offset: last } : {}) });
      const reply = await request(`${service.origin}/v3/partners/accounts?${query}`, {
        headers: { accept: 'application/json', authorization: `Bearer ${service.key}` },
      });
      const page = (await reply.body.json()) as { accounts: { id: string }[] };
      accounts += page.accounts.length;
      last = page.accounts.at(-1)?.id;
    }
  });
  return { accounts, ...measured };
}

const task = JSON.parse(process.argv[2] ?? '{}') as SyncTask;
const measured = await (task.reader === 'bare' ? readAllPages(task.service) : syncByProgram(task.service));
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit());
