import { clockTime } from './format.ts';
import type { Problem, ProblemKind, ProblemOf } from './problems.ts';

/** What the button under a problem does. `none`: the sentence says what to do outside Latchkey. */
export type NextStep =
  | 'none'
  | 'try-again'
  | 'sync-now'
  | 'replace-key'
  | 'open-connections'
  | 'open-names'
  | 'open-shortcuts'
  | 'open-allowed-ips'
  | 'give-admin-email'
  | 'give-reason'
  | 'show-logs';

/** A problem in the user's words: what happened, and the one thing to do next. */
export interface ProblemSentence {
  what: string;
  next: string;
  step: NextStep;
}

type Sentences = { [K in ProblemKind]: (problem: ProblemOf<K>, locale?: string) => ProblemSentence };

const say = (what: string, next: string, step: NextStep = 'none'): ProblemSentence => ({ what, next, step });

const sentences: Sentences = {
  'key-malformed': ({ why }) =>
    why === 'empty'
      ? say('No key was given.', 'Paste the key')
      : why === 'too-long'
        ? say('This is far too long to be a key.', 'Copy the key again, and only the key')
        : say('This is not a key: it holds spaces, line breaks or letters that no key has.', 'Copy the key again'),
  'key-rejected': ({ provider }) =>
    say(
      `${provider} does not accept this key. It may have been deleted or have expired.`,
      'Replace key',
      'replace-key',
    ),
  'key-not-reseller': ({ provider }) =>
    say(`${provider} accepts this key, but it belongs to no reseller or admin account.`, 'Replace key', 'replace-key'),
  'key-not-allowed': ({ provider }) =>
    say(`This ${provider} key may not do this: its permissions are too narrow.`, 'Replace key', 'replace-key'),
  'ip-not-authorised': ({ provider }) =>
    say(
      `${provider} does not know this machine's internet address and refuses it. The key itself may be fine.`,
      `Authorise this IP at ${provider}`,
      'open-allowed-ips',
    ),
  'account-gone': ({ provider }) => say(`${provider} no longer has this account.`, 'Sync now', 'sync-now'),
  'request-refused': ({ provider, status }) =>
    say(`${provider} refused the request (${status}).`, 'Sync now, then try again', 'sync-now'),
  'plan-required': ({ provider }) =>
    say(
      `${provider} says that the plan or the credit of this account does not cover this.`,
      `Check the plan at ${provider}`,
    ),
  'wrong-region': ({ provider }) =>
    say(`${provider} keeps this account in another region.`, 'Choose its region in settings', 'open-connections'),
  'temporarily-blocked': ({ provider }) =>
    say(
      `${provider} has blocked this key for a while after too many refused requests.`,
      'Wait some minutes, then try again',
      'try-again',
    ),
  'rate-limited': ({ provider, retryAt }, locale) =>
    say(`${provider} takes no more requests for now.`, `Try again at ${clockTime(retryAt, locale)}`, 'try-again'),
  'provider-down': ({ provider, status }) =>
    say(`${provider} has a fault on its side (${status}).`, 'Try again', 'try-again'),
  'reply-unreadable': ({ provider, why }) =>
    why === 'redirect' || why === 'not-json'
      ? say(
          `Something other than ${provider} answered. A public network may want you to sign in first.`,
          'Open any page in your browser, then try again',
          'try-again',
        )
      : say(`${provider} sent an answer that Latchkey cannot read.`, 'Try again', 'try-again'),
  'own-profile-returned': ({ provider }) =>
    say(
      `${provider} sent your own profile for three customers in a row. Their names were not changed; Latchkey has stopped asking.`,
      'Import names from a file',
      'open-names',
    ),
  'link-missing': ({ provider }) => say(`${provider} agreed, but sent no login link.`, 'Try again', 'try-again'),
  'link-refused': ({ provider }) =>
    say(
      `${provider} sent a login link that leads somewhere else. It was not opened.`,
      'Report this to your administrator',
    ),
  offline: () => say('This machine is offline.', 'Try again once you are back online', 'try-again'),
  unreachable: ({ provider, why }) =>
    why === 'dns'
      ? say(`${provider} cannot be found on this network.`, 'Check your connection or VPN, then try again', 'try-again')
      : say(`The connection to ${provider} was ${why === 'reset' ? 'cut' : 'refused'}.`, 'Try again', 'try-again'),
  timeout: ({ provider, afterSeconds }) =>
    say(`${provider} did not answer within ${afterSeconds} s.`, 'Try again', 'try-again'),
  'certificate-untrusted': ({ provider }) =>
    say(
      `The certificate shown for ${provider} is not one that this machine trusts.`,
      "Install your company's certificate in the system, or leave this network",
    ),
  'certificate-date': ({ provider }) =>
    say(
      `The certificate of ${provider} does not fit this machine's date.`,
      'Set the clock of this machine, then try again',
      'try-again',
    ),
  'proxy-refused': () =>
    say('The proxy wants a user name and password.', 'Sign in to the proxy, then try again', 'try-again'),
  'proxy-unreachable': () =>
    say('The proxy that this system names does not answer.', 'Check the proxy settings, then try again', 'try-again'),
  'keychain-missing': () =>
    say(
      'There is no keyring to keep keys in: this system has none, or its keyring has no default collection.',
      'Install GNOME Keyring or KWallet, or make a default keyring (in KeePassXC, expose a database), then try again',
      'try-again',
    ),
  'keychain-locked': () => say('Your keyring is locked.', 'Unlock your keyring, then try again', 'try-again'),
  'keychain-waiting': () =>
    say('Latchkey is waiting for your keyring.', 'Answer its question or unlock it, then try again', 'try-again'),
  'keychain-denied': () => say('The keyring did not let Latchkey in.', 'Allow access, then try again', 'try-again'),
  'keychain-broken': () =>
    say('The part of Latchkey that reads the keyring cannot be started.', 'Install Latchkey again'),
  'key-missing': ({ provider }) =>
    say(`The key for ${provider} is no longer in your keyring.`, 'Replace key', 'replace-key'),
  'disk-full': () => say('The disk is full.', 'Free some space, then try again', 'try-again'),
  'disk-read-only': () =>
    say('Latchkey cannot write to its folder.', 'Make the folder writable, then try again', 'try-again'),
  'directory-busy': () =>
    say('Another program is using the customer directory.', 'Close it, then try again', 'try-again'),
  'directory-set-aside': () =>
    say('The customer directory was damaged. It was set aside, and a new one is being filled.', 'Sync now', 'sync-now'),
  'directory-newer': () =>
    say('The customer directory was written by a newer Latchkey. It was left untouched.', 'Install the newer Latchkey'),
  'settings-set-aside': () =>
    say(
      'The settings file was damaged. It was set aside, and settings start afresh.',
      'Open connections',
      'open-connections',
    ),
  'browser-not-opened': () =>
    say('The system could not open your browser.', 'Choose a default browser, then try again', 'try-again'),
  'account-unknown': () => say('Latchkey does not know this account.', 'Sync now', 'sync-now'),
  'connection-unknown': () => say('This connection no longer exists.', 'Open connections', 'open-connections'),
  'connection-exists': ({ label }) => say(`This key is already connected, as “${label}”.`, 'Use that connection'),
  'target-unknown': ({ provider }) => say(`${provider} has no such place to land.`, 'Choose another'),
  'admin-email-needed': () =>
    say("The provider wants the admin's email address.", 'Give the email', 'give-admin-email'),
  'reason-needed': () =>
    say('This connection wants a ticket or a reason for each log-in.', 'Give a reason', 'give-reason'),
  'link-copy-failed': () => say('The link could not be put on the clipboard.', 'Try again', 'try-again'),
  'sync-cancelled': () => say('The sync was stopped. The list is as it was.', 'Sync now', 'sync-now'),
  'shortcut-invalid': () =>
    say('This cannot be a shortcut.', 'Use Ctrl, Alt or Cmd together with another key', 'open-shortcuts'),
  'shortcut-not-on-wayland': ({ shortcut }) =>
    say(
      `Wayland cannot tell ${shortcut} from other shortcuts.`,
      'Choose one with a letter, a digit or an arrow',
      'open-shortcuts',
    ),
  'shortcut-taken': ({ shortcut }) =>
    say(`The system or another program keeps ${shortcut} for itself.`, 'Choose another shortcut', 'open-shortcuts'),
  'deep-link-unreadable': () => say('This link does not name a customer that Latchkey can look for.', 'Search by name'),
  'names-file-unreadable': ({ why }) =>
    ({
      missing: say('The file cannot be read.', 'Choose another file'),
      'too-large': say('The file is larger than 64 MB.', 'Choose a smaller file'),
      encoding: say('The file is not plain text.', 'Save it as CSV UTF-8, then choose it again'),
      'chosen-encoding': say('The file cannot be read in this encoding.', 'Choose another encoding'),
      empty: say('The file has no rows.', 'Choose another file'),
      'no-id-column': say('No column holds the ids, emails or domains of your accounts.', 'Choose the column yourself'),
    })[why],
  'import-unknown': () => say('This import is no longer known.', 'Choose the file again'),
  'change-unknown': () => say('This change can no longer be undone.', 'Change it by hand'),
  'changed-since': () => say('This has been changed again since, so it was not undone.', 'Change it by hand'),
  'samples-present': () => say('The sample customers are here already.', 'Open the launcher'),
  'input-invalid': () => say('Latchkey did not understand this.', 'Check what was typed'),
  unexpected: ({ reference }) => say(`Something went wrong in Latchkey (${reference}).`, 'Show the log', 'show-logs'),
};

/** The words for a problem, the same in windows and in notifications. `locale`: see format.ts. */
export const sentenceFor = (problem: Problem, locale?: string): ProblemSentence =>
  (sentences[problem.kind] as (p: Problem, locale?: string) => ProblemSentence)(problem, locale);
