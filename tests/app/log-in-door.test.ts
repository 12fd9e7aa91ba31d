import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { LogInDoor } from '../../src/main/app/log-in-door.ts';
import { Notifications } from '../../src/main/app/notifications.ts';
import type { ProgramEvents } from '../../src/main/app/program-events.ts';
import type { LauncherOpening } from '../../src/main/desktop/desktop.ts';
import { LogIns } from '../../src/main/log-in/log-ins.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { SettingsFile } from '../../src/main/settings/settings-file.ts';
import type { Announcements } from '../../src/shared/contract.ts';
import type { LogInRequest, Question } from '../../src/shared/log-in.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { account, connection } from '../helpers/accounts.ts';
import { fakeClients } from '../helpers/fake-clients.ts';
import { tempFolder } from '../helpers/temp-directory.ts';

const { accountId } = account();
const request: LogInRequest = { accountId, target: null, reason: '', confirmed: [], chosen: 'text' };

interface Situation {
  settings?: Partial<Settings>;
  questions?: Question[];
  /** The customer whose session ends without a question. */
  replaces?: string;
  browser?: Result<null>;
  /** Whether the launcher is on the screen when the log-in begins. */
  launcherIsVisible?: boolean;
  /** The user types something else while the log-in is under way, and has done so just now when it ends. */
  typing?: boolean;
}

