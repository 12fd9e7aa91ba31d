import { measureIn, medianOf, startProviders } from '../children.ts';
import { printTable } from '../table.ts';
import type { MeasuredSync, SyncTask } from './measure-sync.ts';

const accounts = 100_000;
const rounds = 3;
const program = new URL('measure-sync.ts', import.meta.url);
/** More than there are pages: the budget is not what is measured here. */
const requestsPerHour = { sendgrid: 10_000_000, brevo: 10_000_000 };

export interface SyncSection {
  sync: { accounts: number; ms: number; bareLoopMs: number; ratio: number; maxStallMs: number; rounds: number };
}

/** A first sync of 100,000 accounts beside a bare loop over the same pages of the same server, in turns. */
export async function benchSync(): Promise<SyncSection> {
  const providers = await startProviders({ accountsPerProvider: accounts, requestsPerHour });
  const measure = (way: SyncTask['way']): Promise<MeasuredSync> =>
    measureIn(program, { way, place: providers.sendgrid } satisfies SyncTask);
  const bare: MeasuredSync[] = [];
  const ours: MeasuredSync[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      bare.push(await measure('bare'));
      ours.push(await measure('program'));
    }
  } finally {
    providers.stop();
  }
  const sync = {
    accounts: ours[0]?.accounts ?? 0,
    ms: medianOf(ours.map(({ ms }) => ms)),
    bareLoopMs: medianOf(bare.map(({ ms }) => ms)),
    ratio: medianOf(ours.map(({ ms }, round) => ms / (bare[round]?.ms ?? Number.NaN))),
    maxStallMs: medianOf(ours.map(({ maxStallMs }) => maxStallMs)),
    rounds,
  };
  printTable(
    `First sync of ${accounts.toLocaleString('en')} accounts: medians of ${rounds} rounds`,
    ['', 'ms'],
    [
      ['bare loop over the pages', sync.bareLoopMs.toFixed(0)],
      ['sync', sync.ms.toFixed(0)],
      ['times the bare loop', sync.ratio.toFixed(2)],
      ['longest stall of the event loop', sync.maxStallMs.toFixed(0)],
    ],
  );
  return { sync };
}
