import { called } from './customers.ts';
import type { Expected } from './expected.ts';
import { changedWords, silentWords } from './promises.ts';
import { type Bar, hasTicket, looksOf, type Screen } from './screen.ts';
import type { Asked } from './simulated-providers.ts';
import type { Happening, LedgerLine, StoredFacts } from './stage.ts';
import { Violation } from './violation.ts';
import { isDeadAt, isFor, type Wish } from './wish.ts';

/** What the person did, and what that may change. */
export interface Act {
  /** For the story. */
  words: string;
  /** A key or a click in the launcher: it must have an effect. */
  isPress?: boolean;
  /** The field or the panel takes this key, or the list has nowhere to move to. */
  mayDoNothing?: boolean;
  /** Something else than this text's list was asked for. */
  mayMoveRows?: boolean;
  mayHide?: boolean;
  typed?: boolean;
  /** A link or the clipboard: if the launcher does not show something else, it shows another list. */
  bringsList?: boolean;
  /** It waits: the text on the screen is the person's. */
  keepsText?: boolean;
}

export interface Seen {
  screen: Screen;
  /** Everything that was to be read since the screen before. */
  heard: string;
  stored: ReadonlyMap<string, StoredFacts>;
  ledger: readonly LedgerLine[];
  asked: readonly Asked[];
  effects: number;
  /** See `Expected`. */
  shows: number;
  now: number;
}

const asking: ReadonlySet<Bar['kind']> = new Set(['question', 'field', 'naming']);
const second = 1_000;
const slackMs = 110;
const silentAfterMs = 10 * second;

/** After each step: nothing that the page promises is broken. Each check throws a `Violation`. */
export const checksOf = (expected: Expected, act: Act, before: Seen, after: Seen): readonly (() => void)[] => [
  () => checkWish(expected, after),
  () => checkEffect(expected, act, before, after),
  () => checkFailure(expected, after),
  () => checkRows(act, before, after),
  () => checkNames(expected, after),
  () => checkTicket(expected, after),
  () => checkPreview(after),
  () => checkFacts(expected, before, after),
  () => checkLedger(expected, after),
];

/** The launcher left the screen, or a customer was opened or copied. */
export function checkHappening(expected: Expected, act: Act, happening: Happening): void {
  switch (happening.what) {
    case 'opened':
    case 'copied':
      expected.opened({ ...happening, what: happening.what });
      return;
    case 'started':
      expected.browserStarted(happening);
      return;
    case 'came':
      expected.browserCame(happening.at);
      return;
    case 'hidden':
      break;
  }
  if (act.mayHide) return;
  const { lastOpening } = expected;
  if (!lastOpening || happening.at - lastOpening.at > 3 * second)
    throw new Violation('i', 'the launcher hid by itself');
  if (lastOpening.typed) {
    throw new Violation(
      'i',
      `the launcher hid under a typing hand, because ${called(lastOpening.accountId)} was opened`,
    );
  }
}

/** A question about the wish has appeared, or a failure. An older question may be there already, and stay. */
export function noteAnswer(expected: Expected, seen: Seen): void {
  const { question, wish } = expected;
  const { bar, visible } = seen.screen;
  if (visible && bar?.kind === 'failure') expected.failsAllTheSame(bar.words);
  if (wish?.stage !== 'asked' || !visible || seen.asked.some((one) => isFor(one, wish))) return;
  if (bar?.kind === 'failure' && mayHaveFailed(expected, wish, seen)) expected.failed();
  if (wish.linkAt !== null || (bar?.kind !== 'question' && bar?.kind !== 'field')) return;
  // The tray's question takes the place of an earlier one, perhaps of the same.
  const isOfTray = question !== null && wish.chosen === 'tray' && !wish.isDead && !wish.mayFail;
  if (isOfTray || (!question && !expected.asksAboutEarlier())) expected.asks(seen.now);
}

