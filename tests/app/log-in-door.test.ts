import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { Namesakes } from '../../src/main/accounts/namesakes.ts';
import { LogInDoor } from '../../src/main/app/log-in-door.ts';
import { Notifications } from '../../src/main/app/notifications.ts';
import type { ProgramEvents } from '../../src/main/app/program-events.ts';
import type { LauncherOpening } from '../../src/main/desktop/desktop.ts';
import { BroughtLandings } from '../../src/main/log-in/brought-landings.ts';
import { LogIns } from '../../src/main/log-in/log-ins.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { providerOf, providers } from '../../src/main/providers/registry.ts';
import type { Hit } from '../../src/main/search/search-index.ts';
import { SettingsFile } from '../../src/main/settings/settings-file.ts';
import type { Announcements } from '../../src/shared/contract.ts';
import type { Question, ReplacedSession } from '../../src/shared/log-in.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { account, connection } from '../helpers/accounts.ts';
import { directOpener } from '../helpers/direct-opener.ts';
import { fakeClients } from '../helpers/fake-clients.ts';
import { logInsDeps } from '../helpers/log-ins-deps.ts';
import { tempFolder } from '../helpers/temp-directory.ts';
import { wish } from '../helpers/wanted.ts';

const { accountId } = account();
const request = wish({ accountId });

const hit = (id: string, text: string): Hit => ({ accountId: id, fit: 'words', field: 'name', text, ranges: [] });

interface Situation {
  /** Ids of other customers of the same name. */
  namesakes?: readonly string[];
  settings?: Partial<Settings>;
  questions?: Question[];
  /** The session that ends without a question. */
  replaces?: ReplacedSession;
  browser?: Result<null>;
  provider?: 'sendgrid' | 'brevo';
  /** Whether the launcher is on the screen when the log-in begins. */
  launcherIsVisible?: boolean;
  /** The user types something else while the log-in is under way, and has done so just now when it ends. */
  typing?: boolean;
  /** Another connection to the same provider has a customer of the same id. */
  isTwice?: boolean;
}

const globex: ReplacedSession = { otherName: 'Globex', otherUser: null, sameCustomer: false };

const copied = 'https://app.sendgrid.com/in?code=secret';

/** A door to one customer. `seen` is what happens on the desktop, in its order. */
function door({
  settings = {},
  questions = [],
  replaces,
  browser = ok(null),
  provider: vendor = 'sendgrid',
  launcherIsVisible = true,
  typing = false,
  isTwice = false,
  namesakes = [],
}: Situation = {}) {
  const { file } = SettingsFile.open(tempFolder());
  file.change(settings);
  file.putConnection(connection({ provider: vendor }));
  const europe = { connectionId: 'eur0pe00', region: 'eu', label: 'SendGrid (EU)' };
  if (isTwice) file.putConnection(connection(europe));
  const found = isTwice ? [account(), account({ connectionId: europe.connectionId })] : [account()];
  const seen: string[] = [];
  const events: ProgramEvents = new EventEmitter();
  events.on('state', () => seen.push('state changed'));
  events.on('favourites', () => seen.push('tray refreshed'));
  const provider: Provider = {
    ...(providerOf(vendor) as Provider),
    makeLoginLink: async () => ok({ url: 'https://app.sendgrid.com/in', expiresAt: '2100-01-01T00:00:00Z' }),
  };
  const show = ({ text, select, missing, from, pending }: LauncherOpening): void => {
    if (missing) seen.push(`no customer of ${missing.provider} with this ${missing.by}`);
    const outcome = pending?.outcome;
    const asks = outcome && ('problem' in outcome ? outcome.problem.kind : outcome.questions.map(({ kind }) => kind));
    seen.push(`launcher: ${text} ${select} ${from}${asks ? `, shows ${asks} of ${pending.row.name}` : ''}`);
  };
  const launcher = {
    show,
    toggle: show,
    hide: () => void seen.push('hidden'),
    hideForBrowser: () => void seen.push('hidden for the browser'),
    isVisible: () => launcherIsVisible,
    setHideOnBlur: () => {},
    keepOnBlur: () => {},
  };
  const notifications = new Notifications({
    desktop: { notifications: { show: ({ title, body }) => void seen.push(`notification: ${title}. ${body}`) } },
    settings: file,
  });
  const accounts = { get: (id: string) => (id === accountId ? account() : null) };
  const logIns = new LogIns(
    logInsDeps({
      accounts,
      clients: fakeClients(provider),
      guards: { ask: () => ({ questions, replaces: replaces ?? null }) },
      succeeded: (logIn) => void events.emit('logged-in', logIn),
      opener: directOpener(async (url) => {
        if (browser.ok) seen.push(`opened ${url}`);
        return browser;
      }),
    }),
  );
  const brought = new BroughtLandings();
  const made = new LogInDoor({
    desktop: {
      launcher,
      announce: (name, announced) => void seen.push(`announced ${name}: ${JSON.stringify(announced)}`),
    },
    settings: file,
    accounts: { ...accounts, findExact: (text) => (text === '1001' ? found : []) },
    logIns,
    brought,
    providers,
    providerOf,
    copiedLink: { isIn: (text) => text.includes(copied) },
    use: {
      noteAsked: (asked) => void (asked && seen.push('asked')),
      isBusy: () => typing && launcherIsVisible,
      mustWait: () => typing && launcherIsVisible,
      hasMovedOn: () => typing,
    },
    frecency: { changed: () => void seen.push('usage changed') },
    namesakes: new Namesakes({ index: { named: (text) => namesakes.map((id) => hit(id, text)) }, settings: file }),
    notifications,
    events,
  });
  return { door: made, seen, settings: file, brought };
}

