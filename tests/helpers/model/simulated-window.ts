import type { Desktop, LauncherOpening } from '../../../src/main/desktop/desktop.ts';
import type { AnnouncementName, Announcements } from '../../../src/shared/contract.ts';

interface SimulatedWindowDeps {
  announce: <N extends AnnouncementName>(name: N, announced: Announcements[N]) => void;
  hidden: () => void;
}

/** The launcher's window as the system makes it: shown, hidden, and hidden when it loses the focus. */
export class SimulatedWindow {
  readonly #deps: SimulatedWindowDeps;
  #isVisible = false;
  #isFocused = false;
  #hideOnBlur = true;
  #keepsOnBlur = (): boolean => false;

  constructor(deps: SimulatedWindowDeps) {
    this.#deps = deps;
  }

  get isVisible(): boolean {
    return this.#isVisible;
  }

  readonly launcher: Desktop['launcher'] = {
    show: (opening) => this.#show(opening),
    toggle: (opening) => (this.#isVisible && this.#isFocused ? this.#hide() : this.#show(opening)),
    hide: () => this.#hide(),
    hideForBrowser: () => this.#hide(),
    isVisible: () => this.#isVisible,
    setHideOnBlur: (hide) => {
      this.#hideOnBlur = hide;
    },
    keepOnBlur: (keeps) => {
      this.#keepsOnBlur = keeps;
    },
  };

  /** Another window gets the focus. */
  blur(): void {
    this.#isFocused = false;
    if (this.#hideOnBlur && !this.#keepsOnBlur()) this.#hide();
  }

  #show(opening: LauncherOpening): void {
    this.#isVisible = true;
    this.#isFocused = true;
    this.#deps.announce('launcherShown', opening);
  }

  #hide(): void {
    this.#isFocused = false;
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.#deps.hidden();
    this.#deps.announce('launcherHidden', null);
  }
}
