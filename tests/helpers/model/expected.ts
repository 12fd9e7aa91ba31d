import { ChangedRows } from './changed-rows.ts';
import { CustomerFacts } from './customer-facts.ts';
import { called, familyOf, personOf } from './customers.ts';
import {
  changedWords,
  checkAskedFor,
  checkDelivery,
  checkNoNagging,
  checkRest,
  checkSessionNamed,
  checkTwinQuestion,
  type Memory,
  newMemory,
  providerOf,
  sessionWords,
  silentWords,
  twinWords,
} from './promises.ts';
import type { Screen } from './screen.ts';
import type { Asked, ReplyKind } from './simulated-providers.ts';
import type { Happening, StoredFacts } from './stage.ts';
import { UnreadList } from './unread-list.ts';
import { Violation } from './violation.ts';
import { askedAgain, type How, isDeadAt, isFor, newWish, type Wish } from './wish.ts';

const readMs = 300;
/** The screen is looked at some time after it was painted. */
const surelyUnreadMs = 100;
/** After a press, the clipboard waits for so long. */
export const atWorkMs = 2_000;
/** Of a link that the provider has just made. */
const linkLifetimeMs = 60_000;
/** A hand-over waits no longer. */
const longestWaitMs = 60_000;
/** In which the program has surely heard of a press. */
const momentMs = 1_000;
/** The offer to read the text as that of a ticket. Its list has to be read first, too. */
const lookInText = 'look-in-text';
const retryWords = /SendGrid|Brevo|Your browser did not ask/;

/**
 * What the page of promises says must happen, for one person at one launcher. It knows what was pressed and what was on
 * the screen then, and nothing of how the program works.
 */
export class Expected {
  screen: Screen;
  /** How many times the launcher was shown anew. */
  shows = 0;
  /** How many requests for login links there have been. */
  requests = 0;
  readonly facts: CustomerFacts;
  wish: Wish | null = null;
  /** The wish whose question is on the screen. Another one may be under way: the tray asks for it without the launcher. */
  question: Wish | null = null;
  /**
   * A key was pressed before the list answered: it is for the first row of the answer to exactly this text, or for the nth
   * one if the key was a number.
   */
  queued: { text: string; how: How | 'pin'; nth: number | null } | null = null;
  /** The person moved to the highlighted row since the text last changed. `strayed`: before the list answered it. */
  byHand = false;
  strayed = false;
  typedAt = Number.NEGATIVE_INFINITY;
  /** When a key or the mouse was last pressed in the launcher. */
  handAt = Number.NEGATIVE_INFINITY;
  readonly unread = new UnreadList();
  readonly changedRows = new ChangedRows();
  /** When the launcher came onto the screen. */
  shownAt = Number.NEGATIVE_INFINITY;
  /** The name that the person has just written in the editor. */
  #written: { accountId: string; name: string } | null = null;
  /** When that which is in the bar appeared there. A press that comes too early does not answer it. */
  barSince = 0;
  /** What failed, if the bar lost it before anyone could read it. */
  unreadFailure: string | null = null;
  /** The bar that was on the screen when the person asked for what followed it. */
  #barLeft: Screen['bar'] = null;
  /** Whether a press and what the program does at that time may have happened in either order. */
  readonly #hasRealTime: boolean;
  #clockAheadMs = 0;
  /** The customer who was opened last. `typed`: something was typed since that was asked for. */
  lastOpening: { accountId: string; at: number; typed: boolean } | null = null;
  /** The browser that was started last. `typed`: something was typed since its customer was asked for. */
  #started: { accountId: string; typed: boolean } | null = null;
  readonly delivered: { accountId: string; how: How }[] = [];
  readonly #memory: Memory;
  #failed: Wish | null = null;
  /**
   * What was asked for again while it was under way. With real time, it may have been opened before the program heard of that,
   * which asks for it anew.
   */
  #perhapsAnew: Wish | null = null;
  /** A wish that the tray took the place of before the launcher heard what main asks about it. */
  #undecided: Wish | null = null;

