import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type Electron from 'electron';
import type { CdpSession } from './cdp.ts';
import { type FrameDocument, FrameTree } from './frames.ts';
import { chromium, closeTarget, createTarget, watchTarget } from './host.ts';
import { nativeTheme } from './native-theme.ts';
import { consoleMessage, windowWish } from './page-events.ts';
import { failUnlessLockedDown } from './page-preferences.ts';
import { fromText } from './page-side/clone.ts';
import type { FromPage, PreloadFacts } from './page-side/preload-world.ts';
import { pageScript, preloadScript } from './page-side/scripts.ts';
import { Requests } from './requests.ts';
import { toChromium } from './schemes.ts';
import { defaultSessionPart } from './session.ts';

// One page of Chromium, as the stand-in's WebContents drives it.

export interface PageListener {
  /** The page exists and is configured. Nothing was loaded yet. */
  created(page: Page): void;
  said(message: FromPage, document: FrameDocument): void;
  navigated(document: FrameDocument, isMainFrame: boolean): void;
  navigatedWithinDocument(frameId: string, url: string): void;
  domReady(): void;
  loaded(): void;
  wantsWindow(wish: Electron.HandlerDetails): void;
  logged(level: 'info' | 'warning' | 'error' | 'debug', message: string, sourceId: string, lineNumber: number): void;
  titled(title: string): void;
  crashed(): void;
  gone(): void;
}

export interface PageOptions {
  size: { width: number; height: number };
  preferences: Electron.WebPreferences;
  processId: number;
}

const worldName = 'Electron Isolated Context';

export class Page {
  readonly targetId: string;
  readonly session: CdpSession;
  readonly frames: FrameTree;
  readonly #requests: Requests;
  readonly #listener: PageListener;
  #size: { width: number; height: number };
  #zoomFactor: number;
  #zoomed = false;
  #closing = false;
  /** Chromium's own window, and by how much it is larger than the page. */
  #frame: { windowId: number; width: number; height: number } | null = null;

  static async create(options: PageOptions, contents: Electron.WebContents, listener: PageListener): Promise<Page> {
    failUnlessLockedDown(options.preferences);
    const targetId = await createTarget(options.size);
    const { connection } = chromium();
    const { sessionId } = await connection.browser.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(targetId, connection.session(sessionId), options, contents, listener);
    await page.#configure(options.preferences);
    return page;
  }

