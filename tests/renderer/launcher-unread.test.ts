import { beforeEach, describe, expect, test } from 'vitest';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import type { AccountChange } from '../../src/shared/change.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { acme, enter, globex, hide, labs, openWith, rig, show, type } from '../helpers/launcher-story.ts';

// Who may act when: a press counts only for a list that its user can have read, and every press has an effect.

const down = (): void => rig.command({ do: 'move', to: 'next' });
const opened = (): unknown[] => rig.callsOf('logIn');
const link = { text: 'globex', select: globex.accountId, from: 'deep-link' } as const;
const clipboard = { ...link, from: 'clipboard' } as const;
const pinned: AccountChange = { changeId: 'pin', kind: 'pin', accountId: acme.accountId, name: acme.name };

beforeEach(() => openWith([acme, labs]));

describe('a list that a link chose', () => {
  beforeEach(async () => {
    hide();
    show(link);
    await rig.replyRows([globex, acme]);
  });

  test.each([
    ['Enter', () => enter()],
    ['Ctrl+Enter', () => rig.command({ do: 'copy-link' })],
    ['a number', () => rig.command({ do: 'log-in-nth', nth: 2 })],
    [
      'a double click',
      () => {
        rig.command({ do: 'press', key: globex.accountId, nth: 1 });
        rig.command({ do: 'press', key: globex.accountId, nth: 2 });
      },
    ],
    [
      'Log in in the palette',
      () => {
        rig.command({ do: 'actions' });
        rig.send({ type: 'palette-chosen', command: { do: 'log-in' } });
      },
    ],
    ['F2', () => rig.command({ do: 'rename' })],
    ['the key that pins', () => rig.command({ do: 'pin' })],
  ])('is not acted upon by %s in its first second, and says so', (_, press) => {
    for (const ms of [0, 100, 899]) {
      rig.readLink(0);
      rig.clock.pass(ms);
      press();
      expect(rig.view()).toMatchObject({ attempt: null, editing: null });
      expect(rig.view().notice).toMatch(/^A link chose this (customer|list): press /);
      expect(rig.view().reading.flashes).toBeGreaterThan(0);
    }
    for (const name of ['logIn', 'copyLoginLink', 'pinAccount'] as const) expect(rig.callsOf(name)).toEqual([]);
  });

  test('is acted upon when it has been on the screen for a second', () => {
    rig.readLink(999);
    enter();
    expect(rig.view().notice).toBe('A link chose this customer: press Enter again to log in');
    rig.clock.pass(1);
    enter();
    expect(opened()).toMatchObject([{ accountId: globex.accountId }]);
  });

  test('has not been read before it was painted, however long that takes', () => {
    rig.clock.pass(60_000);
    enter();
    expect(opened()).toEqual([]);
  });

  test('gives way to typing, and Enter counts when the hand has rested for a second', async () => {
    rig.readLink(500);
    type('acm');
    type('acme');
    expect(rig.view().search.text).toBe('acme');
    await rig.replyRows([acme, labs], 'acme', null);
    await rig.replyRows([acme, labs]);
    rig.readLink(999);
    enter();
    expect(opened()).toEqual([]);
    expect(rig.view().notice).toBe('A link opened Latchkey while you typed: press it again');
    rig.clock.pass(1);
    enter();
    expect(opened()).toMatchObject([{ accountId: acme.accountId }]);
  });

  test('is the user’s own after the launcher was shown by the shortcut', async () => {
    hide();
    show();
    await rig.replyRows([globex, acme]);
    enter();
    expect(opened()).toHaveLength(1);
  });
});

test('an Enter that waits for the list of a link does not act on it either', async () => {
  hide();
  show(link);
  enter();
  await rig.replyRows([globex, acme]);
  expect(opened()).toEqual([]);
  expect(rig.view().notice).toMatch(/^A link chose/);
});

test('a list that the clipboard chose is not acted upon for 300 ms, and its text is undone', async () => {
  show(clipboard);
  await rig.replyRows([globex]);
  rig.readLink(299);
  enter();
  expect(opened()).toEqual([]);
  expect(rig.view().notice).toBe('The clipboard chose this customer: press Enter again to log in');
  rig.clock.pass(1);
  rig.command({ do: 'undo' });
  expect(rig.view().search.text).toBe('acme');
  await rig.replyRows([acme, labs]);
  rig.command({ do: 'redo' });
  expect(rig.view().search.text).toBe('globex');
});

test('a link that the user shows replaces the text, and Ctrl+Z brings it back', async () => {
  rig.announce('waiting', { ...link, name: globex.name });
  rig.command({ do: 'show-waiting' });
  expect(rig.view().search.text).toBe('globex');
  await rig.replyRows([globex]);
  rig.command({ do: 'undo' });
  expect(rig.view().search.text).toBe('acme');
});

