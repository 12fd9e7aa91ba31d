import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type Electron from 'electron';
import { app, inputGate } from './app.ts';
import type { FrameDocument } from './frames.ts';
import { hearFromPage } from './ipc-main.ts';
import { appFolder } from './launch.ts';
import { errorCodeOf, Load } from './load.ts';
import { nativeTheme } from './native-theme.ts';
import { Page, type PageListener } from './page.ts';
import { toText } from './page-side/clone.ts';
import { toElectron } from './schemes.ts';
import { defaultSession } from './session.ts';
import { emitPreventable, type PartOf, plainEvent, standIn } from './stand-in.ts';

/** The window that shows the contents. */
export interface ContentsOwner {
  size: { width: number; height: number };
  preferences: Electron.WebPreferences;
  openWindow(options: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow;
  close(): void;
  destroyed(): void;
  focus(): void;
  isFocused(): boolean;
  painted(): void;
  titled(title: string): void;
}

const all = new Set<WebContentsPart>();
let lastId = 0;

export class WebContentsPart extends EventEmitter implements PartOf<Electron.WebContents> {
  readonly id: number;
  readonly session = defaultSession;
  readonly whole: Electron.WebContents;
  readonly #owner: ContentsOwner;
  readonly #page: Promise<Page>;
  #created: Page | null = null;
  #destroyed = false;
  #crashed = false;
  #load: Load | null = null;
  #title = '';
  #zoomFactor: number;
  #onWindowOpen: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  readonly #themeChanged = (): void => void this.#created?.applyTheme();

  constructor(owner: ContentsOwner) {
    super();
    lastId += 1;
    this.id = lastId;
    this.#owner = owner;
    this.#zoomFactor = owner.preferences.zoomFactor ?? 1;
    this.whole = standIn<Electron.WebContents>('webContents', this, () => this.#destroyed);
    all.add(this);
    nativeTheme.on('updated', this.#themeChanged);
    this.#page = Page.create(
      { size: owner.size, preferences: owner.preferences, processId: this.id },
      this.whole,
      this.#listener(),
    );
    this.#page.catch((error: unknown) => {
      // If a window cannot be made, that is a bug in the app or here, unless it was closed before it existed.
      if (!this.#destroyed) throw error;
    });
    app.emit('web-contents-created', plainEvent(), this.whole);
  }

