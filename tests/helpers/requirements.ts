/**
 * What must hold, in plain words, by the name that its tests carry as a tag. docs/security.md has the same list.
 */
export const requirements = {
  // Windows
  'windows-sandboxed': 'Windows run in the sandbox, with a world of their own for the preload and without Node.',
  'windows-policy':
    'The content security policy allows the program’s own scripts and nothing inline, no network, no frame.',
  'windows-no-injected-script': 'An injected inline script does not run.',
  'windows-no-permissions': 'Every permission is denied, and nothing is downloaded.',
  'windows-stay': 'A page navigates nowhere, opens no window, embeds nothing and takes no dropped file.',
  'windows-own-files': 'A window may load the program’s own files and nothing else.',
  // Bridge
  'bridge-one-file': 'Requests of windows are received in one file.',
  'bridge-trusted-sender': 'Only the top frame of one of our windows at its own URL is answered.',
  'bridge-known-names': 'Only a request of the contract is answered; a name that every object inherits is refused.',
  'bridge-bad-payloads': 'Random payloads for every request reach no provider and crash nothing.',
  'bridge-no-secret-out': 'No message to a window carries a key or a login link.',
  'bridge-bugs-silent': 'A bug answers a reference and none of its own words.',
  // Opening
  'opening-one-place': 'One module hands links to the system, and none opens files.',
  'opening-exact':
    'A login link is https, at the exact host, without port or user information, of at most 2,081 characters.',
  'opening-hostile': 'Of thousands of hostile URLs none is opened.',
  'opening-refused-unlogged': 'A refused link is written to no log.',
  'opening-fresh': 'A link that was over when it came is not opened.',
  'opening-once': 'Two Enters open one tab while a log-in is under way, and for 0.3 s afterwards.',
  'opening-clipboard': 'A copied link is hidden from clipboard histories and leaves the clipboard when it is over.',
  'opening-not-public': 'On Linux, a login link is in no command line, environment or file.',
  'hand-over-exact': 'A hand-over answers only a browser that was given exactly its address; nothing else uses it up.',
  'hand-over-once': 'A hand-over gives its link once, and none that was called off or has expired.',
  'hand-over-own-user': 'On Linux, a hand-over gives another user of the machine no answer.',
  'hand-over-ends': 'Nothing listens after a minute, during sleep and after the end.',
  'own-window-apart':
    'Windows of customers’ own share no cookie, and a link is given only while a browser runs on the customer’s folder.',
  'own-window-folder':
    'The folder of a customer’s own window is the user’s alone, and is removed when the window has closed; no other file is touched.',
  'own-window-not-public':
    'A window of a customer’s own has neither link nor name in a command line, and after it no file has the link or the cookie.',
  'own-window-ended': 'The ledger says when and why the session of a customer’s own window was over.',
  'opening-deep-link': 'A latchkey:// link only selects; a person presses Enter.',
  'opening-argv': 'A command line counts only with one marker and exactly one link.',
  // Network
  'network-constant-origins': 'Origins are constants of the program.',
  'network-overrides-unpackaged': 'Overrides by environment count only unpackaged.',
  'network-no-redirect': 'No redirect is followed, and a second server never sees a key.',
  'network-deadline': 'An exchange ends after 15 s, whatever trickles in.',
  'network-cap': 'A reply is read up to 1 MiB and no further.',
  'network-shapes': 'Every reply is read by its shape: any JSON gives a right value or a problem.',
  'network-post-once': 'A request for a login link is never repeated.',
  'network-sendgrid-303': 'SendGrid’s yes is exactly a 303 with exactly one allowed Location.',
  'network-system-proxy': 'The system’s proxy is used, and not gone around.',
  'network-system-authorities': 'The system’s certificate authorities count, and no others but Node’s own.',
  'network-certificates-verified': 'A certificate error is never gone around.',
  // Keychain
  'keychain-checked-keys': 'A key is checked before it is put into a header or into the keyring.',
  'keychain-one-call': 'The keyring is asked one call at a time, in a process of its own.',
  'keychain-waiting': 'After 10 s the user reads that the keyring is waited for; a late unlock still works.',
  'keychain-quit': 'The program ends within two seconds beside a keyring that hangs.',
  'keychain-proves': 'Saving reads back, and removing proves it.',
  'keychain-never-deletes': 'A keyring that answers nothing, or an error, never costs a connection.',
  'keychain-none-left':
    'A key whose connection is missing from the settings is found at the start, said, and removed on request.',
  'keychain-safe-calls': 'findCredentials and findPassword, which can crash on foreign items, are not used.',
  'keychain-no-fallback': 'A key is kept in the keyring or not at all.',
  'keychain-no-dump': 'On Linux, a core dump of Latchkey or of its keychain’s process holds nothing of their memory.',
  // Storage
  'storage-ledger-first': 'The ledger row is committed before the provider is asked.',
  'storage-killed': 'A kill loses no acknowledged row, and leaves “outcome unknown” after the restart.',
  'storage-chain':
    'An edited, added or moved row of the ledger shows, and so does one missing in between, in the program and in an exported file.',
  'storage-ledger-end':
    'If the ledger lacks the end that was recorded beside the database, the start says so, and the history for good.',
  'storage-damaged': 'A damaged or empty database is set aside, and the program starts.',
  'storage-newer': 'A newer schema is not touched.',
  'storage-bound': 'Values reach the database as bound parameters only.',
  'storage-forgets': 'A forgotten connection’s customers are gone from every byte of the files.',
  'storage-private': 'Folder and files belong to their user: 0700 and 0600.',
  'storage-harmless-export': 'No exported cell is one that a spreadsheet would run.',
  // Errors and logs
  'errors-closed-codes': 'Errors are reported by closed codes, never by the message or the cause of another’s error.',
  'errors-canaries': 'No key, code or token is found in any log, file, message, notice or output.',
  // Slips of the hand
  'slips-guarded':
    'A likely slip is asked about: a namesake on the screen, a session of another customer or user, a closed account.',
  // Package
  'package-fuses': 'Fuses are blown: no RunAsNode, no NODE_OPTIONS, no inspect; ASAR integrity, only from ASAR.',
  'package-no-reports': 'Nothing sends crashes away.',
  'package-no-devtools': 'A packaged program has no developer tools.',
  'package-pinned': 'Dependencies are pinned, and locked with their hashes.',
  'package-watched':
    'Packages run nothing while they are installed; advisories and newer versions of them are looked for every week.',
  'package-licences': 'Licences are checked, and shipped.',
} as const;

export type RequirementId = keyof typeof requirements;

export const requirementIds = Object.keys(requirements) as RequirementId[];

/** Tags of an end-to-end test. A test of vitest names its requirements itself: `{ tags: ['opening-exact'] }`. */
export const proves = (...ids: readonly RequirementId[]): { tag: string[] } => ({ tag: ids.map((id) => `@${id}`) });
