import { describe, expect, test } from 'vitest';
import { dayOf } from '../../src/main/search/row-facts.ts';
import { type Condition, type Searchable, SearchIndex } from '../../src/main/search/search-index.ts';
import { fc } from '../helpers/any-input.ts';
import { searchable } from '../helpers/searchables.ts';

const indexOf = (...rows: readonly Searchable[]): SearchIndex => {
  const index = new SearchIndex();
  for (const row of rows) index.put(row);
  return index;
};

const find = (index: SearchIndex, text: string, ...conditions: Condition[]): string[] =>
  index.search(text, { limit: 50, conditions }).map(({ accountId }) => accountId);

const at = (connectionId: string, remoteId: string, name: string, facts: Partial<Searchable> = {}): Searchable => ({
  ...searchable(remoteId, { name, ...facts }),
  accountId: `${connectionId}/${remoteId}`,
});
const from = (...connectionIds: string[]): Condition => ({ of: 'connection', connectionIds: new Set(connectionIds) });
const facts = (change: Partial<Extract<Condition, { of: 'facts' }>>): Condition => ({
  of: 'facts',
  facts: [],
  created: null,
  accountIds: [],
  ...change,
});

test('a filter for connections lets in no other customer, however well they match', () => {
  const index = indexOf(at('north', '1', 'Smith'), at('west', '2', 'Smith'), at('west', '3', 'Smithson'));
  expect(find(index, 'smith', from('north'))).toEqual(['north/1']);
  expect(find(index, 'smith', from('west'))).toEqual(['west/2', 'west/3']);
  expect(find(index, 'smtih', from('west'))).toEqual(['west/2', 'west/3']);
  expect(find(index, 'smith', from('east'))).toEqual([]);
  expect(find(index, 'smith', from('north', 'west'))).toHaveLength(3);
});

test('a filter alone lists by name', () => {
  const index = indexOf(at('north', '1', 'Zwirn'), at('west', '2', 'Acme'), at('north', '3', 'Bolt'));
  expect(find(index, '', from('north'))).toEqual(['north/3', 'north/1']);
  expect(find(index, '')).toEqual([]);
  expect(index.search('', { limit: 1, conditions: [from('north')] })).toHaveLength(1);
});

describe('a filter for an id', () => {
  const index = indexOf(
    at('a', '4711-00', 'Acme'),
    at('a', '004711', 'Bolt'),
    at('a', '9', 'Copper 4711'),
    at('a', '8', 'Dune', { tags: ['Free', 'Gold Partner'] }),
    at('a', '7', 'Gold Partner'),
  );

  test.each([
    ['4711', ['a/4711-00', 'a/004711']],
    ['4711-0', ['a/4711-00']],
    ['9', ['a/9']],
    ['47', ['a/4711-00']],
    ['71', []],
    ['gol', ['a/8']],
    ['gold partner', ['a/8']],
    ['Gold Par', ['a/8']],
    ['free gold', []],
    ['partner', ['a/8']],
  ])('%j finds its front, its tail and its groups, and nothing else', (text, found) => {
    expect(find(index, '', { of: 'id', text })).toEqual(found);
  });

  test('marks what it found', () => {
    const [hit] = index.search('', { limit: 1, conditions: [{ of: 'id', text: '4711-0' }] });
    expect(hit).toMatchObject({ field: 'id', text: '4711-00', ranges: [[0, 6]] });
    const [tagged] = index.search('', { limit: 1, conditions: [{ of: 'id', text: 'gold p' }] });
    expect(tagged).toMatchObject({
      field: 'tag',
      text: 'Gold Partner',
      ranges: [
        [0, 4],
        [5, 6],
      ],
    });
  });
});

