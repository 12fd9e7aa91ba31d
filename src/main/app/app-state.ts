import type { Connection } from '../../shared/connection.ts';
import type { AppState } from '../../shared/contract.ts';
import type { Platform } from '../../shared/platform.ts';
import type { Problem } from '../../shared/problems.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import type { HealthBoard } from '../connections/health.ts';
import type { ShortcutSlot } from '../desktop/desktop.ts';
import type { Provider } from '../providers/provider.ts';

export interface AppStateDeps {
  version: string;
  platform: Platform;
  providers: readonly Provider[];
  connections: () => readonly Connection[];
  settings: () => Settings;
  health: HealthBoard;
  isOnline: () => boolean;
}

/** What both windows and the tray show of the program as a whole. */
export class AppStateBoard {
  readonly #deps: AppStateDeps;
  #problems: readonly Problem[] = [];
  #shortcuts: AppState['shortcuts'] = { launcher: null, clipboard: null, launcherActive: false };

  constructor(deps: AppStateDeps) {
    this.#deps = deps;
  }

  get(): AppState {
    const { version, platform, providers, connections, settings, health, isOnline } = this.#deps;
    return {
      version,
      platform,
      providers: providers.map((provider) => provider.facts),
      connections: connections().map((connection) => ({ ...connection, health: health.of(connection.connectionId) })),
      settings: settings(),
      defaultSettings,
      shortcuts: this.#shortcuts,
      online: isOnline(),
      problems: this.#problems,
    };
  }

  /** A problem that belongs to no connection; it stays until it is settled. Answers whether it is a new one. */
  noteProblem(problem: Problem): boolean {
    if (this.#problems.some(({ kind }) => kind === problem.kind)) return false;
    this.#problems = [...this.#problems, problem];
    return true;
  }

  /** What stood in the way does so no longer. */
  settle(kind: Problem['kind']): void {
    this.#problems = this.#problems.filter((problem) => problem.kind !== kind);
  }

  noteShortcut(slot: ShortcutSlot, problem: Problem | null, active: boolean): void {
    this.#shortcuts = {
      ...this.#shortcuts,
      [slot]: problem,
      ...(slot === 'launcher' ? { launcherActive: active } : {}),
    };
  }
}
