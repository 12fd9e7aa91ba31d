/** SendGrid's five states. Brevo's `active: false` is `inactive`. Source: Account Provisioning API, account state. */
export type AccountState = 'activated' | 'deactivated' | 'suspended' | 'banned' | 'indeterminate' | 'inactive';

/** Where the name comes from. The user's comes before an imported one, that before the profile's, that before the list's. */
export type NameSource = 'user' | 'import' | 'profile' | 'provider' | 'none';

/** How many customers match a search: no consoles. Without `isAll`, there are more than that: not all were looked at. */
export interface MatchCount {
  count: number;
  isAll: boolean;
}

/** `[from, to)` in UTF-16 units of the shown text. */
export type MatchRange = readonly [from: number, to: number];

/** Which text of a row the user's letters were found in. */
export type MatchedField = 'name' | 'alias' | 'email' | 'domain' | 'id' | 'tag' | 'note';

/** All facts about one account. If provider, profile, imports and user disagree, the best source counts. */
export interface Account {
  /** `<connectionId>/<remoteId>`: the only thing a window sends back to act on this account. */
  accountId: string;
  connectionId: string;
  kind: 'customer' | 'admin-console';
  /** The provider's own id. A string: Brevo's are int64, which numbers would round. */
  remoteId: string;
  /** Never empty: if no name is known, the email, else the id. */
  name: string;
  nameSource: NameSource;
  email: string;
  /** Bare host; from the email if no source gives one, unless that is a mail provider's. */
  domain: string;
  /** Other names: those of an import, and those that a better source replaced. */
  aliases: readonly string[];
  /** Groups, plan, and tags from an import. */
  tags: readonly string[];
  state: AccountState | null;
  note: string;
  pinned: boolean;
  /** ISO time of the last log-in from this machine, or null. */
  lastLogInAt: string | null;
  /** ISO time at which the provider created the account, or null. */
  createdAt: string | null;
}

/** What a user reads of who a customer is, and what a provider, a file or the user may change. */
export type ReadOfCustomer = Pick<Account, 'name' | 'email'>;

/** What a customer is called now. */
export type NamedCustomer = Pick<Account, 'accountId'> & ReadOfCustomer;

/** The longest list of the launcher: the rows that a text found, and those that came or stayed while it was shown. */
export const mostShownRows = 100;

/** Whether a user who read the first of the two takes the second for another customer. An email that was not known is no other one. */
export const saysOther = (read: ReadOfCustomer, now: ReadOfCustomer): boolean =>
  read.name !== now.name || (read.email !== '' && now.email !== '' && read.email !== now.email);

/** One account as a window shows it. Nothing in it may log anyone in. */
export type AccountRow = Account & {
  /** The last characters of the id, present only if another visible row has nearly the same name. */
  idTail: string | null;
  /** Another visible row with nearly the same name is at another connection: the connection's label must be shown. */
  showsConnection: boolean;
  /** Where the letters of the search were found; null if nothing was typed. */
  match: { field: MatchedField; text: string; ranges: readonly MatchRange[] } | null;
};

/** What a provider's list can say of an account. */
export type ListedFacts = {
  [Fact in 'name' | 'email' | 'tags' | 'state' | 'createdAt']: NonNullable<Account[Fact]>;
};

/** An account as a provider's list describes it. Missing facts are undefined, never guessed. */
export type ListedAccount = Pick<Account, 'remoteId'> & Partial<ListedFacts>;

/** What the profile of a customer says; empty strings if it is blank. The domain is a bare host, without `www.`. */
export type AccountProfile = Pick<Account, 'name' | 'email' | 'domain'>;

/** What the provider is asked for one account only, when its row is highlighted. Every fact may be missing. */
export interface AccountDetails {
  state: AccountState | null;
  email: string | null;
  companyName: string | null;
  plan: string | null;
  groups: readonly string[];
  /** E.g. `{ name: 'emails', remaining: 1200, quantity: 5000 }`. */
  credits: readonly { name: string; remaining: number | null; quantity: number | null }[];
  /** SendGrid offerings, Brevo features: `package` first. */
  offerings: readonly { name: string; type: 'package' | 'addon' | 'feature'; quantity: number | null }[];
}

/** The same with the ISO time at which the provider was asked. They are kept for a day. */
export type KeptDetails = AccountDetails & { askedAt: string };

export const accountIdOf = (connectionId: string, remoteId: string): string => `${connectionId}/${remoteId}`;

/** The two parts of an account id, or null if it is not one. A connection id holds no slash; a remote id may. */
export function splitAccountId(accountId: string): { connectionId: string; remoteId: string } | null {
  const slash = accountId.indexOf('/');
  if (slash < 1 || slash === accountId.length - 1) return null;
  return { connectionId: accountId.slice(0, slash), remoteId: accountId.slice(slash + 1) };
}

/** The remote id of the reseller's own console among the accounts of a connection. */
export const adminConsoleRemoteId = 'admin-console';
