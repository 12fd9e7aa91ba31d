export type Theme = 'system' | 'light' | 'dark';

/** Everything the user may set, connections aside. Kept by electron-store; no secret among it. */
export interface Settings {
  theme: Theme;
  /** Electron accelerators. */
  launcherShortcut: string;
  /** "Log in as the customer on my clipboard"; null is off. */
  clipboardShortcut: string | null;
  shortcutsPaused: boolean;
  startAtLogin: boolean;
  syncEveryMinutes: number;
  hideOnBlur: boolean;
  hideOnEscape: boolean;
  hideAfterOpening: boolean;
  showNotices: boolean;
  firstRunDone: boolean;
  /** The ticket last given where a connection wants a reason. */
  lastReason: string;
}

export const defaultSettings: Settings = {
  theme: 'system',
  // Free of what support people already use: Bitwarden's Ctrl+Shift+L, 1Password's Ctrl+Shift+Space, Slack's Ctrl+Shift+K.
  launcherShortcut: 'CommandOrControl+Shift+Y',
  clipboardShortcut: null,
  shortcutsPaused: false,
  startAtLogin: false,
  syncEveryMinutes: 60,
  hideOnBlur: true,
  hideOnEscape: true,
  hideAfterOpening: true,
  showNotices: true,
  firstRunDone: false,
  lastReason: '',
};
