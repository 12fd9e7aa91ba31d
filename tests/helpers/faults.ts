import { keyringUnavailable } from '../../scripts/private-keyring.mjs';
import { worldsUnavailable } from './child-runner.ts';
import { windowsUnavailable } from './window-browser.ts';

interface FaultRow<Words extends string> {
  words: Words;
  /** Why it cannot be brought about on this machine, in one line, or null. */
  notRun: () => string | null;
}

const once = (find: () => string | null): (() => string | null) => {
  let found: { why: string | null } | null = null;
  return () => {
    found ??= { why: find() };
    return found.why;
  };
};
const anywhere = (): null => null;
const realKeyring = once(keyringUnavailable);
const ownWorld = once(worldsUnavailable);
const ownWindows = once(windowsUnavailable);
const anotherUser = (): string | null =>
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'only root on Linux can be another user';

const row = <const Words extends string>(
  words: Words,
  notRun: FaultRow<Words>['notRun'] = anywhere,
): FaultRow<Words> => ({ words, notRun });

/** The fault matrix. Its test names each fault by its words, brings it about for real and decides what must come of it. */
export const faults = {
  1: row('the provider refuses the key (401)'),
  2: row('the key may not do this (403)'),
  3: row('the customer is gone (404)'),
  4: row('the request is refused (400, 422)'),
  5: row('the plan does not cover it (402)'),
  6: row('too many requests (429)'),
  7: row('the provider has a fault (500, 502, 503, 504)'),
  8: row('200 instead of 303'),
  9: row('Location is missing, or comes twice'),
  10: row('Location leads elsewhere: foreign, http, user information, a port'),
  11: row('an empty or odd token'),
  12: row('the sign-in page of a public network'),
  13: row('a body that ends too soon'),
  14: row('a body that never ends: slow, or huge'),
  15: row('the API answers with a redirect'),
  16: row('a link that is older than 60 s'),
  17: row('double Enter'),
  18: row('page 3 of the list fails'),
  19: row('offline, or the name is not found', ownWorld),
  20: row('the connection is refused or cut'),
  21: row('the proxy wants a password (407)'),
  22: row('an unknown certificate authority'),
  23: row('the clock of this machine is wrong'),
  24: row('there is no Secret Service', realKeyring),
  25: row('the keyring is locked, or its question dismissed', realKeyring),
  26: row('the keyring hangs', realKeyring),
  27: row('the keychain module is missing'),
  28: row('another program removed the key', realKeyring),
  29: row('a key that is too long'),
  30: row('the keyring denies access', realKeyring),
  31: row('the disk is full', ownWorld),
  32: row('another program locks the database'),
  33: row('the database is corrupt or empty'),
  34: row('the profile folder is read-only', ownWorld),
  35: row('killed after the POST, and at other bad moments'),
  36: row('the database is of a newer version'),
  37: row('there is no browser'),
  38: row('the shortcut is taken'),
  39: row('a bad deep link'),
  40: row('a bad row in a names file'),
  41: row('a list with endless pages'),
  42: row('Brevo does not allow this IP address'),
  43: row('a Brevo key that can only read'),
  44: row('the place in the list where to go on is gone'),
  45: row('the count of the list is too small'),
  46: row('one profile cannot be read'),
  47: row('one key is good in two regions'),
  48: row('another program has used up the hour'),
  49: row('a storm of 429'),
  50: row('the settings were written by a newer version'),
  51: row('a byte order mark or a comma in the settings'),
  52: row('an older copy of the database is put back'),
  53: row('the end of the ledger is cut off'),
  54: row('two log-ins are wanted at once'),
  55: row('a log-in is cancelled, or superseded'),
  56: row('the clock was ahead, and is set back'),
  57: row('a names file that never ends, or is no file', () =>
    process.platform === 'win32' ? 'Windows has no named pipes in its folders' : null,
  ),
  58: row('a packaged program is started with overrides'),
  59: row('the browser never asks for the link'),
  60: row('another user asks for the link', anotherUser),
  61: row('no browser can open a customer’s own window', ownWindows),
  62: row('the browser of a customer’s own window ends at once', ownWindows),
  63: row('the browser of a customer’s own window dies before it has asked for the link', ownWindows),
  64: row('a policy moves the folder of a customer’s own window', ownWindows),
  65: row('something else is in the place of a customer’s own window', ownWindows),
  66: row('the folder of customers’ own windows belongs to another user', () => ownWindows() ?? anotherUser()),
  67: row('the browser of a customer’s own window crashes', ownWindows),
  68: row('Latchkey is killed while a customer’s own window is open', ownWindows),
  69: row('log-ins are asked for without end'),
  70: row('the link is asked for twice'),
  71: row('the link is asked for under another host name'),
  72: row('the link is asked for at another path'),
  73: row('the link is asked for when it has expired'),
  74: row('no port is free for handing the link over'),
  75: row('the browser of a customer’s own window never comes', ownWindows),
  76: row('the disk grows full before a customer’s own window opens', () => ownWindows() ?? ownWorld()),
} as const;

type FaultNumber = keyof typeof faults;
export type FaultWords = (typeof faults)[FaultNumber]['words'];

/** The number of a fault in the matrix and in docs/scorecard.json. */
export function faultNumber(words: FaultWords): FaultNumber {
  const found = (Object.keys(faults).map(Number) as FaultNumber[]).find((number) => faults[number].words === words);
  if (found === undefined) throw new Error(`no fault is called “${words}”`);
  return found;
}
