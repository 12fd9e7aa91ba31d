import { beforeEach, describe, expect, test } from 'vitest';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { doneParts } from '../../src/renderer/launcher/done.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import { moved } from '../../src/renderer/launcher/state/selection.ts';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { saidWords } from '../../src/renderer/launcher/words.ts';
import { workingOf } from '../../src/renderer/launcher/working.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { ConnectionHealth } from '../../src/shared/connection.ts';
import type { Announcements } from '../../src/shared/contract.ts';
import type { PendingLogIn } from '../../src/shared/log-in.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { fakeAccounts } from '../helpers/fake-accounts.ts';
import { appState, type LauncherRig, launcherRig } from '../helpers/launcher-rig.ts';

// The launcher's store without a window: keys, main's replies and the clock, in various orders.

const accounts = fakeAccounts(0, 60);
const rowCalled = (name: string): AccountRow => {
  const row = accounts.find((one) => one.name === name);
  if (!row) throw new Error(`no account is called ${name}`);
  return row;
};
const acme = rowCalled('Acme Corp');
const labs = rowCalled('Acme Labs');
const globex = rowCalled('Globex Corp');
const timeout: Problem = { kind: 'timeout', provider: 'SendGrid', connectionId: 'sendgrid1', afterSeconds: 15 };
const opened = ok({
  result: 'opened',
  accountName: 'Acme Corp',
  connectionLabel: 'SendGrid (Main)',
  replaces: null,
} as const);
const suspended = { kind: 'state', state: 'suspended' } as const;
const question = { result: 'ask', questions: [suspended] } as const;
const replaces = { kind: 'replaces-session', otherName: 'Acme Labs', minutesAgo: 3, copied: false } as const;

let rig: LauncherRig;
const show = (shown: Partial<Announcements['launcherShown']> = {}): void =>
  rig.announce('launcherShown', { text: null, select: null, from: 'shortcut', pending: null, ...shown });
const hide = (): void => rig.announce('launcherHidden', null);
const type = (text: string): void => rig.send({ type: 'typed', text, edit: 'whole' });
const enter = (): void => rig.command({ do: 'log-in' });
const fromTray = (outcome: PendingLogIn['outcome']): PendingLogIn => ({
  row: acme,
  request: { accountId: acme.accountId, target: null, reason: '', confirmed: [], chosen: 'row' },
  how: 'open',
  outcome,
});
/** Main's reply: this customer is now called Zebra Ltd. */
const named = ({ accountId, name }: AccountRow) =>
  ({ changeId: 'change', accountId, name, kind: 'rename', newName: 'Zebra Ltd' }) as const;
/** What the bar says of the log-in that ended last. */
const inBar = (): string | null => {
  const bar = barOf(rig.view());
  return bar?.shows === 'done' ? plainWords(doneParts(bar.done)) : null;
};
const status = () => statusOf(rig.view(), 0);
const highlighted = (): string | null => rig.view().row?.name ?? null;

/** A visible launcher with these rows for this text. */
async function openWith(rows: readonly AccountRow[], text = 'acme'): Promise<void> {
  rig = launcherRig();
  await rig.replyRows([], '');
  show();
  await rig.replyRows([], '');
  type(text);
  await rig.replyRows(rows);
}

