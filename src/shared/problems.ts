// Every expected failure: a kind, and the facts needed to say what to do. No prose, and never a key, a login link, a token
// or the message of an error from outside.

import type { DeepLinkFault } from './deep-link.ts';

interface AboutConnection {
  /** Absent while a key is tried for a connection that does not exist yet. */
  connectionId?: string;
  /** `ProviderFacts.shortName`. */
  provider: string;
}

export type Problem =
  // keys
  | ({ kind: 'key-malformed'; why: 'empty' | 'characters' | 'too-long' | 'several' } & Partial<AboutConnection>)
  /** Nothing was sent. `other`: another secret of the provider, with its article; null: it does not begin like a key. */
  | { kind: 'key-not-of-provider'; provider: string; beginsWith: string; other: string | null }
  | ({ kind: 'key-rejected' } & AboutConnection)
  | ({ kind: 'key-not-reseller' } & AboutConnection)
  | ({ kind: 'key-not-allowed' } & AboutConnection)
  | ({ kind: 'ip-not-authorised' } & AboutConnection)
  /** The provider refuses the key and does not say why. */
  | ({ kind: 'access-forbidden' } & AboutConnection)
  /** While a key is checked. `key-or-region`: the provider has several regions, and the key may belong to another one. */
  | ({ kind: 'connect-refused'; status: number; why: 'key' | 'key-or-region' } & AboutConnection)
  /** A key of another region. `region`: the name of the one that does not take it. */
  | ({ kind: 'key-not-of-region'; region: string } & AboutConnection)
  // a provider's response
  /**
   * `orNoSso`: or the key has no single sign-on; the provider's reply to a log-in does not say which. `stillListed`: a log-in to
   * this customer was refused before, and the list that was read since has the customer. `keptUntil`: ISO; the list lacks most
   * customers, and removes none of them before.
   */
  | ({ kind: 'account-gone'; orNoSso?: true; stillListed?: true; keptUntil?: string } & AboutConnection)
  | ({ kind: 'account-not-active' } & AboutConnection)
  /** `out-of-range`: a page of a list that the provider does not have, or that is larger than it allows. */
  | ({
      kind: 'request-refused';
      status: number;
      why?: 'out-of-range';
      stillListed?: true;
      keptUntil?: string;
    } & AboutConnection)
  /** A log-in that this admin asked for. `may-not-manage`: has no permission to manage sub-accounts. */
  | ({ kind: 'admin-refused'; why: 'unknown' | 'not-active' | 'may-not-manage' } & AboutConnection)
  /**
   * A log-in that names a user of the customer's account, a page, or both, and would perhaps be made without.
   * `user-or-account`: the provider has no such thing, and does not say which of the two.
   */
  | ({ kind: 'landing-refused'; status: number; what: 'user' | 'page' | 'both' | 'user-or-account' } & AboutConnection)
  | ({ kind: 'plan-required' } & AboutConnection)
  /** `otherRegion`: after a log-in to one account, the name of the provider's other region. */
  | ({ kind: 'wrong-region'; otherRegion?: string } & AboutConnection)
  | ({ kind: 'temporarily-blocked' } & AboutConnection)
  /** `keptForLists`: the provider takes more; Latchkey keeps them for log-ins and lists, and asks for no more details. */
  | ({ kind: 'rate-limited'; retryAt: string; keptForLists?: true } & AboutConnection)
  /** The list has none or few of the customers, twice in a row. All are kept until it is so at `retryAt` (ISO) as well. */
  | ({ kind: 'list-short'; listed: number; customers: number; retryAt: string } & AboutConnection)
  | ({ kind: 'provider-down'; status: number } & AboutConnection)
  /** A firewall, a filter or a proxy replied in place of the provider. */
  | ({ kind: 'intermediary-refused'; status: number } & AboutConnection)
  | ({
      kind: 'reply-unreadable';
      why: 'not-json' | 'empty' | 'shape' | 'truncated' | 'too-large' | 'redirect';
    } & AboutConnection)
  | ({ kind: 'own-profile-returned' } & AboutConnection)
  | ({ kind: 'link-missing' } & AboutConnection)
  | ({ kind: 'link-refused' } & AboutConnection)
  /** Its lifetime was over before it was opened or copied. */
  | ({ kind: 'link-expired' } & AboutConnection)
  // the network
  | ({ kind: 'offline' } & Partial<AboutConnection>)
  | ({ kind: 'unreachable'; why: 'dns' | 'refused' | 'reset' } & AboutConnection)
  | ({ kind: 'timeout'; afterSeconds: number } & AboutConnection)
  | ({ kind: 'certificate-untrusted' } & AboutConnection)
  | ({ kind: 'certificate-date' } & AboutConnection)
  | ({ kind: 'proxy-refused' } & AboutConnection)
  | ({ kind: 'proxy-unreachable' } & AboutConnection)
  // the OS keychain
  | { kind: 'keychain-missing' }
  | { kind: 'keychain-locked' }
  | { kind: 'keychain-waiting' }
  | { kind: 'keychain-denied' }
  | { kind: 'keychain-broken' }
  | ({ kind: 'key-missing' } & AboutConnection)
  // this machine
  | { kind: 'disk-full' }
  | { kind: 'disk-read-only' }
  /** `trial`: this run keeps its data in a folder of its own, and the installed program has the sign-in to itself. */
  | { kind: 'start-at-login-refused'; why: 'trial' | 'system' }
  /** It is asked for, and the system does not do it until the user allows it there. */
  | { kind: 'start-at-login-unapproved' }
  | { kind: 'directory-busy' }
  | { kind: 'directory-set-aside' }
  | { kind: 'directory-newer' }
  /** At the start: the ledger does not have the end that was recorded for it. */
  | { kind: 'ledger-mismatch' }
  | { kind: 'settings-set-aside'; lost: 'everything' | 'connections' | 'values' }
  /** `AppState.lostConnections` has them. */
  | { kind: 'connections-lost' }
  | { kind: 'browser-not-opened' }
  | { kind: 'browser-never-asked' }
  | { kind: 'hand-over-failed' }
  // windows of customers' own
  | { kind: 'no-window-browser' }
  | { kind: 'window-browser-missing' }
  | { kind: 'window-not-opened' }
  | { kind: 'window-not-shown' }
  | { kind: 'window-elsewhere' }
  | { kind: 'window-folder-unsafe' }
  | { kind: 'window-path-too-long' }
  | { kind: 'window-not-wiped' }
  | { kind: 'window-stays-open' }
  | { kind: 'window-unknown' }
  // what the user asked for
  /** With a provider: the connection is there, and its list does not have the account any more. */
  | ({ kind: 'account-unknown' } & Partial<AboutConnection>)
  | { kind: 'connection-unknown' }
  | { kind: 'connection-exists'; label: string }
  | { kind: 'target-unknown'; provider: string }
  | { kind: 'admin-email-needed'; connectionId: string }
  | { kind: 'reason-needed'; connectionId: string }
  /** More log-ins within a minute than a person asks for. */
  | { kind: 'too-many-log-ins' }
  | { kind: 'link-copy-failed' }
  | { kind: 'sync-cancelled' }
  | { kind: 'shortcut-invalid'; shortcut: string }
  | { kind: 'shortcut-taken'; shortcut: string }
  | { kind: 'shortcut-not-on-wayland'; shortcut: string }
  /** `provider`: who it names, if Latchkey knows it. */
  | { kind: 'deep-link-unreadable'; why: DeepLinkFault; provider?: string }
  | {
      kind: 'names-file-unreadable';
      why: 'missing' | 'too-large' | 'encoding' | 'chosen-encoding' | 'empty' | 'no-id-column';
    }
  | { kind: 'desk-file-unreadable'; why: 'missing' | 'too-large' | 'not-a-desk' | 'newer' }
  /** A file that the user chose for an export. */
  | { kind: 'file-not-written' }
  | { kind: 'import-unknown' }
  | { kind: 'change-unknown' }
  | { kind: 'changed-since' }
  | { kind: 'samples-present' }
  | { kind: 'input-invalid'; request: string }
  // a bug; the log has an entry with this reference
  | { kind: 'unexpected'; reference: string };

export type ProblemKind = Problem['kind'];
export type ProblemOf<K extends ProblemKind> = Extract<Problem, { kind: K }>;
