import { beforeEach, describe, expect, test } from 'vitest';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { actionChoices } from '../../src/renderer/launcher/commands.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import { waitingParts } from '../../src/renderer/launcher/waiting.ts';
import type { WaitingLink } from '../../src/shared/contract.ts';
import type { PendingLogIn } from '../../src/shared/log-in.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { fc } from '../helpers/any-input.ts';
import { fakeAccounts } from '../helpers/fake-accounts.ts';
import {
  acme,
  enter,
  globex,
  hide,
  labs,
  openWith,
  question,
  rig,
  show,
  timeout,
  type,
} from '../helpers/launcher-story.ts';

// Nothing takes over under a typing hand: what main learns of the hand, and what waits for it.

const toGlobex: WaitingLink = {
  from: 'deep-link',
  text: globex.remoteId,
  select: globex.accountId,
  name: 'Globex Corp',
};
const fromClipboard: WaitingLink = { from: 'clipboard', text: 'acme', select: null, name: null };

const pressEscape = (): void => rig.command({ do: 'escape' });
const searched = (): unknown => rig.callsOf('searchAccounts').at(-1);
/** What main last heard about questions. */
const questionOpen = (): unknown => rig.callsOf('noteQuestion').at(-1);

beforeEach(() => openWith([acme, labs]));

describe('main learns that the user’s hand changed the text', () => {
  test('when they type', () => {
    type('acme c');
    expect(searched()).toEqual({ text: 'acme c', typed: true });
  });

  test.each([
    ['Escape clears the text', '', pressEscape],
    ['the launcher appears', 'acme', show],
    ['rows change', 'acme', () => rig.clock.pass(150), { shown: [acme.accountId, labs.accountId] }],
    ['a search is tried again', 'acme', () => rig.send({ type: 'search-retried' })],
    ['a name is to be given', '', () => rig.command({ do: 'give-name' })],
  ])('and not when %s', (_, text, act, more?: object) => {
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    act();
    expect(searched()).toEqual({ text, typed: false, ...more });
  });

  test('and not when Escape ends a naming', async () => {
    rig.command({ do: 'give-name' });
    await rig.replyRows([], '');
    pressEscape();
    expect(searched()).toEqual({ text: 'acme', typed: false });
  });

  test('and when they type in another field', () => {
    rig.send({ type: 'typed-elsewhere' });
    expect(rig.callsOf('noteTyped')).toEqual([{}]);
  });
});

describe('main learns that something waits for the user', () => {
  test('and at the start that nothing does', () => {
    expect(rig.callsOf('noteQuestion')).toEqual([{ open: false }]);
  });

  test.each([
    ['a palette', () => rig.command({ do: 'actions' }), () => rig.send({ type: 'palette-closed' })],
    ['an editor', () => rig.command({ do: 'note' }), () => rig.send({ type: 'edit-cancelled' })],
    ['a naming', () => rig.command({ do: 'give-name' }), pressEscape],
  ])('while %s is open', (_, open, close) => {
    open();
    expect(questionOpen()).toEqual({ open: true });
    close();
    expect(questionOpen()).toEqual({ open: false });
  });

  test('while a question is open, and no longer before its answer is sent', async () => {
    enter();
    await rig.reply('logIn', ok(question));
    expect(questionOpen()).toEqual({ open: true });
    rig.read();
    enter();
    expect(questionOpen()).toEqual({ open: false });
  });
});

