import { z } from 'zod';
import type { AccountDetails, AccountRow } from './account.ts';
import type { AccountChange, UndoableChange, Undone } from './change.ts';
import { type Connection, type ConnectionView, connectionColours } from './connection.ts';
import type { LedgerRow } from './ledger.ts';
import type {
  CancelAnswer,
  LogInAnswer,
  LogInInFlight,
  LogInRequest,
  PendingLogIn,
  SuggestedReasons,
} from './log-in.ts';
import { columnMeanings, type ImportRecord, type NamesPreview, namesEncodings } from './names.ts';
import type { Platform } from './platform.ts';
import type { Problem } from './problems.ts';
import type { ProviderFacts } from './provider-facts.ts';
import type { Result } from './result.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { type SettingsSection, settingsSections } from './settings-sections.ts';

// Everything that crosses the bridge: one entry per request, one per announcement. Main's handlers, the windows' client
// and the tests derive from these two tables. Windows import only types from here.

/** One request: the schema that main checks its input by, and the type of the value it returns. */
interface Request<S extends z.ZodType, O> {
  input: S;
  /** A type only; no entry has this property. */
  output?: O;
}

const request = <S extends z.ZodType>(input: S) => ({ returns: <O>(): Request<S, O> => ({ input }) });

/** One announcement: the type of what main tells every window. */
interface Announcement<A> {
  /** A type only; no entry has this property. */
  announced?: A;
}

const announcement = <A>(): Announcement<A> => ({});

const connectionId = z.string().regex(/^[a-z0-9]{8,32}$/);
const accountId = z.string().min(3).max(320);
const importId = z.string().max(64);
/** Length only: the handler checks what a key may hold, so that its problem can say what is wrong with the key. */
const key = z.string().max(20_000);
const label = z.string().trim().min(1).max(60);
const reason = z.string().trim().max(200);
const searchText = z.string().max(200);
const nothing = z.strictObject({});

const adminEmail = z.union([z.literal(''), z.email().max(254)]);

/** A connection as settings.json keeps it. */
export const connectionSchema = z.strictObject({
  connectionId,
  provider: z.string().regex(/^[a-z]{2,32}$/),
  label,
  colour: z.enum(connectionColours),
  region: z.string().max(32),
  sandbox: z.boolean(),
  reasonRequired: z.boolean(),
  adminEmail,
  // Files of older versions do not have these two, and no connection is worth losing for them.
  suggestedAdminEmail: adminEmail.catch(''),
  namesPaused: z.boolean().catch(false),
  createdAt: z.iso.datetime(),
}) satisfies z.ZodType<Connection>;

const logIn = z.strictObject({
  accountId,
  target: z.string().max(64).nullable(),
  reason,
  confirmed: z.array(z.enum(['state', 'lookalike', 'replaces-session'])).max(3),
  chosen: z.enum(['text', 'row']),
}) satisfies z.ZodType<LogInRequest>;
const namesImport = z.strictObject({
  importId,
  encoding: z.enum(namesEncodings),
  headingLine: z.int().nullable(),
  columns: z.array(z.enum(columnMeanings)).max(200),
});