test('notifications say which of several customers of one name is meant', { tags: ['slips-guarded'] }, async () => {
  const namesakes = [account({ remoteId: '1002' }).accountId, 'eur0pe00/1001'];
  const otherDiffers = { connectionLabel: null, idTail: '1002' };
  const replaces = { otherName: 'Acme Corp', otherUser: null, sameCustomer: false, otherDiffers };
  const { door: opened, seen } = door({ namesakes, isTwice: true, replaces });
  await opened.run(request, 'open');
  expect(seen).toContain(
    'notification: Acme Corp · SendGrid (Main) · id …1001. Opened at SendGrid (Main); this replaced the session of Acme Corp · id …1002',
  );
});

test('a log-in hides the launcher, notifies, and refreshes the tray', async () => {
  const { door: opened, seen } = door();
  expect(await opened.run(request, 'open')).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(seen).toEqual([
    'opened https://app.sendgrid.com/in',
    'hidden for the browser',
    'notification: Acme Corp. Opened at SendGrid (Main)',
    'usage changed',
    'tray refreshed',
  ]);
});

test('the launcher and the notifications obey the settings', async () => {
  const { door: opened, seen } = door({ settings: { hideAfterOpening: false, showNotices: false } });
  await opened.run(request, 'open');
  expect(seen).toEqual(['opened https://app.sendgrid.com/in', 'usage changed', 'tray refreshed']);
});

test('a session that is replaced without a question is announced where it can be read', {
  tags: ['slips-guarded'],
}, async () => {
  const { door: opened, seen } = door({ replaces: globex });
  await opened.run(request, 'open');
  expect(seen).toContain('hidden for the browser');
  expect(seen).toContain('notification: Acme Corp. Opened at SendGrid (Main); this replaced Globex’s session');
});

test.each([
  [{ ...globex, otherUser: 'jo@globex.example' }, 'Globex’s session as jo@globex.example'],
  [{ ...globex, sameCustomer: true }, 'the customer’s session as the default user'],
  [{ ...globex, otherUser: 'jo@globex.example', sameCustomer: true }, 'the customer’s session as jo@globex.example'],
])('a notification names the user of a session that ends: %#', { tags: ['slips-guarded'] }, async (replaces, said) => {
  const { door: opened, seen } = door({ replaces });
  await opened.run(request, 'open');
  expect(seen).toContain(`notification: Acme Corp. Opened at SendGrid (Main); this replaced ${said}`);
});

test('a notification names the user and the page of a log-in', { tags: ['slips-guarded'] }, async () => {
  const { door: opened, seen } = door({ provider: 'brevo' });
  const page = 'https://app.brevo.com/senders/list';
  await opened.run({ ...request, page, as: 'jo@acme.example' }, 'open');
  expect(seen).toContain(
    'notification: Acme Corp. Opened as jo@acme.example on app.brevo.com/senders/list at SendGrid (Main)',
  );
});

test.each([
  ['open', true, false],
  ['open', false, true],
  // No notification speaks of a copied link.
  ['copy', true, true],
] as const)(
  'to %s, with notifications: %s, the launcher must say itself whose session was replaced: %s',
  {
    tags: ['slips-guarded'],
  },
  async (how, showNotices, says) => {
    const { seen, door: opened } = door({ replaces: globex, settings: { showNotices } });
    await opened.run(request, how);
    const announced = seen.filter((one) => one.startsWith('announced sessionReplaced'));
    expect(announced).toEqual(says ? [expect.stringContaining('"otherName":"Globex"')] : []);
    const other = door({ settings: { showNotices } });
    await other.door.run(request, how);
    expect(other.seen.join()).not.toContain('sessionReplaced');
  },
);