  get targetId(): string | null {
    return this.#created?.targetId ?? null;
  }
  get mainFrame(): Electron.WebFrameMain {
    if (!this.#created)
      throw new Error('stand-in: webContents.mainFrame before the page was created is not implemented');
    return this.#created.frames.mainFrame.whole;
  }
  get zoomFactor(): number {
    return this.#zoomFactor;
  }
  /** One factor for all pages of a host, as in Chromium. */
  set zoomFactor(factor: number) {
    const { host } = URL.parse(this.getURL()) ?? {};
    for (const contents of all) {
      if (contents !== this && URL.parse(contents.getURL())?.host !== host) continue;
      contents.#zoomFactor = factor;
      contents.#withPage((page) => page.zoom(factor));
    }
  }
  get zoomLevel(): number {
    return Math.log(this.#zoomFactor) / Math.log(1.2);
  }
  set zoomLevel(level: number) {
    this.zoomFactor = 1.2 ** level;
  }

  getURL(): string {
    const url = this.#created?.frames.mainFrame.url ?? '';
    return url === 'about:blank' && this.#title === '' ? '' : url;
  }
  getTitle(): string {
    return this.#title;
  }
  getType(): 'window' {
    return 'window';
  }
  getProcessId(): number {
    return this.id;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  isLoading(): boolean {
    return this.#load !== null;
  }
  isLoadingMainFrame(): boolean {
    return this.#load !== null;
  }
  isFocused(): boolean {
    return this.#owner.isFocused();
  }
  isDevToolsFocused(): boolean {
    return false;
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  focus(): void {
    this.#owner.focus();
  }
  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
  }
  getZoomFactor(): number {
    return this.zoomFactor;
  }
  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }
  getZoomLevel(): number {
    return this.zoomLevel;
  }
  async setVisualZoomLevelLimits(): Promise<void> {}
  setBackgroundThrottling(): void {}
  setIgnoreMenuShortcuts(): void {}
  setWebRTCIPHandlingPolicy(): void {}

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#onWindowOpen = handler;
  }

  /** Throws for what cannot be cloned. A message is lost if the preload does not listen yet, as in Electron. */
  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    if (this.#created) this.#created.frames.mainFrame.send(channel, ...args);
    else toText(args);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.#page;
    return page.frames.mainFrame.executeJavaScript(code);
  }

  async loadURL(url: string): Promise<void> {
    this.#load?.fail('ERR_ABORTED');
    const load = new Load(url, this.#created?.frames.mainFrame ?? null);
    this.#load = load;
    this.emit('did-start-loading');
    try {
      const page = await this.#page;
      if ((await page.navigate(url)) === 'same document') this.#loaded(load);
    } catch (error) {
      this.#loadFailed(load, url, error instanceof Error ? error.message : String(error));
    }
    await load.ended;
  }

  #loaded(load: Load | null): void {
    this.emit('did-finish-load');
    this.emit('did-stop-loading');
    load?.done();
    if (this.#load === load) this.#load = null;
  }

  #loadFailed(load: Load, url: string, reason: string): void {
    load.fail(reason);
    if (this.#load === load) this.#load = null;
    if (this.#destroyed) return;
    this.emit('did-fail-load', plainEvent(), errorCodeOf(reason), reason, url, true, this.id, 0);
    this.emit('did-stop-loading');
  }

  loadFile(path: string, options: Electron.LoadFileOptions = {}): Promise<void> {
    const url = pathToFileURL(resolve(appFolder(), path));
    if (options.search) url.search = options.search;
    if (options.hash) url.hash = options.hash;
    for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
    return this.loadURL(url.href);
  }

  reload(): void {
    this.#withPage((page) => page.reload());
  }
  stop(): void {
    this.#withPage((page) => page.session.send('Page.stopLoading'));
  }

  /** Does what a crash of the page's process would do. */
  forcefullyCrashRenderer(): void {
    this.#withPage((page) => page.session.send('Page.crash'));
  }

  close(): void {
    this.#owner.close();
  }

  resize(size: { width: number; height: number }): void {
    this.#withPage((page) => page.resize(size));
  }

  front(): void {
    this.#withPage((page) => page.front());
  }

  destroy(): void {
    this.#destroyed = true;
    all.delete(this);
    nativeTheme.off('updated', this.#themeChanged);
    this.#load?.fail('ERR_FAILED');
    this.emit('destroyed');
    this.#withPage((page) => page.close());
  }

  /** Runs as soon as the page exists. An error here means that the page failed, which is reported elsewhere. */
  #withPage(use: (page: Page) => Promise<unknown>): void {
    this.#page.then(use).catch(() => {
      // See above.
    });
  }

  #listener(): PageListener {
    return {
      created: (page) => {
        this.#created = page;
      },
      said: (message, document) => void hearFromPage(message, document, this.whole),
      navigated: (document, isMainFrame) => this.#navigated(document, isMainFrame),
      navigatedWithinDocument: (frameId, url) => {
        const isMainFrame = this.#created?.frames.isMain(frameId) ?? false;
        this.emit('did-navigate-in-page', plainEvent(), toElectron(url), isMainFrame, this.id, 0);
      },
      domReady: () => this.emit('dom-ready', plainEvent()),
      loaded: () => {
        const document = this.#created?.frames.mainFrame;
        // Ignore Chromium's first, empty document and the one that it shows for a failure.
        if (!document || document.isNothing || document === this.#load?.before) return;
        this.#owner.painted();
        this.#loaded(this.#load);
      },
      wantsWindow: (wish) => this.#openWindow(wish),
      logged: (level, message, sourceId, lineNumber) => {
        const frame = this.#created?.frames.mainFrame.whole;
        this.emit('console-message', { ...plainEvent(), level, message, sourceId, lineNumber, frame });
      },
      titled: (title) => {
        if (title === this.#title) return;
        this.#title = title;
        if (!emitPreventable(this, 'page-title-updated', {}, title, true)) this.#owner.titled(title);
      },
      crashed: () => {
        this.#crashed = true;
        const details = { reason: 'crashed', exitCode: 1 };
        this.emit('render-process-gone', plainEvent(), details);
        app.emit('render-process-gone', plainEvent(), this.whole, details);
      },
      gone: () => this.#owner.destroyed(),
    };
  }

  #navigated(document: FrameDocument, isMainFrame: boolean): void {
    this.emit('did-frame-navigate', plainEvent(), document.url, 200, '', isMainFrame, this.id, document.routingId);
    if (isMainFrame) this.emit('did-navigate', plainEvent(), document.url, 200, '');
  }

  #openWindow(wish: Electron.HandlerDetails): void {
    const referrer = { url: this.getURL(), policy: 'default' as const };
    const answer = this.#onWindowOpen?.({ ...wish, referrer }) ?? { action: 'allow' as const };
    if (answer.action !== 'allow') return;
    if (answer.createWindow) throw new Error('stand-in: createWindow of a window open handler is not implemented');
    const options = answer.overrideBrowserWindowOptions ?? {};
    const window = this.#owner.openWindow({
      ...options,
      webPreferences: { ...this.#owner.preferences, ...options.webPreferences },
    });
    this.emit('did-create-window', window, { ...wish, referrer, options });
    window.loadURL(wish.url).catch(() => {
      // 'did-fail-load' reports it to the app.
    });
  }
}

inputGate.mayPass = (targetId, input) => {
  const contents = [...all].find((candidate) => candidate.targetId === targetId);
  return !contents || !emitPreventable(contents, 'before-input-event', {}, input);
};

export const webContents = standIn<typeof Electron.webContents>('webContents', {
  getAllWebContents: () => [...all].map((contents) => contents.whole),
  getFocusedWebContents: () => [...all].find((contents) => contents.isFocused())?.whole ?? null,
  fromId: (id) => [...all].find((contents) => contents.id === id)?.whole,
  fromDevToolsTargetId: (targetId) => [...all].find((contents) => contents.targetId === targetId)?.whole,
});
