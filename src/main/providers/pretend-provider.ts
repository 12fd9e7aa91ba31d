// What a provider's `pretend.ts` must offer, so that the sandbox can play the provider for the sample customers. It is
// written from the vendor's documents and shares no code with the adapter: what the two disagree on is a mistake.

export interface PretendRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  header(name: string): string | undefined;
  body: string;
}

export interface PretendReply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Each character of the body is one byte. */
  isLatin1?: boolean;
  /** The login that `PretendState.loginCode` opens from now on. Absent if the reply holds no login link. */
  opens?: Visit;
  /** False if the vendor does not count such a request against the hour. */
  isCounted?: boolean;
}

/** Everything that a reply may depend on besides the request. */
export interface PretendState {
  /** The key that works. */
  key: string;
  /** Those that the list of this region has. */
  customers: SampleCustomers;
  /** Whether this customer's account is kept in another region. It may be in this region's list all the same. */
  isElsewhere(id: string): boolean;
  /** What the list gives as the number of customers, if the vendor's list has one; null: it gives none. */
  listedCount: number | null;
  /** The hour with this request in it, or null if requests are not counted. */
  hour: RequestHour | null;
  /** An unused code for a login link; the sandbox keeps it if the reply says what it opens. */
  loginCode: string;
  /** Where this pretend provider listens. */
  origin: string;
  /** Milliseconds since 1970. */
  nowMs: number;
}

export interface RequestHour {
  /** False if the limit was reached before this request. */
  isAllowed: boolean;
  limit: number;
  remaining: number;
  /** Milliseconds since 1970. */
  resetsAtMs: number;
}

/** Who the browser is logged in as after opening a login link. */
export interface Visit {
  /** Empty for a customer without a name. */
  name: string;
  id: string;
  /** Further facts, as shown: `Email`, `Plan`, … */
  facts: readonly { label: string; text: string }[];
  /** Where the login lands, in words. */
  landing: string;
}

export interface PretendProvider {
  /** The key that works unless the sandbox is given another. Plainly no secret. */
  readonly key: string;
  /** Keys that are known and have something wrong with them, by what is wrong. */
  readonly troubledKeys: Readonly<Record<string, string>>;
  /** Requests allowed in an hour to each endpoint unless the sandbox is given another limit: plenty. */
  readonly requestsPerHour: number;
  readonly linkLifetimeSeconds: number;
  /** False if a login link works as often as one likes until it expires. */
  readonly linkWorksOnce: boolean;
  readonly samples: SampleRules;
  /** The colour of the page that a login link opens, on a light and on a dark ground. */
  readonly accent: { readonly light: string; readonly dark: string };
  /** A GET of this path is a page of the list. */
  readonly listPath: string;
  /** What the vendor replies with while it refuses a key for a while. */
  readonly block: PretendReply;
  /** The code in a request that opens a login link, or null for a request to the API. */
  loginCodeIn(request: PretendRequest): string | null;
  /** Requests of the same name share a limit. */
  limitName(request: PretendRequest): string;
  /** What the vendor replies with on a bad day, for a 4xx or 5xx that a request does not bring about by itself. */
  failure(status: number): PretendReply;
  /** Replies as the vendor documents it. Pure: the same request and state give the same reply. */
  answer(request: PretendRequest, state: PretendState): PretendReply;
}

/** What distinguishes the sample customers of one provider from those of another. */
export interface SampleRules {
  /** Decides the names and all other chances. Different for each provider. */
  seed: number;
  /** Names of the first customers, so that demonstrations and tests know whom to look for. */
  firstCustomers: readonly string[];
  /** An id of the vendor's form that holds a 32-bit number. */
  writeId(number: number): string;
  /** The number in an id, or null if the text has another form. */
  readId(id: string): number | null;
}

/** An invented customer. Depends on the provider and the index only: the same in every run, on every machine. */
export interface SampleCustomer {
  index: number;
  /** As the provider writes it. */
  id: string;
  /** Empty for a few. */
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  domain: string;
  /** Unix seconds. */
  createdAt: number;
  state: 'activated' | 'deactivated' | 'suspended' | 'banned' | 'indeterminate';
  /** One of `SampleCustomers.groups`. */
  group: string | null;
  plan: 'free' | 'essentials' | 'pro' | 'premier';
  /** A number from which further facts about the customer can be made up. */
  chance: number;
}

/** Customers of one provider, made on demand: a million cost no more than five. */
export interface SampleCustomers {
  count: number;
  /** Names of all groups that a customer may be in. */
  groups: readonly string[];
  /** Index from 0; the oldest customer is first. */
  at(index: number): SampleCustomer;
  idAt(index: number): string;
  createdAt(index: number): number;
  /** -1 if no customer has this id. */
  indexOf(id: string): number;
}

export function customerById(customers: SampleCustomers, id: string): SampleCustomer | null {
  const index = customers.indexOf(id);
  return index < 0 ? null : customers.at(index);
}

/** A text is sent as it is: JSON.stringify cannot write every number. */
export const jsonReply = (status: number, value: unknown): PretendReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});
