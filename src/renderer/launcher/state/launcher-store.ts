import type { LauncherEvent, Timer } from './launcher-events.ts';
import { initialState, isAsking, type LauncherState } from './launcher-state.ts';
import { next } from './next.ts';
import { type LauncherMain, runEffect } from './run-effect.ts';

export interface LauncherWorld {
  main: LauncherMain;
  /** Calls `run` once after so many ms, unless the returned function is called before. */
  after: (ms: number, run: () => void) => () => void;
  /** Milliseconds since 1970, by the clock of main. */
  now: () => number;
  /** Gives the search field the focus, and selects its text if asked to. */
  focusField: (selectAll: boolean) => void;
  /** Scrolls the list to its highlighted line. */
  showHighlight: () => void;
}

/**
 * Holds the launcher's state, passes events to `next`, and carries out the effects. Needs no DOM: tests give it a main
 * and a clock of their own.
 */
export class LauncherStore {
  readonly #world: LauncherWorld;
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<Timer, () => void>();
  /** Events that arrived while another one was being processed. */
  readonly #pending: LauncherEvent[] = [];
  #state = initialState;
  #isSending = false;

  constructor(world: LauncherWorld) {
    this.#world = world;
  }

  readonly getState = (): LauncherState => this.#state;

  /** Returns what unsubscribes. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Listens to main and asks for the first list. Returns what stops it. */
  start(): () => void {
    const { main } = this.#world;
    const stops = [
      main.on('launcherShown', (shown) => this.send({ type: 'shown', shown })),
      main.on('launcherHidden', () => this.send({ type: 'hidden' })),
      main.on('accountsChanged', () => this.send({ type: 'accounts-changed' })),
      main.on('waiting', (waiting) => this.send({ type: 'waiting', waiting })),
      main.on('clipboardRefused', ({ refusal }) => this.send({ type: 'clipboard-refused', refusal })),
      main.on('logInFailed', (failed) => this.send({ type: 'log-in-failed', failed })),
      main.on('logInFlight', (inFlight) => this.send({ type: 'in-flight-changed', inFlight })),
      main.on('sessionReplaced', (logIn) => this.send({ type: 'session-replaced', logIn })),
      main.on('linkOnClipboard', (link) => this.send({ type: 'link-changed', link })),
    ];
    // This page may follow one that ended with a question open.
    void main.noteQuestion({ open: false });
    this.send({ type: 'started' });
    return () => {
      for (const stop of [...stops, ...this.#timers.values()]) stop();
      this.#timers.clear();
    };
  }

  readonly send = (event: LauncherEvent): void => {
    this.#pending.push(event);
    // An effect may send an event at once, e.g. because a field loses the focus. Process it after the current one.
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let one = this.#pending.shift(); one; one = this.#pending.shift()) this.#deal(one);
    } finally {
      this.#isSending = false;
    }
  };

  #deal(event: LauncherEvent): void {
    const { state, effects } = next(this.#state, event);
    const before = this.#state;
    this.#state = state;
    if (isAsking(state) !== isAsking(before)) void this.#world.main.noteQuestion({ open: isAsking(state) });
    for (const listener of this.#listeners) listener();
    for (const effect of effects) {
      switch (effect.do) {
        case 'start-timer':
          this.#start(effect.timer, effect.afterMs);
          break;
        case 'start-timer-until':
          this.#start(effect.timer, Math.max(0, Date.parse(effect.at) - this.#world.now()));
          break;
        case 'stop-timer':
          this.#stop(effect.timer);
          break;
        case 'focus-field':
          this.#world.focusField(effect.selectAll);
          break;
        case 'show-highlight':
          this.#world.showHighlight();
          break;
        default:
          void runEffect(effect, this.#world.main).then((answer) => answer && this.send(answer));
      }
    }
  }

  #start(timer: Timer, afterMs: number): void {
    this.#stop(timer);
    const stop = this.#world.after(afterMs, () => {
      this.#timers.delete(timer);
      this.send({ type: 'time-passed', timer });
    });
    this.#timers.set(timer, stop);
  }

  #stop(timer: Timer): void {
    this.#timers.get(timer)?.();
    this.#timers.delete(timer);
  }
}