  constructor(
    screen: Screen,
    stored: ReadonlyMap<string, StoredFacts>,
    { hasRealTime = false, memory = newMemory() }: { hasRealTime?: boolean; memory?: Memory | undefined } = {},
  ) {
    this.#hasRealTime = hasRealTime;
    this.#memory = memory;
    this.facts = new CustomerFacts(memory.changes, (accountId) => memory.renamedAt.set(accountId, ++memory.renames));
    this.screen = screen;
    this.facts.stores(stored);
  }

  /** The launcher was shown anew: nothing was chosen in it. */
  shown(): void {
    this.shows += 1;
    this.byHand = false;
    this.strayed = false;
  }

  /** The rows that are seen now, in place of those that were seen before. */
  seesRows(screen: Screen, now: number): void {
    const isAnswer = (one: Screen): boolean => one.visible && one.answers;
    const isSameList = isAnswer(screen) && isAnswer(this.screen) && screen.text === this.screen.text;
    if (!this.screen.visible) this.shownAt = now;
    if (!isSameList) this.changedRows.clear();
    else {
      // The row says it at once: it was the person who wrote it.
      const isWritten = ({ key }: { key: string }, name: string): boolean =>
        key === this.#written?.accountId && name === this.#written.name;
      this.changedRows.note(this.screen.lines, screen.lines, now, (line) => this.facts.nameIn(line), isWritten);
    }
  }

  // ---- what the person does

