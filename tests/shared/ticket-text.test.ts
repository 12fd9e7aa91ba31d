import { describe, expect, test } from 'vitest';
import { isCutTicket, isTicketText, longestTicketText, ticketTextOf } from '../../src/shared/ticket-text.ts';
import { fc } from '../helpers/any-input.ts';

describe('a pasted text is a ticket’s if it is', () => {
  test.each([
    [
      'a line of a conversation',
      'Hi, this is Vera from Hargreaves Travel (vera@hargreaves.example), account id 700123',
    ],
    ['a sentence', 'Hello, our customer Hargreaves Travel cannot send mails.'],
    ['several lines', 'Hargreaves Travel\nBerlin'],
    ['lines of Windows', 'Hargreaves Travel\r\nBerlin'],
    ['a name with its email', 'Vera Neumann <vera@hargreaves.example>'],
    ['a web address', 'https://hargreaves.example/login?x=1'],
    ['a link to an email', 'mailto:vera@hargreaves.example'],
    ['words with a long number', 'please look at customer 700123 for me'],
    ['a Japanese sentence', 'お世話になっております。東京都千代田区商店会連合会北の山田です。'],
    ['longer than the field takes', 'Hargreaves Travel '.repeat(20)],
  ])('%s', (_, text) => {
    expect(ticketTextOf(text)).toBe(`${text.replace(/\r\n/g, '\n').trim()}\n`);
  });

  test.each([
    ['a name', 'Hargreaves Travel'],
    ['a name with a legal form', 'Acme, Inc.'],
    ['a long name', 'Stiftung zur Förderung der schönen Künste im Tal der Elbe und der Saale Nord'],
    ['a Japanese name', '東京都千代田区商店会連合会北'],
    ['a line with no sign but its last', 'Please help Hargreaves Travel log in today.'],
    ['an email', 'vera@hargreaves.example'],
    ['a domain', 'www.hargreaves.example'],
    ['an id', 'sg05d37f0d99b330687dd1917fbd45f176'],
    ['a number', '700123'],
    ['an id with the line break of a cell', ' 700123\r\n'],
    ['a few words', 'hargreaves travel senders'],
    ['cells of one row', 'Hargreaves Travel\t700123'],
    ['nothing', ''],
    ['blank lines', ' \n\n '],
  ])('not %s', (_, text) => {
    expect(ticketTextOf(text)).toBeNull();
  });
});

test('a ticket’s text differs from a typed one, is cut, and stays what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(60_000), (start, more) => {
      const text = ticketTextOf(start + 'x '.repeat(more));
      fc.pre(text !== null);
      expect(isTicketText(text ?? '')).toBe(true);
      expect(text?.length).toBeLessThanOrEqual(longestTicketText + 1);
      expect(text?.isWellFormed()).toBe(true);
      expect(text && ticketTextOf(text)?.trim()).toBe(text?.trim());
    }),
  );
  expect(isTicketText('Hargreaves Travel')).toBe(false);
});

test.each([
  ['at a blank', `${'word '.repeat(longestTicketText / 5)}and more`],
  ['in a word', 'x '.repeat(longestTicketText)],
  ['after the line breaks of Windows', 'a\r\n'.repeat(longestTicketText)],
])('a text that is cut %s is known to be cut, and is as long as may be', (_, pasted) => {
  const text = ticketTextOf(pasted) ?? '';
  expect(text).toHaveLength(longestTicketText + 1);
  expect(isCutTicket(text)).toBe(true);
});

test('a text that is as long as may be, but for blanks around it, is not known to be cut', () => {
  const pasted = `${' '.repeat(longestTicketText)}a\r\n${'b'.repeat(longestTicketText - 3)}${'\r\n'.repeat(9)}`;
  const text = ticketTextOf(pasted) ?? '';
  expect(text).toHaveLength(longestTicketText);
  expect(isCutTicket(text)).toBe(false);
});
