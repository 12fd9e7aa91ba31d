import { DatabaseSync } from 'node:sqlite';
import uFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import * as fuzzysort from 'fuzzysort';
import MiniSearch from 'minisearch';
import { type Searchable, SearchIndex } from '../../src/main/search/search-index.ts';
import { connections } from './directory.ts';

/** As many as the launcher shows. */
export const limit = 50;

/** A search engine. Each is set up as its own documentation advises for names of many words. */
export interface Contender {
  /** Account ids, best first. */
  search: (text: string) => readonly string[];
}

/** Builds an index over the directory. It may await `pause` to let the event loop run. */
export type Build = (rows: readonly Searchable[], pause: () => Promise<void>) => Promise<Contender> | Contender;

/** The texts of a row that say less: tags, its note, and the words of its connection. */
const lessOf = ({ accountId, tags, note = '' }: Searchable): readonly string[] => [
  ...tags,
  note,
  connections.get(accountId.slice(0, accountId.indexOf('/'))) ?? '',
];

/** Everything that Latchkey searches, as one text per row. */
const oneText = (row: Searchable): string =>
  [row.name, ...row.aliases, row.domain, row.email, row.remoteId, ...lessOf(row)].join(' ');

function* inSlices(rows: readonly Searchable[], size: number): Iterable<readonly Searchable[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

const accountIds = (rows: readonly Searchable[], found: Iterable<number>): string[] =>
  Array.from(found, (row) => rows[row]?.accountId ?? '');

const latchkey: Build = async (rows, pause) => {
  const index = new SearchIndex();
  await index.load(inSlices(rows, 500), pause);
  return { search: (text) => index.search(text, { limit, connections }).map((hit) => hit.accountId) };
};

const ufuzzyWith =
  (options: uFuzzy.Options, outOfOrder: number): Build =>
  (rows) => {
    const haystack = uFuzzy.latinize(rows.map(oneText));
    const search = new uFuzzy(options);
    return {
      search: (text) => {
        const [found, info, order] = search.search(haystack, uFuzzy.latinize(text), outOfOrder, 1e3);
        if (!found) return [];
        const best = info && order ? order.map((at) => info.idx[at] ?? 0) : found;
        return accountIds(rows, best.slice(0, limit));
      },
    };
  };

const fuzzysortContender: Build = (rows) => {
  const targets = fuzzysort.snapshot(rows, {
    keys: [
      'name',
      (row: Searchable) => row.aliases.join(' '),
      'domain',
      'email',
      'remoteId',
      (row: Searchable) => lessOf(row).join(' '),
    ],
  });
  return { search: (text) => fuzzysort.go(text, targets, { limit }).map(({ obj }) => obj.accountId) };
};

const fuse: Build = (rows) => {
  const search = new Fuse(rows, {
    keys: [
      { name: 'name', weight: 3 },
      { name: 'aliases', weight: 2 },
      { name: 'domain', weight: 2 },
      { name: 'email', weight: 1 },
      { name: 'remoteId', weight: 1 },
      { name: 'less', getFn: (row) => [...lessOf(row)], weight: 0.5 },
    ],
    ignoreDiacritics: true,
    ignoreLocation: true,
    threshold: 0.3,
  });
  return { search: (text) => search.search(text, { limit }).map(({ item }) => item.accountId) };
};

const withoutAccents = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

const minisearch: Build = async (rows) => {
  const search = new MiniSearch<Searchable>({
    idField: 'accountId',
    fields: ['name', 'aliases', 'domain', 'email', 'remoteId', 'less'],
    extractField: (row, field) => {
      const value = field === 'less' ? lessOf(row) : row[field as 'name' | 'aliases' | 'domain' | 'email' | 'remoteId'];
      return typeof value === 'string' ? value : (value ?? []).join(' ');
    },
    processTerm: withoutAccents,
    searchOptions: {
      prefix: true,
      fuzzy: (term) => (term.length > 3 ? 1 : false),
      combineWith: 'AND',
      boost: { name: 3, aliases: 2, domain: 2 },
    },
  });
  await search.addAllAsync(rows, { chunkSize: 500 });
  return {
    search: (text) =>
      search
        .search(text)
        .slice(0, limit)
        .map((found) => String(found.id)),
  };
};

/** The trigram tokenizer needs three letters. Shorter queries are matched with the beginning of the name. */
const fts5: Build = (rows) => {
  const database = new DatabaseSync(':memory:');
  database.exec(`
    CREATE VIRTUAL TABLE account USING fts5(
      name, aliases, domain, email, remoteId, less, tokenize = 'trigram remove_diacritics 1'
    );
    CREATE TABLE short (row INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE);
    CREATE INDEX short_by_name ON short (name);
  `);
  const insert = database.prepare(
    'INSERT INTO account (rowid, name, aliases, domain, email, remoteId, less) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertShort = database.prepare('INSERT INTO short (row, name) VALUES (?, ?)');
  database.exec('BEGIN');
  for (const [row, searchable] of rows.entries()) {
    const { name, aliases, domain, email, remoteId } = searchable;
    insert.run(row, name, aliases.join(' '), domain, email, remoteId, lessOf(searchable).join(' '));
    insertShort.run(row, name);
  }
  database.exec('COMMIT');
  const match = database.prepare(
    `SELECT rowid AS row FROM account WHERE account MATCH ? ORDER BY bm25(account, 10, 8, 5, 4, 4, 1) LIMIT ${limit}`,
  );
  const begin = database.prepare(`SELECT row FROM short WHERE name >= ? AND name < ? ORDER BY name LIMIT ${limit}`);
  return {
    search: (text) => {
      const terms = text.split(/[\s,.&/@-]+/u).filter((term) => Array.from(term).length >= 3);
      const found =
        terms.length > 0
          ? match.all(terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' '))
          : begin.all(text.trim(), `${text.trim()}\uffff`);
      return accountIds(
        rows,
        found.map(({ row }) => Number(row)),
      );
    },
  };
};

export const contenders: Readonly<Record<string, Build>> = {
  latchkey,
  // With its defaults, and with its options for typing errors and for terms in any order.
  ufuzzy: ufuzzyWith({}, 0),
  'ufuzzy (typos, any order)': ufuzzyWith({ intraMode: 1 }, 3),
  fuzzysort: fuzzysortContender,
  'fuse.js': fuse,
  minisearch,
  fts5,
};
