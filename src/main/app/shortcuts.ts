import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Desktop, ShortcutSlot } from '../desktop/desktop.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { AppStateBoard } from './app-state.ts';
import type { LogInDoor } from './log-in-door.ts';
import type { Notifications } from './notifications.ts';
import type { ProgramEvents } from './program-events.ts';

export interface ShortcutsDeps {
  desktop: Pick<Desktop, 'announce' | 'clipboard' | 'launcher' | 'settings' | 'shortcuts'>;
  settings: Pick<SettingsFile, 'settings' | 'change'>;
  state: Pick<AppStateBoard, 'noteShortcut' | 'confirmShortcut'>;
  door: Pick<LogInDoor, 'selectFromClipboard'>;
  notifications: Pick<Notifications, 'showProblem'>;
  events: ProgramEvents;
  /** Reports a bug. */
  crashed: (error: unknown) => void;
}

/** The shortcuts that the settings ask for: none while paused. */
export function shortcutsOf(settings: Settings): Record<ShortcutSlot, string | null> {
  return settings.shortcutsPaused
    ? { launcher: null, clipboard: null }
    : { launcher: settings.launcherShortcut, clipboard: settings.clipboardShortcut };
}

/** The system-wide shortcuts, and what pressing them does. */
export class Shortcuts {
  readonly #deps: ShortcutsDeps;

  constructor(deps: ShortcutsDeps) {
    this.#deps = deps;
  }

  /** Asks the system for a shortcut; null releases it. If the system refuses, the previous one is back in place. */
  grab(slot: ShortcutSlot, accelerator: string | null): Result<null> {
    const { desktop, state } = this.#deps;
    const grabbed = desktop.shortcuts.set(slot, accelerator, () => this.#pressed(slot));
    if (grabbed.ok) state.noteShortcut(slot, null, accelerator !== null);
    return grabbed;
  }

  /** At start and after a pause. Settings and a notification show what the system refuses; the rest works. */
  grabAll(): void {
    const { settings, state, notifications } = this.#deps;
    const wanted = shortcutsOf(settings.settings);
    for (const slot of ['launcher', 'clipboard'] as const) {
      const grabbed = this.grab(slot, wanted[slot]);
      if (grabbed.ok) continue;
      state.noteShortcut(slot, grabbed.problem, false);
      notifications.showProblem(grabbed.problem);
    }
  }

  pause(shortcutsPaused: boolean): void {
    const kept = this.#deps.settings.change({ shortcutsPaused });
    if (!kept.ok) {
      this.#deps.notifications.showProblem(kept.problem);
      return;
    }
    this.grabAll();
    this.#deps.events.emit('state');
  }

  #pressed(slot: ShortcutSlot): void {
    if (slot === 'launcher') this.#toggleLauncher();
    else void this.#selectFromClipboard().catch(this.#deps.crashed);
  }

  #toggleLauncher(): void {
    const { desktop, events, settings, state } = this.#deps;
    if (state.confirmShortcut()) events.emit('state');
    desktop.announce('shortcutPressed', null);
    // During first run, show the settings window instead: it waits for this key press, and the launcher would hide it.
    const opening = { text: null, select: null, from: 'shortcut', pending: null } as const;
    if (settings.settings.firstRunDone) desktop.launcher.toggle(opening);
    else desktop.settings.open(null);
  }

  async #selectFromClipboard(): Promise<void> {
    this.#deps.door.selectFromClipboard(await this.#deps.desktop.clipboard.readText());
  }
}
