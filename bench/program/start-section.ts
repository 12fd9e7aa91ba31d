import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Driver } from '../../tests/helpers/driver.ts';
import { launchApp } from '../../tests/helpers/launch-app.ts';
import { medianOf } from '../children.ts';
import { printTable } from '../table.ts';
import { build } from './bundles-section.ts';

const rounds = 5;

export interface StartSection {
  /** Not true Electron: the built main runs under Node with the stand-in, its windows in Chromium. */
  start: { target: 'standin'; toTrayMs: number; toWindowMs: number; rounds: number };
}

/** From the start of the process to the tray, and to a window that takes input. */
export async function benchStart(): Promise<StartSection> {
  await build();
  const toTray: number[] = [];
  const toWindow: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const userData = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
    const from = performance.now();
    const driver = new Driver(await launchApp({ target: 'standin', userData }));
    while (!(await driver.app.evaluate(() => globalThis.recording.trays.at(-1)?.menu))) {
      // Ask again at once: each question is a round trip.
    }
    toTray.push(performance.now() - from);
    await driver.window('settings');
    toWindow.push(performance.now() - from);
    await driver.app.close();
    await driver.ended();
    rmSync(userData, { recursive: true, force: true });
  }
  const start = { target: 'standin' as const, toTrayMs: medianOf(toTray), toWindowMs: medianOf(toWindow), rounds };
  printTable(
    `Start under the stand-in, median of ${rounds}`,
    ['', 'ms'],
    [
      ['to the tray', start.toTrayMs.toFixed(0)],
      ['to a window that listens', start.toWindowMs.toFixed(0)],
    ],
  );
  return { start };
}
