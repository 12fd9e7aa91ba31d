/** One test that decides: its file, and words that stand in its full title. Several tests may fit; all must pass. */
export interface Proof {
  file: string;
  title: string;
}

export interface Requirement {
  id: string;
  /** What must hold, in plain words; docs/security.md has the same list. */
  sentence: string;
  proofs: readonly Proof[];
}

const by = (file: string, ...titles: string[]): Proof[] => titles.map((title) => ({ file: `tests/${file}`, title }));
const desktop = (file: string, ...titles: string[]): Proof[] => by(`desktop/${file}.test.ts`, ...titles);
const providers = (file: string, ...titles: string[]): Proof[] => by(`providers/${file}.test.ts`, ...titles);
const secrets = (file: string, ...titles: string[]): Proof[] => by(`secrets/${file}.test.ts`, ...titles);
const directory = (file: string, ...titles: string[]): Proof[] => by(`directory/${file}.test.ts`, ...titles);
const standing = (...titles: string[]): Proof[] => by('trust/standing.test.ts', ...titles);
/** In true windows: of Chromium on the stand-in, of Electron where its binary is. */
const window = (...titles: string[]): Proof[] => by('e2e/lockdown.spec.ts', ...titles);
const faultFiles = {
  replies: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 42, 43],
  slow: [14, 26, 35],
  clock: [16],
  program: [17, 18, 37, 38, 39, 40, 41],
  network: [19, 20, 21, 22, 23],
  keyring: [24, 25, 27, 28, 29, 30],
  disk: [31, 32, 33, 34, 36],
};
const fault = (...numbers: number[]): Proof[] =>
  numbers.flatMap((number) =>
    Object.entries(faultFiles)
      .filter(([, held]) => held.includes(number))
      .flatMap(([name]) => by(`trust/faults-${name}.test.ts`, `fault ${number}:`)),
  );

