import { type Act, checkHappening, checksOf, noteAnswer, type Seen } from './checks.ts';
import { called } from './customers.ts';
import { Expected, Violation } from './expected.ts';
import type { Screen } from './screen.ts';
import type { Stage } from './stage.ts';

/** Between two presses of a hand that is not in a hurry. */
const pauseMs = 50;
/** The first second is looked at closely, the next ones less so. */
const slowlyMs = 200;
/** After that, nothing new appears on the screen by itself. */
const longestLookMs = 4_000;

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

  /** The letter of the only promise that counts, or null. */
  readonly #looksFor: string | null;

  private constructor(stage: Stage, seen: Seen, looksFor: string | null) {
    this.stage = stage;
    this.#looksFor = looksFor;
    this.seen = seen;
    this.expected = new Expected(seen.screen, seen.stored);
  }

  static async at(stage: Stage, looksFor: string | null = null): Promise<Person> {
    const person = new Person(stage, await look(stage), looksFor);
    await person.#refresh();
    return person;
  }

  /**
   * Does one thing. `hurried`: the next press follows before the window has heard of what main does. Then the screen is
   * looked at after the next pause.
   */
  async do(act: Act, hand: () => Promise<void>, hurried = false): Promise<void> {
    this.steps += 1;
    this.story.push(act.words);
    const before = this.#before ?? this.seen;
    this.#act = this.#before ? joined(this.#act, act) : act;
    await hand();
    if (act.mayHide && this.expected.wish) this.expected.wish.wasLeft = true;
    if (hurried) {
      await this.stage.settleMain();
      this.#before = before;
    } else {
      await this.stage.settle();
      this.#before = null;
      await this.#happenings();
      await this.#look();
      await this.stage.pass(pauseMs);
    }
    await this.#happenings();
    await this.#look();
    if (!hurried) {
      for (const check of checksOf(this.expected, this.#act, before, this.seen)) this.#judge(check);
      this.expected.permitted = [];
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
    await this.do({ words: `${ms / 1_000} s pass` }, () => this.pass(ms));
  }

  /** Everything that is under way comes to its end. */
  async finish(): Promise<void> {
    await this.wait(4_000);
    for (let left = (await this.stage.asked()).length; left > 0; left--) {
      const words = `the provider replies for ${called(this.seen.asked[0]?.accountId ?? '')}`;
      await this.do({ words }, () => this.reply(0, 'link'));
      await this.wait(4_000);
    }
    const unfinished = (await this.stage.ledger()).filter(({ outcome }) => outcome === 'started');
    this.#judge(() => {
      if (unfinished.length > 0) throw new Violation('b', `${unfinished.length} log-ins never got an outcome`);
    });
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
      if (happening.what !== 'hidden') this.story.push(`→ ${called(happening.accountId)} was ${happening.what}`);
      this.#judge(() => checkHappening(this.expected, this.#act, happening));
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
    this.seen = { screen: this.seen.screen, ...seen };
    this.#glance(screen);
    this.expected.stores(seen.stored);
    this.expected.requests = Math.max(this.expected.requests, seen.asked.at(-1)?.nth ?? 0);
  }

  /** At the screen only. */
  #glance(screen: Screen): void {
    const { expected, stage } = this;
    const now = stage.now();
    this.seen = { ...this.seen, screen, now };
    const bar = screen.visible ? JSON.stringify(screen.bar) : '';
    const isNewBar = bar !== this.#bar;
    if (isNewBar) expected.barSince = now;
    this.#bar = bar;
    const isShown = screen.visible && !expected.screen.visible;
    // What the tray wants to know comes with its row.
    const isOfTray = isNewBar && expected.wish?.chosen === 'tray' && screen.bar?.kind !== 'working';
    if (isShown || isOfTray || screen.text !== expected.screen.text) expected.shown();
    expected.screen = screen;
    noteAnswer(expected, this.seen);
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
    stored: await stage.stored(),
    ledger: await stage.ledger(),
    asked: await stage.asked(),
    effects: stage.effects(),
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
});
