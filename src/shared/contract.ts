import { z } from 'zod';
import { type AccountRow, type KeptDetails, type MatchCount, mostShownRows, type NamedCustomer } from './account.ts';
import type { AccountChange, UndoableChange, Undone } from './change.ts';
import {
  type Connection,
  type ConnectionView,
  connectionColours,
  type LostConnection,
  type ReplaceKeyAnswer,
} from './connection.ts';
import { longestDeepLink } from './deep-link.ts';
import type { DeskPreview } from './desk.ts';
import type { GoneCustomers } from './gone-customers.ts';
import {
  type DayCount,
  finalOutcomes,
  type LedgerFilter,
  type LedgerMismatch,
  type LedgerRow,
  type PastLogIn,
} from './ledger.ts';
import type {
  CancelAnswer,
  LogInAnswer,
  LogInInFlight,
  LogInRequest,
  PendingLogIn,
  SuggestedLandings,
  SuggestedReasons,
} from './log-in.ts';
import { columnMeanings, type ImportRecord, type NamesPreview, namesEncodings } from './names.ts';
import { type OpenWindow, placesToOpen, type WindowBrowsers } from './own-windows.ts';
import type { Platform } from './platform.ts';
import type { Problem } from './problems.ts';
import type { ProviderFacts } from './provider-facts.ts';
import { longestPage } from './provider-page.ts';
import type { Result } from './result.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { type SettingsPlace, settingsSections } from './settings-sections.ts';
import { type Evidence, isTicketText, longestSearchText, longestTicketText } from './ticket-text.ts';

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
const windowId = z.string().regex(/^[0-9a-f]{32}$/);
/** Length only: the handler checks what a key may hold, so that its problem can say what is wrong with the key. */
const key = z.string().max(20_000);
const label = z.string().trim().min(1).max(60);
const reason = z.string().trim().max(200);
/** A name or an email on the screen: an id takes the place of a missing name. */
const longestRead = 320;
const searchText = z.string().max(longestSearchText);
/** A typed text, or a ticket's with the line break at its end. */
const textOrTicket = z
  .string()
  .max(longestTicketText + 1)
  .refine((text) => text.length <= longestSearchText || isTicketText(text));
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
  // Files of older versions do not have these three, and no connection is worth losing for them.
  suggestedAdminEmail: adminEmail.catch(''),
  namesPaused: z.boolean().catch(false),
  opensIn: z.enum(placesToOpen).catch('browser'),
  createdAt: z.iso.datetime(),
}) satisfies z.ZodType<Connection>;

const logIn = z
  .strictObject({
    accountId,
    target: z.string().max(64).nullable(),
    page: z.string().max(longestPage).optional(),
    as: z.string().max(254).optional(),
    opensIn: z.enum(placesToOpen).optional(),
    reason,
    confirmed: z.array(z.enum(['changed', 'state', 'lookalike', 'replaces-session', 'landing', 'many-windows'])).max(6),
    chosen: z.enum(['text', 'row']),
    read: z.strictObject({ name: z.string().max(longestRead), email: z.string().max(longestRead) }).optional(),
  })
  // Which of the two comes first, no provider says.
  .refine(({ target, page }) => target === null || page === undefined) satisfies z.ZodType<LogInRequest>;
const ledgerFilter = z.strictObject({
  accountId: accountId.optional(),
  outcome: z.enum(finalOutcomes).optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
}) satisfies z.ZodType<LedgerFilter>;
const namesImport = z.strictObject({
  importId,
  encoding: z.enum(namesEncodings),
  headingLine: z.int().nullable(),
  columns: z.array(z.enum(columnMeanings)).max(200),
});

