import { vi } from 'vitest';
import { HandOver, type HandOverOptions } from '../../../src/main/browsers/hand-over.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { ownerOf } from './simulated-providers.ts';
import type { BrowserPace, Happening } from './stage.ts';

interface SimulatedBrowserDeps {
  happened: (happening: Happening) => void;
  /** The browser's window takes the focus. */
  takesFocus: () => void;
}

const asksAfterMs: Readonly<Record<BrowserPace, number | null>> = { quick: 40, slow: 4_000, absent: null };
/** Between the browser's window and its question. */
const frontMs = 10;

/**
 * The default browser, and hand-overs without a network: a connection would take real time. The browser asks at the address
 * that it was given, whatever became of the log-in.
 */
export class SimulatedBrowser {
  pace: BrowserPace = 'quick';
  readonly #deps: SimulatedBrowserDeps;
  readonly #listening = new Map<string, HandOverOptions>();
  readonly #listen = vi.spyOn(HandOver, 'listen');

  constructor(deps: SimulatedBrowserDeps) {
    this.#deps = deps;
    this.#listen.mockImplementation(async (options) => this.#handOver(options));
  }

  restore(): void {
    this.#listen.mockRestore();
  }

  /** The system starts the browser. */
  async start(address: string, listensAt: () => string | null): Promise<Result<null>> {
    if (address !== listensAt()) return fail({ kind: 'browser-not-opened' });
    const afterMs = asksAfterMs[this.pace];
    this.pace = 'quick';
    const at = performance.now();
    this.#deps.happened({ what: 'started', at, asksAt: afterMs === null ? null : at + afterMs });
    if (afterMs !== null) {
      setTimeout(() => this.#come(), afterMs - frontMs);
      setTimeout(() => this.#ask(address), afterMs);
    }
    return ok(null);
  }

  #come(): void {
    this.#deps.happened({ what: 'came', at: performance.now() });
    this.#deps.takesFocus();
  }

  #ask(address: string): void {
    const options = this.#listening.get(address);
    const location = options?.locate() ?? null;
    if (location === null) return;
    this.#deps.happened({ what: 'opened', accountId: ownerOf(location), at: performance.now() });
    this.#end(address);
  }

  #handOver(options: HandOverOptions): HandOver {
    const address = `http://127.0.0.1:1/${this.#listen.mock.calls.length}`;
    this.#listening.set(address, options);
    setTimeout(() => this.#end(address), 60_000);
    return { address, end: () => this.#end(address) } as HandOver;
  }

  #end(address: string): void {
    const options = this.#listening.get(address);
    this.#listening.delete(address);
    options?.ended();
  }
}
