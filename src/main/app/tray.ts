import type { AccountRow } from '../../shared/account.ts';
import { ok, type Result } from '../../shared/result.ts';
import { rowOf } from '../accounts/search-accounts.ts';
import { tellApart } from '../accounts/tell-apart.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { type TrayActions, trayModel } from '../desktop/tray-model.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { SyncScheduler } from '../sync/sync-scheduler.ts';
import type { AppStateBoard } from './app-state.ts';
import type { LogInDoor } from './log-in-door.ts';
import type { Notifications } from './notifications.ts';
import type { OpenWindows } from './open-windows.ts';
import type { Shortcuts } from './shortcuts.ts';
import { showLauncher } from './show-launcher.ts';

export interface TrayDeps {
  desktop: Pick<Desktop, 'launcher' | 'quit' | 'settings' | 'tray'>;
  settings: Pick<SettingsFile, 'connection' | 'connections'>;
  accounts: Pick<Accounts, 'pinned' | 'recent'>;
  state: Pick<AppStateBoard, 'get'>;
  syncs: Pick<SyncScheduler, 'sync'>;
  door: Pick<LogInDoor, 'cancel' | 'openDirectly' | 'openFromTray'>;
  shortcuts: Pick<Shortcuts, 'pause'>;
  openWindows: Pick<OpenWindows, 'show' | 'own'>;
  notifications: Pick<Notifications, 'showProblem'>;
  /** Reports a bug. */
  crashed: (error: unknown) => void;
}

const mostRows = 8;

/** The tray's menu: pinned and recent customers, connections, and a few actions. */
export class Tray {
  readonly #deps: TrayDeps;
  readonly #actions: TrayActions;
  #pinned: readonly AccountRow[] = [];
  #recent: readonly AccountRow[] = [];

  constructor(deps: TrayDeps) {
    this.#deps = deps;
    this.#actions = this.#makeActions();
  }

  /** Reads the customers, and shows everything as it is now. May throw `DirectoryFault`. */
  refresh(): void {
    const { accounts, settings } = this.#deps;
    const isConnected = ({ connectionId }: { connectionId: string }) => settings.connection(connectionId) !== undefined;
    const pinned = accounts.pinned(mostRows).filter(isConnected);
    const pinnedIds = new Set(pinned.map(({ accountId }) => accountId));
    const recent = accounts
      .recent(mostRows * 2)
      .filter((account) => isConnected(account) && !pinnedIds.has(account.accountId));
    const rows = tellApart([...pinned, ...recent.slice(0, mostRows)].map((account) => rowOf(account, null)));
    this.#pinned = rows.slice(0, pinned.length);
    this.#recent = rows.slice(pinned.length);
    this.draw();
  }

  /** Shows the program's state as it is now, with the customers that were read last. */
  draw(): void {
    const { desktop, state } = this.#deps;
    const model = trayModel({
      appState: state.get(),
      pinned: this.#pinned,
      recent: this.#recent,
      actions: this.#actions,
    });
    desktop.tray.set(model);
  }

  /** What failed is said in a notification: the tray cannot show it. */
  #run(work: Promise<Result<null>>): void {
    const { crashed, notifications } = this.#deps;
    void work.then((done) => {
      if (!done.ok) notifications.showProblem(done.problem);
    }, crashed);
  }

  /** If a window stays open, so does Latchkey: the user wanted both gone. */
  async #closeWindowsAndQuit(): Promise<Result<null>> {
    const closed = await this.#deps.openWindows.own.closeAll('quit');
    if (!closed.ok) return closed;
    this.#deps.desktop.quit();
    return ok(null);
  }

  #makeActions(): TrayActions {
    const { crashed, desktop, door, openWindows, settings, shortcuts, syncs } = this.#deps;
    return {
      open: () => showLauncher(desktop, 'tray'),
      logIn: (account) => void door.openFromTray(account).catch(crashed),
      showWindow: (windowId) => this.#run(openWindows.show(windowId)),
      closeWindow: (windowId) => this.#run(openWindows.own.close(windowId, 'closed')),
      closeAllWindows: () => this.#run(openWindows.own.closeAll('closed')),
      cancelLogIn: () => void door.cancel(),
      openDirectly: (accountId) => door.openDirectly(accountId),
      sync: () => {
        for (const { connectionId } of settings.connections) void syncs.sync(connectionId).catch(crashed);
      },
      setPaused: (paused) => shortcuts.pause(paused),
      openSettings: () => desktop.settings.open(null),
      openConnections: () => desktop.settings.open({ section: 'connections' }),
      quit: () => desktop.quit(),
      closeWindowsAndQuit: () => this.#run(this.#closeWindowsAndQuit()),
    };
  }
}
