import { app, BrowserWindow, screen } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import type { SettingsSection } from '../../shared/settings-sections.ts';
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

/** The settings window: made when it is asked for, gone when it is closed. First run is a page of it. */
export class SettingsWindow {
  readonly #deps: SettingsWindowDeps;
  #window: BrowserWindow | null = null;
  /** Before it has painted it would come up white. */
  #painted = false;
  /** Where it last stood, as long as the program runs. */
  #lastPlace: Area | null = null;

  constructor(deps: SettingsWindowDeps) {
    this.#deps = deps;
  }

  /** The window while it is open, for dialogs to stand on. */
  get window(): BrowserWindow | null {
    return this.#window;
  }

  open(section: SettingsSection | null): void {
    const window = this.#window ?? this.#build(section);
    if (section) this.#deps.windows.announce('settingsSection', { section }, window);
    if (this.#painted) this.#front(window);
  }

  #build(section: SettingsSection | null): BrowserWindow {
    const { pages, windows, platform } = this.#deps;
    const window = new BrowserWindow({
      width: 920,
      // The whole of the first run at once, where the display has room for it.
      height: Math.min(740, screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea.height),
      minWidth: 560,
      minHeight: 420,
      ...this.#placeAgain(),
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
      this.#lastPlace = window.getBounds();
    });
    window.on('closed', () => {
      this.#window = null;
      // Back to a program of the menu bar alone.
      if (platform === 'darwin') app.setActivationPolicy('accessory');
    });
    window.webContents.on('render-process-gone', () => window.destroy());
    followZoomKeys(window.webContents, () => {});
    // The fragment lets the page begin with the right section; the announcement comes once it listens.
    void window.loadURL(section ? `${url}#${section}` : url);
    return window;
  }

  #front(window: BrowserWindow): void {
    // A window that stays open needs a place in the Dock and a menu bar. dock.show() and dock.hide() would do the same,
    // but a hide within a second of another has no effect. Source: Electron, dock.hide.
    if (this.#deps.platform === 'darwin') app.setActivationPolicy('regular');
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    // Asked for by the user just now, from the tray or the launcher, neither of which makes macOS activate the app.
    if (this.#deps.platform === 'darwin') app.focus({ steal: true });
  }

  #placeAgain(): Partial<Area> {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    return this.#lastPlace && isReachable(this.#lastPlace, areas) ? this.#lastPlace : {};
  }
}
