import type { Desktop } from '../desktop/desktop.ts';

export interface LauncherUseDeps {
  desktop: { readonly launcher: Pick<Desktop['launcher'], 'isVisible'> };
  /** Milliseconds, of any clock that only moves forward. */
  elapsedMs: () => number;
}

/** A hand that typed this short a time ago is still typing. */
const typingMs = 2_000;

/** What the user is doing in the launcher: nothing may take over while they type or have a question to answer. */
export class LauncherUse {
  readonly #deps: LauncherUseDeps;
  #typedAt = Number.NEGATIVE_INFINITY;
  #questionOpen = false;

  constructor(deps: LauncherUseDeps) {
    this.#deps = deps;
  }

  noteTyped(): void {
    this.#typedAt = this.#deps.elapsedMs();
  }

  noteQuestion(open: boolean): void {
    this.#questionOpen = open;
  }

  /** Whether a link, the clipboard or a notification must wait. Hidden, the launcher has nothing to be disturbed. */
  isBusy(): boolean {
    const { desktop, elapsedMs } = this.#deps;
    return desktop.launcher.isVisible() && (this.#questionOpen || elapsedMs() - this.#typedAt < typingMs);
  }
}
