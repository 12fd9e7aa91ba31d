/** The part of `process` that is used. */
interface ErrorSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/** The most errors kept until there is a log; more would only repeat them. */
const mostKept = 16;

/**
 * Errors that nothing caught, in a listener or behind a promise. The program goes on and logs each one.
 *
 * SECURITY: without a listener, Electron shows an exception in a window and prints a rejection, with message and stack.
 * Messages of fetch, URL and Headers embed what they were given, keys and links included.
 */
export class UncaughtErrors {
  #waiting: unknown[] = [];
  #report: ((error: unknown) => void) | null = null;

  constructor(source: ErrorSource) {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      source.on(event, (error) => this.note(error));
    }
  }

  note(error: unknown): void {
    if (this.#report) this.#report(error);
    else if (this.#waiting.length < mostKept) this.#waiting.push(error);
  }

  /** Reports queued errors now, and later ones as they occur. */
  reportTo(report: (error: unknown) => void): void {
    this.#report = report;
    for (const error of this.#waiting.splice(0)) report(error);
  }
}
