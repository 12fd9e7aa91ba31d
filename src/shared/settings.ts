import { z } from 'zod';
import { clocks } from './format.ts';
import { longestPage } from './provider-page.ts';

// One line per setting; the file, the windows and main derive everything else. Windows import only types from here:
// the schema library must not ship in a page.

const accelerator = z.string().min(1).max(64);

const savedPage = z.strictObject({
  provider: z.string().max(32),
  name: z.string().trim().min(1).max(40),
  // Read again by `readPage` wherever it is used.
  page: z.string().max(longestPage),
});

const initialValues = new Map<z.ZodType, unknown>();

/** What a setting may hold, and what it holds until the user changes it. */
function setting<S extends z.ZodType>(schema: S, initial: z.output<S>): S {
  // A schema of its own, so that two settings may share one without sharing the initial value.
  const own = schema.clone();
  initialValues.set(own, initial);
  return own;
}

/** Everything the user may set, except connections. electron-store keeps it under these names; it holds no secret. */
export const settingsSchema = z.strictObject({
  theme: setting(z.enum(['system', 'light', 'dark']), 'system'),
  // How times of day are written.
  clock: setting(z.enum(clocks), 'system'),
  // An Electron accelerator, free of what support people already use: Bitwarden has Ctrl+Shift+L, 1Password
  // Ctrl+Shift+Space, Slack Ctrl+Shift+K.
  launcherShortcut: setting(accelerator, 'CommandOrControl+Shift+Y'),
  // "Log in as the customer on my clipboard"; null is off.
  clipboardShortcut: setting(accelerator.nullable(), null),
  shortcutsPaused: setting(z.boolean(), false),
  startAtLogin: setting(z.boolean(), false),
  syncEveryMinutes: setting(z.int().min(5).max(1440), 60),
  hideOnBlur: setting(z.boolean(), true),
  hideOnEscape: setting(z.boolean(), true),
  hideAfterOpening: setting(z.boolean(), true),
  showNotices: setting(z.boolean(), true),
  // The pane beside the list, with more about the selected customer. Only windows with room for it obey.
  previewPane: setting(z.boolean(), true),
  // What a newcomer has not done yet, under the list of the launcher.
  firstSteps: setting(z.boolean(), true),
  // How a login link reaches the browser: see hand-over.ts.
  linkHandOver: setting(z.enum(['automatic', 'on', 'off']), 'automatic'),
  // Pages of providers that a log-in can open, by the names that the user gave them.
  savedPages: setting(z.array(savedPage).max(50), []),
  // The browser of customers' own windows, e.g. `chromium`; null: the default browser, or else the first that can do it.
  windowBrowser: setting(z.string().max(32).nullable(), null),
  // A customer's own window is closed so many minutes after the last log-in in it; null: never.
  windowLimitMinutes: setting(z.int().min(5).max(1440).nullable(), null),
  firstRunDone: setting(z.boolean(), false),
});

export type Settings = z.infer<typeof settingsSchema>;
export type SavedPage = Settings['savedPages'][number];
export type Theme = Settings['theme'];

export const defaultSettings: Settings = settingsSchema.parse(
  Object.fromEntries(Object.entries(settingsSchema.shape).map(([name, schema]) => [name, initialValues.get(schema)])),
);
