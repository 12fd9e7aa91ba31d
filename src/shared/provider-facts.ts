import type { PageHosts } from './provider-page.ts';

/** A page of a customer's account that a log-in can open. */
export interface LandingTarget {
  /** The provider's own name for it, e.g. `email_campaign`. */
  id: string;
  name: string;
  /** Words that choose it when typed after a customer's name, as in `acme senders`. */
  verbs: readonly string[];
}

/** What the screens need to know about a provider. It is data, so that a new provider needs no new screen. */
export interface ProviderFacts {
  /** E.g. `sendgrid`; deep links use it too. */
  provider: string;
  name: string;
  shortName: string;
  /** Two letters, drawn in a small square. */
  mark: string;
  /** The first is the default. With one entry the user gets no choice. */
  regions: readonly { id: string; name: string }[];
  key: {
    /** The vendor's name for the key. */
    name: string;
    /** Which key is needed and where to find it, in one or two sentences. */
    help: string;
    /**
     * How every key begins, e.g. `SG.`: no other text is sent to the provider as a key. Empty if the vendor's keys have no such
     * mark.
     */
    beginsWith: string;
    /**
     * If `beginsWith` is so short that it can be inside a key by chance: the pattern of one whole key. Null: where it is twice,
     * there are two keys.
     */
    wholeKey: string | null;
    /** Other secrets of the vendor that are easily taken for a key. `name` has its article. */
    others: readonly { beginsWith: string; name: string }[];
  };
  /** Empty: every log-in opens the provider's start page. */
  targets: readonly LandingTarget[];
  /** The pages that a log-in can open by their address; null if it can open none. */
  pages: PageHosts | null;
  /** Who a log-in makes of the person, after "Logs in as". */
  logsInAs: string;
  /** A log-in can name the user of the customer's account, by email. */
  takesUser: boolean;
  /** How long a login link is valid, from the vendor's documentation. */
  linkLifetimeSeconds: number;
  /** The account list has no names; a background job requests one profile at a time. */
  namesNeedProfiles: boolean;
  /** The account list has no states; each is asked for when the customer is highlighted. */
  statesNeedDetails: boolean;
  /** The reseller's own console, opened with the admin's email, which the user gives once. Null if there is none. */
  adminConsole: { name: string } | null;
}