export const requests = {
  getState: request(nothing).returns<AppState>(),
  /** `typed`: a key or a paste of the user changed the text just now. Nothing may move under a typing hand. */
  searchAccounts: request(z.strictObject({ text: searchText, typed: z.boolean() })).returns<SearchAnswer>(),
  /** A wish for another customer, or to copy instead of open, supersedes the log-in in flight; the same wish joins it. */
  logIn: request(logIn).returns<LogInAnswer>(),
  copyLoginLink: request(logIn).returns<LogInAnswer>(),
  cancelLogIn: request(nothing).returns<CancelAnswer>(),
  /** The user typed in another field of the launcher than the search field. */
  noteTyped: request(nothing).returns<null>(),
  /** The user pressed a key in the launcher that types nothing, or clicked. */
  noteHand: request(nothing).returns<null>(),
  /**
   * Whether the launcher shows a question or a field that waits for the user. While it does, links, the clipboard and
   * notifications do not replace what the launcher shows. Main assumes it from the moment it asks.
   */
  noteQuestion: request(z.strictObject({ open: z.boolean() })).returns<null>(),
  /** For the field that asks for a reason, from the ledger. */
  suggestReasons: request(z.strictObject({ accountId })).returns<SuggestedReasons>(),
  getAccountDetails: request(z.strictObject({ accountId })).returns<AccountDetails>(),
  copyAccountField: request(z.strictObject({ accountId, field: z.enum(['id', 'email']) })).returns<null>(),
  /** These three return the change that was made; null: it was so already. */
  renameAccount: request(z.strictObject({ accountId, name: z.string().trim().max(200) })).returns<Changed>(),
  noteAccount: request(z.strictObject({ accountId, note: z.string().trim().max(2_000) })).returns<Changed>(),
  pinAccount: request(z.strictObject({ accountId, pinned: z.boolean() })).returns<Changed>(),
  /** Restores what was there before. Fails if it has been changed again since, or if the program has ended in between. */
  undoChange: request(z.strictObject({ changeId: z.string().max(64) })).returns<Undone>(),

  /** `accountTotal`: how many accounts the key can open, or null if the provider does not say. */
  connectProvider: request(
    z.strictObject({
      provider: z.string().max(32),
      key,
      label: label.or(z.literal('')),
      colour: z.enum(connectionColours),
      region: z.string().max(32),
    }),
  ).returns<{ connectionId: string; accountTotal: number | null }>(),
  exploreSamples: request(nothing).returns<null>(),
  removeSamples: request(nothing).returns<null>(),
  verifyConnection: request(z.strictObject({ connectionId })).returns<{ accountTotal: number | null }>(),
  replaceKey: request(z.strictObject({ connectionId, key })).returns<null>(),
  changeConnection: request(
    z.strictObject({
      connectionId,
      change: connectionSchema
        .pick({ label: true, colour: true, region: true, reasonRequired: true, adminEmail: true })
        .partial(),
    }),
  ).returns<null>(),
  disconnectProvider: request(z.strictObject({ connectionId })).returns<null>(),

  /** Returns when every requested sync has ended; `stateChanged` reports progress. A null id means every connection. */
  syncAccounts: request(z.strictObject({ connectionId: connectionId.nullable() })).returns<null>(),
  cancelSync: request(z.strictObject({ connectionId })).returns<null>(),
  pauseNames: request(z.strictObject({ connectionId, paused: z.boolean() })).returns<null>(),

  /** null: the user chose no file. */
  chooseNamesFile: request(nothing).returns<NamesPreview | null>(),
  /** What is left out is guessed anew. */
  previewNames: request(namesImport.partial({ headingLine: true, columns: true })).returns<NamesPreview>(),
  importNames: request(namesImport).returns<ImportRecord>(),
  undoImport: request(z.strictObject({ importId })).returns<ImportRecord>(),
  listImports: request(nothing).returns<readonly ImportRecord[]>(),
  /** The number of rows written; null: the user chose no file. */
  exportNames: request(nothing).returns<{ rows: number } | null>(),

  /** Newest first, older than `beforeRowId`; null starts at the newest. `intact`: every row fits its seal. */
  searchLedger: request(z.strictObject({ text: searchText, beforeRowId: z.int().nullable() })).returns<{
    rows: readonly LedgerRow[];
    more: boolean;
    intact: boolean;
  }>(),
  /** The number of rows written; null: the user chose no file. */
  exportLedger: request(nothing).returns<{ rows: number } | null>(),

  changeSettings: request(settingsSchema.omit({ firstRunDone: true }).partial()).returns<null>(),
  finishFirstRun: request(nothing).returns<null>(),
  hideLauncher: request(nothing).returns<null>(),
  /** null: the section that the window shows by itself. */
  openSettings: request(z.strictObject({ section: z.enum(settingsSections).nullable() })).returns<null>(),
  openProviderPage: request(
    z.strictObject({ provider: z.string().max(32), page: z.enum(['keys', 'allowed-ips']) }),
  ).returns<null>(),
  showLogs: request(nothing).returns<null>(),
  /** The text of every licence that ships with Latchkey. */
  getLicences: request(nothing).returns<string>(),
};

