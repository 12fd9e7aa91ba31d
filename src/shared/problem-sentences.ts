import type { DeepLinkFault } from './deep-link.ts';
import { clockTime, wholeNumber } from './format.ts';
import type { Problem, ProblemKind, ProblemOf } from './problems.ts';

/** What the button under a problem does. `none`: the sentence says what to do outside Latchkey. */
export type NextStep =
  | 'none'
  | 'try-again'
  | 'sync-now'
  | 'replace-key'
  | 'open-connections'
  | 'connect-other-region'
  | 'open-names'
  | 'open-shortcuts'
  | 'open-history'
  | 'open-general'
  | 'open-allowed-ips'
  | 'give-admin-email'
  | 'give-reason'
  | 'choose-user'
  | 'choose-page'
  | 'open-in-browser'
  | 'show-logs';

/** A problem in the user's words: what happened, and the one thing to do next. */
export interface ProblemSentence {
  what: string;
  next: string;
  step: NextStep;
}

type Sentences = { [K in ProblemKind]: (problem: ProblemOf<K>, locale?: string) => ProblemSentence };

const say = (what: string, next: string, step: NextStep = 'none'): ProblemSentence => ({ what, next, step });

const addCustomer = 'Add account=, email= or domain= to the link, or search by name';

/** What is wrong with a link, and what to do. */
const unreadableLink = (provider: string): Readonly<Record<DeepLinkFault, readonly [what: string, next: string]>> => ({
  form: ['it is not written like one of Latchkey', 'Copy the whole link again, or search by name'],
  'too-long': ['it is too long', 'Take the page out of the link, or search by name'],
  'unknown-part': ['it has a part that no link of Latchkey has', 'Take that part out, or search by name'],
  'part-twice': ['it has the same part twice', 'Take one of them out, or search by name'],
  'no-provider': ['it names no provider', 'Add provider= to the link, or search by name'],
  'unknown-provider': ['it names a provider that Latchkey does not know', 'Search by name'],
  'no-customer': ['it names no customer', addCustomer],
  'only-user': ['it names a user, and not the customer whose user that is', addCustomer],
  'several-customers': [
    'it names the customer more than once',
    'Keep one of account=, email= and domain=, or search by name',
  ],
  customer: ['its customer is no id, email or domain', 'Search by name'],
  connection: ['its connection is no label', 'Take connection= out of the link, or search by name'],
  page: [`its page is no page of ${provider}`, 'Search by name, then choose the page'],
  'page-not-https': ['its page does not begin with https://', 'Search by name, then choose the page'],
  'no-pages': [`${provider} opens no page by its address`, 'Search by name, and log in to the start page'],
  user: ['its user is no whole email', 'Search by name, then choose the user'],
  'no-users': [`${provider} lets no log-in choose the user`, 'Search by name, and log in without it'],
  'page-too-long': ['the address of its page is too long', 'Search by name, then choose the page'],
  'no-text': ['it has no text to search for', 'Type the text instead'],
  'text-too-long': ['its text is too long', 'Type the name instead'],
  unseen: ['its text has characters that are not seen', 'Type the text instead'],
  'too-much': ['it says more than the field takes', 'Search by name, then choose the page'],
});

const malformed: Readonly<Record<ProblemOf<'key-malformed'>['why'], ProblemSentence>> = {
  empty: say('No key was given.', 'Paste the key'),
  characters: say('This is not a key: it holds spaces, line breaks or letters that no key has.', 'Copy the key again'),
  'too-long': say('This is far too long to be a key.', 'Copy the key again, and only the key'),
  several: say('This is more than one key. It was not sent.', 'Paste one key only', 'replace-key'),
};

const refusedThoughListed = (provider: string, status: number): ProblemSentence =>
  say(
    `${provider} has this customer in its list and refuses the log-in (${status}).`,
    `Look for the customer at ${provider}, or ask its support`,
  );

/** A sync is of no use: it would find the same short list. */
const refusedWhileListIsShort = (provider: string, keptUntil: string, locale: string | undefined): ProblemSentence =>
  say(
    `${provider} refuses this customer, and its list lacks most customers. All are kept until ${clockTime(keptUntil, locale)}.`,
    'Try again',
    'try-again',
  );

