import { beforeEach, describe, expect, test } from 'vitest';
import { keyNamesOf } from '../../src/renderer/components/key-names.ts';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { actionChoices } from '../../src/renderer/launcher/commands.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { evidenceWords } from '../../src/renderer/launcher/ticket-words.ts';
import { waitingParts } from '../../src/renderer/launcher/waiting.ts';
import { emptyWords, saidWords } from '../../src/renderer/launcher/words.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { FoundInTicket } from '../../src/shared/contract.ts';
import { ok } from '../../src/shared/result.ts';
import { type Evidence, ticketTextOf } from '../../src/shared/ticket-text.ts';
import { acme, enter, globex, openEmpty, rig } from '../helpers/launcher-story.ts';

// A ticket's text in the launcher: what Enter may open, and when.

const ticket = ticketTextOf('Hi, this is Vera from Acme Corp.\nWe cannot send.') ?? '';

const paste = (text = ticket): void => rig.type(text);
const opened = (): unknown[] => rig.callsOf('logIn');
const status = (): string => statusOf(rig.view(), 0).words;

const ticketOf = (found: readonly (readonly [AccountRow, Evidence['by']])[], isAll = true): FoundInTicket => ({
  evidence: Object.fromEntries(found.map(([row, by]) => [row.accountId, { by, text: row.name }])),
  isAll,
});

const answerOf = (found: readonly (readonly [AccountRow, Evidence['by']])[], isAll = true) =>
  ok({
    text: rig.view().search.text,
    rows: found.map(([row]) => row),
    target: null,
    total: 400,
    ticket: ticketOf(found, isAll),
  });

/** Replies to the oldest search: these customers are in the text. */
const replyFound = (found: readonly (readonly [AccountRow, Evidence['by']])[], isAll = true): Promise<void> =>
  rig.reply('searchAccounts', answerOf(found, isAll));

beforeEach(openEmpty);

test('one customer is highlighted, and Enter opens it once it could be read', async () => {
  paste();
  await replyFound([[acme, 'id']]);
  expect(rig.view().row?.name).toBe('Acme Corp');
  rig.send({ type: 'list-painted' });
  rig.clock.pass(299);
  enter();
  expect(opened()).toEqual([]);
  expect(status()).toBe('The text chose this customer: press Enter again to log in');
  rig.clock.pass(1);
  enter();
  expect(opened()).toHaveLength(1);
});

test('Enter before the customers are here opens no customer', async () => {
  paste();
  enter();
  await replyFound([[acme, 'id']]);
  expect(opened()).toEqual([]);
  expect(status()).toBe('The text chose this customer: press Enter again to log in');
});

test.each([
  ['a number', () => rig.command({ do: 'log-in-nth', nth: 1 })],
  ['Ctrl+Enter', () => rig.command({ do: 'copy-link' })],
  ['a pin', () => rig.command({ do: 'pin' })],
  ['a click', () => rig.command({ do: 'press', key: acme.accountId, nth: 1 })],
])('%s before the list could be read does nothing', async (_, press) => {
  paste();
  await replyFound([[acme, 'id']]);
  rig.send({ type: 'list-painted' });
  rig.clock.pass(299);
  press();
  expect([opened(), rig.callsOf('copyLoginLink'), rig.callsOf('pinAccount')]).toEqual([[], [], []]);
  expect(status()).toMatch(/^The text chose this (list: press it|customer: press Enter) again/);
});

describe('no customer is highlighted, and Enter says why, if', () => {
  test.each([
    [
      'two customers are found with the same evidence',
      [
        [acme, 'name'],
        [globex, 'name'],
      ],
      true,
    ],
    [
      'two are found, whatever the evidence',
      [
        [acme, 'id'],
        [globex, 'domain'],
      ],
      true,
    ],
    ['one is found by a name without its legal form', [[acme, 'short-name']], true],
    ['one is found by a name that may be a part of a longer one', [[acme, 'longer-name']], true],
    ['one is found by a name in an address', [[acme, 'part']], true],
    ['one is found by a domain that may be a mail provider’s', [[acme, 'shared-domain']], true],
    ['one is found by an id in a longer number', [[acme, 'longer-id']], true],
    ['one is found by a name of one word', [[acme, 'word']], true],
    ['one is found, but not all were looked at', [[acme, 'id']], false],
  ] as const)('%s', async (_, found, isAll) => {
    paste();
    await replyFound(found, isAll);
    rig.read();
    expect(rig.view().index).toBe(-1);
    enter();
    expect(opened()).toEqual([]);
    expect(status()).toBe('Choose a customer first');
    rig.command({ do: 'move', to: 'next' });
    enter();
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: acme.accountId, chosen: 'row' }]);
  });
});