  private constructor(
    targetId: string,
    session: CdpSession,
    options: PageOptions,
    contents: Electron.WebContents,
    listener: PageListener,
  ) {
    this.targetId = targetId;
    this.session = session;
    this.#listener = listener;
    this.#size = options.size;
    this.#zoomFactor = options.preferences.zoomFactor ?? 1;
    this.frames = new FrameTree(targetId, { session, worldName, receiver, processId: options.processId });
    this.#requests = new Requests({
      session,
      browser: chromium().connection.browser,
      frames: this.frames,
      contents,
      webRequest: defaultSessionPart.requests,
      permissions: defaultSessionPart.permissions,
    });
    watchTarget(targetId, {
      changed: ({ title, url }) => {
        // Until a document has a title, Chromium uses its address.
        if (title && !url.endsWith(title) && !this.#closing) listener.titled(title);
      },
      gone: () => {
        this.frames.closed();
        listener.gone();
      },
    });
    this.#listen();
  }

  #listen(): void {
    const { session, frames } = this;
    const listener = this.#listener;
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const document = frames.ofContext(executionContextId);
      if (name === binding && document) listener.said(fromText(payload) as FromPage, document);
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      const document = frames.navigated(frame);
      if (frames.isMain(frame.id)) void this.applyTheme();
      listener.navigated(document, frames.isMain(frame.id));
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      frames.frame(frameId)?.movedWithinDocument(url);
      listener.navigatedWithinDocument(frameId, url);
    });
    session.on('Page.domContentEventFired', () => listener.domReady());
    session.on('Page.loadEventFired', () => {
      // Set it again: a test tool that attached in between may have set its own.
      void this.applyTheme();
      listener.loaded();
    });
    session.on('Page.windowOpen', (wish) => {
      const asTab = wish.windowFeatures.includes('toolbar');
      const frameName = wish.windowName === '_blank' ? '' : wish.windowName;
      const features = asTab ? '' : wish.windowFeatures.join(',');
      listener.wantsWindow({
        ...windowWish(wish.url, asTab ? 'foreground-tab' : 'new-window'),
        frameName,
        features,
      });
    });
    session.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
      // A link clicked with Ctrl, Shift or the middle button.
      if (disposition === 'newTab') listener.wantsWindow(windowWish(url, 'background-tab'));
      else if (disposition === 'newWindow') listener.wantsWindow(windowWish(url, 'new-window'));
    });
    session.on('Runtime.consoleAPICalled', (call) => listener.logged(...consoleMessage(call)));
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: thrown }) => {
      const message = `Uncaught ${thrown.exception?.description ?? thrown.text}`;
      listener.logged('error', message, thrown.url ?? '', thrown.lineNumber);
    });
    session.on('Log.entryAdded', ({ entry }) => {
      const level = entry.level === 'verbose' ? 'debug' : entry.level;
      listener.logged(level, entry.text, entry.url ?? '', entry.lineNumber ?? 0);
    });
    session.on('Inspector.targetCrashed', () => listener.crashed());
  }

  async #configure(preferences: Electron.WebPreferences): Promise<void> {
    const { session } = this;
    const preload = preferences.preload === undefined ? '' : await readFile(preferences.preload, 'utf8');
    const facts: PreloadFacts = {
      preload: preferences.preload ?? '',
      platform: process.platform,
      versions: {
        electron: process.versions['electron'],
        chrome: process.versions['chrome'],
        node: process.versions.node,
      },
      argv: preferences.additionalArguments ?? [],
      inSubFrames: preferences.nodeIntegrationInSubFrames === true,
      binding,
      receiver,
      names: { mine: `stand-in-${randomUUID()}`, theirs: `stand-in-${randomUUID()}` },
    };
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Log.enable'),
      // Every page sees a focused window. Main knows which window really has the focus.
      session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      // Only the preload's world has this function, the page's own world does not.
      session.send('Runtime.addBinding', { name: binding, executionContextName: worldName }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(facts) }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: preloadScript(facts, preload), worldName }),
      this.#requests.start(),
      this.applyTheme(),
    ]);
    await this.#measureFrame();
    await this.#applySize();
    this.#listener.created(this);
  }

  /**
   * Rejects with Chromium's reason, or resolves when the navigation is committed: true for a new document, false for
   * another place in the same one.
   */
  async navigate(url: string): Promise<'new document' | 'same document'> {
    this.#requests.sent(toChromium(url));
    const { errorText, loaderId } = await this.session.send('Page.navigate', { url: toChromium(url) });
    if (errorText) throw new Error(this.#requests.reasonOf(errorText));
    return loaderId === undefined ? 'same document' : 'new document';
  }

  /** The settings of the system or the app for light, dark and contrast. */
  async applyTheme(): Promise<void> {
    const features = [
      { name: 'prefers-color-scheme', value: nativeTheme.shouldUseDarkColors ? 'dark' : 'light' },
      { name: 'prefers-contrast', value: nativeTheme.shouldUseHighContrastColors ? 'more' : 'no-preference' },
      { name: 'forced-colors', value: nativeTheme.inForcedColorsMode ? 'active' : 'none' },
    ];
    await this.#quietly(this.session.send('Emulation.setEmulatedMedia', { features }));
  }

  async reload(): Promise<void> {
    this.#requests.sent(toChromium(this.frames.mainFrame.url));
    await this.#quietly(this.session.send('Page.reload'));
  }

  resize(size: { width: number; height: number }): Promise<void> {
    this.#size = size;
    return this.#quietly(this.#applySize());
  }

  zoom(factor: number): Promise<void> {
    this.#zoomFactor = factor;
    return this.#quietly(this.#applySize());
  }

  front(): Promise<void> {
    return this.#quietly(this.session.send('Page.bringToFront'));
  }

  close(): Promise<void> {
    this.#closing = true;
    this.session.deafen();
    this.frames.closed();
    return closeTarget(this.targetId);
  }

  /** A headed Chromium has a tab strip and an address bar. The page still gets the size that the app asked for. */
  async #measureFrame(): Promise<void> {
    const { windowId } = await chromium().connection.browser.send('Browser.getWindowForTarget', {
      targetId: this.targetId,
    });
    const measured = await this.session.send('Runtime.evaluate', {
      expression: '[outerWidth - innerWidth, outerHeight - innerHeight]',
      returnByValue: true,
    });
    const [width, height] = measured.result.value as [number, number];
    this.#frame = { windowId, width, height };
  }

  /** Awaits nothing in between, so that the last of several calls decides. */
  async #applySize(): Promise<void> {
    const { width, height } = this.#size;
    const frame = this.#frame;
    if (!frame) return;
    const zoom = this.#zoomFactor;
    // Keep the override: without it, Chromium returns to the size that the page had before.
    this.#zoomed ||= zoom !== 1;
    await Promise.all([
      chromium().connection.browser.send('Browser.setWindowBounds', {
        windowId: frame.windowId,
        bounds: { width: width + frame.width, height: height + frame.height },
      }),
      this.#zoomed
        ? this.session.send('Emulation.setDeviceMetricsOverride', {
            width: Math.round(width / zoom),
            height: Math.round(height / zoom),
            deviceScaleFactor: zoom,
            mobile: false,
          })
        : null,
    ]);
  }

  async #quietly(doing: Promise<unknown>): Promise<void> {
    try {
      await doing;
    } catch {
      // The page is closing.
    }
  }
}

/** Names that exist only in the preload's world. */
const binding = 'standInToMain';
const receiver = 'standInFromMain';