describe('a filter for facts', () => {
  test.each([
    [{ state: 'activated' }, 'active'],
    [{ state: 'inactive' }, 'inactive'],
    [{ state: 'deactivated' }, 'deactivated'],
    [{ state: 'suspended' }, 'suspended'],
    [{ state: 'banned' }, 'banned'],
    [{ pinned: true }, 'pinned'],
    [{ note: 'Careful' }, 'noted'],
    [{ nameSource: 'none' }, 'unnamed'],
    [{ kind: 'admin-console' }, 'console'],
  ] as const)('%j is %s', (own, fact) => {
    const plain = { state: null, pinned: false, nameSource: 'provider', kind: 'customer' } as const;
    const index = indexOf(at('a', '1', 'Acme', { ...plain, ...own }), at('a', '2', 'Acme', plain));
    expect(find(index, 'acme', facts({ facts: [fact] }))).toEqual(['a/1']);
    expect(find(index, '', facts({ facts: [fact] }))).toEqual(['a/1']);
  });

  test('several of one filter mean any of them, several filters all of them', () => {
    const index = indexOf(
      at('a', '1', 'Acme', { state: 'suspended' }),
      at('a', '2', 'Acme', { state: 'banned', pinned: true }),
      at('a', '3', 'Acme', { pinned: true }),
    );
    expect(find(index, 'acme', facts({ facts: ['suspended', 'banned'] }))).toEqual(['a/1', 'a/2']);
    expect(find(index, 'acme', facts({ facts: ['pinned'] }), facts({ facts: ['banned'] }))).toEqual(['a/2']);
  });

  test('the day of creation counts, and accounts that are named', () => {
    const index = indexOf(
      at('a', '1', 'Acme', { createdAt: '2026-10-20T23:59:59.000Z' }),
      at('a', '2', 'Acme', { createdAt: '2026-11-20T00:00:00.000Z' }),
      at('a', '3', 'Acme', { createdAt: '2027-11-20T00:00:00.000Z' }),
      at('a', '4', 'Acme', { createdAt: null }),
    );
    const today = dayOf('2026-11-27T12:00:00.000Z');
    const created = { from: today - 30, to: today };
    expect(find(index, 'acme', facts({ created }))).toEqual(['a/2']);
    expect(find(index, 'acme', facts({ created, accountIds: ['a/4', 'a/gone'] }))).toEqual(['a/2', 'a/4']);
  });

  test('a fact that changes counts at once, though no text changes', () => {
    const index = indexOf(at('a', '1', 'Acme', { pinned: true }));
    const pinned = facts({ facts: ['pinned'] });
    expect(find(index, '', pinned)).toEqual(['a/1']);
    index.put(at('a', '1', 'Acme', { pinned: false }));
    expect(find(index, '', pinned)).toEqual([]);
    index.put(at('a', '1', 'Acme', { pinned: true }));
    expect(find(index, 'acme', pinned)).toEqual(['a/1']);
    index.remove('a/1');
    expect(find(index, '', pinned)).toEqual([]);
  });
});

test('a text of signs alone is filtered, too', () => {
  const index = indexOf(at('a', '1', '♥'), at('b', '2', '♥'));
  expect(find(index, '♥', from('b'))).toEqual(['b/2']);
});

test('kept initials are filtered, too', () => {
  const rows = Array.from({ length: 60 }, (_, n) => at('b', `b${n}`, `Bcx ${n}`));
  const index = indexOf(...rows, at('a', '1', 'Blue Cat'), at('b', '2', 'Brown Cow'));
  const found = find(index, 'bc', from('b'));
  expect(found).toContain('b/2');
  expect(found).not.toContain('a/1');
});

test('names that were typed whole are named, and no others', () => {
  const index = indexOf(at('a', '1', '#1 Cochran'), at('a', '2', '#1 Cochrane'), at('b', '3', '#1 COCHRAN'));
  expect(index.named('#1 Cochran').map(({ accountId }) => accountId)).toEqual(['a/1', 'b/3']);
  expect(index.named('1 Cochran')).toEqual([]);
});

test('what is found with a filter is what is found without it, without the rows that it does not admit', () => {
  const words = ['acme', 'ac', 'blue', 'bolt', 'cat', 'müller', 'x1'];
  const row = fc.record({
    connection: fc.constantFrom('a', 'b'),
    name: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
    pinned: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 40 }),
      fc.constantFrom('ac', 'acme', 'acme b', 'blu cat', 'mueller', 'acmeblue', 'acmw', 'x1', '1', 'bc'),
      fc.boolean(),
      (made, text, byPin) => {
        const rows = made.map(({ connection, name, pinned }, n) => at(connection, `${n}`, name.join(' '), { pinned }));
        const index = indexOf(...rows);
        const condition = byPin ? facts({ facts: ['pinned'] }) : from('a');
        const admitted = rows.filter(({ accountId, pinned }) => (byPin ? pinned : accountId.startsWith('a/')));
        const alone = indexOf(...admitted);
        // A fresh index with these rows alone is the same search without a filter.
        expect(find(index, text, condition)).toEqual(find(alone, text));
      },
    ),
    { numRuns: 500 },
  );
});

test('a filter that admits many rows finds among them as well as among few', () => {
  const rows = Array.from({ length: 9_000 }, (_, n) => at(n % 3 === 0 ? 'a' : 'b', `id${n}`, `Acme number ${n}`));
  const index = indexOf(...rows, at('a', 'x', 'Acme zebra'), at('b', 'y', 'Acme zebra'));
  expect(find(index, 'acme ze', from('a'))).toEqual(['a/x']);
  const found = find(index, 'acm', from('a'));
  expect(found).toHaveLength(50);
  expect(found.every((accountId) => accountId.startsWith('a/'))).toBe(true);
});