test('a second customer that a sync brings ends the highlight, and each row keeps what it was found by', async () => {
  paste();
  await replyFound([[acme, 'id']]);
  rig.read();
  rig.announce('accountsChanged', { connectionId: acme.connectionId });
  rig.clock.pass(150);
  await rig.reply('searchAccounts', answerOf([[globex, 'name']]));
  expect(rig.names()).toEqual(['Acme Corp', 'Globex Corp']);
  expect(rig.view().index).toBe(-1);
  expect(rig.view().items.map((item) => (item.type === 'account' ? item.found?.by : null))).toEqual(['id', 'name']);
});

test('Ctrl+Z brings back what was typed before the paste, and Ctrl+Shift+Z the text, which must be read again', async () => {
  rig.type('glo');
  await rig.replyRows([globex]);
  paste();
  await replyFound([[acme, 'id']]);
  rig.command({ do: 'undo' });
  await rig.replyRows([globex]);
  expect(rig.view().search.text).toBe('glo');
  enter();
  expect(rig.callsOf('logIn')).toMatchObject([{ accountId: globex.accountId }]);
  rig.command({ do: 'redo' });
  await replyFound([[acme, 'id']]);
  expect(rig.view().search.text).toBe(ticket);
  enter();
  expect(opened()).toHaveLength(1);
});

test('Esc takes the text away, and a letter takes its place', async () => {
  paste();
  await replyFound([[acme, 'id']]);
  rig.command({ do: 'escape' });
  expect(rig.view().search.text).toBe('');
  await rig.replyRows([], '');
  paste();
  await replyFound([[acme, 'id']]);
  rig.send({ type: 'typed', text: 'g', edit: 'keys' });
  await rig.replyRows([globex]);
  expect(rig.names()).toEqual(['Globex Corp']);
  enter();
  expect(rig.callsOf('logIn')).toMatchObject([{ accountId: globex.accountId }]);
});

test('a text that is still there when the launcher is shown again must be read again', async () => {
  paste();
  await replyFound([[acme, 'id']]);
  rig.read();
  rig.hide();
  rig.show();
  await replyFound([[acme, 'id']]);
  enter();
  expect(opened()).toEqual([]);
  rig.read();
  enter();
  expect(opened()).toHaveLength(1);
});

test('a text of the clipboard is like a pasted one', async () => {
  rig.show({ text: ticket, from: 'clipboard' });
  await replyFound([[acme, 'id']]);
  expect(rig.view().row?.name).toBe('Acme Corp');
  enter();
  expect(opened()).toEqual([]);
  expect(status()).toBe('The clipboard chose this customer: press Enter again to log in');
  rig.read();
  enter();
  expect(opened()).toHaveLength(1);
});

test('a text that the user pastes over a link that was not read yet waits as long as the link', async () => {
  rig.hide();
  rig.show({ text: 'globex', from: 'deep-link' });
  await rig.replyRows([globex]);
  paste();
  await replyFound([[acme, 'id']]);
  rig.readLink(999);
  enter();
  expect(opened()).toEqual([]);
  rig.clock.pass(1);
  enter();
  expect(opened()).toHaveLength(1);
});

test('without a customer it says so, and Enter searches for the first line, which highlights no customer', async () => {
  paste();
  await replyFound([]);
  rig.read();
  expect(emptyWords(rig.view())).toBe('None of your customers is in this text.');
  expect(rig.names()[0]).toBe('Search for “Hi, this is Vera from Acme Corp.”');
  enter();
  expect(rig.view().search.text).toBe('Hi, this is Vera from Acme Corp.');
  await rig.replyRows([acme]);
  expect(rig.view().index).toBe(-1);
  rig.command({ do: 'undo' });
  expect(rig.view().search.text).toBe(ticket);
});

test('a long first line is cut where it is offered', async () => {
  paste(ticketTextOf(`${'very '.repeat(60)}long\n`) ?? '');
  await replyFound([]);
  expect(rig.names()[0]).toMatch(/^Search for “(very ){9}very…”$/);
  rig.read();
  enter();
  expect(rig.view().search.text.length).toBeLessThanOrEqual(200);
});

