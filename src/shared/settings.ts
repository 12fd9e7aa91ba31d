import { z } from 'zod';

// One line per setting; the file, the windows and main derive everything else. Windows import only types from here:
// the schema library must not ship in a page.

const accelerator = z.string().min(1).max(64);

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
  firstRunDone: setting(z.boolean(), false),
});

export type Settings = z.infer<typeof settingsSchema>;
export type Theme = Settings['theme'];

export const defaultSettings: Settings = settingsSchema.parse(
  Object.fromEntries(Object.entries(settingsSchema.shape).map(([name, schema]) => [name, initialValues.get(schema)])),
);
