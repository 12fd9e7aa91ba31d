import type { Searchable } from '../../src/main/search/search-index.ts';
import { Random } from '../random.ts';
import { connections } from './directory.ts';
import { initials, isNearFront, joined, plain, type ReadRow, readRow, spelledOut, spoken, wordsOf } from './plain.ts';

/** What a user types to find one account, of which kind it is, and which accounts it fits as well as that one. */
export interface Query {
  kind: string;
  text: string;
  accountId: string;
  fits: (row: ReadRow) => boolean;
}

interface Kind {
  /** Returns null if the account does not allow this kind. */
  make: (random: Random, row: Searchable) => string | null;
  fits: (text: string) => (row: ReadRow) => boolean;
}

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const isLatin = (text: string): boolean => /^[a-z ]+$/.test(text);

/** One letter missing, added, changed or swapped with its neighbour. Never the first one, which people type correctly. */
function mistype(random: Random, word: string): string {
  const at = random.between(1, word.length - 2);
  const kind = random.below(4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + random.pick(letters) + word.slice(at);
  if (kind === 2) return word.slice(0, at) + random.pick(letters) + word.slice(at + 1);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

/** A front of at least `least` letters; null if the text is shorter. */
const frontOf = (random: Random, text: string, least: number, most = text.length): string | null =>
  text.length < least ? null : text.slice(0, random.between(least, Math.min(most, text.length))).trim();

/** Each of the typed fronts begins a word of its own. The longest choose first: a shorter one fits wherever they do. */
function eachBegins(fronts: readonly string[], words: readonly string[]): boolean {
  const left = [...words];
  const longestFirst = fronts.toSorted((a, b) => b.length - a.length);
  return longestFirst.every((front) => {
    const at = left.findIndex((word) => word.startsWith(front));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

const frontOfName = (text: string): ((row: ReadRow) => boolean) => {
  const typed = plain(text);
  return ({ name }) => name.startsWith(typed);
};
const frontOfJoinedName = (text: string): ((row: ReadRow) => boolean) => {
  const typed = joined(text);
  return (row) => row.joined.startsWith(typed);
};

const kinds: Readonly<Record<string, Kind>> = {
  'front of the name': {
    make: (random, { name }) => frontOf(random, name.toLowerCase(), 4),
    fits: frontOfName,
  },
  'two letters': {
    make: (_random, { name }) => (isLatin(plain(name).slice(0, 2)) ? frontOfTwo(name) : null),
    fits: frontOfName,
  },
  'another word': {
    make: (random, { name }) => frontOf(random, random.pick(['', ...spoken(name).slice(1)]), 4),
    fits:
      (text) =>
      ({ words }) =>
        words.some((word) => word.startsWith(text)),
  },
  'words in any order': {
    make: (random, { name }) => {
      const words = spoken(name);
      return words.length < 2 ? null : random.shuffled(words).slice(0, 3).join(' ');
    },
    fits: (text) => (row) => eachBegins(text.split(' '), row.words),
  },
  'fronts of words': {
    make: (random, { name }) => {
      const words = spoken(name);
      return words.length < 3 ? null : words.map((word) => frontOf(random, word, 2, 5)).join(' ');
    },
    fits: (text) => (row) => eachBegins(text.split(' '), row.words),
  },
  initials: {
    make: (_random, { name }) => (spoken(name).length < 3 ? null : initials(name)),
    fits: (text) => (row) => row.initials === text,
  },
  'words run together': {
    make: (random, { name }) => {
      const [first = '', second = ''] = wordsOf(name);
      return second === '' ? null : frontOf(random, joined(name), first.length + 2);
    },
    fits: frontOfJoinedName,
  },
  'a space within a word': {
    make: (random, { name }) => {
      const [first = ''] = wordsOf(name);
      if (first.length < 6) return null;
      const at = random.between(3, first.length - 3);
      const text = `${first.slice(0, at)} ${first.slice(at)} ${plain(name).slice(first.length + 1)}`;
      return frontOf(random, text.trim(), at + 3);
    },
    fits: frontOfJoinedName,
  },
  'signs that nobody types': {
    make: (random, { name }) =>
      /\p{L}[-&.'’]\s?\p{L}/u.test(name.slice(0, 6)) ? frontOf(random, joined(name), 4) : null,
    fits: frontOfJoinedName,
  },
  'one error': {
    make: (random, { name }) => {
      const front = frontOf(random, plain(name), 5, 12);
      return front === null || !isLatin(front) || front.includes(' ') ? null : mistype(random, front);
    },
    fits: (text) => (row) => isNearFront(text, row.name),
  },
  'one error in the second word': {
    make: (random, { name }) => {
      const [first = '', second = ''] = spoken(name);
      const front = frontOf(random, second, 4, 8);
      return front === null || !isLatin(first + front) ? null : `${first} ${mistype(random, front)}`;
    },
    fits: (text) => {
      const [first = '', second = ''] = text.split(' ');
      return ({ words }) =>
        words.some(
          (word, at) =>
            word.startsWith(first) && words.some((other, otherAt) => otherAt !== at && isNearFront(second, other)),
        );
    },
  },
  'email as written': {
    make: (random, { email }) => frontOf(random, email, 5),
    fits:
      (text) =>
      ({ email }) =>
        email.startsWith(text),
  },
  'domain as written': {
    make: (random, { domain }) => frontOf(random, domain, 5),
    fits:
      (text) =>
      ({ domain }) =>
        domain.startsWith(text),
  },
  'part of a domain': {
    make: (random, { domain }) => {
      const label = domain.split('.')[0] ?? '';
      if (label.length < 9) return null;
      const from = random.between(1, label.length - 7);
      return label.slice(from, from + random.between(6, 10));
    },
    fits:
      (text) =>
      ({ domain }) =>
        domain.includes(text),
  },
  'front of an id': {
    make: (random, { remoteId }) => frontOf(random, remoteId, 5, 7),
    fits:
      (text) =>
      ({ remoteId }) =>
        remoteId.startsWith(text),
  },
  'tail of an id': {
    make: (random, { remoteId }) => remoteId.slice(-random.between(5, 6)),
    fits:
      (text) =>
      ({ remoteId }) =>
        remoteId.endsWith(text),
  },
  alias: {
    make: (random, { aliases }) => frontOf(random, plain(aliases[0] ?? ''), 5),
    fits:
      (text) =>
      ({ aliases }) =>
        aliases.some((alias) => alias.startsWith(text)),
  },
  'accents left out': {
    make: (random, { name }) => {
      const text = plain(name);
      const hasAccent = /\p{L}/u.test(name) && /[^\x20-\x7e]/.test(name) && isLatin(text);
      return hasAccent ? frontOf(random, text, 5) : null;
    },
    fits: frontOfName,
  },
  'umlauts written out': {
    make: (random, { name }) => {
      const text = spelledOut(name);
      const at = [...plain(name)].findIndex((letter, index) => letter !== text[index]);
      return at < 0 || !isLatin(text) ? null : frontOf(random, text, Math.max(4, at + 2));
    },
    fits: (text) => (row) => row.spelledOut.startsWith(text),
  },
  'name and connection': {
    make: (random, { accountId, name }) => {
      const [first = ''] = spoken(name);
      const word = random.pick(wordsOf(connections.get(accountId.slice(0, accountId.indexOf('/'))) ?? ''));
      return first.length < 4 ? null : `${first} ${word}`;
    },
    fits: (text) => {
      const [first = '', word = ''] = text.split(' ');
      const ids = new Set([...connections].filter(([, texts]) => wordsOf(texts).includes(word)).map(([id]) => id));
      return ({ words, connectionId }) => ids.has(connectionId) && words.some((each) => each.startsWith(first));
    },
  },
  'words of a note': {
    make: (random, { note = '' }) => {
      const words = random.shuffled(spoken(note).slice(-2));
      return words.length < 2 ? null : words.join(' ');
    },
    fits: (text) => (row) => eachBegins(text.split(' '), row.noteWords),
  },
};

const frontOfTwo = (name: string): string => plain(name).slice(0, 2);

export const queryKinds = Object.keys(kinds);

/** As many queries of each kind, each made from an account taken at random. */
export function makeQueries(rows: readonly Searchable[], seed: number, ofEachKind: number): Query[] {
  const random = new Random(seed);
  const queries: Query[] = [];
  for (const [kind, { make, fits }] of Object.entries(kinds)) {
    for (let made = 0; made < ofEachKind; ) {
      const row = random.pick(rows);
      const text = make(random, row);
      if (text === null || text === '') continue;
      const query: Query = { kind, text, accountId: row.accountId, fits: fits(text) };
      if (!query.fits(readRow(row))) throw new Error(`"${text}" does not fit its own account (${kind}).`);
      queries.push(query);
      made++;
    }
  }
  return queries;
}

/** The texts in the search field while the query is typed: "b", "bl", "blu". */
export const keystrokesOf = ({ text }: Query): string[] =>
  Array.from(text, (_letter, index) =>
    Array.from(text)
      .slice(0, index + 1)
      .join(''),
  );
