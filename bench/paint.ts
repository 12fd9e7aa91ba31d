// node scripts/with-keyring.mjs node bench/paint.ts [accounts]: measures how long the built program, on the stand-in,
// takes from a keystroke to its painted results, and from the shortcut to a painted field. Build first. Figures only.
//
// On the stand-in a request of the page goes through Chromium's debugging pipe and Node, which costs some milliseconds
// more than Electron's own messages. `work` is what the page waits for; `painted` also waits for the next frame of the
// screen.

import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSandbox } from '../src/main/sandbox/sandbox.ts';
import type { Bridge, Input, RequestName } from '../src/shared/contract.ts';
import { Driver } from '../tests/helpers/driver.ts';
import { launchApp } from '../tests/helpers/launch-app.ts';
import { customersOf, providerIn } from '../tests/helpers/sandbox-provider.ts';
import { allSynced, closeSettings, launcherShortcut, searchBox } from '../tests/helpers/steps.ts';
import { printTable } from './table.ts';

const accounts = Number(process.argv[2] ?? 100_000);
const names = 60;
const shows = 60;
/** The pause between keys of a fast typist. The next key never comes before the last one is drawn. */
const betweenKeysMs = 70;

/** Milliseconds from the key's event, for each key typed. */
interface Keystroke {
  /** To the list with the new results. */
  work: number;
  painted: number;
}

declare global {
  interface Window {
    keystrokes: Keystroke[];
    shownAt: number[];
  }
}

/** Records in the page when each key came and when its results were there. */
const watchKeys = (launcher: Page): Promise<void> =>
  launcher.evaluate(() => {
    const channel = new MessageChannel();
    window.keystrokes = [];
    let current: (Keystroke & { at: number }) | null = null;
    window.addEventListener(
      'keydown',
      ({ timeStamp, key }) => {
        // Esc clears the field: the change of the list then belongs to no typed key.
        current = null;
        if (key.length > 1) return;
        current = { at: timeStamp, work: 0, painted: 0 };
        window.keystrokes.push(current);
      },
      true,
    );
    // The frame is drawn after its callbacks, and the next task runs after that.
    channel.port1.onmessage = () => {
      if (current) current.painted = performance.now() - current.at;
    };
    new MutationObserver(() => {
      if (!current) return;
      current.work = performance.now() - current.at;
      requestAnimationFrame(() => channel.port2.postMessage(null));
    }).observe(document.querySelector('.list') ?? document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });

/** The time of the bridge alone: a request that main answers from memory, and one for each text. */
const askMany = (launcher: Page, texts: readonly string[]): Promise<{ nothing: number[]; search: number[] }> =>
  launcher.evaluate(async (asked) => {
    const { latchkey: bridge } = window as unknown as { latchkey: Bridge };
    const time = async <N extends RequestName>(name: N, input: Input<N>): Promise<number> => {
      const from = performance.now();
      await bridge.request(name, input);
      return performance.now() - from;
    };
    const [nothing, search]: [number[], number[]] = [[], []];
    for (const text of asked) {
      nothing.push(await time('getAccountDetails', { accountId: 'nobody/0' }));
      search.push(await time('searchAccounts', { text, typed: false }));
    }
    return { nothing, search };
  }, texts);

/** Returns how many seconds of processor time the page's main thread has used, by purpose. */
async function cpuOf(page: Page): Promise<() => Promise<ReadonlyMap<string, number>>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
}

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
const row = (name: string, values: readonly number[]): string[] => {
  const sorted = values.toSorted((a, b) => a - b);
  return [name, String(values.length), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1)];
};

