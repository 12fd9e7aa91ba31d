import { z } from 'zod';
import type { AccountDetails, AccountRow } from './account.ts';
import type { AnnouncementName, RequestName } from './channels.ts';
import { type ConnectionView, connectionColours } from './connection.ts';
import type { LedgerRow } from './ledger.ts';
import { columnMeanings, type ImportRecord, type NamesPreview } from './names.ts';
import type { Problem } from './problems.ts';
import type { ProviderFacts } from './provider-facts.ts';
import type { Result } from './result.ts';
import type { Settings } from './settings.ts';

// One declaration: the preload, main's handlers, the windows' client and the tests' driver all derive from this.

const connectionId = z.string().regex(/^[a-z0-9]{8,32}$/);
const accountId = z.string().min(3).max(320);
const targetId = z.string().max(64).nullable();
/** Length only: what a key may hold is checked where it is used, so that the answer can say what is wrong with it. */
const key = z.string().max(20_000);
const accelerator = z.string().min(1).max(64);
const label = z.string().trim().min(1).max(60);
const reason = z.string().trim().max(200);
const nothing = z.strictObject({});

export const settingsShape = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  launcherShortcut: accelerator,
  clipboardShortcut: accelerator.nullable(),
  shortcutsPaused: z.boolean(),
  startAtLogin: z.boolean(),
  syncEveryMinutes: z.int().min(5).max(1440),
  hideOnBlur: z.boolean(),
  hideOnEscape: z.boolean(),
  hideAfterOpening: z.boolean(),
  showNotices: z.boolean(),
  firstRunDone: z.boolean(),
  lastReason: reason,
});

export const connectionShape = z.strictObject({
  connectionId,
  provider: z.string().regex(/^[a-z]{2,32}$/),
  label,
  colour: z.enum(connectionColours),
  region: z.string().max(32),
  sandbox: z.boolean(),
  reasonRequired: z.boolean(),
  adminEmail: z.union([z.literal(''), z.email().max(254)]),
  createdAt: z.iso.datetime(),
});

/** What a guard asked the user, to be sent back once the user said yes. See `LogInAnswer`. */
const confirmed = z.array(z.enum(['recently-opened', 'lookalike', 'state'])).max(3);
const logIn = z.strictObject({ accountId, target: targetId, reason, confirmed });
const columns = z.array(z.enum(columnMeanings)).max(200);

export const inputs = {
  getState: nothing,
  searchAccounts: z.strictObject({ text: z.string().max(200) }),
  logIn,
  copyLoginLink: logIn,
  getAccountDetails: z.strictObject({ accountId }),
  copyAccountField: z.strictObject({ accountId, field: z.enum(['id', 'email']) }),
  renameAccount: z.strictObject({ accountId, name: z.string().trim().max(200) }),
  noteAccount: z.strictObject({ accountId, note: z.string().trim().max(2_000) }),
  pinAccount: z.strictObject({ accountId, pinned: z.boolean() }),
  connectProvider: z.strictObject({
    provider: z.string().max(32),
    key,
    label: label.or(z.literal('')),
    colour: z.enum(connectionColours),
    region: z.string().max(32),
  }),
  exploreSamples: nothing,
  removeSamples: nothing,
  verifyConnection: z.strictObject({ connectionId }),
  replaceKey: z.strictObject({ connectionId, key }),
  changeConnection: z.strictObject({
    connectionId,
    change: connectionShape
      .pick({ label: true, colour: true, region: true, reasonRequired: true, adminEmail: true })
      .partial(),
  }),
  disconnectProvider: z.strictObject({ connectionId }),
  syncAccounts: z.strictObject({ connectionId: connectionId.nullable() }),
  cancelSync: z.strictObject({ connectionId }),
  pauseNames: z.strictObject({ connectionId, paused: z.boolean() }),
  chooseNamesFile: nothing,
  previewNames: z.strictObject({ importId: z.string().max(64), columns, hasHeader: z.boolean() }),
  importNames: z.strictObject({ importId: z.string().max(64), columns, hasHeader: z.boolean() }),
  undoImport: z.strictObject({ importId: z.string().max(64) }),
  listImports: nothing,
  exportNames: nothing,
  searchLedger: z.strictObject({ text: z.string().max(200), beforeRowId: z.int().nullable() }),
  exportLedger: nothing,
  changeSettings: settingsShape.omit({ firstRunDone: true }).partial(),
  finishFirstRun: nothing,
  hideLauncher: nothing,
  openSettings: z.strictObject({
    section: z.enum(['connections', 'names', 'shortcuts', 'general', 'history', 'about']).nullable(),
  }),
  openProviderPage: z.strictObject({ provider: z.string().max(32), page: z.enum(['keys', 'allowed-ips']) }),
  showLogs: nothing,
  getLicences: nothing,
} as const satisfies Record<RequestName, z.ZodType>;

