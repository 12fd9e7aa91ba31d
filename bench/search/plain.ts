import type { Searchable } from '../../src/main/search/search-index.ts';

// What a person reads in a customer's texts. The queries are made from it, and the oracle decides by it. It shares nothing with
// the engine, so that an error of the engine is not an error of its judge.

const ownLetters: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };
const writtenOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

const withoutAccents = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[ßøłđæœı]/g, (letter) => ownLetters[letter] ?? letter);

/** Lower-case words without accents; signs between words are spaces, and those within a word are left out. */
export const plain = (text: string): string =>
  withoutAccents(text)
    .replace(/['’´`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const joined = (text: string): string => plain(text).replaceAll(' ', '');

export const spelledOut = (text: string): string =>
  plain(
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[äöüåø]/g, (letter) => writtenOut[letter] ?? letter),
  );

export const wordsOf = (text: string): string[] => (plain(text) === '' ? [] : plain(text).split(' '));

/** The words that people say: not the "and", nor single letters. */
export const spoken = (name: string): string[] =>
  wordsOf(name).filter((word) => word !== 'and' && Array.from(word).length > 1);

export const initials = (name: string): string =>
  spoken(name)
    .map((word) => Array.from(word)[0])
    .join('');

/** A customer with all texts that a predicate reads, made once. */
export interface ReadRow {
  accountId: string;
  connectionId: string;
  name: string;
  words: readonly string[];
  joined: string;
  spelledOut: string;
  initials: string;
  aliases: readonly string[];
  email: string;
  domain: string;
  remoteId: string;
  noteWords: readonly string[];
}

export const readRow = (row: Searchable): ReadRow => ({
  accountId: row.accountId,
  connectionId: row.accountId.slice(0, row.accountId.indexOf('/')),
  name: plain(row.name),
  words: wordsOf(row.name),
  joined: joined(row.name),
  spelledOut: spelledOut(row.name),
  initials: initials(row.name),
  aliases: row.aliases.map(plain),
  email: row.email.toLowerCase(),
  domain: row.domain.toLowerCase(),
  remoteId: row.remoteId.toLowerCase(),
  noteWords: wordsOf(row.note ?? ''),
});

/** Whether a front of `text` is `typed` but for one error: a letter missing, added or changed, or two neighbours swapped. */
export function isNearFront(typed: string, text: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === text[at]) at++;
  if (at === typed.length) return true;
  return (
    text.startsWith(typed.slice(at + 1), at) ||
    text.startsWith(typed.slice(at), at + 1) ||
    (at < text.length && text.startsWith(typed.slice(at + 1), at + 1)) ||
    (at + 1 < typed.length && text.startsWith(typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2), at))
  );
}
