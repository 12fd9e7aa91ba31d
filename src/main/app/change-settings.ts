import type { Input } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ShortcutSlot } from '../desktop/desktop.ts';

export interface ChangeSettingsDeps {
  settings: () => Settings;
  keep: (change: Partial<Settings>) => Result<null>;
  /** Asks the system for a shortcut (null: gives it up). On a refusal the one before is back in place. */
  grabShortcut: (slot: ShortcutSlot, accelerator: string | null) => Result<null>;
  /** Brings the desktop in line with what was kept: theme, start at login, blur. */
  apply: (now: Settings, before: Settings) => void;
}

/**
 * Changes some settings. A refused shortcut changes nothing at all: returns shortcut-taken or shortcut-invalid, and the
 * one before goes on working. Also disk-full, disk-read-only.
 */
export function changeSettings(deps: ChangeSettingsDeps, change: Input<'changeSettings'>): Result<null> {
  const before = deps.settings();
  const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: Settings = { ...before, ...wanted };
  const grabbed = grabShortcuts(deps, before, after);
  if (!grabbed.ok) return grabbed;
  const kept = deps.keep(wanted);
  if (!kept.ok) {
    grabShortcuts(deps, after, before);
    return kept;
  }
  deps.apply(after, before);
  return ok(null);
}

function grabShortcuts(deps: ChangeSettingsDeps, before: Settings, after: Settings): Result<null> {
  const had = shortcutsOf(before);
  const wants = shortcutsOf(after);
  if (wants.launcher !== had.launcher) {
    const grabbed = deps.grabShortcut('launcher', wants.launcher);
    if (!grabbed.ok) return grabbed;
  }
  if (wants.clipboard !== had.clipboard) {
    const grabbed = deps.grabShortcut('clipboard', wants.clipboard);
    if (!grabbed.ok) {
      if (wants.launcher !== had.launcher) deps.grabShortcut('launcher', had.launcher);
      return grabbed;
    }
  }
  return ok(null);
}

/** What the system should hold for us: nothing while paused. */
export function shortcutsOf(settings: Settings): Record<ShortcutSlot, string | null> {
  return settings.shortcutsPaused
    ? { launcher: null, clipboard: null }
    : { launcher: settings.launcherShortcut, clipboard: settings.clipboardShortcut };
}