test('a second start of the program changes nothing on the screen', () => {
  down();
  const before = rig.view();
  show({ from: 'start' });
  expect(rig.view()).toEqual(before);
  expect(rig.focused.at(-1)).toBe(false);
});

describe('Enter that closed something', () => {
  test.each([
    ['an editor', () => rig.send({ type: 'edit-saved', field: 'name', row: acme, text: acme.name })],
    ['a palette', () => rig.send({ type: 'palette-chosen', command: { do: 'preview' } })],
  ])('%s does not log in when it is pressed twice', (_, close) => {
    close();
    rig.send({ type: 'list-painted' });
    rig.clock.pass(299);
    enter();
    expect(opened()).toEqual([]);
    expect(rig.view()).toMatchObject({ notice: 'Press Enter again to log in', reading: { flashes: 1 } });
    rig.clock.pass(1);
    enter();
    expect(opened()).toHaveLength(1);
  });

  test('counts from the last thing that it closed', () => {
    rig.send({ type: 'edit-saved', field: 'name', row: acme, text: acme.name });
    rig.send({ type: 'list-painted' });
    rig.clock.pass(200);
    const { unread } = rig.view();
    rig.send({ type: 'palette-chosen', command: { do: 'preview' } });
    // The window says it of each list once.
    expect(rig.view().unread).not.toBe(unread);
    rig.send({ type: 'list-painted' });
    rig.clock.pass(299);
    enter();
    expect(opened()).toEqual([]);
    rig.clock.pass(1);
    enter();
    expect(opened()).toHaveLength(1);
  });

  test('leaves the other keys alone', () => {
    rig.send({ type: 'edit-saved', field: 'name', row: acme, text: acme.name });
    rig.command({ do: 'log-in-nth', nth: 2 });
    expect(opened()).toMatchObject([{ accountId: labs.accountId }]);
  });
});

describe('keys that are faster than the list', () => {
  beforeEach(() => type('acme c'));

  test('all count, in order', async () => {
    down();
    enter();
    rig.command({ do: 'rename' });
    expect(rig.view().selection).toBe('first');
    await rig.replyRows([acme, labs]);
    // It was not chosen among rows on the screen.
    expect(opened()).toMatchObject([{ accountId: labs.accountId, chosen: 'text' }]);
    expect(rig.view()).toMatchObject({ editing: { row: labs }, queued: [] });
  });

  test.each(['next', 'last', 'page-down'] as const)('include %s', async (to) => {
    rig.command({ do: 'move', to });
    await rig.replyRows([acme, labs]);
    expect(rig.view().row).toEqual(labs);
  });

  test('are dropped by Escape and by a new text', async () => {
    enter();
    rig.command({ do: 'escape' });
    await rig.replyRows([]);
    await rig.replyRows([acme]);
    type('acme co');
    enter();
    type('acme cor');
    await rig.replyRows([]);
    await rig.replyRows([acme]);
    expect(opened()).toEqual([]);
  });

  test('that were meant for the editor do not act on the list', async () => {
    rig.command({ do: 'rename' });
    enter();
    await rig.replyRows([acme, labs]);
    expect(opened()).toEqual([]);
    expect(rig.view()).toMatchObject({ editing: { row: acme }, notice: 'That was too fast: press it again' });
  });

  test('say so if there are more of them than anyone means', async () => {
    for (let pressed = 0; pressed < 20; pressed++) down();
    enter();
    expect(rig.view().notice).toBe('The list is not here yet');
    await rig.replyRows([acme, labs]);
    expect(opened()).toEqual([]);
  });
});

describe('in the bar', () => {
  const waits = { ...link, name: globex.name };

  test('a change that can be undone comes before a link that waits, and Ctrl+Z undoes it', async () => {
    rig.announce('waiting', waits);
    rig.command({ do: 'pin' });
    await rig.reply('pinAccount', ok(pinned));
    expect(barOf(rig.view())).toMatchObject({ shows: 'change' });
    rig.clock.pass(8_000);
    expect(barOf(rig.view())).toMatchObject({ shows: 'waiting' });
  });

  test('a customer who was opened comes before a link that waits, for four seconds', async () => {
    rig.announce('waiting', waits);
    enter();
    const done = { result: 'opened', accountName: acme.name, connectionLabel: 'Main', replaces: null } as const;
    await rig.reply('logIn', ok(done));
    rig.clock.pass(3_999);
    expect(barOf(rig.view())).toMatchObject({ shows: 'done' });
    rig.clock.pass(1);
    expect(barOf(rig.view())).toMatchObject({ shows: 'waiting' });
  });
});

