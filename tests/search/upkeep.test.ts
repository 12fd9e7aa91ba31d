import { describe, expect, test } from 'vitest';
import { fold, initialsOf, spokenInitialsOf, wordsOf } from '../../src/main/search/fold.ts';
import { type Searchable, SearchIndex } from '../../src/main/search/search-index.ts';
import { fc } from '../helpers/any-input.ts';
import { searchable } from '../helpers/searchables.ts';

const word = fc.constantFrom(
  ...['Blue', 'North', 'Coffee', 'Norte', 'Čaj', 'Straße', 'Bluenorth', 'Co', 'And', '&', 'N', 'Smith', '12', '1234'],
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const row = fc
  .record({ id: fc.nat(30), name, alias: fc.option(name), domain: fc.option(name), tag: fc.option(word) })
  .map(({ id, name: itsName, alias, domain, tag }) =>
    searchable(`10${id}`, {
      name: itsName,
      aliases: alias === null ? [] : [alias],
      domain: domain === null ? '' : `${fold(domain).replaceAll(' ', '')}.com`,
      email: domain === null ? '' : `info@${fold(domain).replaceAll(' ', '')}.com`,
      tags: tag === null ? [] : [tag],
    }),
  );
const query = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  fc.tuple(word, word).map(([a, b]) => `${a} ${b.slice(0, 2)}`),
  fc.constantFrom('b', 'no', 'bnc', 'luen', 'nroth', 'coffe', '101', '1012', 'info@', 'com', 'smith and', 'stras'),
);

/** Reads every row: each typed word must be the front of a word, of the initials, or an end of the id. */
function holdsAll(text: string, { name: itsName, aliases, domain, email, tags, remoteId }: Searchable): boolean {
  const words = [itsName, ...aliases, domain, email, ...tags].flatMap((each) => wordsOf(fold(each)));
  const terms = wordsOf(fold(text));
  const nameWords = wordsOf(fold(itsName));
  const initials = [initialsOf(nameWords), spokenInitialsOf(nameWords)];
  const isIdPart = (term: string): boolean => term.length > 2 && (remoteId.startsWith(term) || remoteId.endsWith(term));
  if (isIdPart(terms.join(''))) return true;
  const needed = terms.every((term) => term === 'and') ? terms : terms.filter((term) => term !== 'and');
  return needed.every(
    (term) =>
      words.some((each) => each.startsWith(term)) || initials.some((each) => each.startsWith(term)) || isIdPart(term),
  );
}

const idsFor = (index: SearchIndex, text: string): string[] =>
  index.search(text, { limit: 100 }).map((hit) => hit.accountId);

describe('an index that is updated', () => {
  test('finds the same as an index that is built from scratch', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ row, remove: fc.boolean(), look: fc.boolean() }), { maxLength: 60 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        (steps, queries) => {
          const kept = new SearchIndex();
          const model = new Map<string, Searchable>();
          for (const step of steps) {
            if (step.remove) {
              kept.remove(step.row.accountId);
              model.delete(step.row.accountId);
            } else {
              kept.put(step.row);
              model.set(step.row.accountId, step.row);
            }
            if (step.look) kept.search('blue', { limit: 3 });
          }
          const fresh = new SearchIndex();
          for (const each of model.values()) fresh.put(each);
          expect(kept.size).toBe(model.size);
          for (const text of queries) {
            expect(kept.search(text, { limit: 100 }), text).toEqual(fresh.search(text, { limit: 100 }));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('finds every row that holds what was typed from the front of its words', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 60 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        (rows, queries) => {
          const index = new SearchIndex();
          for (const each of rows) index.put(each);
          const held = new Map(rows.map((each) => [each.accountId, each]));
          for (const text of queries) {
            const found = new Set(idsFor(index, text));
            for (const each of held.values()) {
              if (holdsAll(text, each)) expect(found.has(each.accountId), `${each.accountId} for ${text}`).toBe(true);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('knows a renamed account by its new name only', () => {
    const index = new SearchIndex();
    index.put(searchable('1', { name: 'Old Mill', tags: ['gold'] }));
    index.put(searchable('1', { name: 'New Works', tags: ['gold'] }));
    expect(index.size).toBe(1);
    expect(idsFor(index, 'mill')).toEqual([]);
    expect(idsFor(index, 'works')).toEqual(['main/1']);
    expect(idsFor(index, 'gold')).toEqual(['main/1']);
  });

  test('forgets what was removed, and ignores the removal of what was never there', () => {
    const index = new SearchIndex();
    index.put(searchable('1', { name: 'Acme' }));
    index.remove('main/1');
    index.remove('main/1');
    index.remove('main/2');
    expect(index.size).toBe(0);
    for (const text of ['acme', 'a', '1']) expect(idsFor(index, text)).toEqual([]);
  });
});

describe('loading a directory', () => {
  const rows = Array.from({ length: 20_000 }, (_, at) =>
    searchable(`${at}`, { name: `Shop ${at.toString(36)} Works` }),
  );
  function* slices(): Iterable<Searchable[]> {
    for (let at = 0; at < rows.length; at += 500) yield rows.slice(at, at + 500);
  }

  test('lets other work run, even searches, and keeps what it changed', async () => {
    const index = new SearchIndex();
    let pauses = 0;
    await index.load(slices(), async () => {
      pauses++;
      if (pauses !== 1) return;
      const before = index.size;
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(rows.length);
      expect(idsFor(index, 'shop 0')).toContain('main/0');
      index.put(searchable('19999', { name: 'Renamed Meanwhile' }));
      index.remove('main/19998');
    });
    expect(pauses).toBeGreaterThan(0);
    expect(index.size).toBe(rows.length - 1);
    expect(idsFor(index, 'renamed meanwhile')).toEqual(['main/19999']);
    expect(idsFor(index, `shop ${(19_999).toString(36)}`)).not.toContain('main/19999');
    expect(idsFor(index, `shop ${(19_998).toString(36)}`)).not.toContain('main/19998');
  });

  test('finds the same as putting row by row', async () => {
    const loaded = new SearchIndex();
    await loaded.load(slices(), () => Promise.resolve());
    const put = new SearchIndex();
    for (const each of rows) put.put(each);
    for (const text of ['s', 'shop', 'shop f', 'works 2a', '123', 'sohp 3']) {
      expect(loaded.search(text, { limit: 50 }), text).toEqual(put.search(text, { limit: 50 }));
    }
  });
});