test('two requests at a time open one tab', async () => {
  const { door: opened, seen } = door();
  await Promise.all([opened.run(request, 'open'), opened.run(request, 'open'), opened.openFromTray(account())]);
  expect(seen.filter((each) => each.startsWith('opened'))).toHaveLength(1);
  expect(seen.filter((each) => each.startsWith('notification'))).toHaveLength(1);
});

test('a failure is a notification only if the launcher does not show it', async () => {
  const browser = fail({ kind: 'browser-not-opened' });
  const visible = door({ browser });
  expect(await visible.door.run(request, 'open')).toEqual(browser);
  expect(visible.seen).toEqual([]);

  const hidden = door({ browser, launcherIsVisible: false });
  expect(await hidden.door.run(request, 'open')).toEqual(browser);
  expect(hidden.seen).toEqual([expect.stringMatching(/^notification: Acme Corp: The system could not open/)]);
});

test('a copied link refreshes the tray and hides nothing', async () => {
  const { door: opened, seen } = door();
  expect(await opened.run(request, 'copy')).toMatchObject({ ok: true, value: { result: 'copied' } });
  expect(seen).toEqual(['usage changed', 'tray refreshed']);
});

test('while a window is asked something, it is known that a question is on its way', async () => {
  const asking = door({ questions: [{ kind: 'state', state: 'suspended' }] });
  expect(await asking.door.run(request, 'open')).toMatchObject({ ok: true, value: { result: 'ask' } });
  expect(asking.seen).toEqual(['asked']);
  const opening = door();
  await opening.door.run(request, 'open');
  expect(opening.seen).not.toContain('asked');
});

test('from the tray, a question opens the launcher on that customer, and a failure notifies as well', async () => {
  const asking = door({ questions: [{ kind: 'state', state: 'suspended' }] });
  await asking.door.openFromTray(account());
  expect(asking.seen).toEqual([`launcher: Acme Corp ${accountId} tray, shows state of Acme Corp`, 'asked']);

  const failing = door({ browser: fail({ kind: 'browser-not-opened' }) });
  await failing.door.openFromTray(account());
  expect(failing.seen).toEqual([
    `launcher: Acme Corp ${accountId} tray, shows browser-not-opened of Acme Corp`,
    expect.stringMatching(/^notification: Acme Corp: The system could not open/),
  ]);
});

test('a link and the clipboard only select', async () => {
  const { door: opened, seen } = door();
  opened.selectFromLink('latchkey://open?provider=sendgrid&account=1001');
  opened.selectFromClipboard(' 1001\n');
  opened.selectFromClipboard('<1001>,');
  opened.selectFromClipboard('nobody');
  // A text selects no customer, not even if it is a customer's id.
  opened.selectFromLink('latchkey://find?text=1001');
  opened.selectFromLink('latchkey://nonsense');
  expect(seen).toEqual([
    `launcher: 1001 ${accountId} deep-link`,
    `launcher: 1001 ${accountId} clipboard`,
    `launcher: 1001 ${accountId} clipboard`,
    'launcher: nobody null clipboard',
    'launcher: 1001 null deep-link',
    // The link may have been one to find a text: no customer is spoken of.
    'notification: Latchkey cannot read this link: it is not written like one of Latchkey.. Copy the whole link again, or search by name',
  ]);
});

test('a link to a customer whom no list has says so, and selects none', () => {
  const { door: opened, seen } = door();
  for (const named of ['account=100', 'email=info%40bergman.example', 'domain=bergman.example'])
    opened.selectFromLink(`latchkey://open?provider=sendgrid&${named}`);
  expect(seen).toEqual([
    'no customer of SendGrid with this id',
    'launcher: 100 null deep-link',
    'no customer of SendGrid with this email',
    'launcher: info@bergman.example null deep-link',
    'no customer of SendGrid with this domain',
    'launcher: bergman.example null deep-link',
  ]);
});

test('a text from a ticket on the clipboard selects no customer: the launcher finds those in it', () => {
  const { door: opened, seen } = door();
  opened.selectFromClipboard('Hi, this is Vera.\r\nOur id is 1001.\r\n');
  expect(seen).toEqual(['launcher: Hi, this is Vera.\nOur id is 1001.\n null clipboard']);
});

