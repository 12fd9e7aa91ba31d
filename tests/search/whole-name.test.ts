import { describe, expect, test } from 'vitest';
import { longest, plainText } from '../../src/main/lib/plain-text.ts';
import { SearchIndex } from '../../src/main/search/search-index.ts';
import { fc } from '../helpers/any-input.ts';
import { searchable } from '../helpers/searchables.ts';

/** Searches among these names. Each id is the name's place in the list; the user opens all but the wanted one daily. */
function firstFor(names: readonly string[], text: string, wanted: number): string | undefined {
  const index = new SearchIndex();
  for (const [at, name] of names.entries()) index.put(searchable(`${at}`, { name }));
  const boost = (accountId: string): number => (accountId === `main/${wanted}` ? 0 : 0.9);
  const [hit] = index.search(text, { limit: 50, boost, boosted: names.map((_, at) => `main/${at}`) });
  return hit && names[Number(hit.accountId.slice('main/'.length))];
}

describe('of two customers whose names differ in', () => {
  test.each([
    ['dots', 'Exemplar S.A.', 'Exemplar SA'],
    ['an accent', 'Café Nord', 'Cafe Nord'],
    ['two accents', 'Crème', 'Créme'],
    ['an umlaut', 'Müller', 'Muller'],
    ['a letter of its own', 'Łódź', 'Lodz'],
    ['a sharp s', 'Strauß', 'Strauss'],
    ['capitals', 'ACME', 'Acme'],
    ['an ampersand', 'Smith & Sons', 'Smith and Sons'],
    ['a joining word', 'Smith and Sons', 'Smith Sons'],
    ['an apostrophe', 'O’Brien', 'OBrien'],
    ['a hyphen', 'Blue-North', 'Blue North'],
    ['a space', 'Bluenorth', 'Blue North'],
    ['the order of two words', 'North Blue', 'Blue North'],
    ['a word that comes twice', 'Acme Acme', 'Acme'],
    ['a sign', 'Acme®', 'Acme'],
    ['an exclamation mark', 'Yahoo!', 'Yahoo'],
    ['a picture', 'Smile 😀', 'Smile'],
    ['full width', 'Ａcme', 'Acme'],
    ['how an accent is written', 'Cafe\u0301', 'Caf\u00e9'],
    ['vowel signs', 'กา', 'กิ'],
    ['the letters of one long word', `บริษัท${'ก'.repeat(60)}เหนือจำกัด`, `บริษัท${'ก'.repeat(60)}ใต้จำกัด`],
    ['the last of 200 characters', `${'会'.repeat(199)}東`, `${'会'.repeat(199)}西`],
    ['the last of 200 letters', `${'a'.repeat(199)}b`, `${'a'.repeat(199)}c`],
    ['the order of late characters', `${'会社'.repeat(30)}東西`, `${'会社'.repeat(30)}西東`],
    ['signs only', '***', '**'],
    ['pictures only', '😀', '😃'],
  ])('%s, the one that is typed is first', (_what, a, b) => {
    expect(firstFor([a, b], a, 0)).toBe(a);
    expect(firstFor([a, b], b, 1)).toBe(b);
  });

  test('a mark, the beginning of the one that is typed is enough', () => {
    for (const [name, other, typed] of [
      ['Café Zürich', 'Cafe Zürich', 'café z'],
      ['Exemplar S.A.', 'Exemplar SA', 'exemplar s.'],
      ['O’Brien Pub', 'OBrien Pub', "o'bri"],
      ['Blue–North Ltd', 'Blue North Ltd', 'blue-no'],
    ] as const) {
      expect(firstFor([name, other], typed, 0), typed).toBe(name);
    }
  });
});

test('a name is found by its id, however long the ids are', () => {
  const [first, second] = [`${'5'.repeat(60)}01`, `${'5'.repeat(60)}02`];
  const index = new SearchIndex();
  for (const id of [first, second]) index.put(searchable(id, { name: 'Acme' }));
  for (const id of [first, second]) expect(index.search(id, { limit: 5 })[0]?.accountId).toBe(`main/${id}`);
});

test('a long name does not hide the email of its customer', () => {
  const index = new SearchIndex();
  index.put(searchable('1', { name: '会'.repeat(200), email: 'post@globex.example' }));
  expect(index.search('globex', { limit: 5 })).toMatchObject([{ field: 'email' }]);
});

const letters = {
  latin: 'abcdeäéøßŁñ',
  cyrillic: 'абвгдеёй',
  greek: 'αβγδς',
  han: '東西南北会社株式有限公司',
  kana: 'アイウエオかきくけこーﾃﾞ',
  hangul: '가나다라한국',
  thai: 'กขคงาิีุู',
  arabic: 'ابتثجشركة',
  hebrew: 'אבגדה',
  devanagari: 'कखगािी',
  digits: '0123456789',
  signs: '.-&\'’/()+!@#*,:;"™®',
  pictures: '😀🚀♥',
};
const unit = fc.oneof(
  ...Object.values(letters).map((each) => fc.constantFrom(...each)),
  fc.constantFrom(' ', ' ', ' '),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const ofOneScript = fc
  .constantFrom(...Object.values(letters))
  .chain((each) => fc.string({ unit: fc.constantFrom(...each, ' '), minLength: 1, maxLength: 200, size: 'max' }));
const anyName = fc
  .oneof(
    ofOneScript,
    fc.string({ unit, minLength: 1, maxLength: 40 }),
    fc.string({ unit, minLength: 1, maxLength: 200 }),
  )
  .map((text) => plainText(text, longest.name))
  .filter((name) => name !== '');

/** Another name that differs little: a character more, less, other, swapped or in capitals. */
const changed = (name: string) =>
  fc.tuple(fc.nat(), unit, fc.nat(4)).map(([place, other, how]) => {
    const characters = [...name];
    const at = place % characters.length;
    const here = characters[at] ?? '';
    const edits = [[here, other], [], [other], [characters[at + 1] ?? '', here], [here.toUpperCase()]];
    return plainText(characters.toSpliced(at, how === 3 ? 2 : 1, ...(edits[how] ?? [])).join(''), longest.name);
  });

test('a text that is exactly one customer’s name puts that customer first, however little the others differ', () => {
  const neighbours = anyName.chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.array(changed(name), { minLength: 1, maxLength: 4 }),
      fc.array(anyName, { maxLength: 4 }),
    ),
  );
  fc.assert(
    fc.property(neighbours, ([name, nearby, others]) => {
      const names = [...new Set([name, ...nearby, ...others])].filter((each) => each !== '');
      for (const [at, each] of names.entries()) expect(firstFor(names, each, at)).toBe(each);
    }),
    { numRuns: 600 },
  );
});
