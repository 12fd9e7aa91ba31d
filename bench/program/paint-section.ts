import { keyringUnavailable } from '../../scripts/private-keyring.mjs';
import { measureIn } from '../children.ts';
import { printTable } from '../table.ts';
import { build } from './bundles-section.ts';
import type { MeasuredPaint, PaintTask, Spread } from './measure-paint.ts';

const task: PaintTask = { accounts: 100_000, names: 60, shows: 60, enters: 60, providerMs: 8_000 };

const row = (name: string, { count, p50, p95, p99, worst }: Spread): string[] => [
  name,
  String(count),
  ...[p50, p95, p99, worst].map((ms) => ms.toFixed(1)),
];

/** From a key, Enter or the shortcut to the frame that shows what it did, in the built program on the stand-in. */
export async function benchPaint(): Promise<{ paint?: MeasuredPaint }> {
  const why = keyringUnavailable();
  if (why !== null) {
    console.log(`\nPaint: not measured. ${why}`);
    return {};
  }
  await build();
  const paint = await measureIn<MeasuredPaint>(new URL('measure-paint.ts', import.meta.url), task, {
    withKeyring: true,
  });
  printTable(
    `Painted under the stand-in, ms, ${paint.accounts.toLocaleString('en')} customers`,
    ['', 'n', 'p50', 'p95', 'p99', 'worst'],
    [
      row('key to list changed', paint.keyToListMs),
      row('key to results painted', paint.keyToPaintedMs),
      row('of that: bridge and back, no work', paint.bridgeMs),
      row('of that: bridge, search and back', paint.searchMs),
      row('shortcut to painted, focused field', paint.shortcutToPaintedMs),
      row(`Enter to painted bar, provider takes ${paint.providerMs / 1_000} s`, paint.enterToPaintedMs),
    ],
  );
  const { all, script, style, layout } = paint.cpuMsPerKey;
  printTable(
    "The page's own processor time, ms for each key",
    ['all', 'script', 'style', 'layout'],
    [[all, script, style, layout].map((ms) => ms.toFixed(1))],
  );
  return { paint };
}