export const requests = {
  getState: request(nothing).returns<AppState>(),
  /**
   * `text`: what was typed, or a ticket's text, of which the customers are found that it names. `typed`: a key or a paste of
   * the user changed the text just now. Nothing may move under a typing hand. `shown`: the customers of the list that is on
   * the screen. It goes on to show those that are not found any more.
   */
  searchAccounts: request(
    z.strictObject({ text: textOrTicket, typed: z.boolean(), shown: z.array(accountId).max(mostShownRows).optional() }),
  ).returns<SearchAnswer>(),
  /** A wish for another customer, or to copy instead of open, supersedes the log-in in flight; the same wish joins it. */
  logIn: request(logIn).returns<LogInAnswer>(),
  copyLoginLink: request(logIn).returns<LogInAnswer>(),
  cancelLogIn: request(nothing).returns<CancelAnswer>(),
  /** Notifies the user at this time that the provider may take a log-in as this customer again. Opens nothing by itself. */
  remindOfLogIn: request(z.strictObject({ accountId, at: z.iso.datetime() })).returns<null>(),
  /** Gives the system the link itself, if this customer's log-in waits for a silent browser. */
  openDirectly: request(z.strictObject({ accountId })).returns<null>(),
  /** Shows what a `latchkey://` link names that the user pasted, at once. It does not log in. */
  showPastedLink: request(z.strictObject({ link: z.string().max(longestDeepLink) })).returns<null>(),
  /** Brings a window of a customer's own to the front. */
  showWindow: request(z.strictObject({ windowId })).returns<null>(),
  /** Closes it. Returns when its files are removed. */
  closeWindow: request(z.strictObject({ windowId })).returns<null>(),
  closeAllWindows: request(nothing).returns<null>(),
  /** The browsers of this machine that can open windows of customers' own. */
  findWindowBrowsers: request(nothing).returns<WindowBrowsers>(),
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
  /** For the fields that ask for a user or a page, from the ledger. */
  suggestLandings: request(z.strictObject({ accountId })).returns<SuggestedLandings>(),
  /** For the field that asks for the admin's email. Empty if the provider has no such list. */
  listAdminUsers: request(z.strictObject({ connectionId })).returns<readonly string[]>(),
  /** What these customers are called now, without those that are gone: of whom the prompt bar speaks may be in no row. */
  readNames: request(z.strictObject({ accountIds: z.array(accountId).max(8) })).returns<readonly NamedCustomer[]>(),
  /** What is on this machine: asks no provider. */
  getPreview: request(z.strictObject({ accountId })).returns<Preview>(),
  /** Asks the provider, unless it was asked within a day. `again`: asks it all the same. */
  getAccountDetails: request(z.strictObject({ accountId, again: z.boolean().optional() })).returns<KeptDetails>(),
  /** `link`: a `latchkey://` link that selects the account. `text`: its name, connection and id, for a ticket. */
  copyAccountField: request(
    z.strictObject({ accountId, field: z.enum(['id', 'email', 'link', 'text']) }),
  ).returns<null>(),
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
  /** Connects the key of a connection for the provider's other region as well. Nothing changes in this one. */
  connectOtherRegion: request(z.strictObject({ connectionId })).returns<{ connectionId: string; label: string }>(),
  exploreSamples: request(nothing).returns<null>(),
  removeSamples: request(nothing).returns<null>(),
  verifyConnection: request(z.strictObject({ connectionId })).returns<{ accountTotal: number | null }>(),
  /** `confirmed`: the user knows that the new key belongs to another reseller. */
  replaceKey: request(
    z.strictObject({ connectionId, key, confirmed: z.boolean().optional() }),
  ).returns<ReplaceKeyAnswer>(),
  changeConnection: request(
    z.strictObject({
      connectionId,
      change: connectionSchema
        .pick({ label: true, colour: true, region: true, reasonRequired: true, adminEmail: true, opensIn: true })
        .partial(),
    }),
  ).returns<null>(),
  disconnectProvider: request(z.strictObject({ connectionId })).returns<null>(),
  /** Removes the key and everything else that is left of a connection that the settings have lost. */
  forgetLostConnection: request(z.strictObject({ connectionId })).returns<null>(),

  /**
   * Returns when every requested sync has ended, with the customers who are gone; `stateChanged` reports progress. A null id
   * means every connection.
   */
  syncAccounts: request(z.strictObject({ connectionId: connectionId.nullable() })).returns<readonly GoneCustomers[]>(),
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
  /** Every customer as the launcher shows it. The number of rows written; null: the user chose no file. */
  exportCustomers: request(nothing).returns<{ rows: number } | null>(),

  /** Everything that the user has set up, but no key. The number of customers written; null: the user chose no file. */
  exportDesk: request(nothing).returns<{ rows: number } | null>(),
  /** null: the user chose no file. */
  chooseDeskFile: request(nothing).returns<DeskPreview | null>(),
  /** `undoImport` undoes it. */
  importDesk: request(z.strictObject({ importId })).returns<ImportRecord>(),

  /**
   * Newest first, older than `beforeRowId`; null starts at the newest. `intact`: every row fits its seal. `mismatches`: each
   * start that found the ledger without the end that was recorded for it, oldest first.
   */
  searchLedger: request(
    z.strictObject({ text: searchText, beforeRowId: z.int().nullable(), filter: ledgerFilter.optional() }),
  ).returns<{
    rows: readonly LedgerRow[];
    more: boolean;
    intact: boolean;
    mismatches: readonly LedgerMismatch[];
  }>(),
  /** The last days, today last, whatever period the filter has. */
  countLogIns: request(z.strictObject({ text: searchText, filter: ledgerFilter.optional() })).returns<
    readonly DayCount[]
  >(),
  /** Shows the launcher with this customer selected, or lets it wait in the bar. A person presses Enter. */
  selectInLauncher: request(z.strictObject({ accountId })).returns<null>(),
  /** The number of rows written; null: the user chose no file. */
  exportLedger: request(nothing).returns<{ rows: number } | null>(),

  changeSettings: request(settingsSchema.omit({ firstRunDone: true }).partial()).returns<null>(),
  finishFirstRun: request(nothing).returns<null>(),
  hideLauncher: request(nothing).returns<null>(),
  /** The reply to `quitting`. */
  noteFieldsLeft: request(nothing).returns<null>(),
  /** null: the section that the window shows by itself. `connection`: see `SettingsPlace`. */
  openSettings: request(
    z.strictObject({
      section: z.enum(settingsSections).nullable(),
      connection: z.strictObject({ connectionId, replaceKey: z.boolean() }).optional(),
    }),
  ).returns<null>(),
  /** Shows the launcher as it was left: what the user came to the settings for is done. */
  returnToLauncher: request(nothing).returns<null>(),
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
   * The launcher appeared. `select` is the account to put first (deep link); `missing`: a deep link names a customer whom no
   * list has; `text` fills the search box; `pending` is what must be on the screen from the start.
   */
  launcherShown: announcement<{
    text: string | null;
    select: string | null;
    missing?: MissingCustomer;
    from: 'shortcut' | 'tray' | 'deep-link' | 'clipboard' | 'reminder' | 'start';
    pending: PendingLogIn | null;
  }>(),
  /** Instead of `launcherShown`, if it would replace what is on the screen: the customer waits until the user shows it. */
  waiting: announcement<WaitingLink>(),
  /** The clipboard holds nothing that the launcher could search for. The text itself is never announced. */
  clipboardRefused: announcement<{ refusal: ClipboardRefusal }>(),
  /** A log-in of the tray failed while the user types or has a question to answer: shown beside what they do. */
  logInFailed: announcement<PendingLogIn>(),
  /** At once, unlike `stateChanged`. */
  logInFlight: announcement<LogInInFlight | null>(),
  /** A log-in replaced another customer's session, and no notification says so: the launcher does, when it is seen next. */
  sessionReplaced: announcement<LogInInFlight>(),
  launcherHidden: announcement<null>(),
  /** The program ends once each window has left its field and sent what was half-typed, or after half a second. */
  quitting: announcement<null>(),
  settingsSection: announcement<SettingsPlace>(),
  /** The launcher's shortcut was pressed; first run waits for this once. */
  shortcutPressed: announcement<null>(),
  /** A login link is on the clipboard until `expiresAt`; null: it was cleared. The link itself is never announced. */
  linkOnClipboard: announcement<{ accountName: string; expiresAt: string } | null>(),
};