describe('a search', () => {
  beforeEach(() => openWith([acme, labs]));

  test('drops the answer to an older text', async () => {
    type('g');
    type('gl');
    await rig.reply('searchAccounts', ok({ text: 'gl', rows: [globex], target: null, total: 400 }), 1);
    await rig.reply('searchAccounts', ok({ text: 'g', rows: [acme], target: null, total: 400 }));
    expect(rig.names()).toEqual(['Globex Corp']);
  });

  test('lets Enter wait for the rows that answer the text', async () => {
    type('globex');
    enter();
    expect(rig.callsOf('logIn')).toEqual([]);
    await rig.replyRows([globex]);
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: globex.accountId }]);
  });

  test('forgets an Enter that waits when more is typed, and when the launcher hides', async () => {
    type('globex');
    enter();
    type('globex c');
    await rig.replyRows([globex]);
    await rig.replyRows([globex]);
    type('acme');
    enter();
    hide();
    await rig.replyRows([acme]);
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test.each([
    ['Escape', () => rig.command({ do: 'escape' })],
    ['the bar’s Cancel', () => rig.send({ type: 'log-in-cancelled' })],
  ])('forgets an Enter that waits when %s cancels the log-in under way', async (_, cancel) => {
    type('acme');
    await rig.replyRows([acme]);
    enter();
    type('globex');
    enter();
    cancel();
    await rig.replyRows([globex]);
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: acme.accountId }]);
    expect(rig.callsOf('cancelLogIn')).toHaveLength(1);
  });

  test('that fails leaves no row behind, and Enter that waits does nothing', async () => {
    type('globex');
    enter();
    await rig.reply('searchAccounts', fail({ kind: 'directory-busy' }));
    expect(rig.view()).toMatchObject({ row: null, search: { problem: { kind: 'directory-busy' } } });
    expect(rig.callsOf('logIn')).toEqual([]);
    rig.send({ type: 'search-retried' });
    await rig.replyRows([globex]);
    expect(highlighted()).toBe('Globex Corp');
  });
});

describe('rows that change in main', () => {
  beforeEach(() => openWith([acme, labs]));

  test('are read again once in 150 ms, and keep their places on the screen', async () => {
    rig.command({ do: 'move', to: 'next' });
    for (let i = 0; i < 3; i++) rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    rig.clock.pass(149);
    expect(rig.callsOf('searchAccounts')).toHaveLength(3);
    rig.clock.pass(1);
    expect(rig.callsOf('searchAccounts')).toHaveLength(4);
    await rig.replyRows([globex, { ...labs, note: 'new' }, acme]);
    expect(rig.names()).toEqual(['Acme Corp', 'Acme Labs', 'Globex Corp']);
    expect(rig.view().row).toMatchObject({ name: 'Acme Labs', note: 'new' });
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    rig.clock.pass(150);
    expect(rig.callsOf('searchAccounts')).toHaveLength(5);
  });

  test('do not reach the list of another text', async () => {
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    rig.clock.pass(150);
    type('globex');
    await rig.replyRows([labs, acme], 'acme');
    await rig.replyRows([globex]);
    expect(rig.names()).toEqual(['Globex Corp']);
  });

  test('take their new order while the launcher is hidden', async () => {
    hide();
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    rig.clock.pass(150);
    await rig.replyRows([labs, acme]);
    expect(rig.names()).toEqual(['Acme Labs', 'Acme Corp']);
  });
});

