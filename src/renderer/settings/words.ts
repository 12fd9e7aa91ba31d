import type { ConnectionHealth, ConnectionView, NamesProgress, UnknownToKey } from '../../shared/connection.ts';
import { clockTime, countOf, relativeTime, roughDuration, wholeNumber } from '../../shared/format.ts';
import { type LedgerOutcome, type LedgerRow, problemWords } from '../../shared/ledger.ts';
import type { ColumnMeaning, ImportRecord, NamesEncoding, NamesPreview } from '../../shared/names.ts';
import type { SessionEnd } from '../../shared/own-windows.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import { pageWords } from '../../shared/provider-page.ts';
import { syncProgress } from '../../shared/sync-progress.ts';

// The sentences of the settings window that depend on facts. Those of problems are in src/shared/problem-sentences.ts.

export interface HealthWords {
  tone: 'well' | 'busy' | 'waiting' | 'attention';
  words: string;
}

/** How a connection is doing, in one line. `now` in ms. */
export function healthWords(health: ConnectionHealth, now: number): HealthWords {
  const { status, problem, resumesAt, lastSyncedAt } = health;
  // The words of a short list say it.
  const later = resumesAt && problem?.kind !== 'list-short' ? ` Resumes at ${clockTime(resumesAt)}.` : '';
  if (status === 'attention' && problem) return { tone: 'attention', words: sentenceFor(problem).what };
  if (status === 'waiting') {
    return { tone: 'waiting', words: `${problem ? sentenceFor(problem).what : 'Waiting for the provider.'}${later}` };
  }
  if (status === 'syncing') {
    const far = syncProgress(health, 'account');
    return { tone: 'busy', words: far === null ? 'Syncing…' : `Syncing… ${far}` };
  }
  if (!lastSyncedAt) return { tone: 'waiting', words: 'Not synced yet' };
  // A time later than now is no time: the clock was ahead then. `now` is read a few times a minute only.
  const isKnown = Date.parse(lastSyncedAt) - now < 60_000;
  return {
    tone: problem ? 'waiting' : 'well',
    words: isKnown ? `Synced ${relativeTime(lastSyncedAt, now)}` : 'Synced',
  };
}

/** How many names are known and what happens next, e.g. `1,200 of 5,000 known. Resumes at 14:05.` */
export function namesWords({ known, blank, failed, total, status, resumesAt, minutesLeft }: NamesProgress): string {
  const far = `${wholeNumber(known)} of ${wholeNumber(total)} known`;
  switch (status) {
    case 'done': {
      if (known === total) return 'Every customer has a name.';
      const none = blank > 0 ? ` ${wholeNumber(blank)} ${blank === 1 ? 'has' : 'have'} none at the provider.` : '';
      const later = failed > 0 ? ` ${wholeNumber(failed)} could not be read; Latchkey asks again later.` : '';
      return `${far}.${none}${later}`;
    }
    case 'running':
      return `${far}. Asking for the others${minutesLeft === null ? '' : `, ${roughDuration(minutesLeft)}`}.`;
    case 'not-allowed':
      return 'This key may not read customers’ names. Import names, or let the key read user profiles.';
    case 'paused':
      return `${far}. Paused.`;
    case 'waiting':
      return resumesAt ? `${far}. Resumes at ${clockTime(resumesAt)}.` : `${far}. Stopped; the next sync tries again.`;
  }
}

export const namedWords = ({ accounts, fileName }: ImportRecord): string =>
  `${countOf(accounts, 'account')} named from ${fileName}.`;

/** Of a desk that was imported. */
export const waitingWords = (connections: number): string =>
  connections === 1 ? '1 connection waits for its key.' : `${countOf(connections, 'connection')} wait for their keys.`;

/** After a key was accepted. `accountTotal`: how many accounts it can open, or null if the provider does not say. */
export const foundWords = (accountTotal: number | null, { shortName }: ProviderFacts): string =>
  accountTotal === null ? `${shortName} is connected.` : `Found ${countOf(accountTotal, 'account')}.`;

export const outcomes: Readonly<Record<LedgerOutcome, string>> = {
  started: 'Under way',
  opened: 'Opened',
  copied: 'Link copied',
  failed: 'Failed',
  cancelled: 'Cancelled',
  superseded: 'Superseded by another log-in',
  unknown: 'Unknown',
};