test.each([
  ['', 'empty'],
  [' \r\n\t', 'empty'],
  [copied, 'login-link'],
  [`Hi,\nplease see\n${copied}\n`, 'login-link'],
])('the clipboard with %j selects no customer, and the launcher says only why', (text, refusal) => {
  const { door: opened, seen } = door();
  opened.selectFromClipboard(text);
  expect(seen).toEqual(['launcher: null null clipboard', `announced clipboardRefused: {"refusal":"${refusal}"}`]);
  const { door: busy, seen: besideTyping } = door({ typing: true });
  busy.selectFromClipboard(text);
  expect(besideTyping).toEqual([`announced clipboardRefused: {"refusal":"${refusal}"}`]);
});

test('a launcher in which the user types something else is not hidden', async () => {
  const { door: opened, seen } = door({ typing: true });
  await opened.run(request, 'open');
  expect(seen).toEqual([
    'opened https://app.sendgrid.com/in',
    'notification: Acme Corp. Opened at SendGrid (Main)',
    'usage changed',
    'tray refreshed',
  ]);
});

test('while the user types, a link and the clipboard wait', () => {
  const { door: busy, seen } = door({ typing: true });
  busy.selectFromLink('latchkey://open?provider=sendgrid&account=1001');
  busy.selectFromLink('latchkey://open?provider=brevo&account=1001');
  busy.selectFromClipboard('1001');
  busy.selectFromClipboard(' ');
  busy.selectFromLink('latchkey://find?text=Acme+Corp');
  const waits = (waiting: Announcements['waiting']): string => `announced waiting: ${JSON.stringify(waiting)}`;
  expect(seen).toEqual([
    waits({ text: '1001', select: accountId, from: 'deep-link', name: 'Acme Corp' }),
    waits({
      text: '1001',
      select: null,
      from: 'deep-link',
      missing: { by: 'id', provider: 'Brevo' },
      name: null,
    }),
    waits({ text: '1001', select: accountId, from: 'clipboard', name: 'Acme Corp' }),
    'announced clipboardRefused: {"refusal":"empty"}',
    waits({ text: 'Acme Corp', select: null, from: 'deep-link', name: null }),
  ]);
});

test('while the user types, a failure of the tray’s log-in does not take over, but its question does', async () => {
  const failing = door({ typing: true, browser: fail({ kind: 'browser-not-opened' }) });
  await failing.door.openFromTray(account());
  expect(failing.seen).toEqual([
    expect.stringMatching(/^announced logInFailed: .*"name":"Acme Corp"/),
    expect.stringMatching(/^notification: Acme Corp: The system could not open/),
  ]);

  const asking = door({ typing: true, questions: [{ kind: 'state', state: 'suspended' }] });
  await asking.door.openFromTray(account());
  expect(asking.seen).toEqual([`launcher: Acme Corp ${accountId} tray, shows state of Acme Corp`, 'asked']);
});

test('a link may name a page and a user: both are in the field, and a log-in with them is asked about', () => {
  const { door: opened, seen, brought } = door();
  const page = 'https://app.brevo.com/senders/list';
  const link = `latchkey://open?provider=brevo&account=1001&page=${encodeURIComponent(`${page}?token=abc#x`)}`;
  opened.selectFromLink(`${link}&as=Jo%40Acme.example`);
  expect(seen).toEqual([
    'no customer of Brevo with this id',
    `launcher: 1001 ${page} as:jo@acme.example null deep-link`,
  ]);
  expect(brought.of({ page, as: undefined })).toEqual({ page, as: null });
  expect(brought.of({ page, as: 'jo@acme.example' })).toEqual({ page, as: 'jo@acme.example' });
  expect(brought.of({ page: 'https://app.brevo.com/', as: 'ann@acme.example' })).toBeNull();
});

test.each([
  'acme https://app.brevo.com/users/invite?x=1 as:Mallory@acme.example',
  'as:mallory@acme.example as:ann@acme.example https://app.brevo.com/users/invite',
  // Text as it is, until the marks are taken out.
  'acme "as:mallory@acme.example https://app.brevo.com/users/invite"',
])('a page and a user in the text of a link are asked about, too: %s', (text) => {
  const { door: opened, brought } = door();
  opened.selectFromLink(`latchkey://find?text=${encodeURIComponent(text)}`);
  const [page, as] = ['https://app.brevo.com/users/invite', 'mallory@acme.example'];
  expect(brought.of({ page, as })).toEqual({ page, as });
  expect(brought.of({ page: 'https://app.brevo.com/senders/list', as: 'jo@acme.example' })).toBeNull();
});