describe('a log-in', () => {
  beforeEach(() => openWith([acme, labs]));

  const trayLogIn = (): void =>
    rig.announce('logInFlight', {
      accountId: globex.accountId,
      accountName: globex.name,
      connectionLabel: 'Brevo Agency',
      how: 'copy',
      replaces: null,
    });
  const sent = (row: AccountRow) => ({
    accountId: row.accountId,
    target: null,
    reason: '',
    confirmed: [],
    chosen: 'text',
  });

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
    rig.announce('logInFlight', {
      accountId: labs.accountId,
      accountName: labs.name,
      connectionLabel: 'Brevo',
      how: 'open',
      replaces: null,
    });
    expect(rig.view().notice).toBeNull();
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

  test('whose failure was read is not read again because the customer was pinned', async () => {
    enter();
    await rig.reply('logIn', fail(timeout));
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(300);
    rig.command({ do: 'pin' });
    expect(rig.view().reading.answerable).toBe(true);
  });

  describe('whose bar was painted less than 300 ms ago', () => {
    const reasonNeeded = fail({ kind: 'reason-needed', connectionId: 'sendgrid1' } as const);
    const emailNeeded = fail({ kind: 'admin-email-needed', connectionId: 'sendgrid1' } as const);
    test.each([
      ['a question, by Enter', ok(question), enter, 'logIn'],
      ['a question, by its button', ok(question), () => rig.send({ type: 'question-accepted' }), 'logIn'],
      ['the reason', reasonNeeded, () => rig.send({ type: 'reason-given', reason: 'ZD-1' }), 'logIn'],
      [
        'the email',
        emailNeeded,
        () => rig.send({ type: 'admin-email-given', email: 'a@b.example' }),
        'changeConnection',
      ],
      ['a failure’s next step, by Enter', fail(timeout), enter, 'logIn'],
      ['a failure’s next step, by its button', fail(timeout), () => rig.send({ type: 'failure-step-taken' }), 'logIn'],
    ] as const)(
      'is not answered by a quick press, which makes the bar flash: %s',
      async (_, raised, press, request) => {
        enter();
        await rig.reply('logIn', raised);
        const before = rig.callsOf(request).length;
        press();
        expect(rig.view().reading).toMatchObject({ answerable: false, flashes: 1 });
        rig.send({ type: 'prompt-painted' });
        rig.clock.pass(299);
        press();
        expect(rig.view().reading.flashes).toBe(2);
        expect(rig.callsOf(request)).toHaveLength(before);
        rig.clock.pass(1);
        press();
        expect(rig.callsOf(request)).toHaveLength(before + 1);
      },
    );

    test('is another one for the next question, which needs its own time', async () => {
      enter();
      await rig.reply('logIn', ok(question));
      rig.read();
      enter();
      await rig.reply('logIn', ok({ ...question, questions: [replaces] }));
      enter();
      expect(rig.callsOf('logIn')).toHaveLength(2);
    });

    test('starts anew when the launcher appears with it', async () => {
      const pending = fromTray({ questions: [suspended] });
      show({ select: acme.accountId, from: 'tray', pending });
      rig.read();
      hide();
      show({ select: acme.accountId, from: 'tray', pending });
      await rig.replyRows([acme], acme.remoteId);
      await rig.replyRows([acme], acme.remoteId);
      enter();
      expect(rig.callsOf('logIn')).toEqual([]);
    });
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
    const { accountId, name: accountName } = acme;
    const flight = {
      accountId,
      accountName,
      connectionLabel: 'SendGrid (Main)',
      how: 'open',
      replaces: 'Globex',
    } as const;
    rig.announce('logInFlight', flight);
    expect(workingOf(rig.view())).toMatchObject({ replaces: 'Globex' });
    rig.announce('logInFlight', null);
    const connectionLabel = 'SendGrid (Main)';
    await rig.reply('logIn', ok({ result: 'opened', accountName, connectionLabel, replaces: 'Globex' }));
    expect(inBar()).toBe('Acme Corp is open in the browser · SendGrid (Main); this replaced Globex’s session');
  });

  test('whose link is copied says whose session it replaces, and otherwise only the link’s time', async () => {
    const copied = { result: 'copied', accountName: 'Acme Corp', expiresAt: new Date(60_000).toISOString() } as const;
    rig.command({ do: 'copy-link' });
    await rig.reply('copyLoginLink', ok({ ...copied, replaces: null }));
    expect(inBar()).toBeNull();
    rig.command({ do: 'copy-link' });
    await rig.reply('copyLoginLink', ok({ ...copied, replaces: 'Globex' }));
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

  describe('that needs a reason', () => {
    const suggested = { last: 'ZD-1', recent: ['ZD-1', 'ZD-2'] };
    const needed = fail({ kind: 'reason-needed', connectionId: 'sendgrid1' } as const);

    test('asks for it at once, and suggests earlier ones when main sends them', async () => {
      enter();
      await rig.reply('logIn', needed);
      expect(rig.view().attempt?.stage).toEqual({ at: 'reason', suggested: null });
      expect(rig.callsOf('suggestReasons')).toEqual([{ accountId: acme.accountId }]);
      await rig.reply('suggestReasons', ok(suggested));
      expect(rig.view().attempt?.stage).toEqual({ at: 'reason', suggested });
    });

    test('asks without suggestions if main has none', async () => {
      enter();
      await rig.reply('logIn', needed);
      await rig.reply('suggestReasons', fail({ kind: 'directory-busy' }));
      expect(rig.view()).toMatchObject({ attempt: { stage: { at: 'reason', suggested: null } }, failure: null });
    });

    test('gets no suggestions for another customer', async () => {
      enter();
      await rig.reply('logIn', needed);
      rig.command({ do: 'log-in-nth', nth: 2 });
      await rig.reply('logIn', needed);
      await rig.reply('suggestReasons', ok(suggested));
      expect(rig.view().attempt).toMatchObject({ row: labs, stage: { at: 'reason', suggested: null } });
    });

    test('says why an empty one is not taken', async () => {
      enter();
      await rig.reply('logIn', needed);
      rig.send({ type: 'answer-refused', words: 'Type a ticket or a reason first' });
      expect(rig.view()).toMatchObject({ notice: 'Type a ticket or a reason first', reading: { flashes: 1 } });
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

  test('gathers what was confirmed, one question after the other', async () => {
    enter();
    await rig.reply('logIn', ok(question));
    expect(saidWords(rig.view())).toBe('Acme Corp is suspended: the login may fail. Enter to go on, Escape to cancel.');
    rig.read();
    enter();
    await rig.reply('logIn', ok({ ...question, questions: [replaces] }));
    rig.read();
    rig.send({ type: 'question-accepted' });
    expect(rig.callsOf('logIn')).toMatchObject([
      { confirmed: [], chosen: 'text' },
      { confirmed: ['state'], chosen: 'text' },
      { confirmed: ['state', 'replaces-session'], chosen: 'text' },
    ]);
  });

  test('asked for in the tray shows its question with the launcher, and Enter answers it', async () => {
    const pending = fromTray({ questions: [suspended] });
    show({ text: 'Acme Corp', select: acme.accountId, from: 'tray', pending });
    expect(rig.view().attempt).toMatchObject({ row: acme, stage: { at: 'question', questions: [suspended] } });
    await rig.replyRows([acme, labs], 'Acme Corp');
    rig.read();
    enter();
    expect(rig.callsOf('logIn').at(-1)).toEqual({ ...pending.request, confirmed: ['state'] });
  });

  test('asked for in the tray shows with the launcher why it failed', async () => {
    const pending = fromTray({ problem: { kind: 'reason-needed', connectionId: acme.connectionId } });
    show({ text: 'Acme Corp', select: acme.accountId, from: 'tray', pending });
    expect(rig.view().attempt?.stage).toEqual({ at: 'reason', suggested: null });
  });

  test('whose question was open is forgotten when the launcher hides, so the next Enter asks again', async () => {
    enter();
    await rig.reply('logIn', ok(question));
    hide();
    show();
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.callsOf('logIn')).toMatchObject([
      { confirmed: [], chosen: 'text' },
      { confirmed: [], chosen: 'text' },
    ]);
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

  test('that failed is sent again unchanged, with its reason', async () => {
    enter();
    await rig.reply('logIn', fail({ kind: 'reason-needed', connectionId: 'sendgrid1' }));
    rig.read();
    rig.send({ type: 'reason-given', reason: '#48211' });
    // A second press while main is working is not sent.
    rig.send({ type: 'reason-given', reason: '#48211' });
    expect(rig.callsOf('logIn')).toHaveLength(2);
    await rig.reply('logIn', fail(timeout));
    expect(rig.view().failure).toMatchObject({ problem: timeout, row: acme });
    rig.read();
    enter();
    expect(rig.view().failure).toBeNull();
    expect(rig.callsOf('logIn')).toMatchObject([{ reason: '' }, { reason: '#48211' }, { reason: '#48211' }]);
  });

  test('asks for the admin’s email, stores it first and then continues', async () => {
    enter();
    await rig.reply('logIn', fail({ kind: 'admin-email-needed', connectionId: 'sendgrid1' }));
    rig.read();
    rig.send({ type: 'admin-email-given', email: 'dana@agency.example' });
    // A second press while main is storing it changes nothing.
    rig.send({ type: 'admin-email-given', email: 'dana@agency.example' });
    rig.send({ type: 'prompt-declined' });
    expect(rig.callsOf('changeConnection')).toEqual([
      { connectionId: 'sendgrid1', change: { adminEmail: 'dana@agency.example' } },
    ]);
    expect(rig.callsOf('logIn')).toHaveLength(1);
    await rig.reply('changeConnection', ok(null));
    expect(rig.callsOf('logIn')).toHaveLength(2);
    expect(rig.view().attempt?.stage.at).toBe('working');
  });

  test('that waits for the admin’s email is cancelled by Escape, and by another customer', async () => {
    for (const command of [{ do: 'escape' }, { do: 'log-in-nth', nth: 2 }] as const) {
      rig.read();
      enter();
      await rig.reply('logIn', fail({ kind: 'admin-email-needed', connectionId: 'sendgrid1' }));
      rig.read();
      rig.send({ type: 'admin-email-given', email: 'dana@agency.example' });
      rig.command(command);
      await rig.reply('changeConnection', ok(null));
    }
    expect(rig.callsOf('logIn')).toMatchObject([sent(acme), sent(acme), { accountId: labs.accountId }]);
  });

  test('asks for the admin’s email again if it could not be stored', async () => {
    enter();
    await rig.reply('logIn', fail({ kind: 'admin-email-needed', connectionId: 'sendgrid1' }));
    rig.read();
    rig.send({ type: 'admin-email-given', email: 'dana@agency.example' });
    await rig.reply('changeConnection', fail({ kind: 'disk-read-only' }));
    expect(rig.view()).toMatchObject({ attempt: null, failure: { problem: { kind: 'disk-read-only' }, row: acme } });
    rig.send({
      type: 'step-taken',
      step: 'try-again',
      problem: { kind: 'disk-read-only' },
      retry: rig.view().failure?.retry ?? { do: 'explore' },
    });
    expect(rig.view().attempt?.stage).toEqual({ at: 'admin-email', saving: false });
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

describe('when the launcher appears', () => {
  beforeEach(() => openWith([acme, labs]));

  test('the field has the focus and its text is selected', () => {
    rig.focused.length = 0;
    hide();
    show();
    expect(rig.focused).toEqual([true]);
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: 'acme', typed: false });
  });

  test('the account of a deep link comes first and is highlighted', async () => {
    show({ text: 'corp', select: globex.accountId, from: 'deep-link' });
    await rig.replyRows([acme, labs, globex]);
    expect(rig.names()).toEqual(['Globex Corp', 'Acme Corp', 'Acme Labs']);
    expect(highlighted()).toBe('Globex Corp');
  });

  test('an account without a text is looked for by its id', () => {
    show({ select: globex.accountId, from: 'tray' });
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: globex.remoteId, typed: false });
  });

  test.each(['deep-link', 'clipboard'] as const)(
    'from a %s that names no account, Enter does nothing',
    async (from) => {
      show({ text: 'acme', from });
      enter();
      await rig.replyRows([acme, labs]);
      enter();
      expect(highlighted()).toBeNull();
      expect(rig.callsOf('logIn')).toEqual([]);
    },
  );

  test('a name from last time is given to no account by the first Enter', async () => {
    type('zebra');
    await rig.replyRows([]);
    rig.command({ do: 'give-name' });
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.callsOf('renameAccount')).toEqual([]);
    hide();
    show();
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.callsOf('renameAccount')).toEqual([]);
    show({ text: 'acme', from: 'shortcut' });
    await rig.replyRows([acme, labs]);
    expect(rig.view()).toMatchObject({ naming: null, row: { name: 'Acme Corp' } });
  });

  test('a palette, an editor, a failure and a notice of the last time are gone', async () => {
    rig.command({ do: 'actions' });
    enter();
    await rig.reply('logIn', fail(timeout));
    rig.command({ do: 'rename' });
    rig.command({ do: 'move', to: 'next' });
    hide();
    show();
    expect(rig.view()).toMatchObject({ palette: null, editing: null, failure: null, notice: null });
  });
});

describe('changes to a row', () => {
  beforeEach(() => openWith([acme, labs]));

  test('show at once, before main has stored them', () => {
    rig.command({ do: 'pin' });
    expect(rig.view()).toMatchObject({ row: { pinned: true }, notice: null, undoOffer: null });
  });

  test('say their sentence in the status bar while the bar has something more pressing to say', async () => {
    enter();
    rig.command({ do: 'pin' });
    const { accountId, name } = acme;
    await rig.reply('pinAccount', ok({ changeId: 'change', accountId, name, kind: 'pin' }));
    expect(barOf(rig.view())).toMatchObject({ shows: 'working' });
    expect(statusOf(rig.view(), 0).words).toBe('Pinned Acme Corp');
    await rig.reply('logIn', opened);
    expect(barOf(rig.view())).toMatchObject({ shows: 'change' });
    expect(statusOf(rig.view(), 0).words).not.toContain('Pinned');
  });

  test('go back if main could not store them, and Enter tries again', async () => {
    rig.command({ do: 'pin' });
    await rig.reply('pinAccount', fail({ kind: 'disk-full' }));
    expect(rig.view()).toMatchObject({ row: { pinned: false }, failure: { problem: { kind: 'disk-full' } } });
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    expect(rig.callsOf('pinAccount')).toHaveLength(2);
  });

  test.each([
    ['name', ' Acme Worldwide ', 'renameAccount', { name: 'Acme Worldwide' }],
    ['name', '  ', 'renameAccount', { name: '' }],
    ['note', 'Ask Dana', 'noteAccount', { note: 'Ask Dana' }],
  ] as const)('%s “%s” is kept trimmed, and the editor closes', (field, text, request, input) => {
    rig.command({ do: field === 'name' ? 'rename' : 'note' });
    rig.send({ type: 'edit-saved', field, row: acme, text });
    expect(rig.view().editing).toBeNull();
    expect(rig.callsOf(request)).toEqual([{ accountId: acme.accountId, ...input }]);
  });

  test('are not sent if nothing changed', () => {
    rig.command({ do: 'rename' });
    rig.send({ type: 'edit-saved', field: 'name', row: acme, text: `${acme.name} ` });
    expect(rig.callsOf('renameAccount')).toEqual([]);
  });

  test('a given name ends the search for its account, with that account first', async () => {
    type('Zebra Ltd');
    await rig.replyRows([]);
    rig.command({ do: 'give-name' });
    await rig.replyRows([], '');
    type('acme');
    await rig.replyRows([acme, labs]);
    rig.command({ do: 'press', key: labs.accountId, nth: 1 });
    // The sentence is not on the screen yet, and then only just: Enter does not confirm it.
    enter();
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(299);
    enter();
    expect(rig.callsOf('renameAccount')).toEqual([]);
    rig.clock.pass(1);
    enter();
    expect(rig.callsOf('renameAccount')).toEqual([{ accountId: labs.accountId, name: 'Zebra Ltd' }]);
    await rig.reply('renameAccount', ok(named(labs)));
    await rig.replyRows([acme, { ...labs, name: 'Zebra Ltd' }]);
    expect(rig.view()).toMatchObject({ naming: null, search: { text: 'Zebra Ltd' } });
    expect(highlighted()).toBe('Zebra Ltd');
  });

  test('a naming that was cancelled while main stored the name leaves the text alone', async () => {
    type('Zebra Ltd');
    await rig.replyRows([]);
    rig.command({ do: 'give-name' });
    await rig.replyRows([acme], '');
    rig.command({ do: 'press', key: acme.accountId, nth: 1 });
    rig.read();
    rig.send({ type: 'naming-confirmed' });
    rig.command({ do: 'escape' });
    type('globex');
    await rig.reply('renameAccount', ok(named(acme)));
    expect(rig.view().search.text).toBe('globex');
  });

  test.each([
    ['Escape', () => rig.command({ do: 'escape' })],
    ['typing', () => type('glob')],
    ['moving', () => rig.command({ do: 'move', to: 'next' })],
    ['hiding', () => hide()],
  ])('the name’s sentence is declined by %s, and no name changes', async (_, act) => {
    type('Zebra Ltd');
    rig.command({ do: 'give-name' });
    await rig.replyRows([], 'Zebra Ltd');
    await rig.replyRows([acme, labs], '');
    rig.command({ do: 'press', key: acme.accountId, nth: 1 });
    expect(saidWords(rig.view())).toBe('Call Acme Corp “Zebra Ltd”? Enter to give the name, Escape to cancel.');
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(300);
    act();
    expect(rig.view()).toMatchObject({ namingRow: null, naming: 'Zebra Ltd' });
    rig.read();
    rig.send({ type: 'naming-confirmed' });
    expect(rig.callsOf('renameAccount')).toEqual([]);
  });

  test('a typo searches again without its last word, and a quick second Enter opens nobody', async () => {
    type('acme xqzv');
    await rig.replyRows([]);
    expect(rig.names()).toEqual(['Search again without “xqzv”', 'Sync now']);
    enter();
    enter();
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: 'acme', typed: false });
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.view()).toMatchObject({ row: null, notice: 'Choose a customer first' });
    expect(status()).toEqual({ icon: 'info', words: 'Choose a customer first' });
    expect(rig.callsOf('logIn')).toEqual([]);
    expect(rig.callsOf('renameAccount')).toEqual([]);
  });
});

describe('the step of a problem', () => {
  const brevo = { provider: 'Brevo', connectionId: 'brevo0001' } as const;
  beforeEach(() => openWith([acme, labs]));

  test.each([
    ['sync-now', { kind: 'account-gone', ...brevo }, 'syncAccounts', { connectionId: 'brevo0001' }],
    ['sync-now', { kind: 'directory-set-aside' }, 'syncAccounts', { connectionId: null }],
    ['replace-key', { kind: 'key-rejected', ...brevo }, 'openSettings', { section: 'connections' }],
    ['open-names', { kind: 'own-profile-returned', ...brevo }, 'openSettings', { section: 'names' }],
    ['open-shortcuts', { kind: 'shortcut-taken', shortcut: 'F1' }, 'openSettings', { section: 'shortcuts' }],
    [
      'open-allowed-ips',
      { kind: 'ip-not-authorised', ...brevo },
      'openProviderPage',
      { provider: 'brevo', page: 'allowed-ips' },
    ],
    ['show-logs', { kind: 'unexpected', reference: 'abc' }, 'showLogs', {}],
    ['try-again', { kind: 'offline' }, 'syncAccounts', { connectionId: 'sendgrid1' }],
  ] as const)('%s', (step, problem, request, input) => {
    rig.send({ type: 'step-taken', step, problem, retry: { do: 'sync', connectionId: 'sendgrid1' } });
    expect(rig.callsOf(request)).toEqual([input]);
  });

  test('of a connection that is gone asks for nothing', () => {
    const problem = { kind: 'ip-not-authorised', provider: 'Brevo', connectionId: 'removed01' } as const;
    rig.send({ type: 'step-taken', step: 'open-allowed-ips', problem, retry: { do: 'explore' } });
    expect(rig.callsOf('openProviderPage')).toEqual([]);
  });
});

describe('without a customer', () => {
  test('sample customers are added, and a failure says so', async () => {
    rig = launcherRig(appState({ connections: [] }));
    await rig.replyRows([], '');
    show();
    await rig.replyRows([], '');
    rig.command({ do: 'move', to: 'next' });
    enter();
    await rig.reply('exploreSamples', fail({ kind: 'disk-full' }));
    expect(rig.view().failure).toMatchObject({ problem: { kind: 'disk-full' }, row: null });
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    expect(rig.callsOf('exploreSamples')).toHaveLength(2);
  });

  test('F5 says that no provider is connected', () => {
    rig = launcherRig(appState({ connections: [] }));
    rig.command({ do: 'sync' });
    expect(rig.callsOf('syncAccounts')).toEqual([]);
    expect(status()).toEqual({ icon: 'info', words: 'No provider is connected yet' });
  });
});

describe('F5', () => {
  const syncing = (health: Partial<ConnectionHealth>) => {
    const state = appState();
    const connections = state.connections.map((connection, at) =>
      at === 0
        ? { ...connection, health: { ...connection.health, status: 'syncing' as const, ...health } }
        : connection,
    );
    rig.send({ type: 'app-changed', app: { ...state, connections } });
  };
  beforeEach(() => {
    rig = launcherRig();
    show();
    rig.command({ do: 'sync' });
  });

  test('is seen at once, and its end is said', async () => {
    expect(status()).toEqual({ icon: 'sync', words: 'Syncing…' });
    syncing({ accountCount: 5_012, progress: { seen: 0, total: null } });
    expect(status().words).toBe('SendGrid (Main): syncing…');
    await rig.reply('syncAccounts', ok(null));
    expect(rig.view().notice).toBe('All customers are up to date');
  });

  test('is seen under the sentence of another press as well', () => {
    rig.command({ do: 'redo' });
    expect(status().words).toBe('Nothing to redo · Syncing…');
    rig.command({ do: 'sync' });
    expect(status().words).toBe('Syncing…');
  });

  test('says what failed, after the last of two as well', async () => {
    rig.command({ do: 'sync' });
    await rig.reply('syncAccounts', ok(null));
    expect(status().words).toBe('All customers are up to date · Syncing…');
    await rig.reply('syncAccounts', fail({ kind: 'sync-cancelled' }));
    expect(status()).toEqual({ icon: 'info', words: 'The sync was stopped. The list is as it was.' });
  });
});

describe('the store', () => {
  test('processes what main announces before main has sent its state', async () => {
    rig = launcherRig(null);
    show({ text: 'acme', from: 'deep-link' });
    enter();
    rig.send({ type: 'app-changed', app: appState() });
    expect(rig.view()).toMatchObject({ visible: true, search: { text: 'acme' }, selection: 'none', queued: [] });
  });

  test('calls its listeners on each change, until they unsubscribe', () => {
    rig = launcherRig();
    const texts: string[] = [];
    const leave = rig.store.subscribe(() => texts.push(rig.view().search.text));
    type('a');
    type('ac');
    leave();
    type('acm');
    expect(texts).toEqual(['a', 'ac']);
  });

  test('stops its timers and its listeners when it stops', () => {
    rig = launcherRig();
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    expect(rig.clock.running()).toBe(1);
    expect(rig.listening()).toBe(7);
    rig.stop();
    expect(rig.clock.running()).toBe(0);
    expect(rig.listening()).toBe(0);
  });
});

describe('moving', () => {
  const items = Array.from(
    { length: 12 },
    (_, i) => ({ type: 'account', key: `${i}`, row: acme, group: null }) as const,
  );

  test.each([
    ['next', 0, 1],
    ['next', 11, 0],
    ['next', -1, 0],
    ['previous', 1, 0],
    ['previous', 0, 11],
    ['previous', -1, 11],
    ['first', 5, 0],
    ['last', 5, 11],
    ['page-down', 1, 9],
    ['page-down', 9, 11],
    ['page-up', 9, 1],
    ['page-up', 3, 0],
  ] as const)('%s from %i leads to %i', (to, from, target) => {
    expect(moved(items, from, to)?.key).toBe(`${target}`);
  });

  test('leads nowhere without rows', () => {
    for (const to of ['next', 'previous', 'first', 'last', 'page-down', 'page-up'] as const)
      expect(moved([], -1, to)).toBeUndefined();
  });
});
