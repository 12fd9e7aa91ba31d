import { providerIn } from '../../tests/helpers/sandbox-provider.ts';
import { measureIn, medianOf, startProviders } from '../children.ts';
import { printTable } from '../table.ts';
import type { MeasuredSync, SyncTask } from './measure-sync.ts';

const accounts = 100_000;
const program = new URL('measure-sync.ts', import.meta.url);
/** More than there are pages, so that the budget does not limit the sync. */
const requestsPerHour = { sendgrid: 10_000_000, brevo: 10_000_000 };
/** The shortest time that a provider takes for a page. Without it, the server costs almost nothing. */
const replyDelayMs = 50;

interface ComparedSync {
  accounts: number;
  ms: number;
  bareLoopMs: number;
  /** `ms` divided by `bareLoopMs` in each round; the median of these. */
  ratio: number;
  maxStallMs: number;
  /** The longest stall of a process that only reads pages, which is the machine's own. */
  bareMaxStallMs: number;
  replyDelayMs: number;
  rounds: number;
}

export interface SyncSection {
  sync: ComparedSync & { withoutDelay: ComparedSync };
}

/** A first sync of 100,000 accounts and a bare loop over the same pages of the same server, alternately. */
async function compare(delayMs: number, rounds: number): Promise<ComparedSync> {
  const providers = await startProviders({ accountsPerProvider: accounts, replyDelayMs: delayMs, requestsPerHour });
  const measure = (reader: SyncTask['reader']): Promise<MeasuredSync> =>
    measureIn(program, { reader, service: providerIn(providers, 'sendgrid') } satisfies SyncTask);
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
  return {
    accounts: ours[0]?.accounts ?? 0,
    ms: medianOf(ours.map(({ ms }) => ms)),
    bareLoopMs: medianOf(bare.map(({ ms }) => ms)),
    ratio: medianOf(ours.map(({ ms }, round) => ms / (bare[round]?.ms ?? Number.NaN))),
    maxStallMs: medianOf(ours.map(({ maxStallMs }) => maxStallMs)),
    bareMaxStallMs: medianOf(bare.map(({ maxStallMs }) => maxStallMs)),
    replyDelayMs: delayMs,
    rounds,
  };
}

export async function benchSync(): Promise<SyncSection> {
  const compared = [await compare(replyDelayMs, 3), await compare(0, 3)] as const;
  printTable(
    `First sync of ${accounts.toLocaleString('en')} accounts: medians of 3 rounds`,
    ['', ...compared.map((each) => `pages after ${each.replyDelayMs} ms`)],
    [
      ['bare loop over the pages, ms', ...compared.map(({ bareLoopMs }) => bareLoopMs.toFixed(0))],
      ['sync, ms', ...compared.map(({ ms }) => ms.toFixed(0))],
      ['times the bare loop', ...compared.map(({ ratio }) => ratio.toFixed(2))],
      ['longest stall of the event loop, ms', ...compared.map(({ maxStallMs }) => maxStallMs.toFixed(0))],
      ['… of the bare loop, ms', ...compared.map(({ bareMaxStallMs }) => bareMaxStallMs.toFixed(0))],
    ],
  );
  const [sync, withoutDelay] = compared;
  return { sync: { ...sync, withoutDelay } };
}