/** A door to one customer. `seen` is what happens on the desktop, in its order. */
function door({
  settings = {},
  questions = [],
  replaces,
  browser = ok(null),
  launcherIsVisible = true,
  typing = false,
}: Situation = {}) {
  const { file } = SettingsFile.open(tempFolder());
  file.change(settings);
  file.putConnection(connection());
  const seen: string[] = [];
  const events: ProgramEvents = new EventEmitter();
  events.on('state', () => seen.push('state changed'));
  events.on('favourites', () => seen.push('tray refreshed'));
  const provider: Provider = {
    ...(providerOf('sendgrid') as Provider),
    makeLoginLink: async () => ok({ url: 'http://127.0.0.1/in', expiresAt: '2100-01-01T00:00:00Z' }),
  };
  const show = ({ text, select, from, pending }: LauncherOpening): void => {
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
  const hand = { mark: () => 0, rest: async () => {}, noteOpening: () => {} };
  const logIns = new LogIns({
    accounts,
    clients: fakeClients(provider),
    guards: { ask: () => ({ questions, replaces: replaces ?? null }) },
    sessions: { begin: () => () => {} },
    ledger: { begin: () => 1, finish: () => {} },
    health: { noteOutcome: () => {} },
    hand,
    who: 'sam',
    now: Date.now,
    ending: new AbortController(),
    clipboard: { put: async () => ok({ expiresAt: '2100-01-01T00:00:00Z' }) },
    changed: () => {},
    succeeded: (logIn) => void events.emit('logged-in', logIn),
    desktop: {
      browser: {
        openLogin: async (url: string) => {
          if (browser.ok) seen.push(`opened ${url}`);
          return browser;
        },
      },
    },
  });
  const made = new LogInDoor({
    desktop: {
      launcher,
      announce: (name, announced) => void seen.push(`announced ${name}: ${JSON.stringify(announced)}`),
    },
    settings: file,
    accounts: { ...accounts, findExact: (text) => (text === '1001' ? [account()] : []) },
    logIns,
    use: {
      noteAsked: (asked) => void (asked && seen.push('asked')),
      isBusy: () => typing && launcherIsVisible,
      mustWait: () => typing && launcherIsVisible,
      hasMovedOn: () => typing,
    },
    frecency: { changed: () => void seen.push('usage changed') },
    notifications,
    events,
  });
  return { door: made, seen, settings: file };
}

test('a log-in hides the launcher, notifies, and refreshes the tray', async () => {
  const { door: opened, seen } = door();
  expect(await opened.run(request, 'open')).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(seen).toEqual([
    'opened http://127.0.0.1/in',
    'hidden for the browser',
    'notification: Acme Corp. Opened at SendGrid (Main)',
    'usage changed',
    'tray refreshed',
  ]);
});

test('the launcher and the notifications obey the settings', async () => {
  const { door: opened, seen } = door({ settings: { hideAfterOpening: false, showNotices: false } });
  await opened.run(request, 'open');
  expect(seen).toEqual(['opened http://127.0.0.1/in', 'usage changed', 'tray refreshed']);
});

test('a session that is replaced without a question is announced where it can be read', {
  tags: ['slips-guarded'],
}, async () => {
  const { door: opened, seen } = door({ replaces: 'Globex' });
  await opened.run(request, 'open');
  expect(seen).toContain('hidden for the browser');
  expect(seen).toContain('notification: Acme Corp. Opened at SendGrid (Main); this replaced Globex’s session');
});

test('two requests at a time open one tab', async () => {
  const { door: opened, seen } = door();
  await Promise.all([opened.run(request, 'open'), opened.run(request, 'open'), opened.openFromTray(accountId)]);
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

test('from the tray, a question opens the launcher on that customer, and a failure notifies as well', async () => {
  const asking = door({ questions: [{ kind: 'state', state: 'suspended' }] });
  await asking.door.openFromTray(accountId);
  expect(asking.seen).toEqual([`launcher: Acme Corp ${accountId} tray, shows state of Acme Corp`, 'asked']);

  const failing = door({ browser: fail({ kind: 'browser-not-opened' }) });
  await failing.door.openFromTray(accountId);
  expect(failing.seen).toEqual([
    `launcher: Acme Corp ${accountId} tray, shows browser-not-opened of Acme Corp`,
    expect.stringMatching(/^notification: Acme Corp: The system could not open/),
  ]);
});

test('a link and the clipboard only select', async () => {
  const { door: opened, seen } = door();
  opened.selectFromLink('latchkey://open?provider=sendgrid&account=1001');
  opened.selectFromClipboard(' 1001\n');
  opened.selectFromClipboard('nobody');
  opened.selectFromLink('latchkey://nonsense');
  expect(seen).toEqual([
    `launcher: 1001 ${accountId} deep-link`,
    `launcher: 1001 ${accountId} clipboard`,
    'launcher: nobody null clipboard',
    expect.stringMatching(/^notification: /),
  ]);
});

test('a launcher in which the user types something else is not hidden', async () => {
  const { door: opened, seen } = door({ typing: true });
  await opened.run(request, 'open');
  expect(seen).toEqual([
    'opened http://127.0.0.1/in',
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
  const waits = (waiting: Announcements['waiting']): string => `announced waiting: ${JSON.stringify(waiting)}`;
  expect(seen).toEqual([
    waits({ text: '1001', select: accountId, from: 'deep-link', name: 'Acme Corp' }),
    waits({ text: '1001', select: null, from: 'deep-link', name: null }),
    waits({ text: '1001', select: accountId, from: 'clipboard', name: 'Acme Corp' }),
    waits({ text: null, select: null, from: 'clipboard', name: null }),
  ]);
});

test('while the user types, a failure of the tray’s log-in does not take over, but its question does', async () => {
  const failing = door({ typing: true, browser: fail({ kind: 'browser-not-opened' }) });
  await failing.door.openFromTray(accountId);
  expect(failing.seen).toEqual([
    expect.stringMatching(/^announced logInFailed: .*"name":"Acme Corp"/),
    expect.stringMatching(/^notification: Acme Corp: The system could not open/),
  ]);

  const asking = door({ typing: true, questions: [{ kind: 'state', state: 'suspended' }] });
  await asking.door.openFromTray(accountId);
  expect(asking.seen).toEqual([`launcher: Acme Corp ${accountId} tray, shows state of Acme Corp`, 'asked']);
});
