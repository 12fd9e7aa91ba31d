// Every expected failure: a kind, and the facts needed to say what to do. No prose, and never a key, a login link, a token
// or the message of an error from outside.

interface AboutConnection {
  /** Absent while a key is tried for a connection that does not exist yet. */
  connectionId?: string;
  /** `ProviderFacts.shortName`. */
  provider: string;
}

export type Problem =
  // keys
  | ({ kind: 'key-malformed'; why: 'empty' | 'characters' | 'too-long' } & Partial<AboutConnection>)
  | ({ kind: 'key-rejected' } & AboutConnection)
  | ({ kind: 'key-not-reseller' } & AboutConnection)
  | ({ kind: 'key-not-allowed' } & AboutConnection)
  | ({ kind: 'ip-not-authorised' } & AboutConnection)
  // a provider's response
  | ({ kind: 'account-gone' } & AboutConnection)
  | ({ kind: 'request-refused'; status: number } & AboutConnection)
  | ({ kind: 'plan-required' } & AboutConnection)
  | ({ kind: 'wrong-region' } & AboutConnection)
  | ({ kind: 'temporarily-blocked' } & AboutConnection)
  | ({ kind: 'rate-limited'; retryAt: string } & AboutConnection)
  | ({ kind: 'provider-down'; status: number } & AboutConnection)
  | ({ kind: 'reply-unreadable'; why: 'not-json' | 'shape' | 'truncated' | 'too-large' | 'redirect' } & AboutConnection)
  | ({ kind: 'own-profile-returned' } & AboutConnection)
  | ({ kind: 'link-missing' } & AboutConnection)
  | ({ kind: 'link-refused' } & AboutConnection)
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
  | { kind: 'directory-busy' }
  | { kind: 'directory-set-aside' }
  | { kind: 'directory-newer' }
  | { kind: 'settings-set-aside' }
  | { kind: 'browser-not-opened' }
  // what the user asked for
  | { kind: 'account-unknown' }
  | { kind: 'connection-unknown' }
  | { kind: 'connection-exists'; label: string }
  | { kind: 'target-unknown'; provider: string }
  | { kind: 'admin-email-needed'; connectionId: string }
  | { kind: 'reason-needed'; connectionId: string }
  | { kind: 'link-copy-failed' }
  | { kind: 'sync-cancelled' }
  | { kind: 'shortcut-invalid'; shortcut: string }
  | { kind: 'shortcut-taken'; shortcut: string }
  | { kind: 'shortcut-not-on-wayland'; shortcut: string }
  | { kind: 'deep-link-unreadable' }
  | {
      kind: 'names-file-unreadable';
      why: 'missing' | 'too-large' | 'encoding' | 'chosen-encoding' | 'empty' | 'no-id-column';
    }
  | { kind: 'import-unknown' }
  | { kind: 'change-unknown' }
  | { kind: 'changed-since' }
  | { kind: 'samples-present' }
  | { kind: 'input-invalid'; request: string }
  // a bug; the log has an entry with this reference
  | { kind: 'unexpected'; reference: string };

export type ProblemKind = Problem['kind'];
export type ProblemOf<K extends ProblemKind> = Extract<Problem, { kind: K }>;
