import { type Act, checkHappening, checksOf, noteAnswer, type Seen } from './checks.ts';
import { called } from './customers.ts';
import { atWorkMs, Expected } from './expected.ts';
import type { Memory } from './promises.ts';
import type { Bar, Screen } from './screen.ts';
import type { Stage } from './stage.ts';
import { Violation } from './violation.ts';

/** Between two presses of a hand that is not in a hurry. */
const pauseMs = 50;
/** The first second is looked at closely, the next ones less so. */
const slowlyMs = 200;
/** After that, nothing new appears on the screen by itself: the offer to undo is over, and a link that waits takes its place. */
const longestLookMs = 12_000;
const surelyReadMs = 800;
/** With real time, the program may hear of a press, or of what follows it, so much later. */
const aroundMs = 500;
const trayAsks: ReadonlySet<Bar['kind'] | undefined> = new Set(['question', 'field', 'failure']);
const longestWaitMs = 5_000;

interface PersonOptions {
  /** The letter of the only promise that counts. By default all do. */
  looksFor?: string | null | undefined;
  /** Of earlier runs of the same program. */
  memory?: Memory | undefined;
}

/** A person at a program, beside the model of what must happen. Keeps the story of what they did. */
export class Person {
  readonly stage: Stage;
  readonly expected: Expected;
  readonly story: string[] = [];
  steps = 0;
  seen: Seen;
  /** Customers in the tray's menu. */
  tray: readonly string[] = [];
  palette: readonly string[] = [];
  /** The first screen that was not looked at yet, because presses follow each other too fast. */
  #before: Seen | null = null;
  #act: Act = { words: '' };
  /** What the bar showed last. */
  #bar = '';

  readonly #looksFor: string | null;

  private constructor(stage: Stage, seen: Seen, { looksFor = null, memory }: PersonOptions) {
    this.stage = stage;
    this.#looksFor = looksFor;
    this.seen = seen;
    this.expected = new Expected(seen.screen, seen.stored, { hasRealTime: stage.isReal, memory });
  }

  static async at(stage: Stage, options: PersonOptions = {}): Promise<Person> {
    const person = new Person(stage, await look(stage), options);
    await person.#refresh();
    return person;
  }

  /**
   * Does one thing. `inHaste`: the next press follows before the window has heard of what main does. Then the screen is
   * looked at after that one. No person is faster than that twice.
   */
  async do(act: Act, hand: () => Promise<void>, inHaste = false): Promise<void> {
    const hurried = inHaste && this.#before === null;
    this.steps += 1;
    this.story.push(act.words);
    const before = this.#before ?? this.seen;
    if (act.isPress) this.expected.handAt = this.stage.now();
    this.#act = this.#before ? joined(this.#act, act) : act;
    await hand();
    if (act.mayHide && this.expected.wish) this.expected.wish.wasLeft = true;
    if (hurried) {
      await this.stage.settleMain();
      this.#before = before;
    } else {
      await this.stage.settle();
      this.#before = null;
      // With real windows it takes longer to look than to press a key.
      if (!this.stage.isReal) {
        await this.#happenings();
        await this.#look();
        await this.stage.pass(pauseMs);
      }
    }
    await this.#happenings();
    await this.#look();
    if (!hurried) {
      await this.#judgeAll(before);
      this.expected.facts.permitted = [];
      this.seen = { ...this.seen, heard: '' };
    }
    await this.#refresh();
  }

  /** Time passes, and the person goes on looking. */
  async pass(ms: number): Promise<void> {
    const looked = Math.min(ms, longestLookMs);
    for (let passed = 0; passed < looked; ) {
      const step = Math.min(passed < 1_000 ? pauseMs : slowlyMs, looked - passed);
      await this.stage.pass(step);
      this.#glance(await this.stage.look());
      passed += step;
    }
    if (ms > looked) await this.stage.pass(ms - looked);
  }

  async wait(ms: number): Promise<void> {
    await this.do({ words: `${Math.round(ms) / 1_000} s pass` }, () => this.pass(ms));
  }

