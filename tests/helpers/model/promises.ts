import type { Change } from './customer-facts.ts';
import { called, connectionOf, customerOf, personOf } from './customers.ts';
import { Violation } from './violation.ts';
import type { How, Wish } from './wish.ts';

// What must hold when a customer is opened, and when a question appears.

/** What a program remembers from one run to the next. Times are those of the clock on the wall, in ms. */
export interface Memory {
  /** The last opening of each customer. */
  openings: Map<string, Opening>;
  /** How many times a customer was renamed, and which of these renamed this one last. */
  renames: number;
  renamedAt: Map<string, number>;
  /** Provider -> whose session the browser has, and when the person last agreed to replace one. */
  sessions: Map<string, { accountId: string; at: number }>;
  agreedAt: Map<string, number>;
  /** The palette can undo them in a later run as well. */
  changes: Change[];
}

interface Opening {
  at: number;
  /** What the person read: more than one if it changed meanwhile. */
  names: readonly string[];
  /** How many renames there were before. */
  renames: number;
}

export const newMemory = (): Memory => ({
  openings: new Map(),
  renames: 0,
  renamedAt: new Map(),
  sessions: new Map(),
  agreedAt: new Map(),
  changes: [],
});

const second = 1_000;
const minute = 60 * second;
/** The clock of the simulation moves in steps. */
const slackMs = 60;
export const twinWords = /looks? almost the same|customers are called/;
export const changedWords = /is now called/;
export const sessionWords = /replaces/;
export const silentWords = /has not asked for the login link/;

export const providerOf = (accountId: string): string => connectionOf(accountId)?.provider ?? '';

export function checkAskedFor(wish: Wish | null, accountId: string, how: How, did: string): asserts wish is Wish {
  if (!wish) throw new Violation('a', `${did}, but nothing was asked for`);
  if (wish.accountId !== accountId) {
    throw new Violation('a', `${did}, but ${called(wish.accountId)} was asked for last`);
  }
  if (wish.stage === 'over') throw new Violation('a', `${did}, though it was ${wish.why}`);
  if (wish.stage === 'question') throw new Violation('a', `${did} before its question was answered`);
  if (wish.how !== how)
    throw new Violation('a', `${did}, but it was to be ${wish.how === 'open' ? 'opened' : 'copied'}`);
}

export function checkDelivery(wish: Wish, did: string, at: number, memory: Memory): void {
  if (wish.readOther && !wish.confirmedChange) throw new Violation('k', `${did} under a name that it no longer had`);
  checkTwinWasAsked(wish, did, memory);
  checkSession(wish, did, memory);
  // Once a browser is on its way to the front, nothing can keep it from the focus.
  if (wish.startedAt === null) checkRest(wish, did, at);
}

/**
 * A question about twins names a fact that differs, and is asked only of who has not chosen among them. `nameOf`: what a
 * customer is called now.
 */
export function checkTwinQuestion(
  { accountId, chosen, readOther, twins }: Wish,
  words: string,
  nameOf: (accountId: string) => string,
): void {
  // What was chosen by a former name is compared anew.
  if ((chosen === 'row' || chosen === 'tray') && !readOther && !changedWords.test(words)) {
    throw new Violation('e', `“${words}” was asked about a customer who was chosen among the rows`);
  }
  const own = customerOf(accountId);
  for (const twin of twins.map(customerOf)) {
    if (!own || !twin) continue;
    const label = connectionOf(own.accountId)?.label ?? '';
    const differs = [
      [nameOf(own.accountId), nameOf(twin.accountId)],
      [label, connectionOf(twin.accountId)?.label ?? ''],
      [own.email, twin.email],
      [own.remoteId.slice(-4), twin.remoteId.slice(-4)],
    ].some(([mine = '', others]) => mine !== others && words.includes(mine));
    if (!differs)
      throw new Violation('e', `“${words}” does not tell ${called(accountId)} from ${called(twin.accountId)}`);
  }
}

/**
 * Whose session is replaced was decided by the order in which customers were opened, whatever the clock said then. `isNamed`:
 * whether the words call a customer by a name that it has or had.
 */
export function checkSessionNamed(
  { accountId }: Wish,
  words: string,
  memory: Memory,
  isNamed: (accountId: string) => boolean,
): void {
  if (!sessionWords.test(words)) return;
  const session = memory.sessions.get(providerOf(accountId));
  // Before this run, somebody else was opened.
  if (!session || isNamed(session.accountId)) return;
  throw new Violation('8', `“${words}” does not name ${called(session.accountId)}, who was opened last`);
}

/** A time later than now is of an unknown age: the clock was set back. */
const isWithin = (ms: number, then: number, now: number): boolean => now >= then && now - then <= ms;

/** Who was opened within a day, and is called what they were called then. `name`: what the person reads now. */
const isOpenedToday = ({ accountId, name, wallThen }: Wish, { openings }: Memory): boolean => {
  const last = openings.get(accountId);
  return last?.names.includes(name) === true && isWithin(24 * 60 * minute, last.at, wallThen);
};

/** The question about twins must not be asked if the person knows the customer and no customer was ever renamed. */
export function checkNoNagging(wish: Wish, words: string, memory: Memory): void {
  if (memory.renames > 0 || !isOpenedToday(wish, memory)) return;
  throw new Violation('e', `“${words}” was asked about ${called(wish.accountId)}, who was opened today`);
}

function checkTwinWasAsked(wish: Wish, did: string, memory: Memory): void {
  const { accountId, chosen, confirmedTwins, twins } = wish;
  const then = memory.openings.get(accountId)?.renames ?? 0;
  const isRenamedSince = (twin: string): boolean => (memory.renamedAt.get(twin) ?? 0) > then;
  const isFamiliar = isOpenedToday(wish, memory) && !twins.some(isRenamedSince);
  if (chosen !== 'text' || isFamiliar || confirmedTwins || twins.length === 0) return;
  throw new Violation('e', `${did} without a question about ${twins.map(called).join(', ')}`);
}

function checkSession({ accountId, confirmedSession, wallThen }: Wish, did: string, memory: Memory): void {
  const session = memory.sessions.get(providerOf(accountId));
  if (!session || personOf(session.accountId) === personOf(accountId)) return;
  // One of an unknown age may be in use.
  const isRecent = wallThen - session.at <= 30 * minute;
  const agreedAt = memory.agreedAt.get(providerOf(accountId));
  const agreed = agreedAt !== undefined && isWithin(30 * minute, agreedAt, wallThen);
  if (isRecent && !agreed && !confirmedSession) {
    throw new Violation('7', `${did} and replaced the session of ${called(session.accountId)} without a question`);
  }
}

/** What takes the focus waits for the hand to rest. */
export function checkRest({ how, linkAt, typedAt, typedEarlierAt }: Wish, did: string, at: number): void {
  // With real time, a letter may follow the opening before that is seen.
  const typed = typedAt !== null && typedAt > at ? typedEarlierAt : typedAt;
  if (how !== 'open' || typed === null || linkAt === null) return;
  const rested = at - typed >= second - slackMs;
  if (!rested && at - linkAt < 3 * second - slackMs) throw new Violation('i', `${did} under a typing hand`);
}
