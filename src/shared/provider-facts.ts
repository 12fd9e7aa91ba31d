/** Where in a customer's account a login may land. */
export interface LandingTarget {
  /** The provider's own word, e.g. `email_campaign`. */
  id: string;
  name: string;
  /** What a user may type after a customer's name to choose it: `acme senders`. */
  verbs: readonly string[];
}

/** What the screens need to know of a kind of provider. Data, so that a new provider needs no new screen. */
export interface ProviderFacts {
  /** E.g. `sendgrid`; also the word in a deep link. */
  provider: string;
  name: string;
  shortName: string;
  /** Two letters, drawn in a small square. */
  mark: string;
  /** First one is the default. One entry: no choice is offered. */
  regions: readonly { id: string; name: string }[];
  key: {
    /** What the vendor calls the key. */
    name: string;
    /** Which key is needed and where it is found, in a sentence or two. */
    help: string;
    placeholder: string;
  };
  /** Empty: this provider always lands on its own start page. */
  targets: readonly LandingTarget[];
  /** Lifetime of a login link in seconds, from the vendor's page. */
  linkLifetimeSeconds: number;
  /** The list carries no names; a background pass asks for them one by one. */
  namesNeedProfiles: boolean;
  /** The reseller's own console can be opened too; asks for the admin's email once. */
  adminConsole: { name: string } | null;
}