/** How a log-in ended. The kinds of problems are words already: `rate-limited`. */
export const outcomeWords = ({ how, outcome, problemKind }: LedgerRow): string => {
  if (outcome === 'failed' && problemKind) return `Failed: ${problemWords(problemKind)}`;
  return outcome === 'opened' && how === 'window' ? 'Opened in its own window' : outcomes[outcome];
};

const sessionEnds: Readonly<Record<SessionEnd, string>> = {
  closed: 'closed',
  expired: 'closed, its time was over',
  quit: 'closed with Latchkey',
  killed: 'ended, the browser crashed',
};

/** When and why the session of a log-in ended; empty if it has not, or there is no way to know. */
export const sessionEndWords = ({ sessionEnd, sessionEndAt }: LedgerRow): string =>
  sessionEnd && sessionEndAt ? `${clockTime(sessionEndAt)} ${sessionEnds[sessionEnd]}` : '';

/** Where the log-in led; empty: to the provider's own start page. */
export function targetWords(row: LedgerRow, providers: readonly ProviderFacts[]): string {
  const targets = providers.find(({ provider }) => provider === row.provider)?.targets ?? [];
  const target = row.target === null ? null : (targets.find(({ id }) => id === row.target)?.name ?? row.target);
  const page = row.landing === null ? null : pageWords(row.landing);
  return [page ?? target, row.as === null ? null : `as ${row.as}`].filter((one) => one !== null).join(', ');
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

export const encodingWords: Readonly<Record<NamesEncoding, string>> = {
  'UTF-8': 'Unicode (UTF-8)',
  'UTF-16LE': 'Unicode (UTF-16 LE)',
  'UTF-16BE': 'Unicode (UTF-16 BE)',
  'windows-1252': 'Western (Windows-1252)',
  macroman: 'Western (Mac)',
  cp850: 'Western (DOS 850)',
  'windows-1250': 'Central European (Windows-1250)',
  'iso-8859-2': 'Central European (ISO 8859-2)',
  maccenteuro: 'Central European (Mac)',
  cp852: 'Central European (DOS 852)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  'koi8-u': 'Cyrillic (KOI8-U)',
  maccyrillic: 'Cyrillic (Mac)',
  cp866: 'Cyrillic (DOS 866)',
  'windows-1253': 'Greek (Windows-1253)',
  macgreek: 'Greek (Mac)',
  'windows-1254': 'Turkish (Windows-1254)',
  macturkish: 'Turkish (Mac)',
  'windows-1255': 'Hebrew (Windows-1255)',
  'windows-1256': 'Arabic (Windows-1256)',
  'windows-1257': 'Baltic (Windows-1257)',
  'windows-1258': 'Vietnamese (Windows-1258)',
  'windows-874': 'Thai (Windows-874)',
  shift_jis: 'Japanese (Shift_JIS)',
  'euc-jp': 'Japanese (EUC-JP)',
  'euc-kr': 'Korean (EUC-KR)',
  gb18030: 'Chinese, simplified (GBK)',
  big5: 'Chinese, traditional (Big5)',
};

export function delimiterWords(delimiter: string): string {
  const known: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };
  return `Columns separated by ${known[delimiter] ?? `“${delimiter}”`}`;
}

/** Said after "every". */
export function intervalWords(minutes: number): string {
  if (minutes < 60 || minutes % 60 !== 0) return `${minutes} minutes`;
  if (minutes === 60) return 'hour';
  return minutes === 1440 ? 'day' : `${minutes / 60} hours`;
}

/** Before a connection takes a key that knows none of its customers. */
export function unknownToKeyWords(
  connection: Pick<ConnectionView, 'label'>,
  { customers, known, lists }: UnknownToKey,
): string {
  const { label } = connection;
  const count = countOf(customers, 'customer');
  const whose =
    known === 'listed'
      ? `it knows none of the ${count} of ${label}`
      : `it knows none of the ${count} of ${label} who have names, notes or pins`;
  const what =
    lists === 'others'
      ? `This key seems to belong to another reseller: ${whose}.`
      : `This key lists no customers, and ${whose}. It may belong to another reseller, or the provider has a fault at the moment.`;
  const then =
    known === 'named'
      ? 'If you take it, names, notes and pins stay, and wait for a key that knows these customers.'
      : `If you replace the key, ${
          lists === 'others'
            ? 'they leave the list, and those of the new key come'
            : 'they are kept for ten minutes, and leave if the list is still empty then'
        }. Names, notes and pins that you gave them come back with a key that knows them.`;
  return `${what} ${then} To keep both, cancel, and connect the new key beside this one.`;
}