export type SettingsSection = NonNullable<z.infer<typeof inputs.openSettings>['section']>;
export type GuardKind = z.infer<typeof confirmed>[number];

/** Everything both windows show that is not an account. Sent whole: it is small, and a whole cannot go stale in parts. */
export interface AppState {
  version: string;
  platform: 'darwin' | 'win32' | 'linux';
  providers: readonly ProviderFacts[];
  connections: readonly ConnectionView[];
  settings: Settings;
  /** Whether the system granted the shortcuts; null where off. */
  shortcuts: { launcher: Problem | null; clipboard: Problem | null; launcherActive: boolean };
  online: boolean;
  /** Problems that belong to no connection, e.g. a directory set aside at start. */
  problems: readonly Problem[];
}

export interface SearchAnswer {
  /** The text this answers; a window drops an answer to an older text. */
  text: string;
  rows: readonly AccountRow[];
  /** A place to land typed after the name: `acme senders`. Holds for rows whose provider has it. */
  target: string | null;
  /** All accounts in the directory, to tell "no match" from "nothing here yet". */
  total: number;
}

/** One second's pause before a likely slip. `opened`: done. `ask`: send the same again with `confirmed` to go on. */
export type LogInAnswer =
  | { opened: true; accountName: string; connectionLabel: string }
  | { opened: false; ask: GuardKind; otherName: string | null; minutesAgo: number | null; state: string | null };

export type CopyLinkAnswer =
  | { copied: true; expiresAt: string }
  | { copied: false; ask: GuardKind; otherName: string | null; minutesAgo: number | null; state: string | null };

/** One entry per request: `Output` does not compile where a name of channels.ts has none here. */
interface Outputs {
  getState: AppState;
  searchAccounts: SearchAnswer;
  logIn: LogInAnswer;
  copyLoginLink: CopyLinkAnswer;
  getAccountDetails: AccountDetails;
  copyAccountField: null;
  renameAccount: null;
  noteAccount: null;
  pinAccount: null;
  connectProvider: { connectionId: string; accountTotal: number | null };
  exploreSamples: null;
  removeSamples: null;
  verifyConnection: { accountTotal: number | null };
  replaceKey: null;
  changeConnection: null;
  disconnectProvider: null;
  /** Answers once every sync asked for has ended; progress is announced meanwhile. */
  syncAccounts: null;
  cancelSync: null;
  pauseNames: null;
  /** null: the user chose no file. */
  chooseNamesFile: NamesPreview | null;
  previewNames: NamesPreview;
  importNames: ImportRecord;
  undoImport: ImportRecord;
  listImports: readonly ImportRecord[];
  /** How many rows were written; null: the user chose no file. */
  exportNames: { rows: number } | null;
  searchLedger: { rows: readonly LedgerRow[]; more: boolean; intact: boolean };
  exportLedger: { rows: number } | null;
  changeSettings: null;
  finishFirstRun: null;
  hideLauncher: null;
  openSettings: null;
  openProviderPage: null;
  showLogs: null;
  getLicences: string;
}

export interface Announcements {
  stateChanged: AppState;
  /** Rows on screen may have changed; a window asks again for what it shows, but never reorders under the user's hand. */
  accountsChanged: { connectionId: string };
  /** The launcher came up. `select` puts an account first (deep link); `text` fills the search box. */
  launcherShown: {
    text: string | null;
    select: string | null;
    from: 'shortcut' | 'tray' | 'deep-link' | 'clipboard' | 'start';
  };
  launcherHidden: null;
  settingsSection: { section: SettingsSection };
  /** The launcher's shortcut was pressed; first run waits for it once. */
  shortcutPressed: null;
  /** A login link lies on the clipboard until then; null: it was cleared. The link itself never comes here. */
  linkOnClipboard: { accountName: string; expiresAt: string } | null;
}

export type Input<N extends RequestName> = z.infer<(typeof inputs)[N]>;
export type Output<N extends RequestName> = Outputs[N];

/** What main must answer: one handler per request, no more, no fewer. */
export type Handlers = { [N in RequestName]: (input: Input<N>) => Result<Output<N>> | Promise<Result<Output<N>>> };

/** What a window can call: `window.latchkey`. */
export type Api = { [N in RequestName]: (input: Input<N>) => Promise<Result<Output<N>>> } & {
  on<N extends AnnouncementName>(name: N, listener: (announcement: Announcements[N]) => void): () => void;
};