const sentences: Sentences = {
  'key-malformed': ({ why }) => malformed[why],
  'key-not-of-provider': ({ provider, beginsWith, other }) =>
    other === null
      ? say(
          `This is not an API key of ${provider}: those begin with “${beginsWith}”. It was not sent.`,
          'Replace key',
          'replace-key',
        )
      : say(
          `This is ${other} of ${provider}, which cannot list customers. It was not sent.`,
          `Paste an API key, which begins with “${beginsWith}”`,
          'replace-key',
        ),
  'key-rejected': ({ provider }) =>
    say(
      `${provider} does not accept this key. It may have been deleted or have expired.`,
      'Replace key',
      'replace-key',
    ),
  'key-not-reseller': ({ provider }) =>
    say(
      `${provider} accepts this key, but it belongs to no reseller or admin account, or may not read its customers.`,
      'Replace key',
      'replace-key',
    ),
  'key-not-allowed': ({ provider }) =>
    say(`This ${provider} key may not do this: its permissions are too narrow.`, 'Replace key', 'replace-key'),
  'ip-not-authorised': ({ provider }) =>
    say(
      `${provider} does not know this machine's internet address and refuses it. The key itself may be fine.`,
      `Authorise this IP at ${provider}`,
      'open-allowed-ips',
    ),
  'access-forbidden': ({ provider }) =>
    say(
      `${provider} refuses this key and does not say why: the key's permissions may be too narrow, or this machine's internet address not allowed.`,
      `Check both at ${provider}, then try again`,
      'try-again',
    ),
  'connect-refused': ({ provider, status, why }) =>
    say(
      `${provider} refused to connect with this key (${status}).`,
      why === 'key' ? 'Check the key' : 'Check the key and its region',
    ),
  'key-not-of-region': ({ provider, region }) =>
    say(
      `${provider} does not take this key in “${region}”. The key is fine where it is.`,
      'Connect a key of that region',
      'open-connections',
    ),
  'account-gone': ({ provider, orNoSso, stillListed, keptUntil }, locale) => {
    if (keptUntil !== undefined) return refusedWhileListIsShort(provider, keptUntil, locale);
    if (stillListed)
      return orNoSso
        ? say(
            `${provider} has this customer in its list and refuses the log-in: this key may have no single sign-on.`,
            'Replace key',
            'replace-key',
          )
        : refusedThoughListed(provider, 404);
    return orNoSso
      ? say(
          `${provider} has no such account, or this key has no single sign-on.`,
          'Sync now, then try again',
          'sync-now',
        )
      : say(`${provider} no longer has this account.`, 'Sync now', 'sync-now');
  },
  'account-not-active': ({ provider }) =>
    say(`${provider} has not activated this account, or is reviewing it.`, `Ask the support of ${provider}`),
  'request-refused': ({ provider, status, stillListed, keptUntil }, locale) => {
    if (keptUntil !== undefined) return refusedWhileListIsShort(provider, keptUntil, locale);
    if (stillListed) return refusedThoughListed(provider, status);
    const what = `${provider} refused the request (${status}).`;
    if (status === 451)
      return say(`${provider} refuses this for legal reasons (451).`, `Ask the support of ${provider}`);
    // Some replies to an account that is gone say no more than that: then its row leaves the list.
    const mayBeGone = status === 400 || status === 404;
    return mayBeGone ? say(what, 'Sync now, then try again', 'sync-now') : say(what, 'Try again', 'try-again');
  },
  'admin-refused': ({ provider, why }) =>
    ({
      unknown: say(`${provider} knows no admin with this email.`, 'Give the email', 'give-admin-email'),
      'not-active': say(
        `${provider} has invited this admin, who has not accepted yet.`,
        `Accept the invitation of ${provider}, then try again`,
        'try-again',
      ),
      'may-not-manage': say(
        `At ${provider}, this admin has no permission to manage sub-accounts.`,
        'Ask the owner of the admin account for it, then try again',
        'try-again',
      ),
    })[why],
  'landing-refused': ({ provider, status, what }) =>
    what === 'user-or-account'
      ? say(
          `${provider} knows no such user in this account, or no longer has the account.`,
          'Choose another user',
          'choose-user',
        )
      : what === 'page'
        ? say(`${provider} refused to log in on this page (${status}).`, 'Choose another page', 'choose-page')
        : say(
            `${provider} refused to log in as this user${what === 'both' ? ', or on this page' : ''} (${status}). It may not be a user of this account.`,
            'Choose another user',
            'choose-user',
          ),
  'plan-required': ({ provider }) =>
    say(
      `${provider} says that the plan or the credit of this account does not cover this.`,
      `Check the plan at ${provider}`,
    ),
  'wrong-region': ({ provider, otherRegion }) =>
    otherRegion === undefined
      ? say(`${provider} keeps this account in another region.`, 'Choose its region in settings', 'open-connections')
      : say(
          `${provider} keeps this account in another region.`,
          `Connect this key for “${otherRegion}” as well`,
          'connect-other-region',
        ),
  'temporarily-blocked': ({ provider }) =>
    say(
      `${provider} has blocked this key for a while after too many refused requests.`,
      'Wait some minutes, then try again',
      'try-again',
    ),
  'rate-limited': ({ provider, retryAt, keptForLists }, locale) =>
    say(
      keptForLists
        ? `Latchkey asks ${provider} for no more details for now: the requests left are kept for log-ins and lists.`
        : `${provider} takes no more requests for now.`,
      `Try again at ${clockTime(retryAt, locale)}`,
      'try-again',
    ),
  'list-short': ({ provider, listed, customers, retryAt }, locale) =>
    say(
      listed === 0
        ? `${provider} sent an empty list. ${customers === 1 ? 'The customer is' : `All ${wholeNumber(customers, locale)} customers are`} kept for now, and removed if it still does at ${clockTime(retryAt, locale)}.`
        : `${provider} listed only ${wholeNumber(listed, locale)} of ${wholeNumber(customers, locale)} customers. The other ${wholeNumber(customers - listed, locale)} are kept for now, and removed if it still does at ${clockTime(retryAt, locale)}.`,
      'Sync now to look again',
      'sync-now',
    ),
  'provider-down': ({ provider, status }) =>
    say(`${provider} has a fault on its side (${status}).`, 'Try again', 'try-again'),
  'intermediary-refused': ({ provider, status }) =>
    say(
      `Something in front of ${provider} refused the request (${status}): a firewall, a filter or a proxy.`,
      'Try another network, or ask who runs this one',
      'try-again',
    ),
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
  'link-expired': ({ provider }) =>
    say(`The login link from ${provider} had expired. It was not opened.`, 'Log in again', 'try-again'),
  'link-refused': ({ provider }) =>
    say(`${provider} sent a login link with an address that Latchkey does not open.`, `Log in at ${provider} itself`),
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
    say(`Your keyring has no key for this connection to ${provider}.`, 'Give its key', 'replace-key'),
  'disk-full': () => say('The disk is full.', 'Free some space, then try again', 'try-again'),
  'disk-read-only': () =>
    say('Latchkey cannot write to its folder.', 'Make the folder writable, then try again', 'try-again'),
  'start-at-login-refused': ({ why }) =>
    why === 'trial'
      ? say('A trial run of Latchkey does not start when you sign in.', 'Switch this on in the installed Latchkey')
      : say('The system did not let Latchkey start when you sign in.', 'Try again', 'try-again'),
  'start-at-login-unapproved': () =>
    say(
      'The system keeps Latchkey from starting when you sign in.',
      "Allow it in the system's settings, among the login items or startup apps",
    ),
  'directory-busy': () =>
    say('Another program is using the customer directory.', 'Close it, then try again', 'try-again'),
  'directory-set-aside': () =>
    say('The customer directory was damaged. It was set aside, and a new one is being filled.', 'Sync now', 'sync-now'),
  'directory-newer': () =>
    say('The customer directory was written by a newer Latchkey. It was left untouched.', 'Install the newer Latchkey'),
  'ledger-mismatch': () =>
    say(
      'The history of log-ins does not end where it ended before. Its last rows were removed, or an older copy was put back.',
      'Look at the history',
      'open-history',
    ),
  'settings-set-aside': ({ lost }) =>
    say(
      {
        everything: 'The settings file was damaged. It was set aside, and settings and connections start afresh.',
        connections: 'Connections in the settings file could not be read. A copy of the file was kept beside it.',
        values:
          'Some values in the settings file could not be read and were replaced. A copy of the file was kept beside it.',
      }[lost],
      'Look at the connections',
      'open-connections',
    ),
  'connections-lost': () =>
    say(
      'A connection is missing from the settings. Its key and its customers are still on this computer.',
      'Connect it again, or forget it',
      'open-connections',
    ),
  'browser-not-opened': () =>
    say('The system could not open your browser.', 'Choose a default browser, then try again', 'try-again'),
  'browser-never-asked': () =>
    say('Your browser did not ask for the login link in time. It was not opened.', 'Log in again', 'try-again'),
  'hand-over-failed': () =>
    say(
      'This computer has no free port at which your browser could ask for the login link. It was not opened.',
      'Close other programs, then try again',
      'try-again',
    ),
  'no-window-browser': () =>
    say(
      'No browser on this computer can open a window of a customer’s own: that takes Chromium, Chrome, Edge, Brave, Vivaldi or Firefox.',
      'Open in my browser',
      'open-in-browser',
    ),
  'window-browser-missing': () =>
    say(
      'The browser that you chose for customers’ own windows is not installed any more.',
      'Choose another in settings',
      'open-general',
    ),
  'window-not-opened': () =>
    say('The browser could not open a window of the customer’s own.', 'Open in my browser', 'open-in-browser'),
  'window-not-shown': () => say('The window did not come to the front.', 'Try again', 'try-again'),
  'window-elsewhere': () =>
    say(
      'The browser does not use the folder that Latchkey gave it: a policy of this computer may forbid it. No log-in was made.',
      'Choose another browser in settings',
      'open-general',
    ),
  'window-folder-unsafe': () =>
    say(
      'The folder for customers’ own windows belongs to another user, or something else is in its place. No log-in was made.',
      'Remove the folder “windows” from Latchkey’s folder, then try again',
      'try-again',
    ),
  'window-path-too-long': () =>
    say(
      'Firefox cannot tell customers’ own windows apart here: the path of Latchkey’s folder is too long for it. No log-in was made.',
      'Choose another browser in settings',
      'open-general',
    ),
  'window-not-wiped': () =>
    say(
      'The files of a closed window could not be removed, and may hold its session.',
      'Quit Latchkey and start it again',
    ),
  'window-stays-open': () => say('The window did not close.', 'Close the window yourself'),
  'window-unknown': () => say('This window is closed already.', 'Log in again'),
  'account-unknown': ({ provider }) =>
    provider === undefined
      ? say('Latchkey does not know this account.', 'Sync now', 'sync-now')
      : say(`${provider} no longer has this customer.`, 'Sync now', 'sync-now'),
  'connection-unknown': () => say('This connection no longer exists.', 'Open connections', 'open-connections'),
  'connection-exists': ({ label }) => say(`This key is already connected, as “${label}”.`, 'Use that connection'),
  'target-unknown': ({ provider }) => say(`${provider} has no such place to land.`, 'Choose another'),
  'admin-email-needed': () =>
    say("The provider wants the admin's email address.", 'Give the email', 'give-admin-email'),
  'reason-needed': () =>
    say('This connection wants a ticket or a reason for each log-in.', 'Give a reason', 'give-reason'),
  'too-many-log-ins': () =>
    say(
      'Latchkey has begun 30 log-ins within a minute, more than a person asks for.',
      'Make sure that no key is stuck, wait a minute, then try again',
      'try-again',
    ),
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
  'deep-link-unreadable': ({ why, provider = 'This provider' }) => {
    const [what, next] = unreadableLink(provider)[why];
    return say(`Latchkey cannot read this link: ${what}.`, next);
  },
  'names-file-unreadable': ({ why }) =>
    ({
      missing: say('The file cannot be read.', 'Choose another file'),
      'too-large': say('The file is larger than 64 MB, or has more than 500,000 lines.', 'Choose a smaller file'),
      encoding: say('The file is not plain text.', 'Save it as CSV UTF-8, then choose it again'),
      'chosen-encoding': say('The file cannot be read in this encoding.', 'Choose another encoding'),
      empty: say('The file has no rows.', 'Choose another file'),
      'no-id-column': say('No column holds the ids, emails or domains of your accounts.', 'Choose the column yourself'),
    })[why],
  'desk-file-unreadable': ({ why }) =>
    ({
      missing: say('The file cannot be read.', 'Choose another file'),
      'too-large': say('The file is larger than 64 MB, or has more than 500,000 customers.', 'Choose a smaller file'),
      'not-a-desk': say('This is not a desk file of Latchkey, or it was damaged.', 'Export the desk again'),
      newer: say('The file was written by a newer Latchkey.', 'Install the newer Latchkey'),
    })[why],
  'file-not-written': () => say('The file cannot be written there.', 'Choose another name or folder'),
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
