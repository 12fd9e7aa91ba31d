import { keyringUnavailable } from '../../scripts/private-keyring.mjs';
import { measureIn } from '../children.ts';
import { printTable } from '../table.ts';
import { build } from './bundles-section.ts';
import type { DayTask, MeasuredDay } from './measure-day.ts';

const task: DayTask = { customers: 20_000, logIns: 40, providerMs: 250 };

/** Forty log-ins, each from the shortcut to the link in the browser: keys, time and questions. */
export async function benchDay(): Promise<{ day?: MeasuredDay }> {
  const why = keyringUnavailable();
  if (why !== null) {
    console.log(`\nDay: not measured. ${why}`);
    return {};
  }
  await build();
  const day = await measureIn<MeasuredDay>(new URL('measure-day.ts', import.meta.url), task, { withKeyring: true });
  printTable(
    `${day.logIns} log-ins, ${day.customers.toLocaleString('en')} customers, a provider that takes ${day.providerMs} ms: ${day.right} right, ${day.questions} questions`,
    ['looked for by', 'log-ins', 'keys', 'ms', 'questions'],
    day.ways.map(({ way, logIns, keys, ms, questions }) => [
      way,
      ...[logIns, keys, Math.round(ms), questions].map(String),
    ]),
  );
  return { day };
}
