import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { vi } from 'vitest';
import { start } from '../../../src/main/app/start.ts';
import type { Desktop } from '../../../src/main/desktop/desktop.ts';
import { openDirectory } from '../../../src/main/directory/directory.ts';
import { SettingsFile } from '../../../src/main/settings/settings-file.ts';
import type { LauncherEvent } from '../../../src/renderer/launcher/state/launcher-events.ts';
import type { Command } from '../../../src/renderer/launcher/state/launcher-keys.ts';
import type { LauncherView } from '../../../src/renderer/launcher/state/view.ts';
import type { AnnouncementName, Announcements, RequestName } from '../../../src/shared/contract.ts';
import type { Result } from '../../../src/shared/result.ts';
import { FakeDesktop } from '../fake-desktop.ts';
import { importRequest } from '../import-request.ts';
import { MemoryKeychain } from '../memory-keychain.ts';
import { connections, customers, listed } from './customers.ts';
import { keys, ownerOf, SimulatedProviders } from './simulated-providers.ts';
import { SimulatedWindow } from './simulated-window.ts';
import type { Happening, LedgerLine, StoredFacts } from './stage.ts';

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
const dayMs = 24 * 60 * 60_000;

/** A folder in memory, if the system has one: a run writes some hundred times. */
const fastFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let template: string | null = null;

/** A folder as a user has it after some days: connected, synced, with pinned and recent customers. */
async function templateFolder(): Promise<string> {
  if (template) return template;
  const folder = mkdtempSync(join(fastFolder, 'latchkey-model-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { file } = SettingsFile.open(folder);
  for (const connection of connections) file.putConnection(connection);
  file.change({ firstRunDone: true, clipboardShortcut: 'Control+Alt+C' });
  const opened = openDirectory({ folder, now: () => begin - 3 * dayMs });
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { accounts, ledger } = opened.value.directory;
  const at = new Date(begin - 3 * dayMs).toISOString();
  for (const { connectionId } of connections) {
    const own = customers.filter((one) => one.connectionId === connectionId);
    accounts.beginRun(connectionId);
    accounts.storePage(connectionId, own.map(listed), null);
    await accounts.completeRun(connectionId, at);
    for (const { accountId, name, email } of own) accounts.storeProfile(accountId, { name, email, domain: '' }, at);
  }
  for (const one of [customers[0], customers[6]]) if (one) accounts.pin(one.accountId, true);
  for (const one of [customers[3], customers[9], customers[10]]) {
    if (!one) continue;
    const { accountId, name: accountName, connectionId } = one;
    const connection = connections.find((each) => each.connectionId === connectionId);
    const rowId = ledger.begin({
      at,
      who: 'sam',
      accountId,
      accountName,
      provider: connection?.provider ?? '',
      connectionLabel: connection?.label ?? '',
      target: null,
      landing: null,
      as: null,
      reason: '',
      how: 'open',
    });
    ledger.finish(rowId, 'opened', null);
  }
  opened.value.directory.close();
  template = folder;
  return folder;
}

const selectAccounts = `
  select l.connection_id || '/' || a.remote_id as accountId, coalesce(g.name, '') as given, coalesce(g.note, '') as note,
    p.pinned_at is not null as pinned, coalesce(nullif(a.profile_name, ''), a.name, a.remote_id) as own,
    (select i.name from imported_name i where i.connection = a.connection and i.remote_id = a.remote_id
      and (i.layer = 0 or i.layer in (select layer from name_import where state in ('stored', 'merging')))
      and i.name is not null order by i.layer desc limit 1) as imported
  from account a join listing l on l.connection = a.connection
  left join given_name g on g.connection = a.connection and g.remote_id = a.remote_id
  left join pin p on p.connection = a.connection and p.remote_id = a.remote_id`;
const selectLogIns = `
  select s.connection_id || '/' || s.remote_id as accountId, s.how as how, coalesce(f.outcome, 'started') as outcome
  from ledger_event s left join ledger_event f on f.row_id = s.row_id and f.kind = 'finished'
  where s.kind = 'started' and s.row_id > ? order by s.row_id`;

const turnOfEventLoop = (): Promise<void> => new Promise((done) => setImmediate(done));

/** The real main process over simulated providers, a simulated clock and a desktop in memory. */
export class SimulatedProgram {
  readonly fake: FakeDesktop;
  readonly window: SimulatedWindow;
  readonly providers: SimulatedProviders;
  readonly #folder: string;
  readonly seams: Seams;
  readonly #database: DatabaseSync;
  readonly #listeners: Listeners = {};
  /** What main has sent to the window, which has not heard it yet. */
  #inbox: { name: AnnouncementName | null; hear: () => void }[] = [];
  #happened: Happening[] = [];
  #effects = 0;
  /** Of the ledger, before this run. */
  readonly #lastRowId: number;
  readonly #accounts: StatementSync;
  readonly #logIns: StatementSync;

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
    this.#database = new DatabaseSync(join(folder, 'directory.db'), { readOnly: true });
    this.#accounts = this.#database.prepare(selectAccounts);
    this.#logIns = this.#database.prepare(selectLogIns);
    this.#lastRowId = Number(this.#database.prepare('select max(row_id) as last from ledger_event').get()?.['last']);
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
    if (name !== 'searchAccounts' && name !== 'noteQuestion') this.#effects += 1;
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

  stored(): ReadonlyMap<string, StoredFacts> {
    return new Map(
      this.#accounts.all().map(({ accountId, given, imported, own, note, pinned }) => [
        String(accountId),
        {
          given: String(given),
          shown: String(given || imported || own),
          note: String(note),
          pinned: pinned === 1,
        },
      ]),
    );
  }

  ledger(): LedgerLine[] {
    return this.#logIns.all(this.#lastRowId).map(({ accountId, how, outcome }) => ({
      accountId: String(accountId),
      how: how === 'copy' ? 'copy' : 'open',
      outcome: String(outcome),
    }));
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
    this.#database.close();
    this.providers.restore();
    vi.restoreAllMocks();
    vi.useRealTimers();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
