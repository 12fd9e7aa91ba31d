import type { LogInAnswer, LogInHow, LogInInFlight, ReplacedSession } from '../../shared/log-in.ts';
import type { Result } from '../../shared/result.ts';
import type { Opening } from '../browsers/opening.ts';
import type { Wanted } from './check-request.ts';

/** How a log-in ends before its point of no return. */
export type CalledOff = Extract<LogInAnswer, { result: 'cancelled' | 'superseded' }>;

export interface FlightPlan {
  /** Equal wishes have equal keys. */
  key: string;
  wanted: Wanted;
  how: LogInHow;
  /** The session that ends, announced without a question. */
  replaces: ReplacedSession | null;
  /** The name of another customer whose log-in this one stopped, or null. */
  stopped: string | null;
  /** How much had been typed in the launcher when the log-in was asked for. See `TypingHand`. */
  mark: number;
}

/** One log-in from the wish to its outcome. */
export class Flight implements FlightPlan {
  readonly key: string;
  readonly wanted: Wanted;
  readonly how: LogInHow;
  readonly replaces: ReplacedSession | null;
  readonly mark: number;
  readonly stopped: string | null;
  /** Set as soon as the log-in runs. */
  answer: Promise<Result<LogInAnswer>> | null = null;
  /** The link's way to the browser, from when it begins. */
  opening: Pick<Opening, 'openDirectly'> | null = null;
  /** See `LogInInFlight`. */
  browserSilent = false;
  readonly #stop = new AbortController();
  #calledOff: CalledOff | null = null;
  #isHandedOver = false;

  constructor({ key, wanted, how, replaces, mark, stopped }: FlightPlan) {
    this.key = key;
    this.wanted = wanted;
    this.how = how;
    this.replaces = replaces;
    this.mark = mark;
    this.stopped = stopped;
  }

  /** Aborts when the log-in is called off. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get calledOff(): CalledOff | null {
    return this.#calledOff;
  }

  get isHandedOver(): boolean {
    return this.#isHandedOver;
  }

  /** Returns false after the point of no return: the customer is being opened. */
  callOff(outcome: CalledOff): boolean {
    if (this.#isHandedOver || this.#calledOff) return false;
    this.#calledOff = outcome;
    this.#stop.abort();
    return true;
  }

  /**
   * The point of no return. SECURITY: call it in the same tick in which the link leaves the program. Returns false if the log-in was
   * called off: the link must be discarded.
   */
  handOver(): boolean {
    if (this.#calledOff) return false;
    this.#isHandedOver = true;
    return true;
  }

  /** Resolves when the log-in is called off, or never. */
  whenCalledOff(): Promise<null> {
    return new Promise((resolve) => this.signal.addEventListener('abort', () => resolve(null), { once: true }));
  }

  /** What windows and tray show. */
  shown(): LogInInFlight {
    const { account, connection, opensIn, request } = this.wanted;
    const { page, as } = request;
    return {
      accountId: account.accountId,
      accountName: account.name,
      connectionLabel: connection.label,
      how: this.how,
      ...(page === undefined ? {} : { page }),
      ...(as === undefined ? {} : { as }),
      ...(opensIn === 'window' ? { inWindow: true } : {}),
      ...(this.stopped === null ? {} : { stopped: this.stopped }),
      replaces: this.replaces,
      browserSilent: this.browserSilent,
    };
  }
}
