import type { ConnectionHealth } from '../../shared/connection.ts';
import { clockTime, countOf, relativeTime, wholeNumber } from '../../shared/format.ts';
import type { LedgerOutcome, LedgerRow } from '../../shared/ledger.ts';
import type { ColumnMeaning, NamesPreview } from '../../shared/names.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';

// The sentences of the settings window that depend on facts. Those of problems are in src/shared/problem-sentences.ts.

export interface HealthWords {
  tone: 'well' | 'busy' | 'waiting' | 'attention';
  words: string;
}

/** How a connection is doing, in one line. `now` in ms. */
export function healthWords(health: ConnectionHealth, now: number): HealthWords {
  const { status, problem, progress, resumesAt, lastSyncedAt } = health;
  const later = resumesAt ? ` Resumes at ${clockTime(resumesAt)}.` : '';
  if (status === 'attention' && problem) return { tone: 'attention', words: sentenceFor(problem).what };
  if (status === 'waiting') {
    return { tone: 'waiting', words: `${problem ? sentenceFor(problem).what : 'Waiting for the provider.'}${later}` };
  }
  if (status === 'syncing') {
    if (!progress) return { tone: 'busy', words: 'Syncing…' };
    const { seen, total } = progress;
    return {
      tone: 'busy',
      words:
        total === null
          ? `Syncing… ${countOf(seen, 'account')} so far`
          : `Syncing… ${wholeNumber(seen)} of ${countOf(total, 'account')}`,
    };
  }
  if (!lastSyncedAt) return { tone: 'well', words: 'Not synced yet' };
  // A time later than now is no time: the clock was ahead then. `now` is read a few times a minute only.
  const isKnown = Date.parse(lastSyncedAt) - now < 60_000;
  return { tone: 'well', words: isKnown ? `Synced ${relativeTime(lastSyncedAt, now)}` : 'Synced' };
}

/** How many names are known and what happens next, e.g. `1,200 of 5,000 known. Resumes at 14:05.` */
export function namesWords({ known, total, status, resumesAt }: NonNullable<ConnectionHealth['names']>): string {
  const far = `${wholeNumber(known)} of ${wholeNumber(total)} known`;
  switch (status) {
    case 'done':
      return known === total ? 'Every customer has a name.' : `${far}. The others have none at the provider.`;
    case 'running':
      return `${far}. Asking for the others.`;
    case 'paused':
      return `${far}. Paused.`;
    case 'waiting':
      return resumesAt ? `${far}. Resumes at ${clockTime(resumesAt)}.` : `${far}. Stopped; the next sync tries again.`;
  }
}

/** After a key was accepted. `accountTotal`: how many accounts it can open, or null if the provider does not say. */
export const foundWords = (accountTotal: number | null, { shortName }: ProviderFacts): string =>
  accountTotal === null ? `${shortName} is connected.` : `Found ${countOf(accountTotal, 'account')}.`;

const outcomes: Readonly<Record<LedgerOutcome, string>> = {
  started: 'Under way',
  opened: 'Opened',
  copied: 'Link copied',
  failed: 'Failed',
  cancelled: 'Cancelled',
  superseded: 'Superseded by another log-in',
  unknown: 'Unknown',
};

/** How a log-in ended. The kinds of problems are words already: `rate-limited`. */
export const outcomeWords = ({ outcome, problemKind }: LedgerRow): string =>
  outcome === 'failed' && problemKind ? `Failed: ${problemKind.replaceAll('-', ' ')}` : outcomes[outcome];

/** Where the log-in led; empty: to the provider's own start page. */
export function targetWords(row: LedgerRow, providers: readonly ProviderFacts[]): string {
  if (row.target === null) return '';
  const targets = providers.find(({ provider }) => provider === row.provider)?.targets ?? [];
  return targets.find(({ id }) => id === row.target)?.name ?? row.target;
}

/** Why a line of a names file will not be imported. */
export const skippedWords: Readonly<Record<NamesPreview['lines'][number]['why'], string>> = {
  'no-account': 'names no account',
  'unknown-account': 'no account has this id, email or domain',
  'ambiguous-account': 'more than one account fits',
  'nothing-to-store': 'has nothing to store',
  unreadable: 'cannot be read',
  repeated: 'repeats an earlier line',
};

export const meaningWords: Readonly<Record<ColumnMeaning, string>> = {
  ignore: 'Ignore',
  account: 'Finds the account',
  name: 'Name',
  email: 'Email',
  domain: 'Domain',
  alias: 'Alias',
  tag: 'Tag',
  note: 'Note',
};

export function delimiterWords(delimiter: string): string {
  const known: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };
  return `columns separated by ${known[delimiter] ?? `“${delimiter}”`}`;
}

/** Said after "every". */
export function intervalWords(minutes: number): string {
  if (minutes < 60 || minutes % 60 !== 0) return `${minutes} minutes`;
  if (minutes === 60) return 'hour';
  return minutes === 1440 ? 'day' : `${minutes / 60} hours`;
}