/** The wish is under way, and the screen says so; or it waits for an answer; or it is over. */
function checkWish(expected: Expected, seen: Seen): void {
  checkQuestion(expected, seen);
  const { bar, visible } = seen.screen;
  if (bar?.kind === 'working' && visible)
    expected.beginsAnew(({ accountId }) => expected.facts.isNamed(accountId, bar.words));
  const { wish } = expected;
  if (bar?.kind === 'working' && visible && wish?.stage !== 'asked' && !expected.queued) {
    throw new Violation('h', `the bar says “${bar.words}”, though nothing is under way`);
  }
  if (wish?.stage !== 'asked') return;
  const isAsking = visible && (bar?.kind === 'question' || bar?.kind === 'field');
  const isFailing = wish.mayFail && (visible ? bar?.kind === 'working' : !isFailureDue(expected, wish, seen.now));
  const isRequested = seen.asked.some((one) => isFor(one, wish));
  const isUnderWay = wish.linkAt !== null || isRequested || isFailing;
  // Once the link was requested, nothing is asked about this wish.
  const isEarlier = isAsking && (wish.isDead || isRequested || expected.asksAboutEarlier());
  const isNaming = visible && bar?.kind === 'naming';
  if (isEarlier) expected.asksLate();
  // It covers a failure until it is answered.
  if (!isUnderWay && (isEarlier || (isNaming && wish.isDead))) expected.failed();
  else if (isAsking && !isUnderWay) expected.asks(seen.now);
  else if (mayHaveFailed(expected, wish, seen) || (wish.wasLeft && !isUnderWay)) expected.failed();
  // Its question was gone before it was seen, because the text finds another customer now. That is said.
  else if (!isUnderWay && wish.readOther && saysChange(expected, wish, seen.heard)) expected.closedUnseen();
  else checkUnderWay(expected, wish, isUnderWay, seen);
}

const saysChange = ({ facts }: Expected, { accountId }: Wish, heard: string): boolean =>
  changedWords.test(heard) && heard.includes(facts.nameOf(accountId)) && facts.isFormerlyNamed(accountId, heard);

/** A question that is not on the screen any more was declined, or answered. */
function checkQuestion(expected: Expected, { screen: { bar, visible } }: Seen): void {
  const { question } = expected;
  if (!question) return;
  if (question.pressedEarly && bar?.kind === 'working' && expected.facts.isNamed(question.accountId, bar.words)) {
    throw new Violation(
      '2',
      `an Enter answered the question about ${called(question.accountId)} before it could be read`,
    );
  }
  if (!visible || !bar || !asking.has(bar.kind)) expected.noQuestionLeft();
}

/** The time at which a link that came must have been opened or copied: when the hand has rested. */
const dueAt = ({ typedAt }: Expected, linkAt: number): number =>
  Math.min(Math.max(linkAt, typedAt + second), linkAt + 3 * second) + slackMs;

/** The time at which the link must have been opened or copied, or have failed. */
const endsAt = (expected: Expected, { asksAt, failsAt, linkAt, startedAt }: Wish): number => {
  if (startedAt === null || linkAt === null) return dueAt(expected, linkAt ?? 0);
  return (asksAt ?? failsAt ?? startedAt) + slackMs;
};

/** A dead link fails when the hand has rested, like any other link. */
const isFailureDue = (expected: Expected, { deadLinkAt }: Wish, now: number): boolean =>
  deadLinkAt === null || now > dueAt(expected, deadLinkAt);

function mayHaveFailed(expected: Expected, wish: Wish, { asked, now, screen }: Seen): boolean {
  const { chosen, linkAt, mayFail, wasLeft } = wish;
  const isDead = isDeadAt(wish, now);
  // An earlier question may cover the failure until it is answered.
  const isOverdue = linkAt !== null && isDead && now > endsAt(expected, wish);
  if (screen.visible && screen.bar && asking.has(screen.bar.kind)) return isOverdue;
  if (screen.visible) return screen.bar?.kind === 'failure' && (linkAt === null || isDead);
  // Hidden, only a notification says it.
  return linkAt === null
    ? !asked.some((one) => isFor(one, wish)) &&
        (mayFail ? isFailureDue(expected, wish, now) : chosen !== 'tray' || wasLeft)
    : isOverdue;
}

