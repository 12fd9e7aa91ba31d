import type { Desktop } from '../desktop/desktop.ts';

export interface LauncherUseDeps {
  desktop: { readonly launcher: Pick<Desktop['launcher'], 'isVisible'> };
  /** Milliseconds, of any clock that only moves forward. */
  elapsedMs: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A hand that did something this short a time ago is still at work: the clipboard waits. */
const atWorkMs = 2_000;
/** A log-in that is ready waits for this long a rest of the hand, ... */
const restMs = 1_000;
/** ... but no longer than this. */
const longestRestMs = 3_000;
/** A blur this soon after our own opening is the browser's doing, not the user's. */
const ownBlurMs = 3_000;

/** What the user is doing in the launcher: nothing may take over while they type or have a question to answer. */
export class LauncherUse {
  readonly #deps: LauncherUseDeps;
  #typedCount = 0;
  #typedAt = Number.NEGATIVE_INFINITY;
  /** When a key or a button of the mouse was last pressed in the launcher, or something was typed. */
  #handAt = Number.NEGATIVE_INFINITY;
  /** Main has asked, and the launcher has not yet reported that it shows the question. */
  #questionDue = false;
  #questionOpen = false;
  /** The mark of the log-in for which a browser was started last. */
  #openingMark = 0;
  /** How many browsers are on their way, and when the last one came. */
  #browsersDue = 0;
  #browserCameAt = Number.NEGATIVE_INFINITY;

  constructor(deps: LauncherUseDeps) {
    this.#deps = deps;
  }

  /** The user changed a text in the launcher by hand. */
  noteTyped(): void {
    this.#typedCount++;
    this.#typedAt = this.#deps.elapsedMs();
    this.#handAt = this.#typedAt;
  }

  /** The user pressed any other key, or clicked. An opening does not wait for a rest after it. */
  noteHand(): void {
    this.#handAt = this.#deps.elapsedMs();
  }

  /** Main asks the user something, or takes that back before the launcher has shown it. */
  noteAsked(asked: boolean): void {
    this.#questionDue = asked;
  }

  /** What the launcher reports. */
  noteQuestion(open: boolean): void {
    this.#questionOpen = open;
    this.#questionDue = false;
  }

  /** Whether something that the user did not ask for just now must wait. A hidden launcher has nothing to be disturbed. */
  isBusy(): boolean {
    const { desktop, elapsedMs } = this.#deps;
    return desktop.launcher.isVisible() && (this.#isAsking() || elapsedMs() - this.#handAt < atWorkMs);
  }

  /**
   * Whether a customer from there waits in the bar. SECURITY: any website can send a link at any moment, also in the moment
   * in which the user presses Enter. So a link never replaces a list that is on the screen.
   */
  mustWait(from: 'deep-link' | 'clipboard'): boolean {
    return from === 'deep-link' ? this.#deps.desktop.launcher.isVisible() : this.isBusy();
  }

  /** How much has been typed so far. A log-in keeps it from its start, to know later whether more was typed since. */
  mark(): number {
    return this.#typedCount;
  }

  /** Resolves at once if nothing was typed since `mark`; otherwise when the hand has rested, or the signal aborts. */
  async rest(mark: number, signal: AbortSignal): Promise<void> {
    const { elapsedMs, wait } = this.#deps;
    const latest = elapsedMs() + longestRestMs;
    while (this.#typedCount > mark && !signal.aborted) {
      const leftMs = Math.min(this.#typedAt + restMs, latest) - elapsedMs();
      if (leftMs <= 0) return;
      await wait(leftMs, signal);
    }
  }

  /** A browser is started, and will take the focus. `mark`: from when its log-in was asked for. */
  noteOpening(mark: number): void {
    this.#openingMark = mark;
    this.#browsersDue += 1;
  }

  /** The browser is there, or does not come. */
  noteBrowserCame(): void {
    this.#browsersDue -= 1;
    this.#browserCameAt = this.#deps.elapsedMs();
  }

  /** Whether the user has begun something else since they asked for the customer who was opened last. */
  hasMovedOn(): boolean {
    return this.#isAsking() || this.#typedCount > this.#openingMark;
  }

  /** Whether the launcher stays on the screen though it lost the focus just now: to the browser, under a hand. */
  staysOnBlur(): boolean {
    const isOwn = this.#browsersDue > 0 || this.#deps.elapsedMs() - this.#browserCameAt < ownBlurMs;
    return isOwn && this.hasMovedOn();
  }

  #isAsking(): boolean {
    return this.#questionOpen || this.#questionDue;
  }
}
