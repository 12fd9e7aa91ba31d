// Measures what a person waits for in the built program, on the stand-in: node measure-paint.ts '<PaintTask as JSON>'
//
// On the stand-in a request of the page goes through Chromium's debugging pipe and Node, which costs some milliseconds
// more than Electron's own messages.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Driver, letGoMs } from '../../tests/helpers/driver.ts';
import { launchApp } from '../../tests/helpers/launch-app.ts';
import { asRealProviders, customersOf, providerIn } from '../../tests/helpers/sandbox-provider.ts';
import { allSynced, closeSettings, launcherShortcut, searchBox } from '../../tests/helpers/steps.ts';
import { startProviders } from '../children.ts';
import { askMany, cpuOf, type PageCpu, watchEnter, watchKeys, watchShown } from './paint-probes.ts';

export interface PaintTask {
  accounts: number;
  /** How many names are typed. */
  names: number;
  /** How often the launcher is shown. */
  shows: number;
  /** How often Enter is pressed, with a provider that takes `providerMs` for each reply. */
  enters: number;
  providerMs: number;
}

/** Milliseconds. */
export interface Spread {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  worst: number;
}

export interface MeasuredPaint {
  target: 'standin';
  accounts: number;
  /** From the key to the list with the new results, and to the frame that shows them. */
  keyToListMs: Spread;
  keyToPaintedMs: Spread;
  /** Of that, a request through the bridge that main answers from memory, and one that searches. */
  bridgeMs: Spread;
  searchMs: Spread;
  /** From the shortcut to the frame with the focused field. */
  shortcutToPaintedMs: Spread;
  /** From Enter to the frame with the bar of the log-in, while the provider takes `providerMs`. */
  enterToPaintedMs: Spread;
  providerMs: number;
  /** The page's own processor time for each key. */
  cpuMsPerKey: PageCpu;
}

/** The pause between keys of a fast typist. The next key never comes before the last one is drawn. */
const betweenKeysMs = 70;
const settledMs = 150;
/** Between two log-ins: no more than 30 may begin within a minute. */
const betweenLogInsMs = 2_050;

const task = JSON.parse(process.argv[2] ?? '{}') as PaintTask;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) };
}

const userData = mkdtempSync(join(tmpdir(), 'latchkey-paint-'));

/** Starts the program with pretend providers in a process of their own, and ends both after `work`. */
async function withProgram<T>(
  replyDelayMs: number,
  work: (latchkey: Driver, launcher: Page, key: string) => Promise<T>,
): Promise<T> {
  const providers = await startProviders({
    accountsPerProvider: task.accounts,
    // Said in the headers of each reply. Without them the program would keep to what the smallest plan allows.
    requestsPerHour: { brevo: 10_000_000 },
    replyDelayMs,
  });
  const latchkey = new Driver(await launchApp({ target: 'standin', userData, env: asRealProviders(providers) }));
  try {
    return await work(latchkey, await latchkey.window('launcher'), providerIn(providers, 'brevo').key);
  } finally {
    await latchkey.quit();
    providers.stop();
  }
}

async function readList(latchkey: Driver, launcher: Page, key: string): Promise<void> {
  const connection = { provider: 'brevo', key, label: '', colour: 'blue', region: '' } as const;
  await latchkey.request(launcher, 'connectProvider', connection);
  await latchkey.request(launcher, 'finishFirstRun', {});
  await closeSettings(latchkey);
  for (;;) {
    const state = await latchkey.request(launcher, 'getState', {});
    const health = state.ok ? state.value.connections[0]?.health : undefined;
    if (health?.lastSyncedAt) break;
    if (health?.problem) throw new Error(health.problem.kind);
    await sleep(500);
  }
  await allSynced(latchkey, launcher);
}