/** What main tells the windows. No announcement carries a key or a login link. */
export const announcements = {
  stateChanged: announcement<AppState>(),
  /** Visible rows may have changed. A window searches again, but never reorders rows while the user may click them. */
  accountsChanged: announcement<{ connectionId: string }>(),
  /**
   * The launcher appeared. `select` is the account to put first (deep link); `text` fills the search box; `pending` is
   * what must be on the screen from the start.
   */
  launcherShown: announcement<{
    text: string | null;
    select: string | null;
    from: 'shortcut' | 'tray' | 'deep-link' | 'clipboard' | 'start';
    pending: PendingLogIn | null;
  }>(),
  /** Instead of `launcherShown`, if it would replace what is on the screen: the customer waits until the user shows it. */
  waiting: announcement<WaitingLink>(),
  /** A log-in of the tray failed while the user types or has a question to answer: shown beside what they do. */
  logInFailed: announcement<PendingLogIn>(),
  /** At once, unlike `stateChanged`. */
  logInFlight: announcement<LogInInFlight | null>(),
  launcherHidden: announcement<null>(),
  settingsSection: announcement<{ section: SettingsSection }>(),
  /** The launcher's shortcut was pressed; first run waits for this once. */
  shortcutPressed: announcement<null>(),
  /** A login link is on the clipboard until `expiresAt`; null: it was cleared. The link itself is never announced. */
  linkOnClipboard: announcement<{ accountName: string; expiresAt: string } | null>(),
};

/** Everything both windows show except accounts. Always sent whole: it is small, and no part of it can become stale. */
export interface AppState {
  version: string;
  platform: Platform;
  providers: readonly ProviderFacts[];
  connections: readonly ConnectionView[];
  settings: Settings;
  /** What each setting is until the user changes it. */
  defaultSettings: Settings;
  shortcuts: {
    /** Why the system refused it; null if it did not, or if the shortcut is off. */
    launcher: Problem | null;
    clipboard: Problem | null;
    launcherActive: boolean;
    /**
     * Shortcuts go through Wayland's portal: it may ask the user first, and reports no refusal to any program. Source:
     * Electron, globalShortcut, "Usage on Linux".
     */
    portal: boolean;
    /** The portal was asked for the launcher's shortcut, which has not been pressed since: it may have been refused. */
    launcherUnconfirmed: boolean;
  };
  online: boolean;
  /** Problems that belong to no connection, e.g. a directory that was set aside at start. */
  problems: readonly Problem[];
  logInFlight: LogInInFlight | null;
  /** The newest change that can be undone. */
  lastChange: UndoableChange | null;
}

type Changed = AccountChange | null;

/** What a deep link or the clipboard asks the launcher to show. `name`: of the customer, or null if there is none. */
export interface WaitingLink {
  from: 'deep-link' | 'clipboard';
  text: string | null;
  select: string | null;
  name: string | null;
}

export interface SearchAnswer {
  /** The text that was searched for; a window drops answers to an older text. */
  text: string;
  rows: readonly AccountRow[];
  /** The landing target typed after the name, as in `acme senders`. Applies to rows whose provider has this target. */
  target: string | null;
  /** The number of accounts in the directory: tells "no match" from "nothing here yet". */
  total: number;
}

export type RequestName = keyof typeof requests;
export type Input<N extends RequestName> = z.infer<(typeof requests)[N]['input']>;
export type Output<N extends RequestName> = (typeof requests)[N] extends Request<z.ZodType, infer O> ? O : never;

export type AnnouncementName = keyof typeof announcements;
export type Announcements = {
  [N in AnnouncementName]: (typeof announcements)[N] extends Announcement<infer A> ? A : never;
};

/** What main must implement: exactly one handler per request. */
export type Handlers = { [N in RequestName]: (input: Input<N>) => Result<Output<N>> | Promise<Result<Output<N>>> };

/** What the preload puts into every window as `window.latchkey`. */
export interface Bridge {
  request<N extends RequestName>(name: N, input: Input<N>): Promise<Result<Output<N>>>;
  /** Calls the listener for every announcement of this name, until the returned function is called. */
  on<N extends AnnouncementName>(name: N, listener: (announced: Announcements[N]) => void): () => void;
}

/** What the code of a window calls: one method per request. */
export type Api = { [N in RequestName]: (input: Input<N>) => Promise<Result<Output<N>>> } & Pick<Bridge, 'on'>;