test('no customer can be called like a whole text', async () => {
  paste();
  await replyFound([[acme, 'id']]);
  expect(actionChoices(rig.view(), keyNamesOf('linux')).map(({ id }) => id)).not.toContain('give-name');
  rig.command({ do: 'give-name' });
  expect(rig.view().naming).toBeNull();
});

test('what looks like a filter in the text is none', () => {
  paste(ticketTextOf('is:suspended #4711\nfrom @north') ?? '');
  expect(rig.view().typed).toMatchObject({ filters: [], unknown: [], suggestions: [] });
});

test('a text that waits is said by its length, and not by its words', () => {
  rig.announce('waiting', { from: 'clipboard', text: ticket, select: null, name: null });
  const bar = barOf(rig.view());
  const words = bar?.shows === 'waiting' ? plainWords(waitingParts(bar.waiting)) : '';
  expect(words).toBe('A text of 48 characters from the clipboard waits');
  const choice = actionChoices(rig.view(), keyNamesOf('linux')).find(({ id }) => id === 'show-waiting');
  expect(choice?.name).toBe('Show the text of 48 characters from the clipboard');
});

test('a screen reader hears how many were found, and where', async () => {
  paste();
  await replyFound([
    [acme, 'id'],
    [globex, 'name'],
  ]);
  expect(saidWords(rig.view())).toBe('2 customers found in your text');
});

test.each([
  [{ by: 'id', text: '700123' }, 'by the id 700123'],
  [{ by: 'email', text: 'vera@hargreaves.example' }, 'by the email vera@hargreaves.example'],
  [{ by: 'domain', text: 'hargreaves.example' }, 'by the domain hargreaves.example'],
  [{ by: 'name', text: 'Hargreaves Travel' }, 'by the name'],
  [{ by: 'name', text: 'Old Hargreaves' }, 'by the name “Old Hargreaves”'],
  [{ by: 'shared-domain', text: 'mail.example' }, 'by the domain mail.example, maybe a mail provider’s'],
  [{ by: 'longer-id', text: '700123' }, 'by the id 700123 in a longer word or number'],
  [{ by: 'short-name', text: 'Hargreaves Travel' }, 'by the name without its legal form'],
  [{ by: 'longer-name', text: 'Hargreaves Travel' }, 'by the name, maybe a part of a longer one'],
  [{ by: 'part', text: 'Hargreaves Travel' }, 'by the name in an address'],
  [{ by: 'part', text: 'v@hargreaves.example' }, 'by the email v@hargreaves.example within another address'],
  [{ by: 'part', text: 'hargreaves.example' }, 'by the domain hargreaves.example within another address'],
  [{ by: 'word', text: 'Hargreaves Travel' }, 'by a name of one word'],
] as const)('a row says what it was found by: %j', (evidence, words) => {
  const row = { name: 'Hargreaves Travel', email: 'v@hargreaves.example', domain: 'hargreaves.example' };
  expect(evidenceWords(evidence, row)).toBe(words);
});

describe('a short text that finds no customer', () => {
  test.each([
    'Re: Globex Shipping cannot send',
    'Kundennr. 3774725105',
    'ticket #3774725105 open since yesterday',
    'Account: 9007201493319681.',
    'Globex Shipping, Initrode Software',
    'https://bergman.example/contact',
    'our customer acme corp waits',
  ])('can be looked through for customers: %s', async (text) => {
    paste(text);
    await rig.replyRows([]);
    expect(rig.names()[0]).toBe('Look for customers in this text');
    enter();
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: `${text}\n`, typed: false });
    await replyFound([[acme, 'name']]);
    rig.send({ type: 'list-painted' });
    rig.clock.pass(1_000);
    // Enter chose the text, not the customer in it.
    enter();
    expect(opened()).toEqual([]);
    expect(status()).toBe('Choose a customer first');
    expect(rig.view().items).toMatchObject([{ group: 'Found in your text', found: { by: 'name' } }]);
  });

  test.each(['xqzv', 'acme xqzv', 'acme corp xqzv', 'x-ray', 'acme @north'])(
    'is a name with a slip otherwise: %s',
    async (text) => {
      paste(text);
      await rig.replyRows([]);
      expect(rig.names()).not.toContain('Look for customers in this text');
    },
  );
});