test.each([
  ['provider=brevo&account=1001&page=https%3A%2F%2Fevil.example%2F', 'its page is no page of Brevo'],
  [
    'provider=brevo&account=1001&page=https%3A%2F%2Faccount-app.brevo.com%2Faccount%2Flogin',
    'its page is no page of Brevo',
  ],
  ['provider=brevo&account=1001&page=', 'its page is no page of Brevo'],
  ['provider=brevo&account=1001&page=http%3A%2F%2Fapp.brevo.com%2Fsenders', 'its page does not begin with https://'],
  ['provider=brevo&account=1001&page=app.brevo.com%2Fsenders', 'its page does not begin with https://'],
  ['provider=brevo&account=1001&page=http%3A%2F%2Fevil.example%2F', 'its page is no page of Brevo'],
  [
    `provider=brevo&account=1001&page=https%3A%2F%2Fapp.brevo.com%2F${'a'.repeat(140)}`,
    'the address of its page is too long',
  ],
  [`provider=brevo&account=1001&page=https%3A%2F%2Fevil.example%2F${'a'.repeat(140)}`, 'its page is no page of Brevo'],
  ['provider=sendgrid&account=1001&page=https%3A%2F%2Fapp.brevo.com%2F', 'SendGrid opens no page by its address'],
  ['provider=sendgrid&account=1001&as=jo%40acme.example', 'SendGrid lets no log-in choose the user'],
  [`provider=brevo&account=1001&as=${'a'.repeat(60)}%40${'b.'.repeat(90)}example`, 'it says more than the field takes'],
  ['provider=mailgun&account=1001', 'it names a provider that Latchkey does not know'],
])('a link that names what its provider does not take does nothing but say why: %s', (parts, why) => {
  const { door: opened, seen } = door();
  opened.selectFromLink(`latchkey://open?${parts}`);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toContain(`notification: Latchkey cannot read this link: ${why}.`);
});

test('a page of a provider on the clipboard chooses no customer', () => {
  const { door: opened, seen } = door();
  opened.selectFromClipboard(' https://app.brevo.com/senders/list?x=1\n');
  expect(seen).toEqual(['launcher: https://app.brevo.com/senders/list  null clipboard']);
});

test('what says where a log-in leads is typed from the clipboard, with the name beside it', () => {
  const { door: opened, seen } = door();
  opened.selectFromClipboard('Acme Corp https://app.brevo.com/senders/list?x=1 as:jo@acme.example');
  expect(seen).toEqual(['launcher: Acme Corp https://app.brevo.com/senders/list as:jo@acme.example  null clipboard']);
});

const pasted = 'latchkey://open?provider=sendgrid&account=1001';

test('a Latchkey link on the clipboard, or pasted, is read as a link', () => {
  const { door: opened, seen } = door();
  opened.selectFromClipboard(` ${pasted}\n`);
  opened.selectFromClipboard('latchkey://nonsense');
  // The user types while they paste it. Nevertheless it does not wait.
  const busy = door({ typing: true });
  expect(busy.door.showPastedLink(pasted)).toEqual(ok(null));
  expect(busy.door.showPastedLink('latchkey://find?text=1001')).toEqual(ok(null));
  expect(busy.door.showPastedLink('latchkey://nonsense')).toEqual(fail({ kind: 'deep-link-unreadable', why: 'form' }));
  // Nothing is highlighted in the launcher, which says why.
  expect(seen).toEqual([
    `launcher: 1001 ${accountId} deep-link`,
    'launcher: null null clipboard',
    'announced clipboardRefused: {"refusal":{"kind":"deep-link-unreadable","why":"form"}}',
  ]);
  expect(busy.seen).toEqual([`launcher: 1001 ${accountId} deep-link`, 'launcher: 1001 null deep-link']);
});

test('what a pasted link names is asked about like that of any other', () => {
  const { door: opened, brought } = door();
  const page = 'https://app.brevo.com/senders/list';
  opened.showPastedLink(`latchkey://open?provider=brevo&account=1001&page=${encodeURIComponent(page)}`);
  opened.showPastedLink('latchkey://find?text=acme+as:jo%40acme.example');
  expect(brought.of({ page, as: 'jo@acme.example' })).toEqual({ page, as: 'jo@acme.example' });
});

test('an id that two customers have selects neither, from a link or the clipboard', () => {
  const { door: opened, seen } = door({ isTwice: true });
  opened.selectFromLink('latchkey://open?provider=sendgrid&account=1001');
  opened.selectFromClipboard('1001');
  opened.showPastedLink('latchkey://open?provider=sendgrid&account=1001');
  expect(seen).toEqual([
    'launcher: 1001 null deep-link',
    'launcher: 1001 null clipboard',
    'launcher: 1001 null deep-link',
  ]);
});
