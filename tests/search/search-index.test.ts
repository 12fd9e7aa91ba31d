import { describe, expect, test } from 'vitest';
import { type Hit, type Searchable, SearchIndex } from '../../src/main/search/search-index.ts';
import { markedIn } from '../helpers/marked-hit.ts';
import { searchable } from '../helpers/searchables.ts';

const indexOf = (...rows: Searchable[]): SearchIndex => {
  const index = new SearchIndex();
  for (const row of rows) index.put(row);
  return index;
};

const find = (index: SearchIndex, text: string): Hit[] => index.search(text, { limit: 10 });
const namesFor = (index: SearchIndex, text: string): string[] => find(index, text).map((hit) => hit.accountId.slice(5));
/** What is marked in the first hit, as `field: l[ett]ers`. */
const marked = (index: SearchIndex, text: string): string => markedIn(find(index, text)[0]);

const blueNorth = searchable('100234', {
  name: 'Blue North Coffee',
  aliases: ['Polar Beans'],
  email: 'jane.doe@bluenorthcoffee.com',
  domain: 'bluenorthcoffee.com',
  tags: ['gold plan'],
});
const others = [
  searchable('200777', { name: 'Northwind Traders', domain: 'northwind.example' }),
  searchable('300888', { name: 'Red Harbour Tea' }),
  searchable('400999', { name: 'Smith & Sons' }),
];
const index = indexOf(blueNorth, ...others);

describe('finding a customer', () => {
  test.each([
    ['the front of the name', 'blu', 'name: [Blu]e North Coffee'],
    ['the front of another word', 'cof', 'name: Blue North [Cof]fee'],
    ['words in any order', 'coffee blue', 'name: [Blue] North [Coffee]'],
    ['initials', 'bnc', 'name: [B]lue [N]orth [C]offee'],
    ['the first initials', 'bn', 'name: [B]lue [N]orth Coffee'],
    ['a letter a word', 'b n c', 'name: [B]lue [N]orth [C]offee'],
    ['an alias', 'polar', 'alias: [Polar] Beans'],
    ['an email as it is typed', 'jane.doe@blue', 'email: [jane].[doe]@[blue]northcoffee.com'],
    ['a domain', 'bluenorthcoffee.com', 'domain: [bluenorthcoffee].[com]'],
    ['a part of a domain', 'northcof', 'domain: blue[northcof]fee.com'],
    ['the front of an id', '1002', 'id: [1002]34'],
    ['the tail of an id', '0234', 'id: 10[0234]'],
    ['a tag', 'gold', 'tag: [gold] plan'],
    ['a letter left out', 'cofee', 'name: Blue North [Cof]f[ee]'],
    ['a letter too many', 'norrth', 'name: Blue [North] Coffee'],
    ['a wrong letter', 'blze', 'name: [Bl]u[e] North Coffee'],
    ['two letters swapped', 'bleu north', 'name: [Bl]ue [North] Coffee'],
    ['a wrong first letter', 'voffee', 'name: Blue North C[offee]'],
    ['a space left out', 'polarbea', 'alias: [Polar Bea]ns'],
    ['a space too many', 'north blue cof fee', 'name: [Blue] [North] [Coffee]'],
    ['a name and the end of an id', 'blue 234', 'name: [Blue] North Coffee'],
  ])('by %s', (_what, text, shown) => {
    expect(namesFor(index, text)[0]).toBe('100234');
    expect(marked(index, text)).toBe(shown);
  });

  test('treats "&" and "and" as the same, and as optional', () => {
    for (const text of ['smith & sons', 'smith and sons', 'Smith sons', 'smith &', 'smith an', 'sons & smith']) {
      expect(namesFor(index, text), text).toEqual(['400999']);
    }
  });

  test('takes a text without a space for a part of an address first', () => {
    const rows = indexOf(
      searchable('1', { name: 'Delhi Services' }),
      searchable('2', { name: 'Somebody', domain: 'fidel-servicos.example' }),
    );
    expect(namesFor(rows, 'del-ser')).toEqual(['2', '1']);
    expect(marked(rows, 'del-ser')).toBe('domain: fi[del]-[ser]vicos.example');
    expect(namesFor(rows, 'del ser')).toEqual(['1']);
    expect(namesFor(rows, 'delserv')).toEqual(['2']);
    expect(marked(rows, 'delserv')).toBe('domain: fi[del-serv]icos.example');
  });

  test('requires every word', () => {
    expect(find(index, 'blue harbour')).toEqual([]);
  });

  test('finds nothing for nothing', () => {
    for (const text of ['', '   ', '-- !', '\ud83d\ude00', '\u0301', '\ud800']) expect(find(index, text)).toEqual([]);
  });

  test('finds an id whatever is between its letters and digits', () => {
    const withDashes = indexOf(searchable('AB12-cd34-ef', { name: 'Someone' }));
    for (const text of ['ab12cd34', 'AB12-CD', 'cd34ef', '34-EF', 'ab12-cd34-ef']) {
      expect(namesFor(withDashes, text), text).toEqual(['AB12-cd34-ef']);
    }
    expect(marked(withDashes, 'cd34ef')).toBe('id: AB12-[cd34-ef]');
  });
});

