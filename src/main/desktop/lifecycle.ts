import { app, powerMonitor } from 'electron';

/** How long quitting waits for its listeners. Electron needs the rest of two seconds. */
const longestQuitMs = 1_500;
/** A session that has not ended by then was not ended: on macOS another program can call a log-out off. */
const longestShutdownMs = 60_000;

/** The end of the program. Its listeners run once; the program waits for them, but not for long. */
export class Lifecycle {
  readonly #listeners: (() => Promise<void>)[] = [];
  #ending: Promise<void> | null = null;
  #systemShutsDown = false;

  constructor() {
    // The listener keeps Electron from quitting when the last window closes: the program stays in the tray.
    app.on('window-all-closed', () => {});
    app.on('before-quit', (event) => {
      // If the app prevented this while the system shuts down, macOS would cancel the shutdown. There is nothing to wait
      // for: everything that must not be lost is on disk before it is acknowledged.
      if (this.#systemShutsDown) void this.#runListeners();
      else {
        event.preventDefault();
        this.quit();
      }
    });
  }

  /** Adds the listeners that need a ready app. */
  begin(): void {
    powerMonitor.on('shutdown', () => {
      // Do not run the listeners yet: on macOS another program may still cancel the log-out, and this one then goes on.
      // If the shutdown goes ahead, before-quit follows.
      this.#systemShutsDown = true;
      setTimeout(() => {
        this.#systemShutsDown = false;
      }, longestShutdownMs).unref();
    });
  }

  get isQuitting(): boolean {
    return this.#ending !== null || this.#systemShutsDown;
  }

  onQuit(listener: () => Promise<void>): void {
    this.#listeners.push(listener);
  }

  quit(): void {
    // exit, not quit: a page cannot prevent it, and before-quit is not emitted again.
    void this.#runListeners().then(() => app.exit(0));
  }

  #runListeners(): Promise<void> {
    this.#ending ??= Promise.race([
      Promise.allSettled(this.#listeners.map((listener) => listener())).then(() => {}),
      new Promise<void>((resolve) => setTimeout(resolve, longestQuitMs)),
    ]);
    return this.#ending;
  }
}