export const requirements: readonly Requirement[] = [
  // Windows
  {
    id: 'windows-sandboxed',
    sentence: 'Windows run in the sandbox, with a world of their own for the preload and without Node.',
    proofs: [
      ...desktop('lockdown', 'is made without Node, with a world of its own for the preload, in the sandbox'),
      ...desktop('one-place', 'windows are made with one set of preferences'),
      ...window('there is no Node in a page'),
    ],
  },
  {
    id: 'windows-policy',
    sentence: 'The content security policy allows the program’s own scripts and nothing inline, no network, no frame.',
    proofs: [
      ...desktop('window-files', 'lets no inline script, no network and no frame through its policy'),
      ...desktop('one-place', 'no page is given a privilege around the content security policy'),
      ...window('the policy that came with each page', 'nothing reaches the network'),
    ],
  },
  {
    id: 'windows-no-injected-script',
    sentence: 'An injected inline script does not run.',
    proofs: window('no script runs that is not a file of ours'),
  },
  {
    id: 'windows-no-permissions',
    sentence: 'Every permission is denied, and nothing is downloaded.',
    proofs: [...desktop('lockdown', 'the session of the windows'), ...window('every permission is denied')],
  },
  {
    id: 'windows-stay',
    sentence: 'A page navigates nowhere, opens no window, embeds nothing and takes no dropped file.',
    proofs: [
      ...desktop('lockdown', 'stays: ', 'embeds nothing'),
      ...window('a page stays where it is', 'no page opens a window'),
    ],
  },
  {
    id: 'windows-own-files',
    sentence: 'A window may load the program’s own files and nothing else.',
    proofs: [
      ...desktop('lockdown', 'asks only for files of the program'),
      ...desktop('pages', 'what a window of the built program may load'),
      ...desktop('window-files', 'serves nothing from outside its folder, whatever is asked'),
    ],
  },
  // Bridge
  {
    id: 'bridge-one-file',
    sentence: 'Requests of windows are received in one file.',
    proofs: desktop(
      'one-place',
      'requests of windows are answered in one file',
      'windows reach the bridge in one file',
    ),
  },
  {
    id: 'bridge-trusted-sender',
    sentence: 'Only the top frame of one of our windows at its own URL is answered.',
    proofs: [
      ...desktop('trusted-sender', 'who may ask'),
      ...window('nobody but the top frame of our own page', 'a page that main itself took elsewhere'),
    ],
  },
  {
    id: 'bridge-known-names',
    sentence: 'Only a request of the contract is answered; a name that every object inherits is refused.',
    proofs: [
      ...desktop('answer-request', 'refuses every name that is not in the contract'),
      ...desktop('ipc', 'refuses __proto__ as a name'),
      ...window('what is no name of a request is refused'),
    ],
  },
  {
    id: 'bridge-bad-payloads',
    sentence: 'Random payloads for every request reach no provider and crash nothing.',
    proofs: [
      ...by('trust/properties.test.ts', 'payloads for every request reach no provider and crash nothing'),
      ...desktop('answer-request', 'lets none of 5,000 random payloads reach a handler'),
      ...window('thousands of random payloads'),
    ],
  },
  {
    id: 'bridge-no-secret-out',
    sentence: 'No message to a window carries a key or a login link.',
    proofs: [
      ...by('trust/secrets.test.ts', 'no key, code or token is written, shown or told anywhere'),
      ...by('program/main-job.test.ts', 'a copied link is concealed, told with its end and never shown to a window'),
      ...window('no message that leaves main holds a key, a code or a token'),
    ],
  },
  {
    id: 'bridge-bugs-silent',
    sentence: 'A bug answers a reference and none of its own words.',
    proofs: desktop('answer-request', 'keeps the words of a bug'),
  },
  // Opening
  {
    id: 'opening-one-place',
    sentence: 'One module hands links to the system, and none opens files.',
    proofs: desktop('one-place', 'links are opened in one file, and files in none'),
  },
  {
    id: 'opening-exact',
    sentence:
      'A login link is https, at the exact host, without port or user information, of at most 2,081 characters.',
    proofs: [...by('shared/login-link.test.ts', 'a link is refused'), ...fault(10, 11)],
  },
  {
    id: 'opening-hostile',
    sentence: 'Of thousands of hostile URLs none is opened.',
    proofs: [
      ...by('shared/login-link.test.ts', 'only what is plainly ours is opened, exactly as it is written'),
      ...desktop('browser', 'is never one of 5,000 URLs of strangers'),
    ],
  },
  { id: 'opening-refused-unlogged', sentence: 'A refused link stands in no log.', proofs: fault(10) },
  { id: 'opening-fresh', sentence: 'A link that was over when it came is not opened.', proofs: fault(16) },
  { id: 'opening-once', sentence: 'Two Enters open one tab.', proofs: fault(17) },
  {
    id: 'opening-clipboard',
    sentence: 'A copied link is hidden from clipboard histories and leaves the clipboard when it is over.',
    proofs: [
      ...desktop('clipboard', 'is marked as what histories must not keep', 'is not copied at all'),
      ...fault(16),
    ],
  },
  {
    id: 'opening-deep-link',
    sentence: 'A latchkey:// link only selects; a person presses Enter.',
    proofs: [...fault(39), ...by('trust/properties.test.ts', 'deep links that are none select nothing')],
  },
  {
    id: 'opening-argv',
    sentence: 'A command line counts only with one marker and exactly one link.',
    proofs: [
      ...desktop('argv', 'the link in a command line'),
      ...by('trust/properties.test.ts', 'no command line but ours'),
    ],
  },
  // Network
  {
    id: 'network-constant-origins',
    sentence: 'Origins are constants of the program.',
    proofs: standing('origins are constants'),
  },
  {
    id: 'network-overrides-unpackaged',
    sentence: 'Overrides by environment count only unpackaged.',
    proofs: standing('a packaged program takes no override from its environment'),
  },
  {
    id: 'network-no-redirect',
    sentence: 'No redirect is followed, and a second server never sees a key.',
    proofs: [...providers('http', 'of a redirect is handed back; the second server is never asked'), ...fault(15)],
  },
  { id: 'network-deadline', sentence: 'An exchange ends after 15 s, whatever trickles in.', proofs: fault(14) },
  {
    id: 'network-cap',
    sentence: 'A reply is read up to 1 MiB and no further.',
    proofs: [...providers('http', 'more than 1 MiB: too large, and the rest is not read'), ...fault(14)],
  },
  {
    id: 'network-shapes',
    sentence: 'Every reply is read by its shape: any JSON gives a right value or a problem.',
    proofs: providers('conformance', 'any JSON at all gives a value of the right shape or a problem'),
  },
  {
    id: 'network-post-once',
    sentence: 'A request for a login link is never repeated.',
    proofs: [
      ...providers('http', 'a POST goes out once'),
      ...providers('conformance', 'a login is asked for exactly once'),
    ],
  },
  {
    id: 'network-sendgrid-303',
    sentence: 'SendGrid’s yes is exactly a 303 with exactly one allowed Location.',
    proofs: fault(8, 9, 10),
  },
  {
    id: 'network-system-proxy',
    sentence: 'The system’s proxy is used, and not gone around.',
    proofs: [...providers('dispatcher', 'a proxy is gone through', 'is named, and not gone around'), ...fault(21)],
  },
  {
    id: 'network-system-authorities',
    sentence: 'The system’s certificate authorities count, and no others but Node’s own.',
    proofs: [
      ...providers(
        'dispatcher',
        'own authority counts when the system trusts it',
        'one that the system does not trust',
      ),
      ...fault(22),
    ],
  },
  {
    id: 'network-certificates-verified',
    sentence: 'A certificate error is never gone around.',
    proofs: [
      ...providers('dispatcher', 'with verification switched off in the environment'),
      ...desktop('one-place', 'switches a check off'),
      ...fault(22, 23),
    ],
  },
  // Keychain
  {
    id: 'keychain-checked-keys',
    sentence: 'A key is checked before it is put into a header or into the keyring.',
    proofs: [
      ...providers('http', 'the key'),
      ...secrets('keychain', 'takes no key that would not hold or could leak'),
      ...fault(29),
    ],
  },
  {
    id: 'keychain-one-call',
    sentence: 'The keyring is asked one call at a time, in a process of its own.',
    proofs: [
      ...secrets('keychain', 'asks one call at a time'),
      ...secrets('real-keyring', 'shows no key in the arguments or the environment of its process'),
    ],
  },
  {
    id: 'keychain-waiting',
    sentence: 'After 10 s the user reads that the keyring is waited for; a late unlock still works.',
    proofs: fault(26),
  },
  {
    id: 'keychain-quit',
    sentence: 'The program ends within two seconds beside a keyring that hangs.',
    proofs: by('trust/quit.test.ts', 'ends beside a keyring that hangs'),
  },
  {
    id: 'keychain-proves',
    sentence: 'Saving reads back, and removing proves it.',
    proofs: secrets('keychain-calls', 'is broken where a key was taken but not kept', 'removes a key for sure'),
  },
  {
    id: 'keychain-never-deletes',
    sentence: 'A keyring that answers nothing, or an error, never costs a connection.',
    proofs: [...fault(24, 25, 28, 30), ...secrets('real-keyring', 'calls a locked keyring locked, never empty')],
  },
  {
    id: 'keychain-safe-calls',
    sentence: 'findCredentials and findPassword, which can crash on foreign items, are not used.',
    proofs: standing('of keytar only what cannot crash on foreign items is used'),
  },
  {
    id: 'keychain-no-fallback',
    sentence: 'A key is kept in the keyring or not at all.',
    proofs: standing('a connection that cannot keep its key in the keyring is not made'),
  },
  // Storage
  {
    id: 'storage-ledger-first',
    sentence: 'The ledger row is committed before the provider is asked.',
    proofs: [
      ...standing('the log-in stands in the ledger, committed, before the provider has the POST'),
      ...standing('the database writes ahead and waits for the disk at each commit'),
      ...fault(31, 32),
    ],
  },
  {
    id: 'storage-killed',
    sentence: 'A kill loses no acknowledged row, and leaves “outcome unknown” after the restart.',
    proofs: [
      ...fault(35),
      ...directory('kills', 'killed with kill -9'),
      ...directory('database', 'keeps an acknowledged log-in through a kill'),
    ],
  },
  {
    id: 'storage-chain',
    sentence: 'An edited or missing row of the ledger shows, in the program and in an exported file.',
    proofs: directory('ledger', 'a ledger that somebody changed', 'an exported ledger'),
  },
  {
    id: 'storage-damaged',
    sentence: 'A damaged or empty database is set aside, and the program starts.',
    proofs: [...fault(33), ...directory('database', 'a damaged file')],
  },
  {
    id: 'storage-newer',
    sentence: 'A newer schema is not touched.',
    proofs: [...fault(36), ...directory('database', 'a newer schema')],
  },
  {
    id: 'storage-bound',
    sentence: 'Values reach the database as bound parameters only.',
    proofs: [
      ...standing('values reach the database as bound parameters'),
      ...by('trust/properties.test.ts', 'words of any kind are kept and found as words'),
    ],
  },
  {
    id: 'storage-forgets',
    sentence: 'A forgotten connection’s customers are gone from every byte of the files.',
    proofs: [
      ...directory('forgetting', 'leaves none of its names in any byte of the files'),
      ...by('trust/secrets.test.ts', 'a forgotten customer’s name is gone'),
    ],
  },
  {
    id: 'storage-private',
    sentence: 'Folder and files belong to their user: 0700 and 0600.',
    proofs: [
      ...directory('database', 'keeps folder and files to their owner'),
      ...by('settings/settings-file.test.ts', 'only its owner can read the file'),
      ...by('main/log.test.ts', 'in a file that only its owner can read'),
    ],
  },
  {
    id: 'storage-harmless-export',
    sentence: 'No exported cell is one that a spreadsheet would run.',
    proofs: [
      ...directory('names', 'never holds a cell that a spreadsheet would run'),
      ...directory('ledger', 'runs nothing in a spreadsheet'),
    ],
  },
  // Errors and logs
  {
    id: 'errors-closed-codes',
    sentence: 'Errors are told by closed codes, never by the message or the cause of another’s error.',
    proofs: [
      ...by('main/log.test.ts', 'without what its message or cause holds'),
      ...providers('http', 'is in no error of ours'),
      ...secrets('keychain-calls', 'into a closed word and tells nothing else'),
    ],
  },
  {
    id: 'errors-canaries',
    sentence: 'No key, code or token is found in any log, file, message, notice or output.',
    proofs: by('trust/secrets.test.ts', 'no key, code or token is written, shown or told anywhere'),
  },
  // Slips of the hand
  {
    id: 'slips-guarded',
    sentence:
      'A likely slip is asked about: a namesake on the screen, a session of another customer, a closed account.',
    proofs: by('actions/guards.test.ts', 'asks before opening', 'tells whose session', 'suspended'),
  },
  // Package
  {
    id: 'package-fuses',
    sentence:
      'Fuses are blown: no RunAsNode, no NODE_OPTIONS, no inspect; ASAR integrity, only from ASAR, cookies encrypted.',
    proofs: [
      ...desktop('packaging', 'every fuse is blown as it must be'),
      ...desktop('packed', 'has its fuses blown', 'carries a hash of every file'),
    ],
  },
  {
    id: 'package-no-reports',
    sentence: 'Nothing sends crashes away.',
    proofs: desktop('one-place', 'sends crashes away'),
  },
  {
    id: 'package-no-devtools',
    sentence: 'A packaged program has no developer tools.',
    proofs: desktop('lockdown', 'is made without Node, with a world of its own for the preload, in the sandbox'),
  },
  {
    id: 'package-pinned',
    sentence: 'Dependencies are pinned, and locked with their hashes.',
    proofs: standing('dependencies are pinned to the letter'),
  },
  {
    id: 'package-licences',
    sentence: 'Licences are checked, and shipped.',
    proofs: desktop('packaging', 'the licences'),
  },
];
