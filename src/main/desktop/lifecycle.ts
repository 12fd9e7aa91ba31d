import { app, powerMonitor } from 'electron';

/** How long the end of the program waits for what listens to it; the rest of two seconds belongs to the system. */
const longestGoodbyeMs = 1_500;

/** The end of the program: told once, waited for a moment, never held up. */
export class Lifecycle {
  readonly #listeners: (() => Promise<void>)[] = [];
  #ending: Promise<void> | null = null;
  #systemEnds = false;

  constructor() {
    // With a listener here, closing the last window does not end the program: it lives in the tray.
    app.on('window-all-closed', () => {});
    app.on('before-quit', (event) => {
      // Prevented while the system shuts down, macOS would call the shutdown off. Everything that must not be lost is
      // on disk before it is acknowledged, so that there is nothing to wait for.
      if (this.#systemEnds) void this.#goodbye();
      else {
        event.preventDefault();
        this.quit();
      }
    });
  }

  /** What can only be heard once the app is ready. */
  begin(): void {
    powerMonitor.on('shutdown', () => {
      // No goodbye yet: another program may still call the log-out off on macOS, and this one then lives on. Where it is
      // meant, before-quit follows.
      this.#systemEnds = true;
    });
  }

  get isQuitting(): boolean {
    return this.#ending !== null || this.#systemEnds;
  }

  onQuit(listener: () => Promise<void>): void {
    this.#listeners.push(listener);
  }

  quit(): void {
    // exit and not quit: a page cannot hold it up, and before-quit is not told again.
    void this.#goodbye().then(() => app.exit(0));
  }

  #goodbye(): Promise<void> {
    this.#ending ??= Promise.race([
      Promise.allSettled(this.#listeners.map((listener) => listener())).then(() => {}),
      new Promise<void>((resolve) => setTimeout(resolve, longestGoodbyeMs)),
    ]);
    return this.#ending;
  }
}
