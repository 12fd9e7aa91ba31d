import { formatAccelerator } from '../../../shared/accelerator.ts';
import type { DeskSetting, SettingChange } from '../../../shared/desk.ts';
import type { Platform } from '../../../shared/platform.ts';
import type { Settings } from '../../../shared/settings.ts';
import { limitWords } from '../general/OwnWindows.tsx';
import { intervalWords } from '../words.ts';

/** How a setting is called on its own page, and how one of its values reads. */
type SettingWords = {
  [S in DeskSetting]: readonly [name: string, value: (value: Settings[S], platform: Platform) => string];
};

const clockWords: Readonly<Record<Settings['clock'], string>> = {
  system: 'as the system',
  '12h': '12 hours',
  '24h': '24 hours',
};

const onOff = (on: boolean): string => (on ? 'on' : 'off');
const themes: Readonly<Record<Settings['theme'], string>> = { system: 'system', light: 'light', dark: 'dark' };

const words: SettingWords = {
  theme: ['Theme', (theme) => themes[theme]],
  clock: ['Time of day', (clock) => clockWords[clock]],
  launcherShortcut: ['Shortcut of Latchkey', formatAccelerator],
  clipboardShortcut: [
    'Shortcut for the clipboard',
    (shortcut, platform) => (shortcut === null ? 'off' : formatAccelerator(shortcut, platform)),
  ],
  syncEveryMinutes: ['Sync customer lists every', intervalWords],
  firstSteps: ['First steps in the launcher', onOff],
  previewPane: ['Preview beside the list', onOff],
  hideOnBlur: ['Hide when I click elsewhere', onOff],
  hideOnEscape: ['Hide on Esc', onOff],
  hideAfterOpening: ['Hide once a customer was opened', onOff],
  showNotices: ['Show a notice with each login', onOff],
  savedPages: ['Saved pages', (pages) => (pages.length === 0 ? 'none' : pages.map(({ name }) => name).join(', '))],
  windowLimitMinutes: [
    'Close a window of a customer’s own',
    (minutes) => (minutes === null ? 'when I close it' : limitWords(minutes)),
  ],
};

export const settingName = (setting: DeskSetting): string => words[setting][0];

/** How a setting changes, such as `system → dark`. */
export function changeWords({ name, before, after }: SettingChange, platform: Platform): string {
  const read = words[name][1] as (value: unknown, platform: Platform) => string;
  return `${read(before, platform)} → ${read(after, platform)}`;
}
