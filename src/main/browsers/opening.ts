import { openableLink } from '../../shared/login-link.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { HandOver, type HandOverOptions, longestHandOverMs } from './hand-over.ts';

/**
 * Whether the link may leave the program now. `expired`: it would only lead to the provider's error page. `elsewhere`: the browser that asks does not run
 * on the folder that it was given.
 */
export type Release = 'released' | 'called-off' | 'expired' | 'elsewhere';

export interface LinkToOpen {
  url: string;
  /** Of the provider. */
  linkOrigins: readonly string[];
  provider: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** Aborts when the log-in is called off, and when the program ends. */
  signal: AbortSignal;
  /** SECURITY: the point of no return. Called in the same tick in which the link leaves the program. */
  release: () => Release;
  /** The browser got an address a while ago, and has not asked for the link. */
  silent: () => void;
  /** Once: the browser is there, or does not come. It comes also for a log-in that was called off in between. */
  came: () => void;
}

/** What opens addresses: the desktop's default browser, or a window of the customer's own. */
export interface SystemBrowser {
  /** Null: a link never goes there itself. */
  openLogin: ((url: string, linkOrigins: readonly string[], provider: string) => Promise<Result<null>>) | null;
  openHandOver(address: string, listensAt: () => string | null): Promise<Result<null>>;
}

export interface OpeningDeps {
  browser: SystemBrowser;
  /** False: the system gets the link itself. */
  handsOver: () => boolean;
  isOwn: HandOverOptions['isOwn'];
  /** Milliseconds since 1970. */
  now: () => number;
  /** Gets what opening a browser throws, a bug. */
  crashed: (error: unknown) => void;
}

/** A browser that runs takes less than a second, and one that must start some five. */
const silentAfterMs = 10_000;

const neverAsked = fail({ kind: 'browser-never-asked' });

/** One login link on its way to the default browser. */
export class Opening {
  /** Null: the log-in was called off, or the program ends. Otherwise a problem of the browser, or `link-refused`. */
  readonly outcome: Promise<Result<null> | null>;
  readonly #deps: OpeningDeps;
  /** Null as soon as the link is not for the browser any more: it is a secret. */
  #link: LinkToOpen | null;
  #settle: (outcome: Result<null> | null) => void = () => {};
  #handOver: HandOver | null = null;
  #timers: NodeJS.Timeout[] = [];
  #came: () => void;
  readonly #ended: () => void;

  /** `ended`: it is over, and nothing of it listens any more. */
  constructor(deps: OpeningDeps, link: LinkToOpen, ended: () => void) {
    this.#deps = deps;
    this.#link = link;
    this.#came = link.came;
    this.#ended = () => {
      this.#noteCame();
      ended();
    };
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  begin(): void {
    const link = this.#link;
    if (!link) return;
    if (link.signal.aborted) this.#finish(null);
    else if (openableLink(link.url, link.linkOrigins) === null) this.#finish(refused(link));
    else if (this.#deps.handsOver()) {
      link.signal.addEventListener('abort', () => this.#finish(null), { once: true });
      this.#handOverTo(link).catch((error: unknown) => this.#giveUp(error));
    } else this.openDirectly();
    if (!this.#link) this.#ended();
  }

  /** Gives the system the link itself. The address of the hand-over leads nowhere from now on. */
  openDirectly(): void {
    const link = this.#link;
    const { openLogin } = this.#deps.browser;
    if (!link || !openLogin) return;
    const released = link.release();
    if (released !== 'released') {
      this.#finish(outcomeOf(released));
      return;
    }
    this.#forget();
    openLogin(link.url, link.linkOrigins, link.provider).then(
      (opened) => {
        this.#noteCame();
        this.#settle(opened);
      },
      (error: unknown) => this.#giveUp(error),
    );
  }

  /** Otherwise the log-in would be under way for a minute, or for good. */
  #giveUp(error: unknown): void {
    this.#deps.crashed(error);
    this.#noteCame();
    this.#forget();
    this.#settle(fail({ kind: 'browser-not-opened' }));
    this.#handOver?.end();
  }

  /** Before the machine sleeps or the program ends: nothing of it listens any more. */
  end(): void {
    this.#finish(neverAsked);
    this.#handOver?.end();
  }

  async #handOverTo(link: LinkToOpen): Promise<void> {
    const { browser, isOwn, now } = this.#deps;
    const handOver = await HandOver.listen({ isOwn, locate: () => this.#locate(), ended: this.#ended });
    this.#handOver = handOver;
    if (!handOver) {
      this.#finish(fail({ kind: 'hand-over-failed' }));
      this.#ended();
      return;
    }
    if (!this.#link) {
      // No browser knows the address.
      handOver.end();
      return;
    }
    this.#timers = [
      setTimeout(() => link.silent(), silentAfterMs),
      setTimeout(() => this.#finish(neverAsked), Math.min(longestHandOverMs, Math.max(0, link.expiresAt - now()))),
    ];
    const given = await browser.openHandOver(handOver.address, () => (this.#link ? handOver.address : null));
    if (given.ok) return;
    this.#noteCame();
    this.#finish(given);
  }

  /** SECURITY: nothing awaits between these checks and the reply to the browser. */
  #locate(): string | null {
    this.#noteCame();
    const link = this.#link;
    if (!link) return null;
    const url = openableLink(link.url, link.linkOrigins);
    if (url === null) {
      this.#finish(refused(link));
      return null;
    }
    const released = link.release();
    this.#finish(outcomeOf(released));
    return released === 'released' ? url : null;
  }

  #finish(outcome: Result<null> | null): void {
    if (!this.#link) return;
    this.#forget();
    this.#settle(outcome);
  }

  #noteCame(): void {
    const came = this.#came;
    this.#came = () => {};
    came();
  }

  #forget(): void {
    this.#link = null;
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

const refused = ({ provider }: LinkToOpen): Result<null> => fail({ kind: 'link-refused', provider });

/** An expired link was asked for too late. */
function outcomeOf(released: Release): Result<null> | null {
  if (released === 'released') return ok(null);
  if (released === 'called-off') return null;
  return released === 'elsewhere' ? fail({ kind: 'window-elsewhere' }) : neverAsked;
}
