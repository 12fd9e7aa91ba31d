import type { ChildProcess } from 'node:child_process';
import type { SessionEnd, WindowBrowsers } from '../../shared/own-windows.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { browserEnvironment } from './browser-environment.ts';
import type { WindowLook } from './browser-family.ts';
import { familyOn } from './family-on.ts';
import type { FoundBrowsers, OwnBrowser } from './known-browsers.ts';
import type { SystemBrowser } from './opening.ts';
import { OwnWindow } from './own-window.ts';
import type { WindowFolders } from './window-folders.ts';
import type { WindowRecord } from './window-record.ts';
import type { WindowSystem } from './window-system.ts';

/** A log-in in a window of the customer's own. */
export interface WindowWish {
  windowId: string;
  accountId: string;
  /** The row of the ledger. */
  rowId: number;
  look: WindowLook;
}

export interface OwnWindowsDeps {
  folders: WindowFolders;
  /** Of this process: a browser gets the user's part of it. */
  environment: Readonly<Record<string, string | undefined>>;
  system: WindowSystem;
  /** The id of the browser that the user chose; null: the first one. */
  chosen: () => string | null;
  /** How long a session may last since its last log-in; null: as long as the window is open. */
  limitMinutes: () => number | null;
  /** Milliseconds since 1970. */
  now: () => number;
  /** A window opened or closed, or is about to. */
  changed: () => void;
  /** These log-ins' session is over. The folder is removed afterwards. */
  ended: (rowIds: readonly number[], end: SessionEnd) => void;
  /** The window is closed in so many minutes. 0: its time is over, and it could not be closed. */
  closesSoon: (window: OpenNow, minutes: number) => void;
  /** Files of a closed window could not be removed. */
  notWiped: () => void;
  /** Reports a bug in work that nothing awaits. */
  crashed: (error: unknown) => void;
}

/** A window that is open now. */
export interface OpenNow {
  windowId: string;
  accountId: string;
  /** Of the ledger: the last log-in in it; null: none is known. */
  rowId: number | null;
  /** Milliseconds since 1970: the last log-in in it. */
  since: number;
  endsAt: number | null;
  closing: boolean;
}

const checkEveryMs = 1_000;
const startPollMs = 50;
const warnBeforeMinutes = [10, 1];

/** The windows of customers' own: each on a folder of ours, which is removed when the window has closed. */
export class OwnWindows {
  readonly #deps: OwnWindowsDeps;
  readonly #windows = new Map<string, OwnWindow>();
  /** Windows that are being closed or removed: nothing may open in their folders. */
  readonly #leaving = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #found: FoundBrowsers | null = null;

  constructor(deps: OwnWindowsDeps) {
    this.#deps = deps;
  }

