import { app, BrowserWindow, screen } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import type { LauncherOpening } from './desktop.ts';
import { windowPreferences } from './lockdown.ts';
import type { Pages } from './pages.ts';
import { type Area, launcherSize, placeLauncher } from './placement.ts';
import { toggleOutcome } from './toggle.ts';
import type { Windows } from './windows.ts';
import { followZoomKeys, zoomOf } from './zoom.ts';

export interface LauncherDeps {
  pages: Pages;
  windows: Windows;
  preload: string;
  packaged: boolean;
  platform: Platform;
  backgroundColor(): string;
  isQuitting(): boolean;
}

/** Windows takes the focus away for a moment while it gives it to the launcher; only a longer blur counts. */
const windowsBlurGraceMs = 120;

/** The launcher's window: built once and then kept hidden, so that it appears at once. */
export class LauncherWindow {
  readonly #deps: LauncherDeps;
  #window: BrowserWindow | null = null;
  #hideOnBlur = true;
  #keepsOnBlur = (): boolean => false;
  #blurTimer: NodeJS.Timeout | null = null;
  /** A time of `performance.now()`: when it last lost the focus while it was visible. */
  #blurredAt = Number.NEGATIVE_INFINITY;

  constructor(deps: LauncherDeps) {
    this.#deps = deps;
    app.on('browser-window-focus', (_event, focused) => {
      // A window of ours comes because the user asked for it. No browser took the focus away, so nothing keeps the launcher.
      if (focused !== this.#window && this.#hideOnBlur) this.hideInPlace();
    });
  }

  /** Loads the page into a hidden window, so that the first press of the shortcut is as fast as the tenth. */
  prebuild(): void {
    this.#built();
  }

  show(opening: LauncherOpening): void {
    const window = this.#built();
    this.#deps.windows.announce('launcherShown', opening, window);
    if (!window.isVisible() || window.isMinimized()) this.#place(window);
    // After app.hide() macOS shows none of our windows until the app is unhidden.
    if (this.#deps.platform === 'darwin' && app.isHidden()) app.show();
    window.show();
    window.focus();
    if (this.#deps.platform === 'win32') window.setOpacity(1);
  }

  toggle(opening: LauncherOpening): void {
    const outcome = toggleOutcome({
      from: opening.from === 'tray' ? 'tray' : 'shortcut',
      visible: this.isVisible(),
      focused: this.isVisible() && (this.#window?.isFocused() ?? false),
      sinceBlurMs: performance.now() - this.#blurredAt,
    });
    if (outcome === 'show') this.show(opening);
    else if (outcome === 'hide') this.hide();
  }

  /** Hides it and gives the focus back to the window that had it. */
  hide(): void {
    const window = this.#window;
    if (!window?.isVisible()) return;
    if (this.#deps.platform === 'win32') {
      // Minimise first: otherwise Windows gives the focus to no window. Transparent, so that no animation is visible.
      window.setOpacity(0);
      window.minimize();
    }
    window.hide();
    // A panel does not activate the app, so hiding the window is usually enough. If the app is active and has no visible
    // window left, macOS gives the focus back only when the app is hidden.
    if (this.#deps.platform === 'darwin' && app.isActive() && !this.#othersVisible(window)) app.hide();
    // On Linux the window manager gives the focus back.
    this.#deps.windows.announce('launcherHidden', null, window);
  }

  /** Hides it and leaves the focus where it is: in the browser, or wherever the user clicked. */
  hideInPlace(): void {
    const window = this.#window;
    if (!window?.isVisible()) return;
    window.hide();
    this.#deps.windows.announce('launcherHidden', null, window);
  }

  isVisible(): boolean {
    return this.#window?.isVisible() ?? false;
  }

  setHideOnBlur(hide: boolean): void {
    this.#hideOnBlur = hide;
  }

  keepOnBlur(keeps: () => boolean): void {
    this.#keepsOnBlur = keeps;
  }

  #built(): BrowserWindow {
    if (this.#window) return this.#window;
    const { pages, windows, platform } = this.#deps;
    const window = new BrowserWindow({
      // Where it will most likely be shown, so that its page is laid out once.
      ...launcherSize(workAreaOfPointer()),
      title: 'Latchkey',
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      // hide() needs it on Windows.
      minimizable: platform === 'win32',
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      backgroundColor: this.#deps.backgroundColor(),
      // A panel takes key presses without activating the app, floats over full screens and appears on every space.
      ...(platform === 'darwin' ? { type: 'panel', hiddenInMissionControl: true } : {}),
      webPreferences: {
        ...windowPreferences(this.#deps.preload, this.#deps.packaged),
        // A throttled hidden page would react late to its first key.
        backgroundThrottling: false,
      },
    });
    this.#window = window;
    windows.add(window, pages.urlOf('launcher'));
    window.on('blur', () => this.#blurred(window));
    window.on('focus', () => this.#keepShown());
    window.on('close', (event) => {
      // Alt+F4 and Cmd+W hide the launcher; they do not destroy it.
      if (this.#deps.isQuitting()) return;
      event.preventDefault();
      this.hide();
    });
    window.on('closed', () => this.#forget(window));
    window.webContents.on('render-process-gone', () => {
      // The next show builds a new one. Not now: a page that always crashes would crash in a loop.
      this.#forget(window);
      window.destroy();
    });
    window.webContents.on('before-input-event', (event) => {
      // A key pressed just before the window was hidden must not act on a row that is no longer visible.
      if (!window.isVisible()) event.preventDefault();
    });
    followZoomKeys(window.webContents, () => this.#place(window));
    void window.loadURL(pages.urlOf('launcher'));
    return window;
  }

  #forget(window: BrowserWindow): void {
    if (this.#window === window) this.#window = null;
  }

  #place(window: BrowserWindow): void {
    const zoom = zoomOf(window.webContents);
    const workArea = workAreaOfPointer();
    const { width, height } = launcherSize(workArea);
    // Windows would apply the bounds to the icon of a minimised window.
    if (window.isMinimized()) window.restore();
    window.setBounds(placeLauncher({ width: width * zoom, height: height * zoom }, workArea));
  }

  #blurred(window: BrowserWindow): void {
    // Hiding takes the focus as well.
    if (window.isVisible()) this.#blurredAt = performance.now();
    if (!this.#hideOnBlur) return;
    this.#keepShown();
    const graceMs = this.#deps.platform === 'win32' ? windowsBlurGraceMs : 0;
    this.#blurTimer = setTimeout(() => {
      if (window.isDestroyed() || window.isFocused() || !window.isVisible() || this.#keepsOnBlur()) return;
      this.hideInPlace();
    }, graceMs);
  }

  #keepShown(): void {
    if (this.#blurTimer) clearTimeout(this.#blurTimer);
    this.#blurTimer = null;
  }

  #othersVisible(launcher: BrowserWindow): boolean {
    return BrowserWindow.getAllWindows().some((window) => window !== launcher && window.isVisible());
  }
}

const workAreaOfPointer = (): Area => screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
