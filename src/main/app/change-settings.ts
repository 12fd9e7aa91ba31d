import type { Input } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { SyncScheduler } from '../sync/sync-scheduler.ts';
import type { ProgramEvents } from './program-events.ts';
import { type Shortcuts, shortcutsOf } from './shortcuts.ts';

export interface ApplySettingsDeps {
  desktop: Pick<Desktop, 'setTheme' | 'setStartAtLogin'> & {
    readonly launcher: Pick<Desktop['launcher'], 'setHideOnBlur'>;
  };
  syncs: Pick<SyncScheduler, 'schedule'>;
  events: ProgramEvents;
}

export interface ChangeSettingsDeps extends ApplySettingsDeps {
  settings: Pick<SettingsFile, 'settings' | 'change'>;
  shortcuts: Pick<Shortcuts, 'grab'>;
}

/**
 * Changes some settings. If the system refuses a shortcut, nothing changes, and the previous shortcut goes on working.
 * Returns shortcut-taken, shortcut-invalid, disk-full, disk-read-only.
 */
export function changeSettings(deps: ChangeSettingsDeps, change: Input<'changeSettings'>): Result<null> {
  const before = deps.settings.settings;
  const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: Settings = { ...before, ...wanted };
  const grabbed = grabShortcuts(deps, before, after);
  if (!grabbed.ok) return grabbed;
  const kept = deps.settings.change(wanted);
  if (!kept.ok) {
    grabShortcuts(deps, after, before);
    return kept;
  }
  applySettings(deps, after, before);
  return ok(null);
}

/** Brings the desktop and the schedule in line with the settings; `before` is null when the program starts. */
export function applySettings(
  { desktop, syncs, events }: ApplySettingsDeps,
  now: Settings,
  before: Settings | null,
): void {
  desktop.setTheme(now.theme);
  desktop.launcher.setHideOnBlur(now.hideOnBlur);
  // Only if it changes: the user may have switched it off in the system, which has the last word.
  if (before && now.startAtLogin !== before.startAtLogin) desktop.setStartAtLogin(now.startAtLogin);
  if (before && now.syncEveryMinutes !== before.syncEveryMinutes) syncs.schedule();
  events.emit('state');
}

function grabShortcuts(
  { shortcuts }: Pick<ChangeSettingsDeps, 'shortcuts'>,
  before: Settings,
  after: Settings,
): Result<null> {
  const had = shortcutsOf(before);
  const wants = shortcutsOf(after);
  if (wants.launcher !== had.launcher) {
    const grabbed = shortcuts.grab('launcher', wants.launcher);
    if (!grabbed.ok) return grabbed;
  }
  if (wants.clipboard !== had.clipboard) {
    const grabbed = shortcuts.grab('clipboard', wants.clipboard);
    if (!grabbed.ok) {
      if (wants.launcher !== had.launcher) shortcuts.grab('launcher', had.launcher);
      return grabbed;
    }
  }
  return ok(null);
}