  /** Everything that is under way comes to its end. */
  async finish(): Promise<void> {
    await this.#rest();
    for (let left = (await this.stage.asked()).length; left > 0; left--) {
      const words = `the provider replies for ${called(this.seen.asked[0]?.accountId ?? '')}`;
      await this.do({ words }, () => this.reply(0, 'link'));
      await this.#rest();
    }
    const { wish } = this.expected;
    const browserEndsAt = wish?.asksAt ?? wish?.failsAt;
    if (wish?.stage === 'asked' && browserEndsAt != null) await this.wait(browserEndsAt - this.stage.now() + 1_000);
    const unfinished = (await this.stage.ledger()).filter(({ outcome }) => outcome === 'started');
    this.#judge(() => {
      if (unfinished.length > 0) throw new Violation('b', `${unfinished.length} log-ins never got an outcome`);
    });
  }

  /** With real time, only as long as the hand must rest. */
  #rest(): Promise<void> {
    const sinceTypedMs = this.stage.now() - this.expected.typedAt;
    return this.wait(this.stage.isReal ? Math.max(100, 1_200 - sinceTypedMs) : 4_000);
  }

  /** The provider replies to the request at `at`. */
  async reply(at: number, kind: 'link' | 'down' | 'expired'): Promise<void> {
    const asked = this.seen.asked[at];
    if (!asked) return;
    this.expected.replied(asked, kind, this.stage.now());
    await this.stage.reply(at, kind);
  }

  async #happenings(): Promise<void> {
    for (const happening of await this.stage.happened()) {
      if ('accountId' in happening) this.story.push(`→ ${called(happening.accountId)} was ${happening.what}`);
      else if (happening.what !== 'hidden')
        this.story.push(`→ the browser ${happening.what === 'came' ? 'came' : 'was started'}`);
      this.#judge(() => checkHappening(this.expected, this.#act, happening));
    }
  }

  /**
   * Before a step is planned: what it does depends on what there is when it is done. With real time, the person reads what
   * is asked, and waits until it is certain whether their hand is at work: how soon is too soon cannot be told to the
   * millisecond.
   */
  async ready(): Promise<void> {
    const { unread } = this.expected;
    if (!this.stage.isReal && !unread.isUnsure) return;
    const { bar } = this.seen.screen;
    const leftMs = this.expected.barSince + surelyReadMs - this.stage.now();
    if (bar && bar.kind !== 'working' && bar.kind !== 'news' && leftMs > 0) await this.pass(leftMs);
    const unreadMs = Math.max(
      unread.leftMs(this.stage.now()),
      this.stage.isReal ? this.expected.changedRows.leftMs(this.stage.now()) : 0,
    );
    if (unreadMs > 0) await this.pass(unreadMs + surelyReadMs);
    if (unread.isUnsure && unread.leftMs(this.stage.now()) === 0) unread.ownList();
    const restedMs = this.stage.now() - this.expected.handAt;
    if (restedMs > atWorkMs - aroundMs && restedMs < atWorkMs + aroundMs)
      await this.pass(atWorkMs + aroundMs - restedMs);
  }

  /** With real windows, everything that must be seen has a moment to appear. */
  async #judgeAll(before: Seen): Promise<void> {
    const giveUpAt = this.stage.now() + (this.stage.isReal ? longestWaitMs : 0);
    for (;;) {
      try {
        for (const check of checksOf(this.expected, this.#act, before, this.seen)) this.#judge(check);
        return;
      } catch (error) {
        if (this.stage.now() >= giveUpAt) throw error;
      }
      await this.stage.pass(pauseMs);
      await this.#happenings();
      await this.#look();
    }
  }

  /** Throws the violation, if it is one of those that are looked for. */
  #judge(check: () => void): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof Violation) || this.#looksFor === null || this.#looksFor === error.rule) throw error;
    }
  }

  async #look(): Promise<void> {
    const { screen, ...seen } = await look(this.stage);
    this.seen = { ...this.seen, ...seen, screen: this.seen.screen, heard: this.seen.heard, shows: this.seen.shows };
    this.expected.facts.stores(seen.stored, seen.now);
    this.#glance(screen);
    this.expected.requests = Math.max(this.expected.requests, seen.asked.at(-1)?.nth ?? 0);
  }

  /** At the screen only. */
  #glance(screen: Screen): void {
    const { expected, stage } = this;
    const now = stage.now();
    const words = [screen.bar?.words, screen.said, screen.status].join(' ');
    const heard = this.seen.heard.endsWith(words) ? this.seen.heard : `${this.seen.heard} ${words}`;
    const bar = screen.visible ? JSON.stringify(screen.bar) : '';
    const isNewBar = bar !== this.#bar;
    const isRenamed = expected.renamesBar(screen);
    if (isNewBar) {
      expected.noteBarGone(screen, now);
      expected.barSince = now;
    }
    this.#bar = bar;
    const isShown = screen.visible && !expected.screen.visible;
    // What the tray wants to know comes with its row, but a failure under a working hand does not.
    const { wish } = expected;
    const isOtherList = !screen.answers || screen.text !== expected.screen.text;
    const hasRow = isOtherList || screen.lines[screen.selected]?.key === wish?.accountId;
    const comesWithRow = screen.bar?.kind !== 'failure' || hasRow;
    const isOfTray =
      isNewBar && !isRenamed && wish?.chosen === 'tray' && trayAsks.has(screen.bar?.kind) && comesWithRow;
    const isHidden = expected.screen.visible && !screen.visible;
    // A failure may be an older one, which the launcher shows whenever it opens. One that comes while the person types comes alone.
    const isMixed = this.#act.bringsList === true || this.#act.typed === true;
    // One whose row a link has chosen already may come alone, too.
    const isUnsure = isOfTray && screen.bar?.kind === 'failure' && (isMixed || expected.unread.isOfLink);
    if (isUnsure) expected.unread.chosenBySomething();
    else if (isHidden || isOfTray) expected.unread.ownList();
    if (isShown || isOfTray || screen.text !== expected.screen.text) expected.shown();
    expected.seesRows(screen, now);
    if (isShown || isOfTray) expected.changedRows.clear();
    this.seen = { ...this.seen, screen, heard, now, shows: expected.shows };
    expected.facts.noteEditing(expected.screen, screen);
    expected.screen = screen;
    noteAnswer(expected, this.seen);
    if (screen.visible && screen.answers) expected.unread.painted(now);
    if (!this.#before) expected.painted(now);
  }

  async #refresh(): Promise<void> {
    this.tray = await this.stage.tray();
    this.palette = await this.stage.palette();
  }
}

async function look(stage: Stage): Promise<Seen> {
  return {
    screen: await stage.look(),
    heard: '',
    stored: await stage.stored(),
    ledger: await stage.ledger(),
    asked: await stage.asked(),
    effects: stage.effects(),
    shows: 0,
    now: stage.now(),
  };
}

/** What two hurried acts may change together. */
const joined = (first: Act, then: Act): Act => ({
  words: then.words,
  isPress: false,
  mayMoveRows: Boolean(first.mayMoveRows) || Boolean(then.mayMoveRows),
  mayHide: Boolean(first.mayHide) || Boolean(then.mayHide),
  typed: Boolean(then.typed),
  bringsList: Boolean(first.bringsList) || Boolean(then.bringsList),
});