const userData = mkdtempSync(join(tmpdir(), 'latchkey-paint-'));
const sandbox = await startSandbox({ accountsPerProvider: accounts, requestsPerHour: { brevo: 1_000_000 } });
const latchkey = new Driver(
  await launchApp({
    target: 'standin',
    userData,
    env: { LATCHKEY_ORIGINS: JSON.stringify({ brevo: providerIn(sandbox, 'brevo').origin }) },
  }),
);
try {
  const launcher = await latchkey.window('launcher');
  const key = {
    provider: 'brevo',
    key: providerIn(sandbox, 'brevo').key,
    label: '',
    colour: 'blue',
    region: '',
  } as const;
  await latchkey.request(launcher, 'connectProvider', key);
  await latchkey.request(launcher, 'finishFirstRun', {});
  await closeSettings(latchkey);
  const from = performance.now();
  for (;;) {
    const state = await latchkey.request(launcher, 'getState', {});
    const health = state.ok ? state.value.connections[0]?.health : undefined;
    if (health?.lastSyncedAt) break;
    if (health?.problem) throw new Error(health.problem.kind);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await allSynced(latchkey, launcher);
  console.log(
    `${accounts.toLocaleString('en')} customers synced in ${((performance.now() - from) / 1000).toFixed(0)} s`,
  );

  const customers = await customersOf('brevo', accounts);
  const typed = Array.from({ length: names }, (_, i) => customers.at(Math.floor((i * accounts) / names)).name)
    .filter((name) => /^[ -~]{4,}$/.test(name))
    .map((name) => name.toLowerCase().slice(0, 9));

  await searchBox(launcher).fill('a');
  await watchKeys(launcher);
  const cpu = await cpuOf(launcher);
  const before = await cpu();
  for (const name of typed) {
    await launcher.keyboard.press('Escape');
    await new Promise((resolve) => setTimeout(resolve, 150));
    await launcher.keyboard.type(name, { delay: betweenKeysMs });
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  const after = await cpu();
  const keystrokes = (await launcher.evaluate(() => window.keystrokes)).filter(({ painted }) => painted > 0);
  const asked = await askMany(
    launcher,
    typed.flatMap((name) => [...name].map((_, i) => name.slice(0, i + 1))),
  );

  const opened: number[] = [];
  await launcher.evaluate(() => {
    window.shownAt = [];
    const { latchkey: bridge } = window as unknown as { latchkey: { on(name: string, heard: () => void): void } };
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      if (document.activeElement?.tagName === 'INPUT') window.shownAt.push(performance.timeOrigin + performance.now());
    };
    bridge.on('launcherShown', () => requestAnimationFrame(() => channel.port2.postMessage(null)));
  });
  for (let count = 0; count < shows; count++) {
    await latchkey.request(launcher, 'hideLauncher', {});
    const pressedAt = await latchkey.app.evaluate((_electron, shortcut) => {
      const now = performance.timeOrigin + performance.now();
      globalThis.recording.shortcuts.get(shortcut)?.();
      return now;
    }, launcherShortcut);
    await launcher.waitForFunction((shown) => window.shownAt.length > shown, count);
    opened.push((await launcher.evaluate(() => window.shownAt.at(-1) ?? 0)) - pressedAt);
  }

  printTable(
    `Milliseconds, ${accounts.toLocaleString('en')} customers, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    ['from key or shortcut', 'n', 'median', 'p95', 'p99', 'worst'],
    [
      row(
        'key to list changed (work)',
        keystrokes.map(({ work }) => work),
      ),
      row(
        'key to results painted',
        keystrokes.map(({ painted }) => painted),
      ),
      row('of that: bridge and back, no work', asked.nothing),
      row('of that: bridge, search and back', asked.search),
      row('shortcut to painted, focused field', opened),
    ],
  );
  // Processor time, not clock time, so that a busy machine does not change it.
  const each = (name: string): string =>
    ((((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000) / keystrokes.length).toFixed(1);
  printTable(
    "The page's own processor time, milliseconds for each keystroke",
    ['all', 'script', 'style', 'layout'],
    [[each('TaskDuration'), each('ScriptDuration'), each('RecalcStyleDuration'), each('LayoutDuration')]],
  );
} finally {
  await latchkey.quit();
  await sandbox.close();
  rmSync(userData, { recursive: true, force: true });
}
