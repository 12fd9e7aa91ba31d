import { describe, expect, test } from 'vitest';
import {
  type Filter,
  type Filterable,
  finishedBefore,
  literally,
  readSearchText,
  typedLanding,
  withoutFilter,
} from '../../src/shared/search-filters.ts';
import { fc } from '../helpers/any-input.ts';

const labelled = (connectionId: string, label: string) => ({ connectionId, label, colour: 'blue' }) as const;

const known: Filterable = {
  connections: [
    labelled('north', 'Brevo (North)'),
    labelled('west', 'Brevo (West)'),
    labelled('main', 'Main'),
    labelled('mainz', 'Mainz Büro'),
  ],
  providers: [
    { provider: 'sendgrid', shortName: 'SendGrid', pages: null, takesUser: false },
    {
      provider: 'brevo',
      shortName: 'Brevo',
      pages: { within: 'brevo.com', except: ['account-app.brevo.com'] },
      takesUser: true,
    },
  ],
};

const read = (text: string) => readSearchText(text, known);

/** What a filter admits, in short. */
function said(filter: Filter): string {
  switch (filter.kind) {
    case 'connection':
      return `@${filter.connections.map(({ connectionId }) => connectionId).join('|')}`;
    case 'provider':
      return `${filter.provider}:`;
    case 'id':
      return `#${filter.part}`;
    case 'state':
      return `is:${filter.states.join('|')}`;
    case 'page':
      return filter.page;
    case 'user':
      return `as:${filter.email}`;
  }
}

/** The filters in short, and the rest of the text. */
const inShort = (text: string): [string, ...string[]] => {
  const { words, filters } = read(text);
  return [words, ...filters.map(said)];
};

describe('a connection after @', () => {
  test.each([
    ['smith @main', 'smith', '@main'],
    ['@main smith', 'smith', '@main'],
    ['smith @MAIN ltd', 'smith ltd', '@main'],
    ['@mainz', '', '@mainz'],
    ['@mai', '', '@main|mainz'],
    ['@north', '', '@north'],
    ['@nor smith', 'smith', '@north'],
    ['@brevo smith', 'smith', '@north|west'],
    ['@brevonorth smith', 'smith', '@north'],
    ['@"brevo (north)" smith', 'smith', '@north'],
    ['@“brevo n” smith', 'smith', '@north'],
    ['@"brevo no', '', '@north'],
    ['@buro', '', '@mainz'],
  ])('%j is %j with %j', (text, words, filter) => {
    expect(inShort(text)).toEqual([words, filter]);
  });

  test('a label that is written so comes before those that only begin so', () => {
    expect(inShort('@main')).toEqual(['', '@main']);
  });

  test.each(['vera@main', 'vera@main.example', '@acme.com', '@ main', 'a @- b'])('%j is text', (text) => {
    expect(read(text)).toMatchObject({ words: text, filters: [], unknown: [] });
  });
});

test.each([
  ['brevo: acme', 'acme', 'brevo:'],
  ['brevo:acme', 'acme', 'brevo:'],
  ['acme Sendgrid:', 'acme', 'sendgrid:'],
])('%j is %j at that provider', (text, words, filter) => {
  expect(inShort(text)).toEqual([words, filter]);
});

test.each([
  ['#4711', '', '#4711'],
  ['acme #d1-d04d', 'acme', '#d1-d04d'],
  ['#"gold partner" acme', 'acme', '#gold partner'],
])('%j is %j with an id or a group', (text, words, filter) => {
  expect(inShort(text)).toEqual([words, filter]);
});

test.each([
  ['is:suspended', '', 'is:suspended'],
  ['IS:susp acme', 'acme', 'is:suspended'],
  ['is:n', '', 'is:new|noted'],
  ['is:active', '', 'is:active'],
])('%j is %j in that state', (text, words, filter) => {
  expect(inShort(text)).toEqual([words, filter]);
});

test('filters of all kinds narrow each other down', () => {
  expect(inShort('brevo:@north is:pinned acme is:noted #12')).toEqual([
    'acme',
    'brevo:',
    '@north',
    'is:pinned',
    'is:noted',
    '#12',
  ]);
});

test.each(['acme', '  acme  corp ', 'C# is: a', '# 1 shop', 'Re: acme', 'http://acme.example', '“acme”', 'say "hi"'])(
  'without a filter, %j stays as it was typed',
  (text) => expect(read(text)).toMatchObject({ words: text, filters: [], unknown: [], suggestions: [] }),
);

