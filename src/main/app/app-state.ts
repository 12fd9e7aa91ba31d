import type { AppState } from '../../shared/contract.ts';
import type { LogInInFlight } from '../../shared/log-in.ts';
import type { Problem } from '../../shared/problems.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Changes } from '../accounts/changes.ts';
import type { HealthBoard } from '../connections/health.ts';
import type { Desktop, ShortcutSlot } from '../desktop/desktop.ts';
import type { Provider } from '../providers/provider.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface AppStateDeps {
  desktop: Pick<Desktop, 'version' | 'platform' | 'network'> & { shortcuts: Pick<Desktop['shortcuts'], 'portal'> };
  settings: Pick<SettingsFile, 'settings' | 'connections'>;
  health: Pick<HealthBoard, 'of'>;
  providers: readonly Provider[];
  changes: Pick<Changes, 'last'>;
}

/** Everything that windows and tray show, except accounts. */
export class AppStateBoard {
  readonly #deps: AppStateDeps;
  #logInFlight: LogInInFlight | null = null;
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
    const { changes, desktop, settings, health, providers } = this.#deps;
    return {
      version: desktop.version,
      platform: desktop.platform,
      providers: providers.map((provider) => provider.facts),
      connections: settings.connections.map((connection) => ({
        ...connection,
        health: health.of(connection.connectionId),
      })),
      settings: settings.settings,
      defaultSettings,
      shortcuts: { ...this.#shortcuts, portal: desktop.shortcuts.portal },
      online: desktop.network.isOnline(),
      problems: this.#problems,
      logInFlight: this.#logInFlight,
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