  typed(now: number): void {
    this.typedAt = now;
    this.byHand = false;
    this.strayed = false;
    this.queued = null;
    this.unread.typed(now);
    this.facts.typed();
    if (this.lastOpening) this.lastOpening.typed = true;
    if (this.#started) this.#started.typed = true;
    this.#endQuestion('declined by typing');
    const { wish } = this;
    if (wish?.stage === 'asked') Object.assign(wish, { typedAt: now, typedEarlierAt: wish.typedAt });
  }

  moved(): void {
    if (!this.screen.answers) this.strayed = true;
    else if (this.screen.lines.length > 0) this.byHand = true;
    this.#endQuestion('declined by moving');
  }

  /** The key led away from the list instead. */
  leftList(): void {
    this.#endQuestion('declined by leaving the list');
  }

  /** Enter or Ctrl+Enter. */
  entered(how: How, now: number): void {
    const { answers, bar, lines, naming, selected, text } = this.screen;
    if (naming !== null) {
      if (bar?.kind === 'naming' && how === 'open') this.confirmedName(now);
      return;
    }
    if (!answers) {
      this.queued = { text, how, nth: null };
      return;
    }
    const line = lines[selected];
    if (line?.isCustomer) this.chose(line.key, how, this.byHand ? 'row' : 'text', now);
    else if (line?.key === lookInText && how === 'open') this.unread.ticket();
  }

  /** A number. */
  numbered(nth: number, now: number): void {
    const { answers, lines, naming, numbered, text } = this.screen;
    if (naming !== null) return;
    if (!answers) this.queued = { text, how: 'open', nth };
    else {
      const line = lines[numbered[nth - 1] ?? -1];
      if (!line?.isCustomer || this.unread.blocks('other', now) || this.changedRows.blocks(line.key, now)) return;
      this.byHand = true;
      this.chose(line.key, 'open', 'row', now, true);
    }
  }

  pinned(now: number): void {
    const { answers, lines, selected, text } = this.screen;
    if (!answers) this.queued = { text, how: 'pin', nth: null };
    const line = lines[selected];
    const isBlocked = line?.isCustomer && (this.unread.blocks('other', now) || this.changedRows.blocks(line.key, now));
    if (answers && line?.isCustomer && !isBlocked) this.facts.permit(line.key, 'pinned');
  }

  /** It waits for the rows as well, and all that wait count in order. */
  waitsForRows(): void {
    if (this.screen.answers) return;
    // It declines a question that is on its way.
    if (this.wish) this.wish.wasLeft = true;
  }

  chose(accountId: string, how: How, chosen: Wish['chosen'], now: number, anew = false): void {
    this.#leavesBar();
    const { bar } = this.screen;
    const { question, wish } = this;
    const isAnswer = question?.accountId === accountId && (how === 'open' || question.how === how);
    if (!anew && isAnswer && bar?.kind === 'question') {
      this.agreed(now);
      return;
    }
    const isByPress = chosen === 'text' || chosen === 'row';
    const isBlocked =
      isByPress && (this.unread.blocks(anew ? 'other' : 'enter', now) || this.changedRows.blocks(accountId, now));
    const failedHere = this.#failed
      ? this.#failed.accountId === accountId
      : this.facts.isNamed(accountId, bar?.words ?? '');
    if (!anew && bar?.kind === 'failure' && how === 'open' && failedHere) {
      if (isBlocked) return;
      // Enter takes the next step of what failed: the log-in again, or something else.
      if (this.isRead(now)) this.unread.closed(now);
      if (!this.isRead(now) || !retryWords.test(bar.words)) return;
      if (this.#failed?.accountId === accountId) {
        // The yes of the first try has an age.
        const again = { ...askedAgain(now, this.requests, this.wall(now)), why: '', confirmedSession: false };
        this.wish = { ...this.#failed, ...again };
        this.#failed = null;
        return;
      }
    }
    const offersLink = bar?.kind === 'working' && silentWords.test(bar.words);
    if (!anew && how === 'open' && offersLink && wish?.accountId === accountId) {
      this.wantsDirectly(now);
      return;
    }
    if (isBlocked) return;
    // Main has asked something instead of beginning, and the tray asks for it anew.
    const isAsked = chosen === 'tray' && !wish?.mayFail && this.requests === wish?.after;
    if (wish?.stage === 'asked' && wish.accountId === accountId && wish.how === how && !isAsked) {
      if (isDeadAt(wish, now)) {
        const mayFail = { mayFail: true, deadLinkAt: wish.asksAt ?? wish.failsAt ?? wish.linkAt };
        Object.assign(wish, askedAgain(now, this.requests, this.wall(now)), mayFail);
      }
      Object.assign(wish, { askedAt: now, typedAt: null, typedEarlierAt: null });
      if (this.#hasRealTime) this.#perhapsAnew = { ...wish, ...askedAgain(now, this.requests, this.wall(now)) };
      return;
    }
    this.#perhapsAnew = null;
    this.#undecided = chosen === 'tray' && wish?.stage === 'asked' ? wish : null;
    if (question) question.pressedEarly = false;
    if (chosen !== 'tray') this.#endQuestion('declined by asking for another');
    const twins = this.#twinsOf(accountId);
    const wallThen = this.wall(now);
    const name = this.facts.nameOf(accountId);
    const line = this.screen.lines.find((one) => one?.key === accountId);
    const readOther = isByPress && line != null && !this.facts.isUpToDate(line);
    const after = this.requests;
    this.wish = newWish({ accountId, name, how, chosen, askedAt: now, after, wallThen, twins, readOther });
  }

  /** The browser is silent, and the person wants the link opened without it asking. */
  wantsDirectly(now: number): void {
    const { wish } = this;
    if (!this.isRead(now) || wish?.stage !== 'asked') return;
    Object.assign(wish, { asksAt: now, failsAt: null });
    this.unread.closed(now);
  }

  /** Yes to the question on the screen. */
  agreed(now: number): void {
    const { question, wish } = this;
    if (!question) return;
    this.#leavesBar();
    if (!this.isRead(now)) {
      question.pressedEarly = true;
      return;
    }
    const words = this.screen.bar?.words ?? '';
    question.confirmedTwins ||= twinWords.test(words);
    question.confirmedChange ||= changedWords.test(words);
    question.confirmedSession ||= sessionWords.test(words);
    if (sessionWords.test(words)) this.#memory.agreedAt.set(providerOf(question.accountId), this.wall(now));
    const isSame = wish?.stage === 'asked' && wish.accountId === question.accountId && wish.how === question.how;
    Object.assign(question, askedAgain(now, this.requests, this.wall(now)));
    // The tray has the same customer under way: there is one log-in for both.
    const { confirmedChange, confirmedSession, confirmedTwins } = question;
    const confirmed = { confirmedChange, confirmedSession, confirmedTwins };
    if (isSame && !wish.isDead)
      this.wish = { ...wish, askedAt: now, typedAt: null, typedEarlierAt: null, ...confirmed };
    else this.wish = Object.assign(question, { mayFail: isSame, deadLinkAt: isSame ? wish.linkAt : null });
    this.question = null;
    this.unread.closed(now);
  }

  confirmedName(now: number): void {
    const row = this.screen.lines[this.screen.selected];
    const words = this.screen.bar?.words ?? '';
    const { naming } = this.screen;
    const name = row && this.facts.stored.get(row.key)?.shown;
    if (!row || naming === null || !name || !words.includes(naming) || !words.includes(name)) return;
    if (!this.isRead(now)) return;
    this.facts.permit(row.key, 'given');
    this.unread.closed(now);
  }

  /** What the bar says has been on the screen long enough. */
  isRead(now: number): boolean {
    return now - this.barSince >= readMs;
  }

  /** The customer of whom the bar speaks was renamed: it says the same. */
  renamesBar({ bar: next, visible }: Screen): boolean {
    const { bar } = this.screen;
    const stays = this.screen.visible && visible && bar !== null && bar.kind === next?.kind;
    return stays && this.facts.differInNameOnly(bar.words, next?.words ?? '');
  }

  /** The bar shows something else than before, or the launcher has hidden. What was asked for since may cover a failure. */
  noteBarGone({ bar: next, visible }: Screen, now: number): void {
    const { bar } = this.screen;
    const isCovered = visible && next !== null && next.kind !== 'news' && next.kind !== 'waiting';
    if (bar !== null && bar === this.#barLeft) return;
    if (bar?.kind === 'failure' && !isCovered && now - this.barSince < surelyUnreadMs) this.unreadFailure = bar.words;
  }

  escaped(now: number): void {
    const { bar, naming, panel, previewOver, text } = this.screen;
    if (panel) return;
    this.queued = null;
    if (bar?.kind === 'question' || bar?.kind === 'field' || bar?.kind === 'naming') this.#endQuestion('declined');
    else if (bar?.kind === 'working') this.#end('cancelled');
    else if (bar?.kind !== 'failure' && bar?.kind !== 'waiting' && (naming !== null || (text && !previewOver)))
      this.unread.typed(now);
  }

  /** The bar's own buttons. */
  declined(): void {
    this.queued = null;
    if (this.screen.bar?.kind === 'working') this.#end('cancelled');
    else this.#endQuestion('declined');
  }

  /** The person chose to see the customer that waited. */
  showsWaiting(words: string, now: number): void {
    if (words.includes('from the clipboard')) this.unread.chosenBy('clipboard');
    else {
      this.unread.ownList();
      this.unread.closed(now);
    }
  }

  /** A list or a file names a customer. Also if it is called so already, the names are not those of an opening before. */
  named(): void {
    this.#memory.renames += 1;
  }

  /** A name is written in the editor. What the editor showed may be older than what is stored. */
  saved(accountId: string, name: string, now: number): void {
    this.facts.saved(accountId, name);
    this.#written = { accountId, name };
    this.unread.closed(now);
    this.handAt = now;
  }

  // ---- what the provider does

  replied(asked: Asked, kind: ReplyKind, now: number): void {
    const { wish } = this;
    if (wish?.stage !== 'asked' || !isFor(asked, wish)) return;
    // A link that was requested before the clock was set back looks as if it had expired.
    const linkWall = this.wall(now);
    const isDead = kind !== 'link' || wish.wallThen >= linkWall + linkLifetimeMs;
    Object.assign(wish, { linkAt: kind === 'down' ? null : now, linkWall, isDead });
  }

  clockMoved(ms: number, now: number): void {
    this.#clockAheadMs += ms;
    const { wish } = this;
    if (wish?.stage !== 'asked' || wish.linkAt === null) return;
    // A link that waits for the hand to rest expires meanwhile.
    if (this.wall(now) >= wish.linkWall + linkLifetimeMs) wish.isDead = true;
  }

  /** What the clock on the wall says, in ms. `now`: of a clock that only moves forward. */
  wall(now: number): number {
    return now + this.#clockAheadMs;
  }

  // ---- what the program did

  /** The browser was given an address at which it can ask for the link of the wish. */
  browserStarted({ asksAt, at }: Happening & { what: 'started' }): void {
    const { wish } = this;
    if (wish?.stage !== 'asked') {
      if (this.queued) return;
      const why = wish ? `${called(wish.accountId)} was ${wish.why || 'not confirmed'}` : 'no customer is to be opened';
      throw new Violation('a', `the browser was started, though ${why}`);
    }
    checkRest(wish, `the browser was started for ${called(wish.accountId)}`, at);
    const leftMs = wish.linkWall + linkLifetimeMs - this.wall(at);
    const endsAt = at + Math.min(longestWaitMs, Math.max(0, leftMs));
    const isInTime = asksAt !== null && asksAt < endsAt;
    Object.assign(wish, { startedAt: at, asksAt: isInTime ? asksAt : null, failsAt: isInTime ? null : endsAt });
    this.#started = { accountId: wish.accountId, typed: wish.typedAt !== null };
  }

  /** It takes the focus, whatever became of the wish. */
  browserCame(at: number): void {
    if (this.#started) this.lastOpening = { ...this.#started, at };
  }

  /** SECURITY: the one error that the program must never make. */
  opened({ accountId, what, at }: Happening & { what: 'opened' | 'copied' }): void {
    const how: How = what === 'opened' ? 'open' : 'copy';
    const did = `${called(accountId)} was ${what}`;
    this.#resolveQueued(accountId);
    this.beginsAnew((perhaps) => perhaps.accountId === accountId);
    const { wish } = this;
    if (this.#perhapsAnew && at - this.#perhapsAnew.askedAt > momentMs) this.#perhapsAnew = null;
    try {
      checkAskedFor(wish, accountId, how, did);
      checkDelivery(wish, did, at, this.#memory);
    } finally {
      if (how === 'open') {
        this.lastOpening = { accountId, at, typed: wish?.typedAt != null };
        this.#opensUnderHand(at);
      }
      const { openings, renames, sessions } = this.#memory;
      const names = [wish?.name ?? '', this.facts.nameOf(accountId)];
      openings.set(accountId, { at: this.wall(at), names, renames });
      sessions.set(providerOf(accountId), { accountId, at: this.wall(at) });
      this.delivered.push({ accountId, how });
      // What the person wanted has happened all the same.
      if (this.facts.isNamed(accountId, this.unreadFailure ?? '')) this.unreadFailure = null;
      this.#end(what);
    }
  }

  /** What was opened a moment ago is under way again, or over again: it was asked for in that moment. */
  beginsAnew(isAbout: (wish: Wish) => boolean): void {
    const perhaps = this.#perhapsAnew;
    if (!perhaps || this.wish?.stage !== 'over' || this.wish.why !== 'opened' || !isAbout(perhaps)) return;
    this.wish = perhaps;
    this.#perhapsAnew = null;
  }

  /** A second Enter in the same moment was not for the list. The launcher may have joined a log-in of the tray. */
  #opensUnderHand(at: number): void {
    if (!this.screen.visible) return;
    if (this.wish?.chosen === 'tray') this.unread.chosenBySomething();
    else {
      this.unread.closed(at);
      // That was seen only now, perhaps long afterwards.
      if (this.screen.answers) this.unread.painted(at);
    }
  }

  /** The list answers the text now: what an early Enter asked for is known. */
  painted(now: number): void {
    const { queued, screen } = this;
    if (!queued) return;
    if (queued.text !== screen.text || !screen.visible) this.queued = null;
    else if (screen.answers) {
      this.queued = null;
      // Without a highlighted row, a reason is shown.
      if (queued.nth === null && screen.selected < 0) return;
      const at = queued.nth === null ? (this.strayed ? screen.selected : 0) : (screen.numbered[queued.nth - 1] ?? -1);
      const line = screen.lines[at];
      if (this.unread.blocks(queued.nth === null && queued.how !== 'pin' ? 'enter' : 'other', now)) return;
      if (!line?.isCustomer) {
        // An offer leads to another list, and drops a question that is on its way.
        if (line && this.wish) this.wish.wasLeft = true;
        if (line?.key === lookInText && queued.how === 'open') this.unread.ticket();
        return;
      }
      if (queued.nth !== null) this.byHand = true;
      if (queued.how === 'pin') this.facts.permit(line.key, 'pinned');
      else if (screen.naming === null) this.chose(line.key, queued.how, 'queued', now, true);
    }
  }

  failed(): void {
    if (this.wish?.stage !== 'asked') return;
    this.#failed = this.wish;
    this.#end('refused');
  }

  /** Escape came too late to keep the failure from the screen: its next step is still the log-in that failed. */
  failsAllTheSame(words: string): void {
    const { wish } = this;
    const isCancelled = wish?.stage === 'over' && wish.why === 'cancelled' && wish.isDead;
    if (isCancelled && this.facts.isNamed(wish.accountId, words)) this.#failed = wish;
  }

  asks(now: number): void {
    const { wish } = this;
    if (wish?.stage !== 'asked') return;
    // Asked for again by a double click, say: the same question is a new one.
    if (wish.askedAt > this.barSince) this.barSince = now;
    const words = this.screen.bar?.words ?? '';
    Object.assign(wish, { stage: 'question', pressedEarly: false, words });
    this.question = wish;
    if (this.screen.bar?.kind === 'question' && twinWords.test(words)) {
      checkTwinQuestion(wish, words, (accountId) => this.facts.nameOf(accountId));
      if (this.#clockAheadMs === 0) checkNoNagging(wish, words, this.#memory);
    }
    this.checkSessionNamed(wish);
  }

  /** What the bar says of a session that is replaced, in a question or while the log-in is under way. */
  checkSessionNamed(wish: Wish): void {
    const words = this.screen.bar?.words ?? '';
    checkSessionNamed(wish, words, this.#memory, (accountId) => this.facts.isNamed(accountId, words));
  }

  /** Whether what the bar asks is about an earlier wish than the last one. */
  asksAboutEarlier(): boolean {
    const { question, wish } = this;
    const words = this.screen.bar?.words ?? '';
    if (question && question !== wish) return question.words === words;
    return wish !== null && twinWords.test(words) && !this.facts.isNamed(wish.accountId, words);
  }

  /** An earlier wish waits for its answer, though another customer was asked for since. */
  asksLate(): void {
    if (this.question || !this.#undecided) return;
    const words = this.screen.bar?.words ?? '';
    this.question = Object.assign(this.#undecided, { stage: 'question', pressedEarly: false, words } as const);
  }

  noQuestionLeft(): void {
    this.#endQuestion('declined');
  }

  /** From then on, the bar is about something else. */
  #leavesBar(): void {
    this.unreadFailure = null;
    this.#barLeft = this.screen.bar;
  }

  #end(why: string): void {
    if (this.wish && this.wish.stage !== 'over') Object.assign(this.wish, { stage: 'over', why });
  }

  /** The text finds another customer now, so that the question closed before it was seen. */
  closedUnseen(): void {
    this.#end('closed, because the text finds another customer');
  }

  #endQuestion(why: string): void {
    if (this.wish?.stage === 'question') this.#end(why);
    this.question = null;
  }

  /** The window had the rows and sent the request, but the screen was not looked at in between. */
  #resolveQueued(accountId: string): void {
    if (this.queued && this.wish?.accountId !== accountId) this.painted(this.wish?.askedAt ?? 0);
  }

  #twinsOf(accountId: string): string[] {
    const { facts, screen } = this;
    const family = familyOf(facts.nameOf(accountId));
    const lines = screen.lines.flatMap((line) => (line?.isCustomer ? [line] : []));
    if (!lines.some((line) => line.key === accountId && facts.isUpToDate(line))) return [];
    return lines
      .filter((line) => facts.isUpToDate(line) && familyOf(facts.nameOf(line.key)) === family)
      .map(({ key }) => key)
      .filter((key) => personOf(key) !== personOf(accountId));
  }
}