describe('words in quotation marks', () => {
  test.each([
    ['"#1 Cochran"', '#1 Cochran'],
    ['"is:energy" gmbh', 'is:energy gmbh'],
    ['acme "@main"', 'acme @main'],
    ['“brevo: Demo”', 'brevo: Demo'],
  ])('%j are the literal words %j', (text, words) => {
    expect(inShort(text)).toEqual([words]);
  });

  test('every text can be made literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'#@:is brevomain "“') }), (text) => {
        const { filters, words } = read(literally(text));
        expect(filters).toEqual([]);
        expect(words.replace(/["“”„]/g, '').trim()).toBe(text.replace(/["“”„]/g, '').trim());
      }),
    );
  });
});

describe('a filter without a known name is text, and says what is nearest', () => {
  test.each([
    ['@wset', 'connection', 'wset', 'Brevo (West)'],
    ['smith @manz', 'connection', 'manz', 'Mainz Büro'],
    ['@nobody', 'connection', 'nobody', undefined],
    ['is:suspnded', 'state', 'suspnded', 'Suspended'],
    ['is:foo', 'state', 'foo', undefined],
    ['bervo: acme', 'provider', 'bervo', 'Brevo'],
  ])('%j', (text, kind, typed, nearest) => {
    const { words, filters, unknown } = read(text);
    expect({ words, filters }).toEqual({ words: text, filters: [] });
    expect(unknown.map((one) => [one.kind, one.typed, one.nearest?.label])).toEqual([[kind, typed, nearest]]);
  });

  test('its suggestion replaces it in the text', () => {
    expect(read('smith @wset ltd').unknown[0]?.nearest?.text).toBe('smith @"Brevo (West)" ltd');
    expect(inShort(read('smith @wset ltd').unknown[0]?.nearest?.text ?? '')).toEqual(['smith ltd', '@west']);
  });
});

describe('while a filter is being typed', () => {
  const suggested = (text: string) => read(text).suggestions.map(({ text: whole }) => whole);

  test('its sign alone filters nothing, and suggests what can follow', () => {
    expect(inShort('acme @')).toEqual(['acme']);
    expect(suggested('acme @')).toEqual([
      'acme @"Brevo (North)" ',
      'acme @"Brevo (West)" ',
      'acme @Main ',
      'acme @"Mainz Büro" ',
    ]);
    expect(inShort('acme is:')).toEqual(['acme']);
    expect(suggested('acme is:')).toContain('acme is:suspended ');
    expect(inShort('acme #')).toEqual(['acme']);
  });

  test('a front of several suggests each of them', () => {
    expect(suggested('@mai')).toEqual(['@Main ', '@"Mainz Büro" ']);
    expect(suggested('is:n')).toEqual(['is:new ', 'is:noted ']);
  });

  test('one that is clear, or has ended, suggests nothing', () => {
    for (const text of ['@north', '@mai ', 'is:susp', '@main', '@nobody']) expect(suggested(text)).toEqual([]);
  });

  test('its front is completed, if it can mean one only, and stays as it is once it is whole', () => {
    const completed = (text: string): string | null => read(text).completion;
    expect(completed('acme @brevow')).toBe('acme @"Brevo (West)" ');
    expect(completed('acme @nor')).toBe('acme @"Brevo (North)" ');
    expect(completed('acme is:act')).toBe('acme is:active ');
    expect(completed('@mai')).toBe('@Main ');
    for (const text of [
      '@north',
      '@main',
      '@nor acme',
      '@nor ',
      'is:active',
      'is:act x',
      'brevo:',
      '#gold',
      'acme',
      '@nobody',
    ]) {
      expect(completed(text)).toBeNull();
    }
  });

  test('every suggestion is read as exactly the one that it names', () => {
    for (const { label, text } of [...read('@').suggestions, ...read('@mai').suggestions]) {
      const [filter] = read(text).filters;
      expect(filter?.kind === 'connection' && filter.connections.map((one) => one.label)).toEqual([label]);
    }
  });

  test('a label with quotation marks can be suggested, too', () => {
    const odd = { ...known, connections: [labelled('odd', 'The "Old" one')] };
    const [suggestion] = readSearchText('@', odd).suggestions;
    expect(suggestion?.text).toBe('@theoldone ');
    expect(readSearchText('@theoldone ', odd).filters).toHaveLength(1);
  });
});

