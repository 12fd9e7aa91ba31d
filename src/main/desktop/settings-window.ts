import { app, BrowserWindow, screen } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { fragmentOf, type SettingsPlace } from '../../shared/settings-sections.ts';
import { windowPreferences } from './lockdown.ts';
import type { Pages } from './pages.ts';
import { type Area, isReachable } from './placement.ts';
import type { Windows } from './windows.ts';
import { followZoomKeys } from './zoom.ts';

export interface SettingsWindowDeps {
  pages: Pages;
  windows: Windows;
  preload: string;
  packaged: boolean;
  platform: Platform;
  backgroundColor(): string;
}

/** The settings window: created when it is opened, destroyed when it is closed. First run is a page of it. */
export class SettingsWindow {
  readonly #deps: SettingsWindowDeps;
  #window: BrowserWindow | null = null;
  /** A window shown before its page has painted would be white. */
  #painted = false;
  /** The bounds of the last window, kept until the program ends. */
  #lastBounds: Area | null = null;

  constructor(deps: SettingsWindowDeps) {
    this.#deps = deps;
  }

  /** The window while it is open; file dialogs attach to it. */
  get window(): BrowserWindow | null {
    return this.#window;
  }

  open(place: SettingsPlace | null): void {
    const window = this.#window ?? this.#build(place);
    if (place) this.#deps.windows.announce('settingsSection', place, window);
    if (this.#painted) this.#front(window);
  }

  #build(place: SettingsPlace | null): BrowserWindow {
    const { pages, windows, platform } = this.#deps;
    const window = new BrowserWindow({
      width: 920,
      // First run fits without scrolling if the display is high enough.
      height: Math.min(740, screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea.height),
      minWidth: 560,
      minHeight: 420,
      ...this.#reachableBounds(),
      title: 'Latchkey',
      show: false,
      fullscreenable: false,
      backgroundColor: this.#deps.backgroundColor(),
      webPreferences: windowPreferences(this.#deps.preload, this.#deps.packaged),
    });
    this.#window = window;
    this.#painted = false;
    const url = pages.urlOf('settings');
    windows.add(window, url);
    window.once('ready-to-show', () => {
      this.#painted = true;
      this.#front(window);
    });
    window.on('close', () => {
      // While it is maximised, getBounds would return those of the display.
      this.#lastBounds = window.getNormalBounds();
    });
    window.on('closed', () => {
      this.#window = null;
      // The app leaves the Dock and is in the menu bar only.
      if (platform === 'darwin') app.setActivationPolicy('accessory');
    });
    window.webContents.on('render-process-gone', () => window.destroy());
    followZoomKeys(window.webContents, () => {});
    // The fragment makes the page begin with the right section; the announcement follows when the page is ready.
    void window.loadURL(place ? `${url}#${fragmentOf(place)}` : url);
    return window;
  }

  #front(window: BrowserWindow): void {
    // A window that stays open needs a Dock icon and a menu bar. dock.show() and dock.hide() would do the same, but a hide
    // within a second of another has no effect. Source: Electron, dock.hide.
    if (this.#deps.platform === 'darwin') app.setActivationPolicy('regular');
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    // The user has just asked for it, in the tray or the launcher; neither makes macOS activate the app.
    if (this.#deps.platform === 'darwin') app.focus({ steal: true });
  }

  #reachableBounds(): Partial<Area> {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    return this.#lastBounds && isReachable(this.#lastBounds, areas) ? this.#lastBounds : {};
  }
}
