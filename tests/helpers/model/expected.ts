import { called, customerOf, personOf } from './customers.ts';
import {
  checkAskedFor,
  checkDelivery,
  checkTwinQuestion,
  type Memory,
  newMemory,
  providerOf,
  sessionWords,
  twinWords,
} from './promises.ts';
import type { Screen } from './screen.ts';
import type { Asked, ReplyKind } from './simulated-providers.ts';
import type { Happening, StoredFacts } from './stage.ts';
import { UnreadList } from './unread-list.ts';
import { askedAgain, type How, isFor, newWish, type Wish } from './wish.ts';

/** A change of a name, note or pin that the person asked for. */
interface Permission {
  accountId: string;
  field: 'given' | 'note' | 'pinned';
}

const readMs = 300;
/** Of a link that the provider has just made. */
const linkLifetimeMs = 60_000;
const providerWords = /SendGrid|Brevo/;

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
  stored: ReadonlyMap<string, StoredFacts> = new Map();
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
  /** Every name that a customer had during this run. */
  readonly #names = new Map<string, Set<string>>();
  typedAt = Number.NEGATIVE_INFINITY;
  /** When a key or the mouse was last pressed in the launcher. */
  handAt = Number.NEGATIVE_INFINITY;
  readonly unread = new UnreadList();
  /** Names, notes and pins that may change now. */
  permitted: Permission[] = [];
  /** Changes that can be undone, the newest last. `isUntouched`: nothing was typed since. */
  readonly changes: (Permission & { isUntouched: boolean })[] = [];
  /** When that which is in the bar appeared there. A press that comes too early does not answer it. */
  barSince = 0;
  #clockAheadMs = 0;
  /** The customer who was opened last. `typed`: something was typed since that was asked for. */
  lastOpening: { accountId: string; at: number; typed: boolean } | null = null;
  readonly delivered: { accountId: string; how: How }[] = [];
  readonly #memory: Memory;
  #failed: Wish | null = null;
  /** A wish that the tray took the place of before the launcher heard what main asks about it. */
  #undecided: Wish | null = null;

  constructor(screen: Screen, stored: ReadonlyMap<string, StoredFacts>, memory: Memory = newMemory()) {
    this.#memory = memory;
    this.screen = screen;
    this.stores(stored);
  }

  stores(stored: ReadonlyMap<string, StoredFacts>): void {
    this.stored = stored;
    for (const [accountId, { shown }] of stored) {
      this.#names.set(accountId, (this.#names.get(accountId) ?? new Set()).add(shown));
    }
  }

  /** Whether these words call a customer by a name that was replaced. */
  isFormerlyNamed(accountId: string, words: string): boolean {
    const now = this.stored.get(accountId)?.shown ?? '';
    return [...(this.#names.get(accountId) ?? [])].some((name) => name !== now && words.includes(name));
  }

  /** Whether these words call the customer by a name that it has or had: the screen may be a moment behind. */
  isNamed(accountId: string, words: string): boolean {
    return [...(this.#names.get(accountId) ?? [])].some((name) => words.includes(name));
  }

  /** The launcher was shown anew: nothing was chosen in it. */
  shown(): void {
    this.shows += 1;
    this.byHand = false;
    this.strayed = false;
  }

  // ---- what the person does

  typed(now: number): void {
    this.typedAt = now;
    this.byHand = false;
    this.strayed = false;
    this.queued = null;
    this.unread.typed(now);
    for (const change of this.changes) change.isUntouched = false;
    if (this.lastOpening) this.lastOpening.typed = true;
    this.#endQuestion('declined by typing');
    if (this.wish?.stage === 'asked') this.wish.typedAt = now;
  }

  moved(): void {
    if (!this.screen.answers) this.strayed = true;
    else if (this.screen.lines.length > 0) this.byHand = true;
    this.#endQuestion('declined by moving');
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
  }

  /** A number. */
  numbered(nth: number, now: number): void {
    const { answers, lines, naming, text } = this.screen;
    if (naming !== null) return;
    if (!answers) this.queued = { text, how: 'open', nth };
    else {
      const line = lines[nth - 1];
      if (!line?.isCustomer || this.unread.blocks('other', now)) return;
      this.byHand = true;
      this.chose(line.key, 'open', 'row', now, true);
    }
  }

  pinned(now: number): void {
    const { answers, lines, selected, text } = this.screen;
    if (!answers) this.queued = { text, how: 'pin', nth: null };
    const line = lines[selected];
    if (answers && line?.isCustomer && !this.unread.blocks('other', now)) this.permit(line.key, 'pinned');
  }

  /** It waits for the rows as well, and all that wait count in order. */
  waitsForRows(): void {
    if (this.screen.answers) return;
    // It declines a question that is on its way.
    if (this.wish) this.wish.wasLeft = true;
  }

  chose(accountId: string, how: How, chosen: Wish['chosen'], now: number, anew = false): void {
    const { bar } = this.screen;
    const { question, wish } = this;
    const isAnswer = question?.accountId === accountId && (how === 'open' || question.how === how);
    if (!anew && isAnswer && bar?.kind === 'question') {
      this.agreed(now);
      return;
    }
    const failedHere = this.#failed ? this.#failed.accountId === accountId : this.isNamed(accountId, bar?.words ?? '');
    if (!anew && bar?.kind === 'failure' && how === 'open' && failedHere) {
      // Enter takes the next step of what failed: the log-in again, or something else.
      if (this.isRead(now)) this.unread.closed(now);
      if (!this.isRead(now) || !providerWords.test(bar.words)) return;
      if (this.#failed?.accountId === accountId) {
        this.wish = { ...this.#failed, ...askedAgain(now, this.requests, this.wall(now)), why: '' };
        this.#failed = null;
        return;
      }
    }
    const isByPress = chosen === 'text' || chosen === 'row';
    if (isByPress && this.unread.blocks(anew ? 'other' : 'enter', now)) return;
    // Main has asked something instead of beginning, and the tray asks for it anew.
    const isAsked = chosen === 'tray' && !wish?.mayFail && this.requests === wish?.after;
    if (wish?.stage === 'asked' && wish.accountId === accountId && wish.how === how && !isAsked) {
      if (wish.isDead) {
        const mayFail = { mayFail: true, deadLinkAt: wish.linkAt };
        Object.assign(wish, askedAgain(now, this.requests, this.wall(now)), mayFail);
      }
      Object.assign(wish, { askedAt: now, typedAt: null });
      return;
    }
    this.#undecided = chosen === 'tray' && wish?.stage === 'asked' ? wish : null;
    if (question) question.pressedEarly = false;
    if (chosen !== 'tray') this.#endQuestion('declined by asking for another');
    const twins = this.#twinsOf(accountId);
    const wallThen = this.wall(now);
    this.wish = newWish({ accountId, how, chosen, askedAt: now, after: this.requests, wallThen, twins });
  }

  /** Yes to the question on the screen. */
  agreed(now: number): void {
    const { question, wish } = this;
    if (!question) return;
    if (!this.isRead(now)) {
      question.pressedEarly = true;
      return;
    }
    const words = this.screen.bar?.words ?? '';
    question.confirmed += words;
    if (sessionWords.test(words)) this.#memory.agreedAt.set(providerOf(question.accountId), this.wall(now));
    const isSame = wish?.stage === 'asked' && wish.accountId === question.accountId && wish.how === question.how;
    Object.assign(question, askedAgain(now, this.requests, this.wall(now)));
    // The tray has the same customer under way: there is one log-in for both.
    if (isSame && !wish.isDead) this.wish = { ...wish, askedAt: now, typedAt: null, confirmed: question.confirmed };
    else this.wish = Object.assign(question, { mayFail: isSame, deadLinkAt: isSame ? wish.linkAt : null });
    this.question = null;
    this.unread.closed(now);
  }

  confirmedName(now: number): void {
    const row = this.screen.lines[this.screen.selected];
    const words = this.screen.bar?.words ?? '';
    const { naming } = this.screen;
    const name = row && this.stored.get(row.key)?.shown;
    if (!row || naming === null || !name || !words.includes(naming) || !words.includes(name)) return;
    if (!this.isRead(now)) return;
    this.permit(row.key, 'given');
    this.unread.closed(now);
  }

  /** What the bar says has been on the screen long enough. */
  isRead(now: number): boolean {
    return now - this.barSince >= readMs;
  }

  escaped(now: number): void {
    const { bar, naming, panel, text } = this.screen;
    if (panel) return;
    this.queued = null;
    if (bar?.kind === 'question' || bar?.kind === 'field' || bar?.kind === 'naming') this.#endQuestion('declined');
    else if (bar?.kind === 'working') this.#end('cancelled');
    else if (bar?.kind !== 'failure' && bar?.kind !== 'waiting' && (naming !== null || text)) this.unread.typed(now);
  }

  /** The bar's own buttons. */
  declined(): void {
    this.queued = null;
    if (this.screen.bar?.kind === 'working') this.#end('cancelled');
    else this.#endQuestion('declined');
  }

  /** Ctrl+Z, or the entry of the palette, which needs no offer in the bar. */
  undid(byKey: boolean): void {
    // Whatever the bar shows, as long as its seconds last.
    const isOffered = this.changes.some(({ isUntouched }) => isUntouched);
    if (!byKey || isOffered) this.permitted.push(...this.changes);
  }

  /** The person chose to see the customer that waited. */
  showsWaiting(words: string, now: number): void {
    if (words.includes('from the clipboard')) this.unread.chosenBy('clipboard');
    else {
      this.unread.ownList();
      this.unread.closed(now);
    }
  }

  permit(accountId: string, field: Permission['field']): void {
    this.permitted.push({ accountId, field });
    this.changes.push({ accountId, field, isUntouched: true });
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

  /** SECURITY: the one error that the program must never make. */
  opened({ accountId, what, at }: Happening & { what: 'opened' | 'copied' }): void {
    const how: How = what === 'opened' ? 'open' : 'copy';
    const did = `${called(accountId)} was ${what}`;
    this.#resolveQueued(accountId);
    const { wish } = this;
    try {
      checkAskedFor(wish, accountId, how, did);
      checkDelivery(wish, did, at, this.#memory);
    } finally {
      if (how === 'open') this.lastOpening = { accountId, at, typed: wish?.typedAt != null };
      const { openedAt, sessions } = this.#memory;
      openedAt.set(accountId, [...(openedAt.get(accountId) ?? []), this.wall(at)]);
      sessions.set(providerOf(accountId), { accountId, at: this.wall(at) });
      this.delivered.push({ accountId, how });
      this.#end(what);
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
      const line = screen.lines[queued.nth === null ? (this.strayed ? screen.selected : 0) : queued.nth - 1];
      if (this.unread.blocks(queued.nth === null && queued.how !== 'pin' ? 'enter' : 'other', now)) return;
      if (!line?.isCustomer) {
        // An offer leads to another list, and drops a question that is on its way.
        if (line && this.wish) this.wish.wasLeft = true;
        return;
      }
      if (queued.nth !== null) this.byHand = true;
      if (queued.how === 'pin') this.permit(line.key, 'pinned');
      else if (screen.naming === null) this.chose(line.key, queued.how, 'queued', now, true);
    }
  }

  failed(): void {
    if (this.wish?.stage !== 'asked') return;
    this.#failed = this.wish;
    this.#end('refused');
  }

  asks(): void {
    const { wish } = this;
    if (wish?.stage !== 'asked') return;
    const words = this.screen.bar?.words ?? '';
    Object.assign(wish, { stage: 'question', pressedEarly: false, words });
    this.question = wish;
    if (this.screen.bar?.kind === 'question' && twinWords.test(words)) checkTwinQuestion(wish, words);
  }

  /** Whether what the bar asks is about an earlier wish than the last one. */
  asksAboutEarlier(): boolean {
    const { question, wish } = this;
    const words = this.screen.bar?.words ?? '';
    if (question && question !== wish) return question.words === words;
    return wish !== null && twinWords.test(words) && !this.isNamed(wish.accountId, words);
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

  #end(why: string): void {
    if (this.wish && this.wish.stage !== 'over') Object.assign(this.wish, { stage: 'over', why });
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
    const { family } = customerOf(accountId) ?? {};
    if (!family) return [];
    return this.screen.lines
      .map(({ key }) => key)
      .filter((key) => customerOf(key)?.family === family && personOf(key) !== personOf(accountId))
      .filter((key) => this.#hasOwnName(key) && this.#hasOwnName(accountId));
  }

  /** Still called as the provider calls it. */
  #hasOwnName(accountId: string): boolean {
    return this.stored.get(accountId)?.shown === customerOf(accountId)?.name;
  }
}
