import type { Input } from '../../shared/contract.ts';
import { formatFor } from '../../shared/format.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { diskProblem } from '../lib/disk-problem.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { SyncScheduler } from '../sync/sync-scheduler.ts';
import type { ProgramEvents } from './program-events.ts';
import { type Shortcuts, shortcutsOf } from './shortcuts.ts';

export interface ApplySettingsDeps {
  desktop: Pick<Desktop, 'setTheme' | 'locale'> & {
    readonly launcher: Pick<Desktop['launcher'], 'setHideOnBlur'>;
  };
  syncs: Pick<SyncScheduler, 'schedule'>;
  events: ProgramEvents;
}

export interface ChangeSettingsDeps extends ApplySettingsDeps {
  desktop: ApplySettingsDeps['desktop'] & Pick<Desktop, 'setStartAtLogin'>;
  settings: Pick<SettingsFile, 'settings' | 'change'>;
  shortcuts: Pick<Shortcuts, 'grab'>;
}

/**
 * Changes some settings. If the system refuses a shortcut or the start at login, nothing changes, and what was before goes on
 * working. Returns shortcut-taken, shortcut-invalid, start-at-login-refused, disk-full, disk-read-only; and
 * start-at-login-unapproved, with which everything was changed.
 */
export function changeSettings(deps: ChangeSettingsDeps, change: Input<'changeSettings'>): Result<null> {
  const before = deps.settings.settings;
  const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: Settings = { ...before, ...wanted };
  const grabbed = grabShortcuts(deps, before, after);
  if (!grabbed.ok) return grabbed;
  // Only if it changes: the user may have switched it off in the system, which has the last word.
  const changesStart = after.startAtLogin !== before.startAtLogin;
  const started = changesStart ? startAtLogin(deps, after.startAtLogin) : ok(null);
  const isRefused = !started.ok && started.problem.kind !== 'start-at-login-unapproved';
  const kept = isRefused ? started : deps.settings.change(wanted);
  if (!kept.ok) {
    grabShortcuts(deps, after, before);
    if (changesStart && !isRefused) startAtLogin(deps, before.startAtLogin);
    return kept;
  }
  applySettings(deps, after, before);
  return started;
}

/** Brings the desktop and the schedule in line with the settings; `before` is null when the program starts. */
export function applySettings(
  { desktop, syncs, events }: ApplySettingsDeps,
  now: Settings,
  before: Settings | null,
): void {
  formatFor({ locale: desktop.locale(), clock: now.clock });
  desktop.setTheme(now.theme);
  desktop.launcher.setHideOnBlur(now.hideOnBlur);
  if (before && now.syncEveryMinutes !== before.syncEveryMinutes) syncs.schedule();
  events.emit('state');
}

function startAtLogin({ desktop }: Pick<ChangeSettingsDeps, 'desktop'>, start: boolean): Result<null> {
  try {
    return desktop.setStartAtLogin(start);
  } catch (error) {
    return fail(diskProblem(error) ?? { kind: 'start-at-login-refused', why: 'system' });
  }
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
