import type { AppState } from '../../shared/contract.ts';
import type { LogInInFlight } from '../../shared/log-in.ts';
import type { OpenWindow } from '../../shared/own-windows.ts';
import type { Problem } from '../../shared/problems.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Changes } from '../accounts/changes.ts';
import type { HealthBoard } from '../connections/health.ts';
import type { LostConnections } from '../connections/lost-connections.ts';
import type { Desktop, ShortcutSlot } from '../desktop/desktop.ts';
import type { Provider } from '../providers/provider.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface AppStateDeps {
  desktop: Pick<Desktop, 'version' | 'platform' | 'locale' | 'network'> & {
    shortcuts: Pick<Desktop['shortcuts'], 'portal'>;
  };
  settings: Pick<SettingsFile, 'settings' | 'connections'>;
  health: Pick<HealthBoard, 'of'>;
  providers: readonly Provider[];
  changes: Pick<Changes, 'last'>;
  lost: Pick<LostConnections, 'all'>;
}

/** Everything that windows and tray show, except accounts. */
export class AppStateBoard {
  readonly #deps: AppStateDeps;
  #logInFlight: LogInInFlight | null = null;
  #openWindows: readonly OpenWindow[] = [];
  #problems: readonly Problem[] = [];
  #shortcuts: Omit<AppState['shortcuts'], 'portal'> = {
    launcher: null,
    clipboard: null,
    launcherActive: false,
    launcherUnconfirmed: false,
  };

  constructor(deps: AppStateDeps) {
    this.#deps = deps;
  }

  get(): AppState {
    const { changes, desktop, settings, health, lost, providers } = this.#deps;
    return {
      version: desktop.version,
      platform: desktop.platform,
      locale: desktop.locale(),
      providers: providers.map((provider) => provider.facts),
      connections: settings.connections.map((connection) => ({
        ...connection,
        health: health.of(connection.connectionId),
      })),
      lostConnections: lost.all,
      settings: settings.settings,
      defaultSettings,
      shortcuts: { ...this.#shortcuts, portal: desktop.shortcuts.portal },
      online: desktop.network.isOnline(),
      problems: lost.all.length > 0 ? [...this.#problems, { kind: 'connections-lost' }] : this.#problems,
      logInFlight: this.#logInFlight,
      openWindows: this.#openWindows,
      lastChange: changes.last,
    };
  }

  /** A problem that belongs to no connection; it stays until `clearProblem`. Returns whether it is a new one. */
  noteProblem(problem: Problem): boolean {
    if (this.#problems.some(({ kind }) => kind === problem.kind)) return false;
    this.#problems = [...this.#problems, problem];
    return true;
  }

  clearProblem(kind: Problem['kind']): void {
    this.#problems = this.#problems.filter((problem) => problem.kind !== kind);
  }

  noteLogIn(inFlight: LogInInFlight | null): void {
    this.#logInFlight = inFlight;
  }

  get openWindows(): readonly OpenWindow[] {
    return this.#openWindows;
  }

  noteWindows(open: readonly OpenWindow[]): void {
    this.#openWindows = open;
  }

  noteShortcut(slot: ShortcutSlot, problem: Problem | null, active: boolean): void {
    this.#shortcuts = {
      ...this.#shortcuts,
      [slot]: problem,
      ...(slot === 'launcher'
        ? { launcherActive: active, launcherUnconfirmed: active && this.#deps.desktop.shortcuts.portal }
        : {}),
    };
  }

  /** The launcher's shortcut was pressed: it works. Returns whether that is news. */
  confirmShortcut(): boolean {
    const isNews = this.#shortcuts.launcherUnconfirmed;
    this.#shortcuts = { ...this.#shortcuts, launcherUnconfirmed: false };
    return isNews;
  }
}
