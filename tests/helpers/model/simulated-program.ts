import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { start } from '../../../src/main/app/start.ts';
import type { Desktop } from '../../../src/main/desktop/desktop.ts';
import type { LauncherEvent } from '../../../src/renderer/launcher/state/launcher-events.ts';
import type { Command } from '../../../src/renderer/launcher/state/launcher-keys.ts';
import type { LauncherView } from '../../../src/renderer/launcher/state/view.ts';
import type { AnnouncementName, Announcements, RequestName } from '../../../src/shared/contract.ts';
import type { Result } from '../../../src/shared/result.ts';
import { FakeDesktop } from '../fake-desktop.ts';
import { importRequest } from '../import-request.ts';
import { MemoryKeychain } from '../memory-keychain.ts';
import { SimulatedBrowser } from './simulated-browser.ts';
import { keys, ownerOf, SimulatedProviders } from './simulated-providers.ts';
import { SimulatedWindow } from './simulated-window.ts';
import type { Happening } from './stage.ts';
import { StoredReader } from './stored-facts.ts';
import { fillUserFolder } from './user-folder.ts';

/** Where a test may put an old behaviour back. The program itself has no such switch. */
export interface Seams {
  /** In place of a request from the launcher to main. */
  request?: (name: RequestName, input: unknown, send: (input: unknown) => Promise<Result<unknown>>) => Promise<unknown>;
  desktop?: (desktop: Desktop) => Desktop;
  /** In place of a command of the launcher. Returns the events that the launcher gets instead, or null for the command itself. */
  command?: (command: Command, launcher: LauncherView) => readonly LauncherEvent[] | null;
}

type Listeners = { [N in AnnouncementName]?: Set<(announced: Announcements[N]) => void> };

const begin = Date.parse('2026-11-21T12:00:00Z');

/** A folder in memory, if the system has one: a run writes some hundred times. */
const fastFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let template: string | null = null;

