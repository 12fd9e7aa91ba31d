import type { AccountDetails, AccountProfile, ListedAccount } from '../../shared/account.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import type { Result } from '../../shared/result.ts';
import type { ParseRateLimitHeaders } from '../http/rate-budget.ts';
import type { Http, Priority } from '../http/types.ts';

/** Where a provider is: constants of the provider, or the sandbox's loopback address for sample connections. */
export interface Endpoint {
  /** Scheme, host and port of the API, e.g. `https://api.sendgrid.com`. */
  apiOrigin: string;
  /** The only origins that a login link of this provider may have. Compared whole, never as a prefix. */
  linkOrigins: readonly string[];
}

/** What an adapter needs for one piece of work. The key is read from the keychain for it and dropped afterwards. */
export interface ProviderCall {
  key: string;
  endpoint: Endpoint;
  http: Http;
  priority: Priority;
  signal: AbortSignal;
}

export interface AccountPage {
  accounts: readonly ListedAccount[];
  /** The cursor of the next page, or null after the last one. Opaque; valid after a restart. */
  next: string | null;
  /** How many accounts there are in all; null if the provider does not say. */
  total: number | null;
}

/** What the check of a good key learns. */
export interface KeyFacts {
  /** How many accounts there are in all; null if the provider does not say. */
  accountTotal: number | null;
  /** The provider's name for the account that the key belongs to: suggested as a label. */
  accountName?: string;
  /** The admin's email: suggested if the admin console needs one. */
  adminEmail?: string;
}

/** Where a login lands. Set `email` and `url` only for a provider that takes them. */
export interface Landing {
  /** One of `facts.targets`, or null for the provider's own start page. */
  target: string | null;
  /** The user of the customer's account to log in as. */
  email?: string;
  /** A page of the provider to land on. */
  url?: string;
}

/** A secret: opens a customer's account for anyone who has it. Never logged, never sent to a window. */
export interface LoginLink {
  url: string;
  /** ISO. */
  expiresAt: string;
}

export interface Provider {
  readonly facts: ProviderFacts;
  /** By region id. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Pages that Latchkey may show the user in the browser. */
  readonly pages: { readonly keys: string; readonly 'allowed-ips': string | null };
  /** Requests an hour that are safe until rate headers say more; each provider names the vendor's page beside it. */
  readonly defaultBudgetPerHour: number;
  /** Present if replies have rate headers. For `RateBudget`. */
  readonly parseRateLimitHeaders?: ParseRateLimitHeaders;

  /** The cheapest proof that the key is good and belongs to a reseller or admin account. */
  checkKey(call: ProviderCall): Promise<Result<KeyFacts>>;
  /** One page of the account list; `cursor` null means the first. */
  listAccounts(call: ProviderCall, cursor: string | null): Promise<Result<AccountPage>>;
  /** Sends one request, never a second: asking for a login link may spend it. */
  makeLoginLink(call: ProviderCall, remoteId: string, landing: Landing): Promise<Result<LoginLink>>;
  /** For the highlighted row only. */
  getDetails(call: ProviderCall, remoteId: string): Promise<Result<AccountDetails>>;
  /** Present if `facts.namesNeedProfiles`. Without `withEmail`, a request for the email alone is saved, and it is ''. */
  getProfile?(call: ProviderCall, remoteId: string, wish: { withEmail: boolean }): Promise<Result<AccountProfile>>;
  /**
   * The profile of the account that the key itself belongs to. Present if only a header of `getProfile` names the customer:
   * a service that ignores the header replies with this profile.
   */
  getOwnProfile?(call: ProviderCall): Promise<Result<AccountProfile>>;
  /** Present if `facts.adminConsole`. */
  makeAdminConsoleLink?(call: ProviderCall, adminEmail: string): Promise<Result<LoginLink>>;
  /** Emails of the users of the admin account who may log in. Present if `facts.adminConsole`. One request. */
  listAdminUsers?(call: ProviderCall): Promise<Result<readonly string[]>>;
  /**
   * Why the provider refused a log-in that this admin asked for; null if it does not say. Present if `facts.adminConsole`. One
   * request, which asks for no link.
   */
  whyRefused?(call: ProviderCall, adminEmail: string): Promise<Problem | null>;
}
