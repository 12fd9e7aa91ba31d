// One round, in a process of its own: node --import ./tests/standin/register.mjs bench/sync-child.ts '<Round as JSON>'
// The list is read by a bare loop, then by the whole program, from the same server with the same HTTP client.

import { setTimeout as sleep } from 'node:timers/promises';
import { createDispatcher } from '../src/main/providers/dispatcher.ts';
import { createHttp, type Http } from '../src/main/providers/http.ts';
import { RateBudget } from '../src/main/providers/rate-budget.ts';
import { start } from '../src/main/start.ts';
import { FakeDesktop } from '../tests/fakes/fake-desktop.ts';
import { MemoryKeychain } from '../tests/fakes/memory-keychain.ts';
import { type Stalls, watchLoop } from './loop-watch.ts';

export interface Round {
  provider: 'sendgrid' | 'brevo';
  origin: string;
  key: string;
  folder: string;
  accounts: number;
}

export interface Measured {
  bareLoopMs: number;
  bareCpuMs: number;
  ms: number;
  cpuMs: number;
  stalls: Stalls;
  /** Of a search while the list arrives. */
  keystrokes: { count: number; medianMs: number; worstMs: number };
  /** Requests to windows that tell of a change. */
  announcements: number;
  againMs: number;
  againStalls: Stalls;
  restartMs: number;
  restartStalls: Stalls;
  /** Resident, with all accounts in the index. */
  memoryMb: number;
}

const { provider, origin, key, folder, accounts } = JSON.parse(process.argv[2] ?? '{}') as Round;

const http = (): Http =>
  createHttp({
    dispatcher: createDispatcher({ resolveProxy: async () => 'DIRECT', systemCertificates: () => [] }),
    budget: new RateBudget({ defaultPerHour: null }),
    about: { provider },
  });

async function page(way: Http, path: string): Promise<{ accounts?: { id: string }[]; count?: number }> {
  const reply = await way.send({
    method: 'GET',
    url: `${origin}${path}`,
    headers: provider === 'sendgrid' ? { authorization: `Bearer ${key}` } : { 'api-key': key },
    urgency: 'background',
    signal: new AbortController().signal,
  });
  if (!reply.ok || reply.value.status !== 200) throw new Error('the list could not be read');
  return JSON.parse(reply.value.text);
}

/** As a script would read the list: one page after the other, parsed, and thrown away. */
async function bareLoop(): Promise<number> {
  const way = http();
  const from = performance.now();
  if (provider === 'sendgrid') {
    for (let last: string | undefined = ''; last !== undefined; ) {
      const read: { accounts?: { id: string }[] } = await page(way, `/v3/partners/accounts?limit=100&offset=${last}`);
      last = read.accounts?.at(-1)?.id;
    }
  } else {
    for (let offset = 0, count = 1; offset < count; offset += 50) {
      count = (await page(way, `/v3/corporate/subAccount?offset=${offset}&limit=50`)).count ?? 0;
    }
  }
  return performance.now() - from;
}

async function timed(work: () => Promise<unknown>): Promise<{ ms: number; stalls: Stalls }> {
  await sleep(50);
  const watch = watchLoop();
  const from = performance.now();
  await work();
  return { ms: performance.now() - from, stalls: watch.stop() };
}

const keychain = new MemoryKeychain();
function newDesktop(): FakeDesktop {
  const desktop = new FakeDesktop({ folder, fork: () => keychain.fork() });
  return desktop;
}
const environment = { LATCHKEY_ORIGINS: JSON.stringify({ [provider]: origin }) };
const answered = <T>(answer: { ok: true; value: T } | { ok: false; problem: { kind: string } }): T => {
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
};

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const c0 = cpu();
const bareLoopMs = await bareLoop();
const bareCpuMs = cpu() - c0;

let desktop = newDesktop();
await start(desktop.desktop, environment);
const searches: number[] = [];
let typing = true;
const typist = (async () => {
  const words = ['a', 'ac', 'acme', 'mar', 'gmbh', 'studio', 'sch', 'o', 'bakery b', 'info', 'zzzq'];
  for (let at = 0; typing; at++) {
    const from = performance.now();
    answered(await desktop.ask('searchAccounts', { text: words[at % words.length] ?? '' }));
    searches.push(performance.now() - from);
    await sleep(60);
  }
})();
const request = { provider, key, label: '', colour: 'blue', region: '' } as const;
const { connectionId } = answered(await desktop.ask('connectProvider', request));
const told = desktop.told.length;
const c1 = cpu();
const first = await timed(async () => answered(await desktop.ask('syncAccounts', { connectionId })));
const cpuMs = cpu() - c1;
const announcements = desktop.told.length - told;
typing = false;
await typist;
await desktop.ask('pauseNames', { connectionId, paused: true });
const state = answered(await desktop.ask('getState', {}));
if (state.connections[0]?.health.accountCount !== accounts) throw new Error('accounts are missing');
const again = await timed(async () => answered(await desktop.ask('syncAccounts', { connectionId })));
await desktop.quit();

desktop = newDesktop();
const restart = await timed(() => start(desktop.desktop, environment));
const { total } = answered(await desktop.ask('searchAccounts', { text: 'a' }));
if (total !== accounts) throw new Error('accounts were lost');
const memoryMb = process.memoryUsage().rss / 1e6;
await desktop.quit();

searches.sort((a, b) => a - b);
const measured: Measured = {
  bareLoopMs,
  bareCpuMs,
  cpuMs,
  ms: first.ms,
  stalls: first.stalls,
  keystrokes: {
    count: searches.length,
    medianMs: searches[searches.length >> 1] ?? 0,
    worstMs: searches.at(-1) ?? 0,
  },
  announcements,
  againMs: again.ms,
  againStalls: again.stalls,
  restartMs: restart.ms,
  restartStalls: restart.stalls,
  memoryMb,
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
process.exit(0);