/** Everything both windows show except accounts. Always sent whole: it is small, and no part of it can become stale. */
export interface AppState {
  version: string;
  platform: Platform;
  /** The system's, as a BCP 47 tag: how dates, times and numbers are written. */
  locale: string;
  providers: readonly ProviderFacts[];
  connections: readonly ConnectionView[];
  lostConnections: readonly LostConnection[];
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
  /** Windows of customers' own, the newest log-in first. */
  openWindows: readonly OpenWindow[];
  /** The newest change that can be undone. */
  lastChange: UndoableChange | null;
}

type Changed = AccountChange | null;

/** Why a text on the clipboard is not searched for: there is none, it is a login link, or a Latchkey link that cannot be followed. */
export type ClipboardRefusal = 'empty' | 'login-link' | Problem;

/**
 * What a deep link, the clipboard or a click on a reminder asks the launcher to show. `name`: of the customer, or null if
 * there is none.
 */
export interface WaitingLink {
  from: 'deep-link' | 'clipboard' | 'reminder';
  text: string | null;
  select: string | null;
  missing?: MissingCustomer;
  name: string | null;
}

/** What a deep link says of a customer whom we do not have. `provider`: its name. */
export interface MissingCustomer {
  by: 'id' | 'email' | 'domain';
  provider: string;
}

export interface SearchAnswer {
  /** The text that was searched for; a window drops answers to an older text. */
  text: string;
  rows: readonly AccountRow[];
  /** Customers who were on the screen, and are not among the rows: see `searchAccounts`. Not those who are gone. */
  others?: readonly AccountRow[];
  /** The landing target typed after the name, as in `acme senders`. Applies to rows whose provider has this target. */
  target: string | null;
  /** Likewise a saved page, as in `acme dedicated ip`. Absent: none was named. */
  page?: string;
  /** The number of accounts in the directory: tells "no match" from "nothing here yet". */
  total: number;
  /** How many accounts match, of which at most 50 are among the rows. Absent if nothing was typed. */
  matches?: MatchCount;
  /** If the text was a ticket's. */
  ticket?: FoundInTicket;
  /** If nothing was typed. */
  home?: Home;
}

/** What the list shows before anything is typed. */
export interface Home {
  /** By account id: why each row is there. Rows of one group follow each other. */
  groups: Readonly<Record<string, HomeGroup>>;
  /** Ids of the accounts that were opened, or whose link was copied: the last one first. */
  opened: readonly string[];
  /** The user, or a file, has given a customer a name. */
  hasNames: boolean;
}

/**
 * `last`: opened last. `recent`: the few before it. `earlier`: those before these. `try`: no customer was opened yet, and these can be
 * tried. Pinned ones and consoles are in no other group, except if they were opened last.
 */
export type HomeGroup = 'last' | 'recent' | 'pinned' | 'earlier' | 'try' | 'console';

/** More about one customer. */
export interface Preview {
  /** The last three, the newest first. */
  logIns: readonly PastLogIn[];
  /** Null: the provider was not asked within a day. */
  details: KeptDetails | null;
}

export interface FoundInTicket {
  /** By account id: what each row was found by. */
  evidence: Readonly<Record<string, Evidence>>;
  /** False if the text names so many customers that not all were looked at. */
  isAll: boolean;
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
