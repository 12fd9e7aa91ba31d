import type Electron from 'electron';

// What recorder.cjs records inside the app, and what a test can change of the desktop around it. The same on true
// Electron and on the stand-in.

/** The desktop when the app starts. All of it can change while the app runs. */
export interface DesktopWishes {
  /** Shortcuts that another program has. */
  takenShortcuts?: readonly string[];
  online?: boolean;
  /** The system's for dates, times and numbers, as a BCP 47 tag. */
  locale?: string;
  /** The proxy of the system for every URL, in PAC form. */
  proxy?: string;
  displays?: readonly { bounds: Electron.Rectangle; workArea?: Electron.Rectangle }[];
  pointer?: Electron.Point;
  /** The result of asking the system to open a link. On Linux it never rejects, even without a browser. */
  opening?: 'resolves' | 'rejects';
  /** How long the default browser takes until it visits what it was given. Null: there is none, and nothing says so. */
  browserAfterMs?: number | null;
  darkSystem?: boolean;
  highContrast?: boolean;
}

export interface ClipboardWrite {
  types: readonly string[];
  text: string;
}

export interface DialogAsked {
  kind: 'open' | 'save' | 'message';
  title: string;
  message: string;
  defaultPath: string;
}

export interface Recording {
  wishes: DesktopWishes;
  /** URLs that the system was asked to open, oldest first. None reaches it. */
  asked: string[];
  /** URLs whose page the default browser was led to, oldest first. A hand-over leads to the login link. */
  opened: string[];
  /** Visits of the browser, done and under way. */
  visits: Promise<void>[];
  shownFiles: string[];
  trays: { tray: Electron.Tray; menu: Electron.Menu | null; toolTip: string }[];
  /** Paths of the pictures loaded, oldest first: the last one of a tray folder is the tray's. */
  pictures: string[];
  shortcuts: Map<string, () => void>;
  notices: Electron.Notification[];
  clipboardWrites: ClipboardWrite[];
  /** Answers to the next dialogs: paths, a button's number, or null for cancelled. */
  dialogAnswers: (readonly string[] | number | null)[];
  dialogsAsked: DialogAsked[];
  /** Handlers of ipcMain, by channel. */
  handlers: Map<string, (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown>;
  /** By a window's id. */
  boundsAsked: Map<number, Partial<Electron.Rectangle>>;
  /** Makes the windows follow `wishes.darkSystem`, unless the app has set a theme of its own. */
  applyTheme(): void;
}

declare global {
  var recording: Recording;
}