describe('a link that waits', () => {
  beforeEach(() => rig.announce('waiting', toGlobex));

  test('leaves text, list, selection and question alone', async () => {
    expect(rig.view()).toMatchObject({ waiting: toGlobex, search: { text: 'acme' }, row: { name: 'Acme Corp' } });
    enter();
    await rig.reply('logIn', ok(question));
    rig.announce('waiting', fromClipboard);
    expect(rig.view()).toMatchObject({ waiting: fromClipboard, attempt: { stage: { at: 'question' } } });
    expect(rig.names()).toEqual(['Acme Corp', 'Acme Labs']);
  });

  test('gives way to a newer one', () => {
    rig.announce('waiting', fromClipboard);
    expect(rig.view().waiting).toEqual(fromClipboard);
    show({ text: '9', from: 'deep-link' });
    expect(rig.view().waiting).toBeNull();
  });

  test('is dismissed by Escape, which does nothing else', () => {
    rig.read();
    pressEscape();
    expect(rig.view()).toMatchObject({ waiting: null, search: { text: 'acme' } });
    pressEscape();
    expect(rig.view().search.text).toBe('');
  });

  test.each([
    ['Escape', pressEscape],
    ['a click on Dismiss', () => rig.send({ type: 'waiting-dismissed' })],
    ['a click on Show', () => rig.send({ type: 'waiting-shown' })],
  ])('that has only just appeared is neither dismissed nor shown by %s, and flashes', (_, act) => {
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(299);
    act();
    expect(rig.view()).toMatchObject({ waiting: toGlobex, search: { text: 'acme' }, reading: { flashes: 1 } });
  });

  test('stays while the user types, and when the launcher hides and appears again', () => {
    type('glob');
    hide();
    show();
    expect(rig.view().waiting).toEqual(toGlobex);
  });

  test.each([
    ['its button', () => rig.send({ type: 'waiting-shown' })],
    ['the palette', () => rig.send({ type: 'palette-chosen', command: { do: 'show-waiting' } })],
  ])('does by %s what it would have done at once', async (_, act) => {
    rig.focused.length = 0;
    rig.read();
    act();
    expect(rig.view()).toMatchObject({ waiting: null, search: { text: globex.remoteId } });
    expect(searched()).toEqual({ text: globex.remoteId, typed: false });
    expect(rig.focused.at(-1)).toBe(true);
    await rig.replyRows([acme, globex]);
    expect(rig.names()).toEqual(['Globex Corp', 'Acme Corp']);
    expect(rig.view().row).toMatchObject({ name: 'Globex Corp' });
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('selects no customer if it names none of ours', async () => {
    rig.announce('waiting', fromClipboard);
    rig.read();
    rig.send({ type: 'waiting-shown' });
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.view().row).toBeNull();
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('is said, and can be chosen in the palette', () => {
    expect(plainWords(waitingParts(toGlobex))).toBe('A link for Globex Corp waits');
    expect(plainWords(waitingParts(fromClipboard))).toBe('“acme” from the clipboard waits');
    const keys = { mod: 'Ctrl', shift: 'Shift', enter: 'Enter' };
    const names = (): string[] => actionChoices(rig.view(), keys).map(({ name }) => name);
    expect(names()).toContain('Show the waiting link for Globex Corp');
    rig.read();
    pressEscape();
    expect(names().join()).not.toContain('link for');
  });

  test('is not said while the bar shows something more pressing', () => {
    expect(barOf(rig.view())).toEqual({ shows: 'waiting', waiting: toGlobex });
    enter();
    expect(barOf(rig.view())).toMatchObject({ shows: 'working' });
  });
});

test('no row on the screen moves, however often and however main’s rows change', async () => {
  const lists = fc.array(fc.shuffledSubarray(fakeAccounts(0, 60).slice(0, 12)), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(lists, async (changed) => {
      for (const rows of changed) {
        const before = rig.names();
        const selected = rig.view().row?.accountId;
        rig.announce('accountsChanged', { connectionId: 'brevo0001' });
        rig.clock.pass(150);
        await rig.replyRows(rows);
        expect(rig.names().slice(0, before.length)).toEqual(before);
        expect(rig.view().row?.accountId).toBe(selected);
      }
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['empty', 'The clipboard is empty'],
  ['login-link', 'The clipboard holds a login link. It is not searched for'],
] as const)('a clipboard that is not searched for (%s) says so, and nothing waits', async (refusal, notice) => {
  rig.announce('clipboardRefused', { refusal });
  expect(rig.view()).toMatchObject({ waiting: null, notice });
  // The launcher appears for it: the reason stays while the list is read anew.
  hide();
  show({ from: 'clipboard' });
  rig.announce('clipboardRefused', { refusal });
  await rig.replyRows([]);
  expect(rig.view()).toMatchObject({ waiting: null, notice, row: null });
});

describe('a log-in of the tray that fails while the user does something else', () => {
  const failed: PendingLogIn = {
    row: globex,
    request: { accountId: globex.accountId, target: null, reason: '', confirmed: [], chosen: 'row' },
    how: 'open',
    outcome: { problem: timeout },
  };

  test('is shown beside it, and the next step tries it again', async () => {
    enter();
    await rig.reply('logIn', ok(question));
    rig.announce('logInFailed', failed);
    expect(rig.view()).toMatchObject({
      attempt: { row: acme, stage: { at: 'question' } },
      failure: { problem: timeout, row: globex },
      search: { text: 'acme' },
    });
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    // With the name that the failure is shown under.
    const read = { name: globex.name, email: globex.email };
    expect(rig.callsOf('logIn').at(-1)).toEqual({ ...failed.request, read });
  });

  test.each([
    [
      { kind: 'admin-refused', why: 'unknown', provider: 'Brevo', connectionId: 'brevo0001' },
      { at: 'admin-email', saving: false },
    ],
    [
      { kind: 'admin-refused', why: 'may-not-manage', provider: 'Brevo', connectionId: 'brevo0001' },
      { at: 'admin-email', saving: false },
    ],
    [
      { kind: 'landing-refused', status: 404, what: 'user-or-account', provider: 'Brevo', connectionId: 'brevo0001' },
      { at: 'landing', about: 'user', suggested: null },
    ],
    [
      { kind: 'landing-refused', status: 400, what: 'page', provider: 'Brevo', connectionId: 'brevo0001' },
      { at: 'landing', about: 'page', suggested: null },
    ],
  ] as const)('and was refused for what it named asks for another: %o', (problem, stage) => {
    rig.announce('logInFailed', { ...failed, outcome: { problem } });
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    // The same log-in would be refused again.
    expect(rig.callsOf('logIn')).toEqual([]);
    expect(rig.view()).toMatchObject({ failure: null, attempt: { row: globex, stage } });
  });

  test('stays until it is dismissed, whatever is typed', async () => {
    rig.announce('logInFailed', failed);
    type('acme l');
    await rig.replyRows([labs]);
    expect(rig.view().failure).toMatchObject({ row: globex });
    rig.read();
    pressEscape();
    expect(rig.view().failure).toBeNull();
  });
});

test('a failure that comes while the next customer is typed is not dropped by the next letter', async () => {
  enter();
  type('glob');
  await rig.replyRows([globex]);
  await rig.reply('logIn', fail(timeout));
  type('globe');
  expect(rig.view().failure).toMatchObject({ row: acme });
  await rig.replyRows([globex]);
  rig.read();
  type('acme');
  await rig.replyRows([acme, labs]);
  type('acme c');
  expect(rig.view().failure).toBeNull();
});