describe('Backspace', () => {
  const removed = (text: string, caret = text.length): string | null => {
    const filter = finishedBefore(text, caret, read(text));
    return filter && withoutFilter(text, filter);
  };

  test('removes a finished filter as a whole', () => {
    expect(removed('smith @main ')).toBe('smith ');
    expect(removed('@main smith', '@main '.length)).toBe('smith');
    expect(removed('brevo:')).toBe('');
    expect(removed('brevo:acme', 'brevo:'.length)).toBe('acme');
    expect(removed('@"Brevo (North)"')).toBe('');
  });

  test('deletes a letter of a filter that is being typed, and of text', () => {
    for (const text of ['@mai', 'is:suspended', '#4711', 'smith ', 'smith @nobody ']) expect(removed(text)).toBeNull();
    expect(removed('@main smith', 5)).toBeNull();
  });
});

test('any text is read, and no letter of it is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'@#:"“is brevomain.-é𝔞') }), (text) => {
      const { words, filters } = read(text);
      for (const { from, to } of filters) expect(from).toBeLessThan(to);
      const outside = [...filters].reverse().reduce((rest, filter) => withoutFilter(rest, filter), text);
      const letters = (one: string) => one.replace(/[^\p{L}\p{N}]/gu, '');
      if (filters.length > 0 || letters(words) !== letters(text)) {
        // At the end `is:` waits for its name, and `as:` for its email, wherever that begins.
        const waits = /(?:is:["“]?|as:\S*\s*)$|as:\s*\S*@\S*/g;
        expect([outside, outside.replace(waits, '')].map(letters)).toContain(letters(words));
      }
    }),
    { numRuns: 2_000 },
  );
});

describe('where a log-in leads', () => {
  const page = 'https://app.brevo.com/senders/list';

  test.each([
    [`acme ${page}`, 'acme', page],
    [`${page}?token=1#x acme`, 'acme', page],
    [page, '', page],
    ['acme as:Jo@Acme.example', 'acme', 'as:jo@acme.example'],
    ['as:jo@acme.example acme', 'acme', 'as:jo@acme.example'],
    [`acme ${page} as:jo@acme.example @main`, 'acme', page, 'as:jo@acme.example', '@main'],
  ] as const)('is read from %j', (text, ...expected) => {
    expect(inShort(text)).toEqual(expected);
  });

  test.each([
    'https://acme.example/brevo.com',
    'https://app.brevo.com.evil.example/',
    'http://app.brevo.com/',
    'acme https://account-app.brevo.com/account/login/sub-account/sso/abc',
    'Thomas:x',
    'as:jo acme',
    'Hansen as: Oslo',
  ])('%j is text', (text) => {
    expect(inShort(text)).toEqual([text]);
  });

  test.each(['acme as: Jo@acme.example', 'acme as:jo@acme.example as:JO@acme.example'])('%j is one user', (text) => {
    expect(typedLanding(read(text))).toEqual({ page: null, as: 'jo@acme.example', unclear: null });
    expect(read(text).words).toBe('acme');
  });

  test.each([
    'as:',
    'as: ',
    'as:jo',
    'as:jo ',
    'as:jo@acme',
    'as: jo@acme',
    'as:jo@acme labs',
    'as: https://app.brevo.com/ @main is:active',
    'as:x as:jo@acme.example as:',
  ])('a user who is not wholly typed is neither text nor a filter, and is said to be missing: %j', (text) => {
    expect(read(`acme ${text}`).words).toMatch(/^acme( labs| as:x)?$/);
    expect(typedLanding(read(`acme ${text}`))).toMatchObject({ as: null, unclear: 'unfinished-user' });
  });

  test('without a provider that takes a user, it is text', () => {
    const sendgridOnly = { ...known, providers: known.providers.slice(0, 1) };
    expect(readSearchText(`acme ${page} as:jo@acme.example`, sendgridOnly).filters).toEqual([]);
  });

  test('of two pages or two users, neither counts', () => {
    const other = 'https://app.brevo.com/';
    expect(typedLanding(read(`${other} ${page} as:jo@acme.example`))).toEqual({
      page: null,
      as: 'jo@acme.example',
      unclear: 'several-places',
    });
    const users = 'as:ann@acme.example as:jo@acme.example';
    expect(typedLanding(read(`${page} ${users}`))).toEqual({ page, as: null, unclear: 'several-users' });
    expect(typedLanding(read(`${page} ${page}?x=1`))).toEqual({ page, as: null, unclear: null });
    expect(typedLanding(read('acme'))).toEqual({ page: null, as: null, unclear: null });
  });
});