describe('the seconds of a change that can be undone', () => {
  test('go on while the launcher is hidden', async () => {
    rig.command({ do: 'pin' });
    await rig.reply('pinAccount', ok(pinned));
    rig.read();
    rig.clock.pass(4_700);
    hide();
    show();
    rig.clock.pass(2_999);
    expect(rig.view().undoOffer).not.toBeNull();
    rig.clock.pass(1);
    expect(rig.view().undoOffer).toBeNull();
  });

  test.each([
    ['it was saved while hidden', () => hide(), () => {}],
    ['hiding left no time to read it', () => {}, () => hide()],
  ])('begin when the launcher is shown if %s', async (_, before, after) => {
    rig.command({ do: 'pin' });
    before();
    await rig.reply('pinAccount', ok(pinned));
    after();
    rig.clock.pass(60_000);
    show();
    rig.clock.pass(7_999);
    expect(rig.view().undoOffer).not.toBeNull();
    rig.clock.pass(1);
    expect(rig.view().undoOffer).toBeNull();
  });
});

describe('a press that can do nothing', () => {
  test('says its reason again each time', () => {
    for (const repeats of [0, 1, 2]) {
      rig.command({ do: 'log-in-nth', nth: 9 });
      expect(rig.view()).toMatchObject({ notice: 'There is no row 9', noticeRepeats: repeats });
      expect(statusOf(rig.view(), 0).words).toBe('There is no row 9');
    }
    rig.clock.pass(4_000);
    rig.command({ do: 'log-in-nth', nth: 9 });
    expect(rig.view().noticeRepeats).toBe(0);
  });

  test.each([
    ['first', 'This is the first row'],
    ['page-up', 'This is the first row'],
  ] as const)('%s on the first row says so', (to, words) => {
    rig.command({ do: 'move', to });
    expect(rig.view().notice).toBe(words);
  });

  test.each(['last', 'page-down'] as const)('%s on the last row says so', (to) => {
    down();
    expect(rig.view().notice).toBeNull();
    rig.command({ do: 'move', to });
    expect(rig.view().notice).toBe('This is the last row');
  });

  test.each(['next', 'previous', 'first', 'last'] as const)('%s on the only row says so', async (to) => {
    type('globex');
    await rig.replyRows([globex]);
    rig.command({ do: 'move', to });
    expect(rig.view().notice).toBe('This is the only row');
  });
});

describe('a log-in that has just opened its customer', () => {
  const answer = {
    result: 'opened',
    accountName: acme.name,
    connectionLabel: 'SendGrid (Main)',
    replaces: null,
  } as const;
  beforeEach(async () => {
    enter();
    await rig.reply('logIn', ok(answer));
  });

  test('leaves a quick second Enter without effect', { tags: ['opening-once'] }, () => {
    enter();
    rig.send({ type: 'list-painted' });
    rig.clock.pass(299);
    enter();
    expect(opened()).toHaveLength(1);
    expect(rig.view().notice).toBe('Press Enter again to log in');
    rig.clock.pass(1);
    enter();
    expect(opened()).toHaveLength(2);
  });

  test('waits for no other row that the user chose by a text or a number', async () => {
    rig.command({ do: 'log-in-nth', nth: 2 });
    expect(rig.callsOf('logIn').at(-1)).toMatchObject({ accountId: labs.accountId });
    await rig.reply('logIn', ok({ ...answer, accountName: labs.name }));
    type('globex');
    await rig.replyRows([globex]);
    enter();
    expect(rig.callsOf('logIn').at(-1)).toMatchObject({ accountId: globex.accountId });
  });
});

describe('a button that was pressed', () => {
  test.each([
    ['changes the list', () => type('acme l')],
    ['changes nothing', () => {}],
  ])('and %s leaves a quick Enter without effect', async (_, act) => {
    act();
    rig.send({ type: 'button-pressed' });
    if (rig.view().search.waiting) await rig.replyRows([labs]);
    enter();
    expect(opened()).toEqual([]);
    expect(rig.view().notice).toBe('Press Enter again to log in');
    rig.send({ type: 'list-painted' });
    rig.clock.pass(300);
    enter();
    expect(opened()).toHaveLength(1);
  });

  test('does not take the step of what failed, either', async () => {
    enter();
    await rig.reply('logIn', fail({ kind: 'provider-down', provider: 'SendGrid', status: 503 }));
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(300);
    rig.send({ type: 'button-pressed' });
    rig.send({ type: 'list-painted' });
    enter();
    expect(opened()).toHaveLength(1);
    rig.clock.pass(300);
    enter();
    expect(opened()).toHaveLength(2);
  });

  test('leaves a list that a link chose as unread as it was', async () => {
    hide();
    show(link);
    await rig.replyRows([globex, acme]);
    rig.send({ type: 'list-painted' });
    rig.send({ type: 'button-pressed' });
    rig.clock.pass(300);
    enter();
    expect(opened()).toEqual([]);
  });
});