describe('letters that are typed without their accents', () => {
  test.each([
    ['Müller Straße', 'muller strasse', 'name: [Müller] [Straße]'],
    ['Mu\u0308ller', 'mull', 'name: [Mu\u0308ll]er'],
    ['Øresund Łódź', 'oresund lodz', 'name: [Øresund] [Łódź]'],
    ['Ægir & Þór', 'aegir and thor', 'name: [Ægir] [&] [Þór]'],
    ['İstanbul Işık', 'istanbul isik', 'name: [İstanbul] [Işık]'],
    ['ΣΊΣΥΦΟΣ', 'σισυφος', 'name: [ΣΊΣΥΦΟΣ]'],
    ['ﬁre Ｗide', 'fire wide', 'name: [ﬁre] [Ｗide]'],
    ['O’Brien S.A.', "o'brien sa", 'name: [O’Brien] [S.A].'],
    ['北方咖啡', '方咖', 'name: 北[方咖]啡'],
    ['😀 Smile 𝐁old', 'bold', 'name: 😀 Smile [𝐁old]'],
    ['Наш Йогурт', 'йогурт', 'name: Наш [Йогурт]'],
  ])('%s by %s', (name, text, shown) => {
    expect(marked(indexOf(searchable('1', { name })), text)).toBe(shown);
  });
});