function checkUnderWay(expected: Expected, wish: Wish, isUnderWay: boolean, { now, screen }: Seen): void {
  const { bar, visible } = screen;
  const { accountId, chosen, how, linkAt, startedAt } = wish;
  const name = called(accountId);
  if (linkAt !== null && now > endsAt(expected, wish)) {
    throw new Violation('h', `${name} was never ${how === 'open' ? 'opened' : 'copied'}`);
  }
  if (!isUnderWay) {
    const rule = chosen === 'tray' ? 'f' : 'h';
    throw new Violation(rule, `${name} was asked for, and nothing on the screen says what became of it`);
  }
  // An older question may still be there, and has the bar.
  const saysSo =
    bar && (asking.has(bar.kind) || (bar.kind === 'working' && expected.facts.isNamed(accountId, bar.words)));
  if (visible && bar?.kind === 'working' && saysSo) expected.checkSessionNamed(wish);
  if (visible && !saysSo) throw new Violation('h', `${name} is being opened, and the bar says “${bar?.words ?? ''}”`);
  const isSilent = startedAt !== null && now > startedAt + silentAfterMs + slackMs;
  if (visible && isSilent && bar?.kind === 'working' && !silentWords.test(bar.words)) {
    throw new Violation('h', `the browser does not ask for ${name}, and the bar says “${bar.words}”`);
  }
}

function checkEffect({ wish }: Expected, act: Act, before: Seen, after: Seen): void {
  if (!act.isPress || act.mayDoNothing) return;
  if (looksOf(before.screen) !== looksOf(after.screen) || after.effects > before.effects) return;
  // The bar shows already what a second press asks for.
  if (after.screen.bar?.kind === 'working' && wish?.stage === 'asked') return;
  throw new Violation('h', 'the press had no effect that is seen');
}

/** What went wrong is said until it was read, or until the next customer is asked for. */
function checkFailure(expected: Expected, { screen: { bar, visible } }: Seen): void {
  const { unreadFailure } = expected;
  if (unreadFailure === null || !visible) return;
  if (bar?.kind === 'failure') expected.unreadFailure = null;
  else if (bar?.kind !== 'working' && !(bar && asking.has(bar.kind))) {
    throw new Violation(
      'h',
      `“${unreadFailure}” was gone before it could be read, and the bar says “${bar?.words ?? ''}”`,
    );
  }
}

function checkPreview({ screen: { lines, preview, selected, visible } }: Seen): void {
  if (!visible || preview === null) return;
  const line = lines[selected];
  if (selected < 0) throw new Violation('j', `the preview is about ${preview}, and no row is selected`);
  if (line && !line.words.includes(preview)) {
    throw new Violation('j', `the preview is about ${preview}, and ${called(line.key)} is selected`);
  }
}

function checkRows(act: Act, before: Seen, after: Seen): void {
  const { lines, answers, text, visible } = after.screen;
  if (!visible || !answers) return;
  if (act.keepsText && before.screen.visible && before.screen.text !== text) {
    throw new Violation('i', `“${before.screen.text}” was replaced by “${text}”`);
  }
  const words = new Map<string, string>();
  for (const line of lines) {
    if (!line) continue;
    const other = words.get(line.words);
    if (line.isCustomer && other !== undefined) {
      throw new Violation('d', `${called(line.key)} and ${called(other)} look the same: “${line.words}”`);
    }
    words.set(line.words, line.key);
  }
  if (act.typed && text.trim()) {
    const named = [...after.stored].filter(([, { shown }]) => shown === text.trim());
    const [only] = named;
    if (named.length === 1 && only && lines[0]?.key !== only[0]) {
      throw new Violation(
        'c',
        `“${text}” is the name of ${called(only[0])}, but ${called(lines[0]?.key ?? 'no row')} comes first`,
      );
    }
  }
  const stays =
    before.screen.visible &&
    before.screen.answers &&
    before.screen.text === text &&
    !act.mayMoveRows &&
    before.shows === after.shows;
  if (!stays) return;
  before.screen.lines.forEach((line, at) => {
    const after = lines[at];
    // A person cannot see what a row that is not drawn has become.
    if (line?.isCustomer && after !== null && after?.key !== line.key) {
      throw new Violation('i', `row ${at + 1} was ${called(line.key)} and is ${called(after?.key ?? 'nothing')}`);
    }
  });
}