async function typeNames(launcher: Page, names: readonly string[]) {
  await searchBox(launcher).fill('a');
  await watchKeys(launcher);
  const cpu = await cpuOf(launcher);
  const before = await cpu();
  for (const name of names) {
    await launcher.keyboard.press('Escape');
    await sleep(settledMs);
    await launcher.keyboard.type(name, { delay: betweenKeysMs });
    await sleep(settledMs);
  }
  const after = await cpu();
  const keys = (await launcher.evaluate(() => window.keystrokes)).filter(({ painted }) => painted > 0);
  const each = (purpose: keyof PageCpu): number => (after[purpose] - before[purpose]) / keys.length;
  return {
    keyToListMs: spreadOf(keys.map(({ work }) => work)),
    keyToPaintedMs: spreadOf(keys.map(({ painted }) => painted)),
    cpuMsPerKey: { all: each('all'), script: each('script'), style: each('style'), layout: each('layout') },
  };
}

async function show(latchkey: Driver, launcher: Page): Promise<Spread> {
  await watchShown(launcher);
  const taken: number[] = [];
  for (let count = 0; count < task.shows; count++) {
    await latchkey.request(launcher, 'hideLauncher', {});
    await sleep(letGoMs);
    const pressedAt = await latchkey.app.evaluate((_electron, shortcut) => {
      const now = performance.timeOrigin + performance.now();
      globalThis.recording.shortcuts.get(shortcut)?.();
      return now;
    }, launcherShortcut);
    await launcher.waitForFunction((shown) => window.shownAt.length > shown, count);
    taken.push((await launcher.evaluate(() => window.shownAt.at(-1) ?? 0)) - pressedAt);
  }
  return spreadOf(taken);
}

/** Each log-in is cancelled once it is seen. */
async function pressEnter(latchkey: Driver, launcher: Page, names: readonly string[]): Promise<Spread> {
  // A program that is started shows its launcher; the shortcut would hide it.
  await latchkey.request(launcher, 'hideLauncher', {});
  await watchShown(launcher);
  await latchkey.pressShortcut(launcherShortcut);
  await launcher.waitForFunction(() => window.shownAt.length > 0);
  await watchEnter(launcher);
  for (let count = 0; count < task.enters; count++) {
    await searchBox(launcher).fill(names[count % names.length] ?? '');
    await launcher.locator('#result-0').waitFor();
    await sleep(settledMs);
    await launcher.keyboard.press('Enter');
    await launcher.waitForFunction((seen) => window.entered.length > seen, count);
    await launcher.keyboard.press('Escape');
    await launcher.locator('.prompt-bar').waitFor({ state: 'detached' });
    await sleep(betweenLogInsMs);
  }
  return spreadOf(await launcher.evaluate(() => window.entered));
}

try {
  const customers = await customersOf('brevo', task.accounts);
  const names = Array.from({ length: task.names }, (_, i) => customers.at(Math.floor((i * task.accounts) / task.names)))
    .map(({ name }) => name.toLowerCase())
    .filter((name) => /^[ -~]{4,}$/.test(name));
  const fast = await withProgram(0, async (latchkey, launcher, key) => {
    await readList(latchkey, launcher, key);
    const starts = names.map((name) => name.slice(0, 9));
    const typed = await typeNames(launcher, starts);
    const asked = await askMany(
      launcher,
      starts.flatMap((name) => [...name].map((_, i) => name.slice(0, i + 1))),
    );
    const shortcutToPaintedMs = await show(latchkey, launcher);
    return { ...typed, bridgeMs: spreadOf(asked.nothing), searchMs: spreadOf(asked.search), shortcutToPaintedMs };
  });
  const enterToPaintedMs = await withProgram(task.providerMs, async (latchkey, launcher) => {
    await allSynced(latchkey, launcher);
    return pressEnter(latchkey, launcher, names);
  });
  const { accounts, providerMs } = task;
  const measured: MeasuredPaint = { target: 'standin', accounts, ...fast, enterToPaintedMs, providerMs };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
} finally {
  rmSync(userData, { recursive: true, force: true });
}