describe('the order', () => {
  test('the whole name, then a whole word, then the front of a word', () => {
    const rows = indexOf(
      searchable('1', { name: 'Northgate' }),
      searchable('2', { name: 'North Sea Fish' }),
      searchable('3', { name: 'North' }),
      searchable('4', { name: 'Great North Run' }),
    );
    expect(namesFor(rows, 'north')).toEqual(['3', '2', '4', '1']);
  });

  test.each([
    ['north', 'Northgate Great North Run', 'Northgate'],
    ['mül', 'Mulheim Great Muel Run', 'Mulheim'],
  ])('a whole word after a front: %s', (typed, whole, front) => {
    const rows = indexOf(searchable('1', { name: front }), searchable('2', { name: whole }));
    expect(namesFor(rows, typed)).toEqual(['2', '1']);
  });

  test('a name before an alias, an alias before an email, an email before a tag', () => {
    const rows = indexOf(
      searchable('1', { name: 'One', tags: ['acme'] }),
      searchable('2', { name: 'Two', email: 'acme@two.example' }),
      searchable('3', { name: 'Three', aliases: ['Acme'] }),
      searchable('4', { name: 'Acme' }),
    );
    expect(namesFor(rows, 'acme')).toEqual(['4', '3', '2', '1']);
  });

  test('an exact match before one with a typing error', () => {
    const rows = indexOf(searchable('1', { name: 'Martin' }), searchable('2', { name: 'Marin' }));
    expect(namesFor(rows, 'marin')).toEqual(['2', '1']);
  });

  test('two words for two terms before one word for both', () => {
    const rows = indexOf(searchable('1', { name: 'Smith' }), searchable('2', { name: 'Smith Steel' }));
    expect(namesFor(rows, 'smith s')).toEqual(['2', '1']);
  });

  test('the two words that fit best', () => {
    const rows = indexOf(
      searchable('1', { name: 'Emerald Prairie Group', domain: 'emeraldprairie.example' }),
      searchable('2', { name: 'Emerald Prairie Electrical', domain: 'emerald.example' }),
    );
    expect(namesFor(rows, 'emerald prairie e')).toEqual(['2', '1']);
  });

  test('what this user opens most orders equals, and only equals', () => {
    const rows = indexOf(
      searchable('1', { name: 'Norma' }),
      searchable('2', { name: 'Northern Lights' }),
      searchable('3', { name: 'Eleanor' }),
    );
    const boost = (accountId: string): number => (accountId === 'main/1' ? 0 : 0.9);
    expect(namesFor(rows, 'nor')).toEqual(['1', '2', '3']);
    expect(rows.search('nor', { limit: 9, boost }).map((hit) => hit.accountId)).toEqual(['main/2', 'main/1', 'main/3']);
  });

  test('a word of the name is before one within an alias, unless the user opens that customer', () => {
    const rows = indexOf(
      searchable('1', { name: 'Alba', aliases: ['Red Summit'] }),
      searchable('2', { name: 'Bright Summit Coffee' }),
    );
    expect(namesFor(rows, 'summit')).toEqual(['2', '1']);
    const boost = (accountId: string): number => (accountId === 'main/1' ? 1 : 0);
    expect(rows.search('summit', { limit: 9, boost })[0]?.accountId).toBe('main/1');
  });

  test('a domain with the typed letters is before one that has a hyphen between them', () => {
    const rows = indexOf(
      searchable('1', { name: 'A', domain: 'a-north-coffee.example' }),
      searchable('2', { name: 'B', domain: 'bnorthcoffee.example' }),
    );
    expect(namesFor(rows, 'rthcof')).toEqual(['2', '1']);
    expect(namesFor(rows, 'rth-cof')[0]).toBe('1');
  });

  test('two letters are the front of a name, then of an alias, then of another word', () => {
    const rows = indexOf(
      searchable('1', { name: 'Alba', aliases: ['Urban Snow'] }),
      searchable('2', { name: 'Big Urchin' }),
      searchable('3', { name: 'Urchin' }),
    );
    expect(namesFor(rows, 'ur')).toEqual(['3', '1', '2']);
  });

  test('two letters are an abbreviation as it is written, then one with its dots, then the front of a name', () => {
    const rows = indexOf(
      searchable('1', { name: 'X.N Media' }),
      searchable('2', { name: 'XN Sports' }),
      searchable('3', { name: 'XNA' }),
    );
    expect(namesFor(rows, 'xn')).toEqual(['2', '1', '3']);
  });

  test('equals are ordered by name, then by id, whatever the order of their arrival', () => {
    const rows = ['b', 'c', 'a'].map((id) => searchable(`${id}9`, { name: 'Twin' }));
    const expected = ['a9', 'b9', 'c9'];
    expect(namesFor(indexOf(...rows), 'twin')).toEqual(expected);
    expect(namesFor(indexOf(...rows.reverse()), 'twin')).toEqual(expected);
  });

  test('an account the user opens is not lost among thousands of equals', () => {
    const many = new SearchIndex();
    for (let row = 0; row < 20_000; row++) many.put(searchable(`${row}`, { name: `S${row.toString(36)} Shop` }));
    many.put(searchable('z', { name: 'Szzz Shop' }));
    const boost = (accountId: string): number => (accountId === 'main/z' ? 1 : 0);
    expect(many.search('s', { limit: 5, boost, boosted: ['main/z'] })[0]?.accountId).toBe('main/z');
  });
});

test('returns no more than the limit', () => {
  const many = indexOf(...Array.from({ length: 80 }, (_, row) => searchable(`${row}`, { name: `Shop ${row}` })));
  expect(many.search('shop', { limit: 50 })).toHaveLength(50);
  expect(many.search('shop', { limit: 0 })).toEqual([]);
});

describe('a long name', () => {
  const pairs = [
    ['株式会社東日本旅客鉄道サービス', '株式会社東日本旅客鉄道システム'],
    ['中国示例财产保险股份有限公司上海分公司', '中国示例财产保险股份有限公司北京分公司'],
    ['ソフトウェアサービス東日本', 'ソフトウェアサービス西日本'],
    ['The Law Offices of John A. Example and Partners East', 'The Law Offices of John A. Example and Partners West'],
    [
      'Gemeinnützige Gesellschaft für soziale Dienste und Bildung in der Region Nord',
      'Gemeinnützige Gesellschaft für soziale Dienste und Bildung in der Region Süd',
    ],
    [
      'Asociación de Amigos de la Escuela de Música de la Villa de Abajo',
      'Asociación de Amigos de la Escuela de Música de la Villa de Arriba',
    ],
    [
      'Fédération nationale des associations de parents et amis des écoles publiques de Lyon',
      'Fédération nationale des associations de parents et amis des écoles publiques de Lille',
    ],
  ] as const;

  test.each(pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]))('%s is first, not %s', (wanted, other) => {
    const twins = indexOf(searchable('1', { name: other }), searchable('2', { name: wanted }));
    expect(namesFor(twins, wanted)[0]).toBe('2');
  });

  test('is not found by a text with one word more', () => {
    const twins = indexOf(...pairs[3].map((name, at) => searchable(String(at), { name })));
    expect(namesFor(twins, 'The Law Offices of John A. Example and Partners Zurich')).toEqual([]);
  });
});
