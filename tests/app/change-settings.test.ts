import { EventEmitter } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { type ChangeSettingsDeps, changeSettings } from '../../src/main/app/change-settings.ts';
import { clockTime, formatFor, wholeNumber } from '../../src/shared/format.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { defaultSettings, type Settings } from '../../src/shared/settings.ts';

/** A system that keeps some shortcuts for itself, and a disk that may be full. */
function system({ taken = [] as string[], diskFull = false, loginItem = (): Result<null> => ok(null) } = {}) {
  let settings: Settings = { ...defaultSettings, launcherShortcut: 'Ctrl+Shift+Y' };
  const held: Record<string, string | null> = { launcher: 'Ctrl+Shift+Y', clipboard: null };
  const applied: string[] = [];
  const deps: ChangeSettingsDeps = {
    settings: {
      get settings() {
        return settings;
      },
      change(change) {
        if (diskFull) return fail({ kind: 'disk-full' });
        settings = { ...settings, ...change };
        return ok(null);
      },
    },
    shortcuts: {
      grab(slot, shortcut) {
        if (shortcut && taken.includes(shortcut)) return fail({ kind: 'shortcut-taken', shortcut });
        held[slot] = shortcut;
        return ok(null);
      },
    },
    desktop: {
      locale: () => 'de-DE',
      setTheme: (theme) => void applied.push(theme),
      setStartAtLogin: (start) => {
        applied.push(`start at login: ${start}`);
        return loginItem();
      },
      launcher: { setHideOnBlur: (hide) => void applied.push(`hide on blur: ${hide}`) },
    },
    syncs: { schedule: () => void applied.push('schedule') },
    events: new EventEmitter(),
  };
  deps.events.on('state', () => applied.push('announced'));
  return { deps, held, applied, settings: () => settings };
}

test('a new shortcut is grabbed and kept', () => {
  const { deps, held, settings } = system();
  expect(changeSettings(deps, { launcherShortcut: 'Alt+Space' }).ok).toBe(true);
  expect(held['launcher']).toBe('Alt+Space');
  expect(settings().launcherShortcut).toBe('Alt+Space');
});

test('the program writes times with the chosen clock, and numbers as the system does', () => {
  onTestFinished(() => formatFor({ locale: '', clock: 'system' }));
  const { deps } = system();
  changeSettings(deps, { clock: '12h' });
  expect(clockTime('2026-03-02T14:05:00.000Z')).toMatch(/^\d\d:05\s[AP]M$/);
  expect(wholeNumber(5_012)).toBe('5.012');
  changeSettings(deps, { clock: '24h' });
  expect(clockTime('2026-03-02T14:05:00.000Z')).toMatch(/^\d\d:05$/);
});

test('a refused shortcut changes nothing, and the one before goes on working', () => {
  const { deps, held, settings, applied } = system({ taken: ['Alt+F4'] });
  const answer = changeSettings(deps, { launcherShortcut: 'Alt+F4', theme: 'dark' });
  expect(answer).toEqual({ ok: false, problem: { kind: 'shortcut-taken', shortcut: 'Alt+F4' } });
  expect(held['launcher']).toBe('Ctrl+Shift+Y');
  expect(settings()).toMatchObject({ launcherShortcut: 'Ctrl+Shift+Y', theme: 'system' });
  expect(applied).toEqual([]);
});

test('if the second of two shortcuts is refused, the first one is released too', () => {
  const { deps, held } = system({ taken: ['Alt+F4'] });
  expect(changeSettings(deps, { launcherShortcut: 'Alt+Space', clipboardShortcut: 'Alt+F4' }).ok).toBe(false);
  expect(held).toEqual({ launcher: 'Ctrl+Shift+Y', clipboard: null });
});

test('if the disk is full, the old shortcuts stay', () => {
  const { deps, held } = system({ diskFull: true });
  expect(changeSettings(deps, { launcherShortcut: 'Alt+Space' })).toMatchObject({ problem: { kind: 'disk-full' } });
  expect(held['launcher']).toBe('Ctrl+Shift+Y');
});

test('pausing releases the shortcuts, and resuming takes them again', () => {
  const { deps, held } = system();
  changeSettings(deps, { shortcutsPaused: true });
  expect(held['launcher']).toBeNull();
  changeSettings(deps, { shortcutsPaused: false });
  expect(held['launcher']).toBe('Ctrl+Shift+Y');
});

test('the desktop and the schedule follow the settings, and the windows are notified', () => {
  const { deps, applied } = system();
  changeSettings(deps, { theme: 'dark', hideOnBlur: false });
  expect(applied).toEqual(['dark', 'hide on blur: false', 'announced']);
  applied.length = 0;
  changeSettings(deps, { startAtLogin: true, syncEveryMinutes: 15 });
  expect(applied).toEqual(['start at login: true', 'dark', 'hide on blur: false', 'schedule', 'announced']);
});

const thrown = (code: string) => (): never => {
  throw Object.assign(new Error(code), { code });
};
const refused = { kind: 'start-at-login-refused', why: 'system' } as const;

test.each([
  ['says no', () => fail(refused), refused],
  ['has a full disk', thrown('ENOSPC'), { kind: 'disk-full' }],
  ['refuses to write', thrown('EACCES'), { kind: 'disk-read-only' }],
  ['has a file in the place of the folder', thrown('EEXIST'), refused],
])('if the system %s when asked for a start at login, nothing changes', (_, loginItem, problem) => {
  const { deps, held, settings } = system({ loginItem });
  const answer = changeSettings(deps, { startAtLogin: true, launcherShortcut: 'Alt+Space' });
  expect(answer).toEqual({ ok: false, problem });
  expect(settings()).toMatchObject({ startAtLogin: false, launcherShortcut: 'Ctrl+Shift+Y' });
  expect(held['launcher']).toBe('Ctrl+Shift+Y');
});

test('a start at login that the user must still allow is kept, and said', () => {
  const unapproved = fail({ kind: 'start-at-login-unapproved' } as const);
  const { deps, settings } = system({ loginItem: () => unapproved });
  expect(changeSettings(deps, { startAtLogin: true, theme: 'dark' })).toEqual(unapproved);
  expect(settings()).toMatchObject({ startAtLogin: true, theme: 'dark' });
});

test('if the disk is full, the login item is taken back', () => {
  const { deps, applied } = system({ diskFull: true });
  expect(changeSettings(deps, { startAtLogin: true })).toMatchObject({ problem: { kind: 'disk-full' } });
  expect(applied).toEqual(['start at login: true', 'start at login: false']);
});