/** Main announces changes a moment later, and the window asks for the rows a moment after that. */
const namesDelayMs = 500;

/** Rows, and the bar, call a customer what it is called now. */
function checkNames({ facts, shownAt }: Expected, { now, screen: { answers, lines, visible } }: Seen): void {
  if (!visible || !answers || now - shownAt < namesDelayMs) return;
  for (const line of lines) {
    if (!line?.isCustomer || facts.isUpToDate(line) || now - facts.namedAt(line.key) < namesDelayMs) continue;
    throw new Violation(
      'k',
      `${called(line.key)} is called “${facts.nameOf(line.key)}”, and its row says “${line.words}”`,
    );
  }
}

/** Several customers are in a text from a ticket: only the person may choose among them. */
function checkTicket({ byHand, facts, strayed }: Expected, { screen }: Seen): void {
  const { answers, bar, lines, selected, visible } = screen;
  // Chosen in the tray: the failure is shown with the row of its customer.
  if (bar?.kind === 'failure' && facts.isNamed(lines[selected]?.key ?? '', bar.words)) return;
  const isAmongSeveral = lines.filter((line) => line === null || line.isCustomer).length > 1 && selected >= 0;
  if (!visible || !answers || !hasTicket(screen) || !isAmongSeveral || byHand || strayed) return;
  throw new Violation('a', `Enter would open ${called(lines[selected]?.key ?? '')}, whom nobody chose among several`);
}

function checkFacts(expected: Expected, before: Seen, after: Seen): void {
  const changed = [...after.stored].flatMap(([accountId, facts]) =>
    (['given', 'note', 'pinned'] as const)
      .filter((field) => facts[field] !== (before.stored.get(accountId) ?? facts)[field])
      .map((field) => ({ accountId, field, name: facts.shown })),
  );
  for (const { accountId, field, name } of changed) {
    const what = `the ${{ given: 'name', note: 'note', pinned: 'pin' }[field]} of ${called(accountId)}`;
    const isPermitted = expected.facts.permitted.some((one) => one.accountId === accountId && one.field === field);
    if (!isPermitted) throw new Violation('g', `${what} changed without a sentence`);
    const { heard, screen } = after;
    const says = expected.facts.isNamed(accountId, heard);
    const isRenamed = name !== before.stored.get(accountId)?.shown;
    const saysBoth = heard.includes(name) && expected.facts.isFormerlyNamed(accountId, heard);
    // Of two changes in the same moment, only the second can be read.
    if (screen.visible && changed.length === 1 && !(field === 'given' && isRenamed ? saysBoth : says)) {
      throw new Violation('g', `${what} changed, and no sentence said so: “${heard}”`);
    }
  }
}

function checkLedger({ delivered, wish }: Expected, { ledger }: Seen): void {
  const open = ledger.filter(({ outcome }) => outcome === 'started');
  const [first] = open;
  if (open.length > 1) throw new Violation('b', `${open.length} log-ins have no outcome`);
  const isUnderWay = wish?.accountId === first?.accountId && (wish?.stage === 'asked' || wish?.mayFail);
  if (first && !isUnderWay) {
    throw new Violation('b', `the log-in to ${called(first.accountId)} has no outcome`);
  }
  const recorded = ledger.filter(({ outcome }) => outcome === 'opened' || outcome === 'copied');
  const asWords = (lines: readonly { accountId: string; how: string }[]): string =>
    lines.map(({ accountId, how }) => `${how} ${accountId}`).join(', ');
  if (asWords(recorded) !== asWords(delivered)) {
    throw new Violation('b', `the ledger says “${asWords(recorded)}”, but it was “${asWords(delivered)}”`);
  }
}
