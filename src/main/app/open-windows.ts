import { homedir } from 'node:os';
import { splitAccountId } from '../../shared/account.ts';
import type { OpenWindow, SessionEnd } from '../../shared/own-windows.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, type Result } from '../../shared/result.ts';
import { type OpenNow, OwnWindows } from '../browsers/own-windows.ts';
import { systemOf } from '../browsers/systems.ts';
import { WindowFolders } from '../browsers/window-folders.ts';
import type { ProviderClients } from '../connections/clients.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { AppStateBoard } from './app-state.ts';
import { catchFault } from './directory-faults.ts';
import type { Notifications } from './notifications.ts';
import type { ProgramEvents } from './program-events.ts';
import { showLauncher } from './show-launcher.ts';

export interface OpenWindowsDeps {
  desktop: Pick<Desktop, 'folder' | 'launcher' | 'platform'>;
  environment: Readonly<Record<string, string | undefined>>;
  settings: Pick<SettingsFile, 'connection' | 'settings'>;
  accounts: Pick<Accounts, 'get'>;
  clients: Pick<ProviderClients, 'startPage'>;
  ledger: Pick<Ledger, 'end' | 'lastLabelOf' | 'lastReadOf' | 'userOf'>;
  state: Pick<AppStateBoard, 'noteWindows' | 'openWindows'>;
  notifications: Pick<Notifications, 'show'>;
  events: ProgramEvents;
  now: () => number;
  noteFault: (problem: Problem) => void;
  crashed: (error: unknown) => void;
}

/** The windows of customers' own, with what the rest of the program knows of the customers. */
export class OpenWindows {
  readonly own: OwnWindows;
  readonly #deps: OpenWindowsDeps;

  constructor(deps: OpenWindowsDeps) {
    const { crashed, desktop, environment, noteFault, now, settings } = deps;
    this.#deps = deps;
    const home = homedir();
    const system = systemOf(desktop.platform, { environment, home, folder: desktop.folder });
    this.own = new OwnWindows({
      folders: new WindowFolders(system.root),
      environment,
      system,
      chosen: () => settings.settings.windowBrowser,
      limitMinutes: () => settings.settings.windowLimitMinutes,
      now,
      changed: () => this.#changed(),
      ended: (rowIds, end) => this.#ended(rowIds, end),
      closesSoon: (open, minutes) => this.#closesSoon(open, minutes),
      notWiped: () => noteFault({ kind: 'window-not-wiped' }),
      crashed,
    });
    // A customer may have got another name, or have left the list.
    deps.events.on('favourites', () => this.#note());
    deps.events.on('rows', () => this.#noteNames());
  }

  /** Brings a window to the front. Returns window-unknown, window-not-shown. */
  async show(windowId: string): Promise<Result<null>> {
    const open = this.own.list().find((one) => one.windowId === windowId);
    if (!open) return fail({ kind: 'window-unknown' });
    const page = await this.#deps.clients.startPage(splitAccountId(open.accountId)?.connectionId ?? '');
    return this.own.show(windowId, page);
  }

  #changed(): void {
    this.#note();
    this.#deps.events.emit('state');
  }

  /** Rows change often, and windows are few. */
  #noteNames(): void {
    const { events, state } = this.#deps;
    const before = state.openWindows;
    if (before.length === 0) return;
    this.#note();
    if (JSON.stringify(state.openWindows) !== JSON.stringify(before)) events.emit('state');
  }

  #note(): void {
    catchFault(
      () => this.#deps.state.noteWindows(this.own.list().map((open) => this.#shown(open))),
      this.#deps.noteFault,
    );
  }

  #shown({ accountId, closing, endsAt, rowId, since, windowId }: OpenNow): OpenWindow {
    const { accounts, ledger, settings } = this.#deps;
    const { connectionId, remoteId } = splitAccountId(accountId) ?? { connectionId: '', remoteId: accountId };
    const account = accounts.get(accountId);
    return {
      windowId,
      accountId,
      accountName: account?.name ?? ledger.lastReadOf(accountId)?.name ?? remoteId,
      isListed: account !== null,
      as: rowId === null ? null : ledger.userOf(rowId),
      connectionLabel: settings.connection(connectionId)?.label ?? ledger.lastLabelOf(connectionId),
      since: new Date(since).toISOString(),
      endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
      closing,
    };
  }

  #ended(rowIds: readonly number[], end: SessionEnd): void {
    for (const rowId of rowIds) catchFault(() => this.#deps.ledger.end(rowId, end), this.#deps.noteFault);
  }

  #closesSoon(open: OpenNow, minutes: number): void {
    const { desktop, notifications } = this.#deps;
    const { accountName } = this.#shown(open);
    const words =
      minutes === 0
        ? 'The time of this customer’s window is over, but it did not close. Close it yourself.'
        : `The window of this customer closes in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}. Log in again to keep it.`;
    notifications.show(accountName, words, () => showLauncher(desktop, 'start'));
  }
}
