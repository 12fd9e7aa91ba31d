import { activation } from './activation.ts';

export type StateEvent = 'show' | 'hide' | 'focus' | 'blur' | 'minimize' | 'restore';

export interface StateDeps {
  isPanel: boolean;
  shown: boolean;
  emit(name: StateEvent): void;
  /** Brings the page to the front. */
  front(): void;
}

const all = new Set<WindowState>();
const onWindows = process.platform === 'win32';

/** Whether a window is on the screen, minimised or focused, by the rules of each system's window manager. */
export class WindowState {
  readonly #deps: StateDeps;
  #shown: boolean;
  #focused: boolean;
  #minimized = false;
  /** Electron applies it on Windows and macOS. */
  opacity = 1;

  constructor(deps: StateDeps) {
    this.#deps = deps;
    this.#shown = deps.shown;
    this.#focused = deps.shown;
    all.add(this);
  }

  get isFocused(): boolean {
    return this.#focused;
  }
  get isMinimized(): boolean {
    return this.#minimized;
  }
  /** A minimised window counts as visible on Linux only. Source: Electron, NativeWindowViews::IsVisible and its twin. */
  get isVisible(): boolean {
    if (!this.#shown || activation?.isHidden) return false;
    return !this.#minimized || !(onWindows || activation);
  }

  show(): void {
    this.showInactive();
    if (!this.#deps.isPanel) activation?.activate();
    this.focus();
  }
  showInactive(): void {
    if (this.#shown && !(onWindows && this.#minimized)) return;
    this.#shown = true;
    this.#minimized = false;
    this.#deps.emit('show');
  }
  hide(): void {
    if (!this.#shown) return;
    this.blur();
    this.#shown = false;
    this.#deps.emit('hide');
  }
  focus(): void {
    if (!this.isVisible || this.#focused) return;
    for (const other of all) other.blur();
    this.#focused = true;
    if (!this.#deps.isPanel) activation?.activate();
    this.#deps.front();
    this.#deps.emit('focus');
  }
  blur(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.#deps.emit('blur');
  }
  minimize(): void {
    if (this.#minimized) return;
    this.blur();
    this.#minimized = true;
    this.#deps.emit('minimize');
  }
  /** Windows shows a hidden window that it restores. */
  restore(): void {
    if (!this.#minimized) return;
    this.#minimized = false;
    if (onWindows) this.#shown = true;
    this.#deps.emit('restore');
    this.focus();
  }
  gone(): void {
    this.#focused = false;
    all.delete(this);
  }

  static hideApp(): void {
    activation?.hide();
    for (const state of all) state.blur();
  }
}