  /** Those in which a customer is open, the newest first. */
  list(): OpenNow[] {
    return [...this.#windows.values()]
      .filter(({ isOpen }) => isOpen)
      .map((window) => this.#openNow(window))
      .sort((a, b) => b.since - a.since);
  }

  /** Looks for browsers anew: one may have been installed or removed. */
  async browsers(): Promise<WindowBrowsers> {
    this.#found = await this.#deps.system.find();
    const { browsers, confined } = this.#found;
    const used = this.#choose(this.#found);
    const shown = ({ id, name }: OwnBrowser) => ({ id, name });
    return { found: browsers.map(shown), used: used && shown(used), confined };
  }

  /** Takes over the windows that an earlier run left open, and removes what is left of the others. */
  adopt(): void {
    for (const { id, isRecorded, record } of this.#deps.folders.leftOver()) {
      const window = new OwnWindow(id, record ?? this.#guess(id), this.#deps.folders, this.#deps.system);
      this.#windows.set(id, window);
      const { state } = window;
      window.isOpen = state === 'live' && window.record.rowIds.length > 0;
      if (window.isOpen && window.record.end) window.note({ end: null });
      // Latchkey was killed as it started this browser or closed it, or the log-in came to nothing. If the record
      // cannot be read, a customer may be open in it: only the user closes it then.
      const hasNoLogIn = !window.isOpen && (record !== null || !isRecorded);
      if (state === 'unlocked' || (state === 'live' && hasNoLogIn)) {
        this.#deps.ended(window.record.rowIds, howItEnded(window));
        void this.#leave(window).catch(this.#deps.crashed);
      }
    }
    this.#watch();
    this.#check();
  }

  /** In place of the default browser, for one log-in. `holds`: whether a browser runs on the window's own folder. */
  browserFor(wish: WindowWish): SystemBrowser & { holds: () => boolean } {
    return {
      openLogin: null,
      openHandOver: (address, listensAt) => this.#open(wish, address, listensAt),
      holds: () => this.#windows.get(wish.windowId)?.isLive ?? false,
    };
  }

  /** The log-in's outcome. A window that was opened for one that came to nothing is closed. */
  settle({ windowId, rowId }: WindowWish, isOpened: boolean): void {
    const window = this.#windows.get(windowId);
    if (!window?.record.rowIds.includes(rowId)) return;
    window.pending--;
    if (isOpened) {
      window.isOpen = true;
      window.note({ since: this.#deps.now() });
      window.warned.clear();
    } else window.note({ rowIds: window.record.rowIds.filter((one) => one !== rowId) });
    if (window.pending === 0 && window.record.rowIds.length === 0) void this.#leave(window).catch(this.#deps.crashed);
    this.#deps.changed();
  }

  /** Brings a window to the front, with this page of the provider in it, or an empty one. Returns window-unknown, window-not-shown. */
  async show(windowId: string, page: string | null): Promise<Result<null>> {
    const window = this.#windows.get(windowId);
    if (!window?.isLive || window.isClosing) return fail({ kind: 'window-unknown' });
    const child = window.start(page, null, browserEnvironment(this.#deps.environment));
    return (await hasStarted(child)) ? ok(null) : fail({ kind: 'window-not-shown' });
  }

  /** Closes a window, and removes its folder. Returns window-unknown, window-stays-open. */
  async close(windowId: string, end: SessionEnd): Promise<Result<null>> {
    const window = this.#windows.get(windowId);
    if (!window) return fail({ kind: 'window-unknown' });
    const closing = window.close(end);
    this.#deps.changed();
    const isClosed = await closing;
    if (isClosed) await this.#over(window);
    else this.#deps.changed();
    return isClosed ? ok(null) : fail({ kind: 'window-stays-open' });
  }

  /** All of them. Returns the first problem. */
  async closeAll(end: SessionEnd): Promise<Result<null>> {
    const closed = await Promise.all([...this.#windows.keys()].map((windowId) => this.close(windowId, end)));
    return closed.find((one) => !one.ok && one.problem.kind !== 'window-unknown') ?? ok(null);
  }

  /** The program ends: windows that are open stay open, and the next start adopts them. */
  end(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Its record cannot be read. A browser that runs on its folder must be known all the same. */
  #guess(id: string): WindowRecord {
    const { folders, system } = this.#deps;
    const family = familyOn(system, folders.pathOf(id)) ?? 'chromium';
    return { accountId: '', rowIds: [], since: 0, family, command: [''], end: null };
  }

  #openNow({ id, isClosing, record: { accountId, rowIds, since } }: OwnWindow): OpenNow {
    const limit = this.#deps.limitMinutes();
    const endsAt = limit === null ? null : since + limit * 60_000;
    return { windowId: id, accountId, rowId: rowIds.at(-1) ?? null, since, endsAt, closing: isClosing };
  }

  async #open(wish: WindowWish, address: string, listensAt: () => string | null): Promise<Result<null>> {
    const isWanted = (): boolean => listensAt() === address;
    const browser = await this.#browser();
    if (!browser.ok) return browser;
    await this.#leaving.get(wish.windowId);
    const known = this.#windows.get(wish.windowId);
    // Its browser ended a moment ago, or is about to.
    if (known?.state === 'unlocked' && !(await known.close(howItEnded(known))))
      return fail({ kind: 'window-stays-open' });
    if (known?.hasEnded) await this.#over(known);
    // SECURITY: it may have been called off meanwhile, and then no window appears.
    if (!isWanted()) return fail({ kind: 'browser-not-opened' });
    const window = this.#enter(wish, browser.value);
    if (!window.ok) return window;
    const wasLive = window.value.isLive;
    const environment = browserEnvironment(this.#deps.environment);
    const child = window.value.start(address, wish.look.title, environment);
    return this.#follow(window.value, child, { isWanted, wasLive });
  }

  /** The customer's window: the one that is open, or a new one on a new folder. */
  #enter({ accountId, look, rowId, windowId }: WindowWish, browser: OwnBrowser): Result<OwnWindow> {
    const known = this.#windows.get(windowId);
    if (known?.isLive) {
      const noted = known.note({ accountId, rowIds: [...known.record.rowIds, rowId] });
      if (!noted.ok) return noted;
      known.pending++;
      return ok(known);
    }
    const { command, family } = browser;
    const record = { accountId, rowIds: [rowId], since: this.#deps.now(), family, command, end: null };
    const window = new OwnWindow(windowId, record, this.#deps.folders, this.#deps.system);
    const prepared = window.prepare(look);
    if (!prepared.ok) return prepared;
    window.pending++;
    this.#windows.set(windowId, window);
    this.#watch();
    return ok(window);
  }

  /** Resolves when the link was given or is not wanted any more, or earlier with why no browser will ask for it. */
  async #follow(
    window: OwnWindow,
    child: ChildProcess,
    { isWanted, wasLive }: { isWanted: () => boolean; wasLive: boolean },
  ): Promise<Result<null>> {
    let isRefused = false;
    let hasLived = wasLive;
    child.once('error', () => {
      isRefused = true;
    });
    child.once('exit', (code) => {
      isRefused ||= code !== 0;
    });
    while (isWanted()) {
      const { isLive } = window;
      // What was started only passes the address on if a browser runs already.
      if ((isRefused && (wasLive || !isLive)) || (hasLived && !isLive)) return fail({ kind: 'window-not-opened' });
      hasLived ||= isLive;
      await new Promise((resolve) => setTimeout(resolve, startPollMs));
    }
    return ok(null);
  }

  async #browser(): Promise<Result<OwnBrowser>> {
    this.#found ??= await this.#deps.system.find();
    const used = this.#choose(this.#found);
    if (used) return ok(used);
    // One may have been installed since.
    this.#found = await this.#deps.system.find();
    const found = this.#choose(this.#found);
    if (found) return ok(found);
    return fail({ kind: this.#deps.chosen() === null ? 'no-window-browser' : 'window-browser-missing' });
  }

  #choose({ browsers }: FoundBrowsers): OwnBrowser | null {
    const chosen = this.#deps.chosen();
    return (chosen === null ? browsers[0] : browsers.find(({ id }) => id === chosen)) ?? null;
  }

  #watch(): void {
    if (this.#windows.size === 0) return;
    this.#timer ??= setInterval(() => this.#check(), checkEveryMs).unref();
  }

  #check(): void {
    for (const window of this.#windows.values()) {
      if (window.pending > 0 || window.isClosing || this.#leaving.has(window.id)) continue;
      if (window.isLive) this.#checkLimit(window);
      else if (window.hasEnded) void this.#over(window).catch(this.#deps.crashed);
    }
    if (this.#windows.size > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #checkLimit(window: OwnWindow): void {
    const open = this.#openNow(window);
    if (open.endsAt === null) return;
    const leftMs = open.endsAt - this.#deps.now();
    if (leftMs <= 0) void this.#expire(window, open).catch(this.#deps.crashed);
    const due = warnBeforeMinutes.filter((minutes) => leftMs <= minutes * 60_000 && !window.warned.has(minutes));
    for (const minutes of due) window.warned.add(minutes);
    const next = due.at(-1);
    if (leftMs > 0 && next !== undefined) this.#deps.closesSoon(open, next);
  }

  async #expire(window: OwnWindow, open: OpenNow): Promise<void> {
    const closed = await this.close(window.id, 'expired');
    if (closed.ok || window.warned.has(0)) return;
    window.warned.add(0);
    this.#deps.closesSoon(open, 0);
  }

  /** There is no session in it: the window closes without a message. */
  #leave(window: OwnWindow): Promise<void> {
    const leaving = (async () => {
      // One that cannot be closed is known until its user closes it.
      if (await window.close('closed')) await this.#remove(window);
    })().finally(() => this.#leaving.delete(window.id));
    this.#leaving.set(window.id, leaving);
    return leaving;
  }

  /** Its browser has ended. */
  async #over(window: OwnWindow): Promise<void> {
    if (this.#windows.get(window.id) !== window || this.#leaving.has(window.id)) return;
    this.#deps.ended(window.record.rowIds, howItEnded(window));
    const removing = this.#remove(window).finally(() => this.#leaving.delete(window.id));
    this.#leaving.set(window.id, removing);
    await removing;
  }

  async #remove(window: OwnWindow): Promise<void> {
    this.#windows.delete(window.id);
    this.#deps.changed();
    if (!(await this.#deps.folders.wipe(window.id))) this.#deps.notWiped();
  }
}

const howItEnded = ({ hasCrashed, record }: OwnWindow): SessionEnd => record.end ?? (hasCrashed ? 'killed' : 'closed');

/** False: the program could not be started, or ended with an error. */
const hasStarted = (child: ChildProcess): Promise<boolean> =>
  new Promise((done) => {
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
  });
