import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { workingOf } from '../../src/renderer/launcher/working.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { ReplacedSession } from '../../src/shared/log-in.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { appState, logInTo } from '../helpers/from-main.ts';
import {
  acme,
  acmeOpened,
  enter,
  globex,
  hide,
  highlighted,
  inBar,
  labs,
  opened,
  openWith,
  question,
  rig,
  sent,
  show,
  timeout,
  trayLogIn,
  type,
} from '../helpers/launcher-story.ts';

// The launcher’s store without a window: a log-in on its way, from Enter to what the bar says of it.

const page = 'https://app.brevo.com/senders/list';
const globexSession: ReplacedSession = { otherName: 'Globex', otherUser: null, sameCustomer: false };

describe('a log-in', () => {
  beforeEach(() => openWith([acme, labs]));

  test('is sent, and the bar says what is open until the next log-in begins', async () => {
    enter();
    expect(rig.callsOf('logIn')).toEqual([sent(acme)]);
    await rig.reply('logIn', opened);
    expect(inBar()).toBe('Acme Corp is open in the browser · SendGrid (Main)');
    type('acme l');
    await rig.replyRows([labs]);
    rig.clock.pass(60_000);
    expect(inBar()).toBe('Acme Corp is open in the browser · SendGrid (Main)');
    enter();
    expect(rig.view().done).toBeNull();
  });

  test('of another customer is sent at once, and the answer to the first changes nothing', async () => {
    enter();
    rig.command({ do: 'log-in-nth', nth: 2 });
    expect(rig.callsOf('logIn')).toMatchObject([sent(acme), { accountId: labs.accountId }]);
    await rig.reply('logIn', ok({ result: 'superseded', by: 'Acme Labs' }));
    expect(rig.view()).toMatchObject({ attempt: { row: labs, stage: { at: 'working' } }, notice: null, failure: null });
    rig.announce('logInFlight', logInTo(labs, { stopped: acme.name }));
    expect(workingOf(rig.view())).toMatchObject({ accountName: labs.name, stopped: acme.name });
    rig.announce('logInFlight', null);
    await rig.reply(
      'logIn',
      ok({ result: 'opened', accountName: 'Acme Labs', connectionLabel: 'Brevo', replaces: null }),
    );
    expect(inBar()).toBe('Acme Labs is open in the browser · Brevo');
  });

  test.each([
    ['a question', ok(question)],
    ['a failure', fail(timeout)],
    ['a missing reason', fail({ kind: 'reason-needed', connectionId: 'sendgrid1' } as const)],
  ])('that another one superseded does not raise %s', async (_, answer) => {
    enter();
    rig.command({ do: 'log-in-nth', nth: 2 });
    await rig.reply('logIn', answer);
    expect(rig.view()).toMatchObject({ attempt: { row: labs, stage: { at: 'working' } }, failure: null });
  });

  test('that could not be superseded says that it was opened, beside the one that works', async () => {
    enter();
    rig.command({ do: 'log-in-nth', nth: 2 });
    await rig.reply('logIn', opened);
    expect(rig.view()).toMatchObject({ attempt: { row: labs }, done: { accountName: 'Acme Corp' } });
    expect(workingOf(rig.view())).toMatchObject({ accountName: 'Acme Labs' });
    await rig.reply('logIn', ok({ result: 'cancelled' }));
    expect(inBar()).toBe('Acme Corp is open in the browser · SendGrid (Main)');
  });

  test('is shown whatever is typed, moved or hidden, until it ends', async () => {
    enter();
    const bar = {
      accountName: 'Acme Corp',
      connectionLabel: 'SendGrid (Main)',
      how: 'open',
      cancelling: false,
      replaces: null,
      browserSilent: false,
      idTail: null,
    };
    expect(workingOf(rig.view())).toEqual(bar);
    type('globex');
    await rig.replyRows([globex]);
    rig.command({ do: 'move', to: 'next' });
    expect(workingOf(rig.view())).toEqual(bar);
    hide();
    show();
    await rig.replyRows([globex]);
    expect(workingOf(rig.view())).toEqual(bar);
    await rig.reply('logIn', opened);
    expect(workingOf(rig.view())).toBeNull();
  });

  test('offers to open the link directly if the browser does not ask, once that was on the screen for a moment', async () => {
    enter();
    rig.announce('logInFlight', logInTo(acme));
    rig.announce('logInFlight', logInTo(acme, { browserSilent: true }));
    expect(workingOf(rig.view())).toMatchObject({ accountName: 'Acme Corp', browserSilent: true });
    rig.send({ type: 'prompt-painted' });
    enter();
    expect(rig.view().reading.flashes).toBe(1);
    expect(rig.callsOf('openDirectly')).toEqual([]);
    rig.clock.pass(300);
    enter();
    expect(rig.callsOf('openDirectly')).toEqual([{ accountId: acme.accountId }]);
    await rig.reply('logIn', opened);
    expect(rig.view().attempt).toBeNull();
  });

  test('is cancelled by Escape alone: the text stays, and nothing was opened', async () => {
    enter();
    rig.command({ do: 'escape' });
    expect(rig.callsOf('cancelLogIn')).toHaveLength(1);
    expect(workingOf(rig.view())).toMatchObject({ cancelling: true });
    await rig.reply('cancelLogIn', ok({ result: 'cancelled', accountName: 'Acme Corp' }));
    await rig.reply('logIn', ok({ result: 'cancelled' }));
    expect(rig.view()).toMatchObject({ attempt: null, notice: 'Not opened', search: { text: 'acme' } });
    enter();
    expect(rig.view()).toMatchObject({ attempt: { row: acme }, notice: null });
  });

  test('of the tray ends what was said of the one before', async () => {
    enter();
    rig.command({ do: 'escape' });
    await rig.reply('logIn', ok({ result: 'cancelled' }));
    rig.announce('logInFlight', logInTo(labs));
    expect(rig.view().notice).toBeNull();
  });

  test('of the tray ends the failure of the one before', async () => {
    enter();
    await rig.reply('logIn', fail(timeout));
    trayLogIn();
    rig.announce('logInFlight', null);
    expect(rig.view().failure).toBeNull();
  });

  test('that was opened before the cancel came says so', async () => {
    enter();
    rig.command({ do: 'escape' });
    await rig.reply('cancelLogIn', ok({ result: 'too-late', accountName: 'Acme Corp' }));
    expect(rig.view().notice).toBe('Acme Corp was already opened');
    await rig.reply('logIn', opened);
    expect(rig.view()).toMatchObject({ attempt: null, notice: 'Acme Corp was already opened' });
  });

  test('asks nothing any more after it was cancelled', async () => {
    enter();
    rig.command({ do: 'escape' });
    await rig.reply('logIn', ok(question));
    expect(rig.view()).toMatchObject({ attempt: null, notice: 'Not opened' });
  });

  test('that failed in spite of the cancel says why', async () => {
    enter();
    rig.command({ do: 'escape' });
    await rig.reply('cancelLogIn', ok({ result: 'nothing', accountName: null }));
    await rig.reply('logIn', fail(timeout));
    expect(rig.view()).toMatchObject({ attempt: null, failure: { problem: timeout, row: acme } });
  });

  test('is wanted again by Enter after Escape, whatever the cancel answers', async () => {
    enter();
    rig.command({ do: 'escape' });
    enter();
    await rig.reply('cancelLogIn', ok({ result: 'cancelled', accountName: 'Acme Corp' }));
    await rig.reply('logIn', ok({ result: 'cancelled' }));
    expect(rig.callsOf('logIn')).toEqual([sent(acme), sent(acme)]);
    expect(workingOf(rig.view())).toMatchObject({ accountName: 'Acme Corp', cancelling: false });
  });

  test.each([
    ['text', 'nothing but the text', () => {}],
    ['row', 'an arrow', () => rig.command({ do: 'move', to: 'next' })],
    ['row', 'Home, on the first row', () => rig.command({ do: 'move', to: 'first' })],
    ['text', 'an arrow and then typing', () => [rig.command({ do: 'move', to: 'next' }), type('acme c')]],
    ['text', 'an arrow before the list answers', () => [type('acme c'), rig.command({ do: 'move', to: 'next' })]],
    ['text', 'a link', () => show({ text: 'acme', select: labs.accountId, from: 'deep-link' })],
  ] as const)('says “%s” if the customer was chosen by %s', async (chosen, _, act) => {
    act();
    if (rig.view().search.waiting) await rig.replyRows([acme, labs]);
    rig.readLink();
    enter();
    rig.command({ do: 'copy-link' });
    expect(rig.callsOf('logIn')).toMatchObject([{ chosen }]);
    expect(rig.callsOf('copyLoginLink')).toMatchObject([{ chosen }]);
  });

  test('by its number was chosen among the rows, also if the number waited for them', async () => {
    type('acme c');
    rig.command({ do: 'log-in-nth', nth: 2 });
    await rig.replyRows([acme, labs]);
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: labs.accountId, chosen: 'row' }]);
  });

  test('is not made by a double click if the rows moved between its clicks, nor by a click on a selected row', async () => {
    const press = (row: AccountRow, nth: number) => rig.command({ do: 'press', key: row.accountId, nth });
    press(acme, 1);
    press(labs, 2);
    press(labs, 3);
    press(labs, 1);
    expect(highlighted()).toBe('Acme Labs');
    expect(rig.callsOf('logIn')).toEqual([]);
    press(labs, 2);
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: labs.accountId, chosen: 'row' }]);
    press(labs, 3);
    expect(rig.callsOf('logIn')).toHaveLength(1);
  });

  test('that is under way flashes at a second wish for the same customer, and main joins the two', async () => {
    enter();
    enter();
    expect(rig.view().reading.flashes).toBe(1);
    expect(rig.callsOf('logIn')).toEqual([sent(acme), sent(acme)]);
    await rig.reply('logIn', opened);
    await rig.reply('logIn', opened);
    expect(inBar()).toBe('Acme Corp is open in the browser · SendGrid (Main)');
    expect(rig.view().attempt).toBeNull();
  });

  test('that the tray has superseded, unheard so far, is wanted again: the answer to the first changes nothing', async () => {
    enter();
    enter();
    await rig.reply('logIn', ok({ result: 'superseded', by: 'Globex Corp' }));
    expect(rig.view().attempt).toMatchObject({ row: { name: 'Acme Corp' }, stage: { at: 'working' } });
    await rig.reply('logIn', opened);
    expect(inBar()).toBe('Acme Corp is open in the browser · SendGrid (Main)');
  });

  test('that replaces a session without a question says so while it works and when it is open', async () => {
    enter();
    rig.announce('logInFlight', logInTo(acme, { replaces: globexSession }));
    expect(workingOf(rig.view())).toMatchObject({ replaces: globexSession });
    rig.announce('logInFlight', null);
    await rig.reply('logIn', ok({ ...acmeOpened, replaces: globexSession }));
    expect(inBar()).toBe('Acme Corp is open in the browser · SendGrid (Main); this replaced Globex’s session');
  });

  test.each([
    ['another user', { as: 'jo@acme.example' }],
    ['another page', { page }],
  ])('of %s of the same customer is not the one that main says something of', (_, landing) => {
    enter();
    rig.announce('logInFlight', logInTo(acme, { ...landing, browserSilent: true, replaces: globexSession }));
    expect(workingOf(rig.view())).toMatchObject({ browserSilent: false, replaces: null });
  });

  test('whose link is copied says whose session it replaces, and otherwise only the link’s time', async () => {
    const copied = { result: 'copied', accountName: 'Acme Corp', expiresAt: new Date(60_000).toISOString() } as const;
    rig.command({ do: 'copy-link' });
    await rig.reply('copyLoginLink', ok({ ...copied, replaces: null }));
    expect(inBar()).toBeNull();
    rig.command({ do: 'copy-link' });
    await rig.reply('copyLoginLink', ok({ ...copied, replaces: globexSession }));
    expect(inBar()).toBe(
      'A login link for Acme Corp was copied. Unless it is opened in a private window, it replaces Globex’s session.',
    );
  });

  test.each([
    ['the launcher hides', () => hide()],
    ['another one begins in the tray', () => trayLogIn()],
  ])('that is open is no longer said when %s', async (_, act) => {
    enter();
    await rig.reply('logIn', opened);
    act();
    expect(rig.view().done).toBeNull();
  });

  test('that hid the launcher is not said when it appears again', async () => {
    enter();
    hide();
    await rig.reply('logIn', opened);
    expect(rig.view().done).toBeNull();
  });

  describe('that replaced a session, which no notification says', () => {
    const replaced = 'Acme Corp is open in the browser · SendGrid (Main); this replaced Globex’s session';
    const logInOf = logInTo(acme, { replaces: globexSession });
    const isOpen = () => rig.reply('logIn', ok({ ...acmeOpened, replaces: globexSession }));

    test.each([
      ['before', true],
      ['after', false],
    ])('says so until it was read, if the launcher hides %s its reply', async (_, hidesFirst) => {
      enter();
      rig.announce('sessionReplaced', logInOf);
      if (hidesFirst) hide();
      await isOpen();
      if (!hidesFirst) hide();
      rig.read();
      show();
      expect(inBar()).toBe(replaced);
      rig.read();
      hide();
      show();
      expect(inBar()).toBeNull();
    });

    test('says so when the launcher is shown, if it was of the tray', () => {
      hide();
      rig.announce('sessionReplaced', logInOf);
      show();
      expect(inBar()).toBe(replaced);
    });

    test('names its user and page, and the user before', () => {
      const replaces = { ...globexSession, sameCustomer: true, otherUser: 'jo@acme.example' };
      rig.announce('sessionReplaced', { ...logInOf, as: 'ann@acme.example', page, replaces });
      expect(inBar()).toBe(
        'Acme Corp is open in the browser · SendGrid (Main) as ann@acme.example on app.brevo.com/senders/list; this replaced the customer’s session as jo@acme.example',
      );
    });

    test('says so of a link that was copied, without a row of its customer in the list', async () => {
      type('nobody');
      await rig.replyRows([]);
      rig.announce('sessionReplaced', { ...logInOf, how: 'copy' });
      expect(inBar()).toBe(
        'A login link for Acme Corp was copied. Unless it is opened in a private window, it replaces Globex’s session.',
      );
    });
  });

  test('from the tray is shown and cancelled like one from here', async () => {
    trayLogIn();
    const accountName = globex.name;
    expect(workingOf(rig.view())).toMatchObject({ accountName, connectionLabel: 'Brevo Agency', how: 'copy' });
    // The state may lag behind.
    rig.send({ type: 'app-changed', app: appState() });
    rig.command({ do: 'escape' });
    expect(rig.callsOf('cancelLogIn')).toHaveLength(1);
    rig.announce('logInFlight', null);
    await rig.reply('cancelLogIn', ok({ result: 'cancelled', accountName }));
    expect(workingOf(rig.view())).toBeNull();
    expect(rig.view().notice).toBe('Not opened');
  });

  test('that cannot be cancelled goes on, with the reason', async () => {
    enter();
    rig.command({ do: 'escape' });
    await rig.reply('cancelLogIn', fail({ kind: 'unexpected', reference: 'abc' }));
    expect(workingOf(rig.view())).toMatchObject({ cancelling: false });
    expect(rig.view().failure).toMatchObject({ problem: { kind: 'unexpected' } });
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    expect(rig.callsOf('showLogs')).toHaveLength(1);
  });

  test('continues when the launcher hides', async () => {
    enter();
    hide();
    show();
    await rig.replyRows([acme, labs]);
    expect(rig.view().attempt).toMatchObject({ row: { name: 'Acme Corp' }, stage: { at: 'working' } });
    await rig.reply('logIn', opened);
    expect(rig.view().attempt).toBeNull();
  });

  test('that copies asks main for a link, and shows the link that main announces', async () => {
    rig.command({ do: 'copy-link' });
    expect(rig.callsOf('copyLoginLink')).toMatchObject([{ accountId: acme.accountId }]);
    const expiresAt = new Date(60_000).toISOString();
    await rig.reply('copyLoginLink', ok({ result: 'copied', accountName: 'Acme Corp', expiresAt, replaces: null }));
    rig.announce('linkOnClipboard', { accountName: 'Acme Corp', expiresAt });
    expect(statusOf(rig.view(), 8_000).words).toBe('Login link for Acme Corp is on the clipboard for 0:52');
    expect(rig.view().attempt).toBeNull();
  });
});
