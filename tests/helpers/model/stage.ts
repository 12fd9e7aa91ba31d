import type { Screen } from './screen.ts';
import type { Asked, ReplyKind } from './simulated-providers.ts';

/**
 * What the program did to the world outside. `opened`: the browser was led to a login link. `hidden`: the launcher left the
 * screen. `started`: the browser was given an address at which it can ask for the link; `asksAt` is when it will, or null for
 * never. `came`: its window is there.
 */
export type Happening =
  | { what: 'opened' | 'copied'; accountId: string; at: number }
  | { what: 'hidden' | 'came'; at: number }
  | { what: 'started'; at: number; asksAt: number | null };

/** How fast the default browser is. `absent`: nothing says so. */
export type BrowserPace = 'quick' | 'slow' | 'absent';

/** What is stored of a customer. `given`: the name that the user gave, or empty. `shown`: the name in use. */
export interface StoredFacts {
  given: string;
  shown: string;
  note: string;
  pinned: boolean;
}

export interface LedgerLine {
  accountId: string;
  how: 'open' | 'copy';
  /** `started` while it has none. */
  outcome: string;
}

/**
 * A program with a person before it. The person's hands are methods; what the program does comes back as a screen,
 * happenings and stored facts. There are two: the launcher's store on the real main process, and the production bundle.
 */
export interface Stage {
  /** Real windows and real time: what a step leads to may need a moment. */
  readonly isReal: boolean;
  /** Milliseconds of the person's clock. */
  now(): number;
  pass(ms: number): Promise<void>;
  /** Lets main and window finish what they are at, and the window paint. */
  settle(): Promise<void>;
  /** Main goes on, but the window has not heard of it yet. */
  settleMain(): Promise<void>;

  look(): Promise<Screen>;
  /** Everything that happened since the last call. */
  happened(): Promise<readonly Happening[]>;
  /** By account id. */
  stored(): Promise<ReadonlyMap<string, StoredFacts>>;
  /** Log-ins of this run, oldest first. */
  ledger(): Promise<readonly LedgerLine[]>;
  /** Everything that the window asked of the desktop or of main, as a count: more means that a press had an effect. */
  effects(): number;

  /** Changes the text of the field: by keys, or at once as a paste does. */
  write(text: string, how: 'keys' | 'whole'): Promise<void>;
  /** A text from a ticket, into the field. */
  pasteTicket(text: string): Promise<void>;
  press(key: string): Promise<void>;
  click(at: number): Promise<void>;
  doubleClick(at: number): Promise<void>;
  /** The bar's buttons. */
  answerBar(yes: boolean): Promise<void>;
  fillField(text: string): Promise<void>;
  /** Entries of the open palette. */
  palette(): Promise<readonly string[]>;
  choose(entry: string): Promise<void>;
  saveEditor(text: string): Promise<void>;

  pressShortcut(): Promise<void>;
  clickElsewhere(): Promise<void>;
  /** Customers in the tray's menu. */
  tray(): Promise<readonly string[]>;
  clickTray(accountId: string): Promise<void>;
  /** A `latchkey://` link. */
  openLink(link: string): Promise<void>;
  clipboardShortcut(text: string): Promise<void>;

  /** Requests for login links that have no reply yet, oldest first. */
  asked(): Promise<readonly Asked[]>;
  reply(at: number, kind: ReplyKind): Promise<void>;
  /** Connections whose lists are asked for. */
  lists(): number;
  replyList(): Promise<void>;
  /** A customer's name changes at the provider. The next list has it. */
  renameAtProvider(accountId: string, name: string): void;
  importName(accountId: string, name: string): Promise<void>;
  setClockAhead(ms: number): void;
  /** How fast the browser will be when it is started next. */
  setBrowser(pace: BrowserPace): void;
  end(): Promise<void>;
}
