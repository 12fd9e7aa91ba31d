import { fold } from '../../src/main/search/fold.ts';
import type { Searchable } from '../../src/main/search/search-index.ts';
import { Random } from '../random.ts';

/** What a user types to find one account, and which kind of query it is. */
export interface Query {
  kind: string;
  text: string;
  accountId: string;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * One letter missing, added, changed or swapped with its neighbour. Never the first one, which people type correctly.
 */
function mistype(random: Random, word: string): string {
  const at = random.between(1, word.length - 2);
  const kind = random.below(4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + random.pick([...letters]) + word.slice(at);
  if (kind === 2) return word.slice(0, at) + random.pick([...letters]) + word.slice(at + 1);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

const cut = (random: Random, word: string): string =>
  word.slice(0, random.between(Math.min(3, word.length), word.length));

const spoken = (name: string): string[] =>
  fold(name)
    .split(' ')
    .filter((word) => word !== 'and' && word.length > 1);

/** Makes each kind of query from an account. Returns null if the account does not allow it. */
const kinds: Readonly<Record<string, { share: number; make: (random: Random, row: Searchable) => string | null }>> = {
  'front of the name': {
    share: 70,
    make: (random, { name }) => {
      const text = name.toLowerCase();
      return text.length < 8 ? null : text.slice(0, random.between(Math.ceil(text.length * 0.55), text.length)).trim();
    },
  },
  'words in any order': {
    share: 60,
    make: (random, { name }) => {
      const words = spoken(name);
      return words.length < 2 ? null : random.shuffled(words).slice(0, 3).join(' ');
    },
  },
  'fronts of words': {
    share: 40,
    make: (random, { name }) => {
      const words = spoken(name);
      return words.length < 3 ? null : words.map((word) => cut(random, word)).join(' ');
    },
  },
  initials: {
    share: 20,
    make: (_random, { name }) => {
      const words = spoken(name);
      return words.length < 4 ? null : words.map((word) => word.charAt(0)).join('');
    },
  },
  'one typing error': {
    share: 60,
    make: (random, { name }) => {
      const words = spoken(name).slice(0, 3);
      const long = words.filter((word) => word.length >= 5 && /^[a-z]+$/.test(word));
      if (words.length < 2 || long.length === 0) return null;
      const wrong = random.pick(long);
      return words.map((word) => (word === wrong ? mistype(random, word) : word)).join(' ');
    },
  },
  'part of a domain': {
    share: 35,
    make: (random, { domain }) => {
      const label = domain.split('.')[0] ?? '';
      if (label.length < 10) return null;
      const from = random.between(1, 3);
      return label.slice(from, from + random.between(7, 10));
    },
  },
  email: {
    share: 25,
    make: (random, { email }) =>
      email === '' ? null : email.slice(0, random.between(Math.ceil(email.length * 0.7), email.length)),
  },
  'front of an id': { share: 15, make: (random, { remoteId }) => remoteId.slice(0, random.between(6, 7)) },
  'tail of an id': { share: 15, make: (random, { remoteId }) => remoteId.slice(-random.between(5, 6)) },
  alias: { share: 30, make: (_random, { aliases }) => aliases[0]?.toLowerCase() ?? null },
  'accents and "&"': {
    share: 30,
    make: (_random, { name }) => {
      const plain = fold(name);
      return plain === name.toLowerCase() || !/[^\x20-\x7e]|&/.test(name) || /[^\x20-\x7e]/.test(plain) ? null : plain;
    },
  },
};

export const queryKinds = Object.keys(kinds);

/** Returns 400 queries, with the same share of each kind for every directory. */
export function makeQueries(rows: readonly Searchable[], seed: number): Query[] {
  const random = new Random(seed);
  const queries: Query[] = [];
  for (const [kind, { share, make }] of Object.entries(kinds)) {
    for (let made = 0; made < share; ) {
      const row = random.pick(rows);
      const text = make(random, row);
      if (text === null || text.length < 3) continue;
      queries.push({ kind, text, accountId: row.accountId });
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
