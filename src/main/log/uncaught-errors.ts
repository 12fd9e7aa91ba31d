/** What of the process is listened to. */
interface ErrorSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/** Errors of the time before there is a log; more would be the same one again. */
const keptAtMost = 16;

/**
 * Bugs that nobody caught, in a listener or behind a promise. The program goes on; each one comes into the log.
 *
 * SECURITY: unheard, Electron shows an exception in a window and prints a rejection, message and stack: those of fetch,
 * URL and Headers embed what they were given, keys and links included.
 */
export class UncaughtErrors {
  #waiting: unknown[] = [];
  #tell: ((error: unknown) => void) | null = null;

  constructor(source: ErrorSource) {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      source.on(event, (error) => this.note(error));
    }
  }

  note(error: unknown): void {
    if (this.#tell) this.#tell(error);
    else if (this.#waiting.length < keptAtMost) this.#waiting.push(error);
  }

  /** From here on each one is told as it comes, those before now. */
  tellTo(tell: (error: unknown) => void): void {
    this.#tell = tell;
    for (const error of this.#waiting.splice(0)) tell(error);
  }
}
