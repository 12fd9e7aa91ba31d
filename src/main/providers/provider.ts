import type { AccountDetails, AccountProfile, ListedAccount } from '../../shared/account.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import type { Result } from '../../shared/result.ts';
import type { ParseRateLimitHeaders } from '../http/rate-budget.ts';
import type { Http, Priority } from '../http/types.ts';

/** Where a provider lives. Constants of the provider, or the sandbox's loopback address for sample connections. */
export interface Endpoint {
  /** Scheme, host and port of the API, e.g. `https://api.sendgrid.com`. */
  apiOrigin: string;
  /** The only origins that a login link of this provider may have. Compared whole, never as a prefix. */
  linkOrigins: readonly string[];
}

/** All that one conversation with a provider needs. The key is read from the keychain for it and dropped afterwards. */
export interface ProviderCall {
  key: string;
  endpoint: Endpoint;
  http: Http;
  priority: Priority;
  signal: AbortSignal;
}

export interface AccountPage {
  accounts: readonly ListedAccount[];
  /** What to ask the next page with, or null after the last one. Opaque; survives a restart. */
  next: string | null;
  /** How many accounts there are in all, where the provider tells. */
  total: number | null;
}

/** What a good key tells at once. */
export interface KeyFacts {
  accountTotal: number | null;
  /** What the provider calls the account that the key belongs to: a label to suggest. */
  accountName?: string;
  /** The admin's email as the provider knows it: a suggestion where the admin console asks for one. */
  adminEmail?: string;
}

/** Where a login lands. `email` and `url` only where the provider takes them. */
export interface Landing {
  /** One of `facts.targets`, or null for the provider's own start page. */
  target: string | null;
  /** The user of the customer's account to log in as. */
  email?: string;
  /** A page of the provider to land on. */
  url?: string;
}

/** A secret: opens a customer's account for whoever holds it. Never logged, never sent to a window. */
export interface LoginLink {
  url: string;
  /** ISO. */
  expiresAt: string;
}

export interface Provider {
  readonly facts: ProviderFacts;
  /** Region id -> where it is. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Pages that Latchkey may show the user in the browser. */
  readonly pages: { readonly keys: string; readonly 'allowed-ips': string | null };
  /** Requests an hour that are safe before the provider's headers have told better; the vendor's page is named beside it. */
  readonly defaultBudgetPerHour: number;
  /** Only where replies tell how many requests are left: reads it from their headers. For `RateBudget`. */
  readonly parseRateLimitHeaders?: ParseRateLimitHeaders;

  /** The cheapest proof that the key is good and belongs to a reseller or admin account. */
  checkKey(call: ProviderCall): Promise<Result<KeyFacts>>;
  /** One page of the account list; `cursor` null asks for the first. */
  listAccounts(call: ProviderCall, cursor: string | null): Promise<Result<AccountPage>>;
  /** Asks once, never again: a login link may be spent by the asking. */
  makeLoginLink(call: ProviderCall, remoteId: string, landing: Landing): Promise<Result<LoginLink>>;
  /** For the highlighted row only. */
  getDetails(call: ProviderCall, remoteId: string): Promise<Result<AccountDetails>>;
  /** Only where `facts.namesNeedProfiles`. */
  getProfile?(call: ProviderCall, remoteId: string): Promise<Result<AccountProfile>>;
  /** Only where `facts.adminConsole`. */
  makeAdminConsoleLink?(call: ProviderCall, adminEmail: string): Promise<Result<LoginLink>>;
}
