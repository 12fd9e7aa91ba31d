import type Electron from 'electron';
import type { ElectronApplication, Page } from 'playwright-core';
import type { Bridge, Input, Output, RequestName } from '../../src/shared/contract.ts';
import { type Platform, platformOf } from '../../src/shared/platform.ts';
import type { Result } from '../../src/shared/result.ts';
import { type Launched, type SecondStart, startSecond } from './launch-app.ts';
import type { ClipboardWrite, DesktopWishes, DialogAsked } from './recording.ts';

// Does what a person does with the running app and the desktop around it. Specs and the demo use it, so it knows no
// test runner. Inside the app it works through tests/helpers/recorder.cjs, on true Electron and on the stand-in.

export type WindowName = 'launcher' | 'settings';

export interface MenuEntry {
  label: string;
  type: string;
  checked: boolean;
  enabled: boolean;
  accelerator: string;
  items: readonly MenuEntry[];
}

export interface Notice {
  title: string;
  body: string;
}

/** The frame that seems to send a forged request. `gone`: a frame that has navigated since. */
export type ForgedSender = 'top frame' | 'subframe' | 'gone';

/** A little more than the longest pause before a held key repeats, which src/main/desktop/shortcut.ts allows for. */
export const letGoMs = 720;
/** A little more than the time in which systems take two clicks for one double click. */
const doubleClickMs = 520;

export class Driver {
  readonly app: ElectronApplication;
  readonly #launched: Launched;
  #trayClickedAt = Number.NEGATIVE_INFINITY;
  readonly #knowsItsKeys = new WeakSet<Page>();
  /** Shortcut -> a time of `performance.now()`. */
  readonly #pressedAt = new Map<string, number>();

  constructor(launched: Launched) {
    this.app = launched.app;
    this.#launched = launched;
  }

  /** The system that the app runs on, or that the stand-in plays. */
  get platform(): Platform {
    return this.#launched.options.platform ?? platformOf(process.platform);
  }

  /** Latchkey's own folder. */
  get userData(): string {
    return this.#launched.options.userData;
  }

  /** Of the app's own process. */
  get pid(): number {
    return this.#launched.pid;
  }

  /** What the app wrote to stdout and stderr. */
  output(): string {
    return this.#launched.output();
  }