async function templateFolder(): Promise<string> {
  if (template) return template;
  const folder = mkdtempSync(join(fastFolder, 'latchkey-model-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await fillUserFolder(folder, begin);
  template = folder;
  return folder;
}

/** What the window sends by itself is nothing that a person sees. */
const unseen: ReadonlySet<RequestName> = new Set(['searchAccounts', 'noteQuestion', 'noteHand']);

const turnOfEventLoop = (): Promise<void> => new Promise((done) => setImmediate(done));

/** The real main process over simulated providers, a simulated clock and a desktop in memory. */
export class SimulatedProgram {
  readonly fake: FakeDesktop;
  readonly window: SimulatedWindow;
  readonly providers: SimulatedProviders;
  readonly browser: SimulatedBrowser;
  readonly #folder: string;
  readonly seams: Seams;
  readonly stored: StoredReader;
  readonly #listeners: Listeners = {};
  /** What main has sent to the window, which has not heard it yet. */
  #inbox: { name: AnnouncementName | null; hear: () => void }[] = [];
  #happened: Happening[] = [];
  #effects = 0;

  private constructor(folder: string, seams: Seams) {
    this.#folder = folder;
    this.seams = seams;
    this.providers = new SimulatedProviders();
    const keychain = new MemoryKeychain();
    for (const [connectionId, key] of keys()) keychain.keys.set(connectionId, key);
    this.fake = new FakeDesktop({ folder, fork: () => keychain.fork() });
    this.window = new SimulatedWindow({
      announce: (name, announced) => this.announce(name, announced),
      hidden: () => this.#happened.push({ what: 'hidden', at: performance.now() }),
    });
    this.browser = new SimulatedBrowser({
      happened: (happening) => this.#happened.push(happening),
      takesFocus: () => this.window.blur(),
    });
    this.stored = new StoredReader(folder);
  }

  static async start(seams: Seams = {}): Promise<SimulatedProgram> {
    const from = await templateFolder();
    const folder = `${from}-${process.hrtime.bigint()}`;
    cpSync(from, folder, { recursive: true });
    vi.useFakeTimers({
      now: begin,
      toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const program = new SimulatedProgram(folder, seams);
    const desktop = program.#desktop();
    await start(seams.desktop?.(desktop) ?? desktop, {});
    return program;
  }

  /** The fake desktop with a window that shows, hides and blurs as the system makes it. */
  #desktop(): Desktop {
    const plain = this.fake.desktop;
    return {
      ...plain,
      // Nothing reaches the terminal.
      packaged: true,
      announce: (name, announced) => {
        plain.announce(name, announced);
        this.announce(name, announced);
      },
      launcher: this.window.launcher,
      browser: {
        ...plain.browser,
        openLogin: async (url, linkOrigins, provider) => {
          this.#happened.push({ what: 'opened', accountId: ownerOf(url), at: performance.now() });
          const opened = await plain.browser.openLogin(url, linkOrigins, provider);
          // The browser comes to the front.
          if (opened.ok) setTimeout(() => this.window.blur(), 30);
          return opened;
        },
        openHandOver: (address, listensAt) => this.browser.start(address, listensAt),
      },
      clipboard: {
        ...plain.clipboard,
        writeConcealed: (text) => {
          this.#happened.push({ what: 'copied', accountId: ownerOf(text), at: performance.now() });
          return plain.clipboard.writeConcealed(text);
        },
      },
    };
  }

  announce<N extends AnnouncementName>(name: N, announced: Announcements[N]): void {
    const hear = (): void => {
      for (const listener of this.#listeners[name] ?? []) listener(announced);
    };
    this.#inbox.push({ name, hear });
  }

  on<N extends AnnouncementName>(name: N, listener: (announced: Announcements[N]) => void): () => void {
    const listeners: Listeners = this.#listeners;
    const known: Set<(announced: Announcements[N]) => void> = listeners[name] ?? new Set();
    Object.assign(listeners, { [name]: known });
    known.add(listener);
    return () => known.delete(listener);
  }

  /** Sends a request as the window does. The window hears the reply when it is flushed. */
  request(name: RequestName, input: unknown): Promise<unknown> {
    if (!unseen.has(name)) this.#effects += 1;
    const send = (sent: unknown): Promise<Result<unknown>> => this.fake.askAnything(name, sent);
    const reply = this.seams.request?.(name, input, send) ?? send(input);
    return new Promise((heard) => {
      void reply.then((value) => this.#inbox.push({ name: null, hear: () => heard(value) }));
    });
  }

  effects(): number {
    return this.#effects;
  }

  happened(): readonly Happening[] {
    const happened = this.#happened;
    this.#happened = [];
    return happened;
  }

  async settleMain(): Promise<void> {
    for (let turn = 0; turn < 8; turn++) await turnOfEventLoop();
  }

  /** The system shows and hides a window, and gives it keys, in one order. So it hears of the first before the second. */
  hearOfVisibility(): void {
    const last = this.#inbox.findLastIndex(({ name }) => name === 'launcherShown' || name === 'launcherHidden');
    for (const one of this.#inbox.splice(0, last + 1)) one.hear();
  }

  /** The window hears everything that main has sent, and answers, until nothing is on its way. */
  async flush(): Promise<void> {
    do {
      const heard = this.#inbox;
      this.#inbox = [];
      for (const one of heard) one.hear();
      await this.settleMain();
    } while (this.#inbox.length > 0);
  }

  /** The user imports a file with one name in the settings window. */
  async importName(accountId: string, name: string): Promise<void> {
    const path = join(this.#folder, 'names.csv');
    const id = accountId.slice(accountId.indexOf('/') + 1);
    writeFileSync(path, `id,name\n${id},"${name}"\n`);
    this.fake.fileToRead = path;
    const preview = await this.fake.ask('chooseNamesFile', {});
    if (!preview.ok || !preview.value) throw new Error('the names file could not be read');
    await this.fake.ask('importNames', importRequest(preview.value));
  }

  async end(): Promise<void> {
    for (const { reply } of this.providers.lists.splice(0)) reply({ ok: false, problem: { kind: 'sync-cancelled' } });
    await this.fake.quit();
    this.stored.close();
    this.providers.restore();
    this.browser.restore();
    vi.restoreAllMocks();
    vi.useRealTimers();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