  /** Returns the window when its page is ready for input (`html[data-ready]`). 'load' would be too early. */
  async window(name: WindowName): Promise<Page> {
    const page = await this.#until(`a window showing ${name}.html`, async () =>
      this.app.windows().find((candidate) => URL.parse(candidate.url())?.pathname === `/${name}.html`),
    );
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    this.#pressesAsHere(page);
    return page;
  }

  /** Playwright asks this machine which key ControlOrMeta is. On another system that the stand-in plays, the driver says it. */
  #pressesAsHere(page: Page): void {
    if (this.platform === process.platform || this.#knowsItsKeys.has(page)) return;
    this.#knowsItsKeys.add(page);
    const { keyboard } = page;
    const press = keyboard.press.bind(keyboard);
    const meant = this.platform === 'darwin' ? 'Meta' : 'Control';
    keyboard.press = (key, options) => press(key.replace('ControlOrMeta', meant), options);
  }

  /** The names of all windows, visible or not. */
  windowNames(): string[] {
    return this.app.windows().map(
      (page) =>
        URL.parse(page.url())
          ?.pathname.slice(1)
          .replace(/\.html$/, '') ?? '',
    );
  }

  // ---- windows, as the system sees them

  async isVisible(page: Page): Promise<boolean> {
    return (await this.app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) => window.isVisible());
  }
  async isFocused(page: Page): Promise<boolean> {
    return (await this.app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) => window.isFocused());
  }
  async bounds(page: Page): Promise<Electron.Rectangle> {
    return (await this.app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) => window.getBounds());
  }
  /** The bounds that the app last asked for. */
  async boundsAsked(page: Page): Promise<Electron.Rectangle> {
    return (await this.app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) => {
      const asked = globalThis.recording.boundsAsked.get(window.id);
      if (!asked) throw new Error('the app has asked for no bounds of this window');
      return { ...window.getBounds(), ...asked };
    });
  }
  /** Shows a window and waits until it has the focus, which a page needs to read the clipboard. */
  async show(page: Page): Promise<void> {
    await (await this.app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) => window.show());
    await this.#until('the focus', async () => ((await this.isFocused(page)) ? true : undefined));
    await page.bringToFront();
  }
  /** Another program's window takes the focus. */
  async blur(page: Page): Promise<void> {
    await (await this.app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) => window.blur());
  }
  /** Closes the window, as Alt+F4 or the close button do. */
  async closeWindow(page: Page): Promise<void> {
    await (await this.app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) => window.close());
  }
  /**
   * Loads another URL into the window, as main would. On the stand-in, a load by Playwright counts as the page's own.
   */
  async load(page: Page, url: string): Promise<void> {
    const window = await this.app.browserWindow(page);
    await this.#navigated(page, () =>
      window.evaluate(async (shown: Electron.BrowserWindow, to) => shown.webContents.loadURL(to), url),
    );
  }
  async reload(page: Page): Promise<void> {
    const window = await this.app.browserWindow(page);
    await this.#navigated(page, () => window.evaluate((shown: Electron.BrowserWindow) => shown.webContents.reload()));
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  }
  /** Main and Playwright learn of a new document separately. Waits until both know it. */
  async #navigated(page: Page, navigate: () => Promise<void>): Promise<void> {
    const heard = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
    heard.catch(() => {
      // The navigation failed, and reports that itself.
    });
    await navigate();
    await heard;
    await page.waitForLoadState('load');
  }
  /** Ends the page's process as a crash would. */
  async crash(page: Page): Promise<void> {
    await (await this.app.browserWindow(page)).evaluate((window: Electron.BrowserWindow) =>
      window.webContents.forcefullyCrashRenderer(),
    );
  }

  // ---- the bridge

  request<Name extends RequestName>(page: Page, name: Name, input: Input<Name>): Promise<Result<Output<Name>>> {
    return page.evaluate(
      ([asked, withInput]) => {
        const { latchkey } = window as unknown as { latchkey: Bridge };
        return latchkey.request(asked as Name, withInput as Input<Name>);
      },
      [name, input] as const,
    );
  }

  /** Sends any value as any request, as a page under foreign control could. */
  requestAnything(page: Page, name: unknown, input: unknown): Promise<unknown> {
    return page.evaluate(
      ([asked, withInput]) => {
        const { latchkey } = window as unknown as { latchkey: { request(...message: unknown[]): Promise<unknown> } };
        return latchkey.request(asked, withInput);
      },
      [name, input] as const,
    );
  }

  /** Sends a request to main as another frame, past the preload. A subframe must already be in the page. */
  async forge(page: Page, sender: ForgedSender, name: RequestName, input: unknown): Promise<unknown> {
    const window = await this.app.browserWindow(page);
    return window.evaluate(
      (shown: Electron.BrowserWindow, [who, asked, withInput]) => {
        const contents = shown.webContents;
        const frames = { 'top frame': contents.mainFrame, subframe: contents.mainFrame.frames[0], gone: null };
        const senderFrame = frames[who as ForgedSender];
        if (senderFrame === undefined) throw new Error('the page has no subframe');
        const event = { sender: contents, senderFrame, processId: 0, frameId: 0, type: 'frame' as const };
        const handler = globalThis.recording.handlers.get('latchkey:request');
        if (!handler) throw new Error('main answers no requests');
        return handler({ ...event, preventDefault() {}, defaultPrevented: false }, asked, withInput);
      },
      [sender, name, input] as const,
    );
  }

  // ---- tray

  trayMenu(): Promise<readonly MenuEntry[]> {
    return this.#until('a tray with a menu', () =>
      this.app.evaluate(() => {
        const read = (menu: Electron.Menu): MenuEntry[] =>
          menu.items.map((item) => ({
            label: item.label,
            type: item.type,
            checked: item.checked,
            enabled: item.enabled,
            accelerator: String(item.accelerator ?? ''),
            items: item.type === 'submenu' && item.submenu ? read(item.submenu) : [],
          }));
        const menu = globalThis.recording.trays.at(-1)?.menu;
        return menu ? read(menu) : undefined;
      }),
    );
  }
  /** Waits for an item with that label, or path of labels through submenus, and clicks it. */
  async clickTray(...labels: readonly string[]): Promise<void> {
    await this.#until(`the tray's row ${labels.join(' › ')}`, () =>
      this.app.evaluate((_electron, path) => {
        let menu = globalThis.recording.trays.at(-1)?.menu ?? undefined;
        for (const [at, label] of path.entries()) {
          const item = menu?.items.find((candidate) => candidate.label === label);
          if (!item?.enabled || !item.visible) return undefined;
          if (at === path.length - 1) {
            // Return before the click acts: it may end the program.
            setImmediate(() => item.click());
            return true;
          }
          menu = item.submenu;
        }
        return undefined;
      }, labels),
    );
  }
  /**
   * A left click on the icon. Windows takes the focus away when the button goes down, and reports the click when it comes up
   * (electron/electron#13559). On macOS it opens the menu, and the app hears of no click.
   */
  async clickTrayIcon(): Promise<void> {
    if (this.platform === 'darwin') return;
    const sinceMs = performance.now() - this.#trayClickedAt;
    if (sinceMs < doubleClickMs) await new Promise((resolve) => setTimeout(resolve, doubleClickMs - sinceMs));
    const downMs = this.platform === 'win32' ? 80 : 0;
    await this.#until('a tray', () =>
      this.app.evaluate(async ({ BrowserWindow }, heldMs) => {
        const tray = globalThis.recording.trays.at(-1)?.tray;
        if (heldMs > 0) BrowserWindow.getFocusedWindow()?.blur();
        if (heldMs > 0) await new Promise((resolve) => setTimeout(resolve, heldMs));
        return tray?.emit('click', {}, tray.getBounds(), { x: 0, y: 0 });
      }, downMs),
    );
    this.#trayClickedAt = performance.now();
  }
  /** The tray's tooltip, and the file name of its icon. */
  tray(): Promise<{ toolTip: string; picture: string }> {
    return this.#until('a tray', () =>
      this.app.evaluate(() => {
        const { trays, pictures } = globalThis.recording;
        const picture = pictures.findLast((path) => /[\\/]tray[\\/]/.test(path)) ?? '';
        const tray = trays.at(-1);
        return tray && { toolTip: tray.toolTip, picture: picture.replace(/^.*[\\/]/, '') };
      }),
    );
  }

  // ---- shortcuts

  shortcuts(): Promise<readonly string[]> {
    return this.app.evaluate(() => [...globalThis.recording.shortcuts.keys()]);
  }
  /**
   * Waits until the shortcut is registered, and presses it. Not sooner after the press before than a hand that let go: the
   * program takes it for one that is held.
   */
  async pressShortcut(accelerator: string): Promise<void> {
    const sinceMs = performance.now() - (this.#pressedAt.get(accelerator) ?? Number.NEGATIVE_INFINITY);
    if (sinceMs < letGoMs) await new Promise((resolve) => setTimeout(resolve, letGoMs - sinceMs));
    await this.#until(`the shortcut ${accelerator}`, () =>
      this.app.evaluate((_electron, pressed) => {
        const callback = globalThis.recording.shortcuts.get(pressed);
        callback?.();
        return callback && true;
      }, accelerator),
    );
    this.#pressedAt.set(accelerator, performance.now());
  }

  /** Holds a shortcut down for this long. But for macOS, the system repeats it after half a second, thirty times a second. */
  async holdShortcut(accelerator: string, holdMs: number): Promise<void> {
    await this.pressShortcut(accelerator);
    await this.app.evaluate(
      async (_electron, [held, forMs, repeats]) => {
        const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
        const until = performance.now() + forMs;
        for (await pause(500); performance.now() < until; await pause(33)) {
          if (repeats) globalThis.recording.shortcuts.get(held)?.();
        }
      },
      [accelerator, holdMs, this.platform !== 'darwin'] as const,
    );
    this.#pressedAt.set(accelerator, performance.now());
  }

  // ---- what reached the desktop

  /** URLs that the system was asked to open, oldest first: also those of hand-overs. */
  askedToOpen(): Promise<readonly string[]> {
    return this.app.evaluate(() => globalThis.recording.asked);
  }
  /** URLs that the default browser was led to, oldest first. */
  opened(): Promise<readonly string[]> {
    return this.app.evaluate(async () => {
      await Promise.all(globalThis.recording.visits);
      return globalThis.recording.opened;
    });
  }
  notices(): Promise<readonly Notice[]> {
    return this.app.evaluate(() => globalThis.recording.notices.map(({ title, body }) => ({ title, body })));
  }
  /** Clicks the newest notification. */
  async clickNotice(): Promise<void> {
    await this.#until('a notice', () =>
      this.app.evaluate(() => globalThis.recording.notices.at(-1)?.emit('click', {})),
    );
  }
  shownFiles(): Promise<readonly string[]> {
    return this.app.evaluate(() => globalThis.recording.shownFiles);
  }
  clipboardWrites(): Promise<readonly ClipboardWrite[]> {
    return this.app.evaluate(() => globalThis.recording.clipboardWrites);
  }
  clipboardText(): Promise<string> {
    return this.app.evaluate(({ clipboard }) => clipboard.readText());
  }
  /** Another program puts text on the clipboard. */
  async putOnClipboard(text: string): Promise<void> {
    await this.app.evaluate(async ({ clipboard }, given) => {
      await clipboard.writeText(given);
      globalThis.recording.clipboardWrites.pop();
    }, text);
  }
  /**
   * Sets the answer to the next dialog: paths, a button's number, or null for cancelled. Without one, it is cancelled.
   */
  async answerDialog(answer: readonly string[] | number | null): Promise<void> {
    await this.app.evaluate((_electron, given) => {
      globalThis.recording.dialogAnswers.push(given);
    }, answer);
  }
  dialogsAsked(): Promise<readonly DialogAsked[]> {
    return this.app.evaluate(() => globalThis.recording.dialogsAsked);
  }

  // ---- the desktop around it

  /** Changes the desktop. The windows learn of a theme as they do of the system's own. */
  async change(wishes: DesktopWishes): Promise<void> {
    await this.app.evaluate(({ nativeTheme }, wished) => {
      Object.assign(globalThis.recording.wishes, wished);
      if (wished.darkSystem !== undefined) globalThis.recording.applyTheme();
      if (wished.darkSystem !== undefined || wished.highContrast !== undefined) nativeTheme.emit('updated');
    }, wishes);
    if (this.#launched.options.target === 'standin' || wishes.highContrast === undefined) return;
    // Pages of true Electron ask the real system, and no setting of an app changes its contrast.
    const forcedColors = wishes.highContrast ? 'active' : 'none';
    for (const page of this.app.windows()) await page.emulateMedia({ forcedColors });
  }
  /** The machine wakes up. */
  async wake(): Promise<void> {
    await this.app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('resume');
    });
  }

  // ---- starts and ends

  /** Starts the program once more, as a person or a link would, and waits for that process to end. */
  secondStart(...args: readonly string[]): Promise<SecondStart> {
    return startSecond(this.#launched.options, args);
  }
  /** Makes the system open a link of ours, as it does on each platform. */
  async openLink(url: string): Promise<void> {
    if (this.platform === 'darwin') {
      await this.app.evaluate(({ app }, link) => {
        app.emit('open-url', { preventDefault() {}, defaultPrevented: false }, link);
      }, url);
    } else await this.secondStart('--open-url', '--', url);
  }
  /** Asks the app to quit and waits until its process has ended. Returns its exit code. */
  async quit(): Promise<number | null> {
    const ended = this.ended();
    await this.app.close();
    return ended;
  }
  /** Waits until the process has ended for any reason. */
  ended(): Promise<number | null> {
    const { process: started } = this.#launched;
    if (started.exitCode !== null || started.signalCode !== null) return Promise.resolve(started.exitCode);
    return new Promise((done) => started.once('exit', (exitCode) => done(exitCode)));
  }
  /** Ends the app's own process at once, as a power cut would. */
  async kill(): Promise<void> {
    const ended = this.ended();
    try {
      process.kill(this.#launched.pid, 'SIGKILL');
    } catch {
      // It has already ended.
    }
    await ended;
  }

  async #until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const giveUpAt = performance.now() + 30_000;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() > giveUpAt)
        throw new Error(`${what} did not come; windows: ${this.windowNames().join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
