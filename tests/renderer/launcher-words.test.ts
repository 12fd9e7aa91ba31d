import { describe, expect, test } from 'vitest';
import { filterChoices } from '../../src/renderer/launcher/choice.ts';
import { namingParts, questionParts } from '../../src/renderer/launcher/question-words.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import { keepOrder, putFirst } from '../../src/renderer/launcher/state/row-order.ts';
import { countdownWords } from '../../src/renderer/launcher/words.ts';
import { type Working, workingParts } from '../../src/renderer/launcher/working.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { Question } from '../../src/shared/log-in.ts';
import { fakeAccounts, fakeConnections } from '../helpers/fake-accounts.ts';
import { replacesSession } from '../helpers/from-main.ts';

const now = Date.parse('2026-03-02T12:00:00.000Z');
const [a, b, c] = fakeAccounts(now, 3) as [AccountRow, AccountRow, AccountRow];

describe('rows on the screen', () => {
  test('keep their order when fresh facts arrive in another one', () => {
    const renamed = { ...b, name: 'New name' };
    expect(keepOrder([a, b], [renamed, a])).toEqual([a, renamed]);
  });

  test('add new ones only at the end, and drop none', () => {
    expect(keepOrder([a, b], [c, a])).toEqual([a, b, c]);
  });

  test('begin with the requested one, if it is there', () => {
    expect(putFirst([a, b, c], c.accountId)).toEqual([c, a, b]);
    expect(putFirst([a, b], c.accountId)).toEqual([a, b]);
    expect(putFirst([a, b], null)).toEqual([a, b]);
  });
});

describe('times', () => {
  test('count down to zero and no further', () => {
    expect(countdownWords(new Date(now + 52_000).toISOString(), now)).toBe('0:52');
    expect(countdownWords(new Date(now + 119_001).toISOString(), now)).toBe('2:00');
    expect(countdownWords(new Date(now - 5_000).toISOString(), now)).toBe('0:00');
  });
});

type Asked<K extends Question['kind']> = Extract<Question, { kind: K }>;

describe('questions of the guards', () => {
  const nordwind = { ...a, name: 'Nordwind GmbH' };
  const connections = fakeConnections;
  const openNordwind = { row: nordwind, how: 'open', request: {} } as const;
  const lookalike = (facts: Partial<Asked<'lookalike'>>): Question => ({
    kind: 'lookalike',
    namesakes: 5,
    otherName: 'Nordwind GmbH',
    connectionLabel: '',
    email: '',
    idTail: '',
    ...facts,
  });
  const replaces = (facts: Partial<Asked<'replaces-session'>>): Question => ({
    ...replacesSession,
    ...facts,
  });
  const all = { connectionLabel: 'SendGrid (US)', email: 'post8@nordwind.example', idTail: '001234' };
  const unlike = { namesakes: 1, otherName: 'Nordwind Gmbh' };

  test.each([
    [
      lookalike(all),
      '5 customers are called Nordwind GmbH. This one is at SendGrid (US), post8@nordwind.example, id …001234.',
    ],
    [lookalike({ email: all.email }), '5 customers are called Nordwind GmbH. This one is post8@nordwind.example.'],
    [lookalike({ idTail: all.idTail }), '5 customers are called Nordwind GmbH. This one is id …001234.'],
    [
      lookalike({ ...unlike, connectionLabel: all.connectionLabel, idTail: all.idTail }),
      'Nordwind GmbH looks almost the same as Nordwind Gmbh. This one is at SendGrid (US), id …001234.',
    ],
    [lookalike(unlike), 'Nordwind GmbH looks almost the same as Nordwind Gmbh.'],
    [replaces({}), 'Log in to Nordwind GmbH? Globex Foods was opened 6 min ago; this replaces that session.'],
    [replaces({ minutesAgo: null }), 'Log in to Nordwind GmbH? Globex Foods was opened; this replaces that session.'],
    [
      replaces({ copied: true, minutesAgo: 3 }),
      'Log in to Nordwind GmbH? A link to Globex Foods was copied 3 min ago; this replaces that session, unless the link was opened in a private window.',
    ],
    [
      replaces({ copied: true, minutesAgo: null }),
      'Log in to Nordwind GmbH? A link to Globex Foods was copied; this replaces that session, unless the link was opened in a private window.',
    ],
    [{ kind: 'state', state: 'suspended' }, 'Nordwind GmbH is suspended: the login may fail.'],
  ] as const)('say what differs, from the facts alone: %#', (question, words) => {
    expect(plainWords(questionParts([question], openNordwind, connections))).toBe(words);
  });

  test.each([
    [
      replaces({}),
      'Copy a link for Nordwind GmbH? Globex Foods was opened 6 min ago; unless the link is opened in a private window, it replaces that session.',
    ],
    [
      replaces({ copied: true, minutesAgo: null }),
      'Copy a link for Nordwind GmbH? A link to Globex Foods was copied; this link replaces that session if both are opened in the same kind of window.',
    ],
  ])('say of a link to be copied that the window decides: %#', (question, words) => {
    expect(plainWords(questionParts([question], { ...openNordwind, how: 'copy' }, connections))).toBe(words);
  });

  test('end with one full stop, though a name or a label ends with one', () => {
    const zanetti = { ...a, name: 'Zanetti Moda S.r.l.' };
    const ask = (facts: Partial<Asked<'lookalike'>>) =>
      plainWords(questionParts([lookalike(facts)], { ...openNordwind, row: zanetti }, connections));
    expect(ask({ idTail: '1234' })).toBe('5 customers are called Zanetti Moda S.r.l. This one is id …1234.');
    expect(ask({ connectionLabel: 'Brevo Inc.' })).toBe(
      '5 customers are called Zanetti Moda S.r.l. This one is at Brevo Inc.',
    );
    expect(ask({ namesakes: 1, otherName: 'Zanetti Modo S.r.l.' })).toBe(
      'Zanetti Moda S.r.l. looks almost the same as Zanetti Modo S.r.l.',
    );
  });

  test.each([
    [
      [replaces({ otherUser: 'jo@globex.example' })],
      { as: 'ann@nordwind.example', page: 'https://app.brevo.com/senders/list' },
      'Log in to Nordwind GmbH as ann@nordwind.example on app.brevo.com/senders/list? Globex Foods was opened as jo@globex.example 6 min ago; this replaces that session.',
    ],
    [
      [replaces({ otherName: 'Nordwind GmbH', sameCustomer: true })],
      { as: 'ann@nordwind.example' },
      'Log in to Nordwind GmbH as ann@nordwind.example? Nordwind GmbH was opened as the default user 6 min ago; this replaces that session.',
    ],
    [
      [replaces({ otherName: 'Nordwind GmbH', otherUser: 'ann@nordwind.example', sameCustomer: true })],
      {},
      'Log in to Nordwind GmbH as the default user? Nordwind GmbH was opened as ann@nordwind.example 6 min ago; this replaces that session.',
    ],
    [
      [replaces({ otherName: 'Nordwind GmbH', otherUser: 'ann@nordwind.example', sameCustomer: true, copied: true })],
      {},
      'Log in to Nordwind GmbH as the default user? A link to Nordwind GmbH as ann@nordwind.example was copied 6 min ago; this replaces that session, unless the link was opened in a private window.',
    ],
    [
      [{ kind: 'state', state: 'suspended' }],
      { as: 'ann@nordwind.example' },
      'Log in to Nordwind GmbH as ann@nordwind.example? Nordwind GmbH is suspended: the login may fail.',
    ],
    [
      [{ kind: 'landing', page: null, as: 'eve@nordwind.example' }],
      { as: 'eve@nordwind.example', page: 'https://app.brevo.com/senders/list' },
      'Log in to Nordwind GmbH as eve@nordwind.example on app.brevo.com/senders/list? A link wants to log in to Nordwind GmbH as eve@nordwind.example.',
    ],
    [
      [{ kind: 'many-windows', open: 6 }],
      {},
      'Log in to Nordwind GmbH? 6 windows of customers are open; each takes memory like a browser of its own.',
    ],
  ] as const)('name the customer, the user and the page that are wanted: %#', (questions, request, words) => {
    expect(plainWords(questionParts(questions, { ...openNordwind, request }, connections))).toBe(words);
  });

  describe('name the customer by what tells it from others', { tags: ['slips-guarded'] }, () => {
    const twin = { ...nordwind, connectionId: 'brevo0001', showsConnection: true, idTail: '700001' };
    const asked = { ...openNordwind, row: twin };
    const words = (questions: readonly Question[], row: AccountRow = twin) =>
      plainWords(questionParts(questions, { ...asked, row }, connections));

    test.each([
      [
        replaces({}),
        'Log in to Nordwind GmbH · Brevo Agency · id …700001? Globex Foods was opened 6 min ago; this replaces that session.',
      ],
      [{ kind: 'state', state: 'banned' }, 'Nordwind GmbH · Brevo Agency · id …700001 is banned: the login may fail.'],
      [
        { kind: 'landing', page: null, as: 'jo@nordwind.example' },
        'Log in to Nordwind GmbH · Brevo Agency · id …700001? A link wants to log in to Nordwind GmbH as jo@nordwind.example · Brevo Agency · id …700001.',
      ],
    ] as const)('on the screen: %#', (question, line) => {
      expect(words([question])).toBe(line);
    });

    test('whom main knows', () => {
      const differs = { connectionLabel: 'Brevo Agency', idTail: null };
      const line = 'Nordwind GmbH · Brevo Agency is banned: the login may fail.';
      expect(words([{ kind: 'state', state: 'banned', differs }], nordwind)).toBe(line);
    });

    test('unless the question about lookalikes does', () => {
      expect(words([{ kind: 'state', state: 'banned' }, lookalike({ connectionLabel: 'Brevo Agency' })])).toBe(
        'Nordwind GmbH is banned: the login may fail. 5 customers are called Nordwind GmbH. This one is at Brevo Agency.',
      );
    });

    test('also of the customer whose session ends', () => {
      const otherDiffers = { connectionLabel: 'SendGrid (Main)', idTail: '700002' };
      const other = replaces({ otherName: 'Nordwind GmbH', otherDiffers });
      expect(words([other], { ...twin, showsConnection: false })).toBe(
        'Log in to Nordwind GmbH · id …700001? Nordwind GmbH · SendGrid (Main) · id …700002 was opened 6 min ago; this replaces that session.',
      );
    });

    test('before a name changes', () => {
      expect(plainWords(namingParts(twin, 'Acme', connections))).toBe(
        'Call Nordwind GmbH · Brevo Agency · id …700001 “Acme”?',
      );
    });
  });

  test('make one line of all of them', () => {
    expect(
      plainWords(questionParts([{ kind: 'state', state: 'banned' }, replaces({})], openNordwind, connections)),
    ).toBe(
      'Nordwind GmbH is banned: the login may fail. Globex Foods was opened 6 min ago; this replaces that session.',
    );
  });

  test('let the names and every fact that differs stand out', () => {
    const facts = questionParts([lookalike(all), replaces({})], openNordwind, connections).filter(
      (part) => typeof part !== 'string',
    );
    expect(facts.map((part) => part.fact)).toEqual([
      'Nordwind GmbH',
      'SendGrid (US)',
      'post8@nordwind.example',
      '…001234',
      'Globex Foods',
    ]);
  });
});

describe('a log-in under way', () => {
  const globex = { otherName: 'Globex', otherUser: null, sameCustomer: false };
  const working: Working = {
    accountName: 'Acme',
    connectionLabel: 'Brevo (North)',
    idTail: null,
    how: 'open',
    cancelling: false,
    replaces: null,
    browserSilent: false,
  };
  test.each([
    [{}, 'Logging in to Acme · Brevo (North)'],
    [{ how: 'copy' }, 'Copying a login link for Acme · Brevo (North)'],
    [{ replaces: globex }, 'Opening Acme · Brevo (North); this replaces Globex’s session.'],
    [
      { replaces: { ...globex, sameCustomer: true, otherUser: 'jo@acme.example' }, as: 'ann@acme.example' },
      'Opening Acme as ann@acme.example · Brevo (North); this replaces the customer’s session as jo@acme.example.',
    ],
    [
      { replaces: { ...globex, sameCustomer: true }, how: 'copy', as: 'ann@acme.example' },
      'Copying a login link for Acme as ann@acme.example · Brevo (North). Unless it is opened in a private window, it replaces the customer’s session as the default user.',
    ],
    [{ idTail: '1234' }, 'Logging in to Acme · Brevo (North) · id …1234'],
    [{ stopped: 'Globex' }, 'Logging in to Acme · Brevo (North). The log-in to Globex was stopped'],
    [
      { stopped: 'Hooli', inWindow: true },
      'Logging in to Acme · Brevo (North), in its own window. The log-in to Hooli was stopped',
    ],
    [
      { stopped: 'Hooli', replaces: globex },
      'Opening Acme · Brevo (North); this replaces Globex’s session. The log-in to Hooli was stopped',
    ],
    [{ stopped: 'Acme' }, 'Logging in to Acme · Brevo (North). The log-in before it was stopped'],
    [{ stopped: 'Globex', cancelling: true }, 'Cancelling the log-in to Acme · Brevo (North)'],
    [{ browserSilent: true }, 'Your browser has not asked for the login link of Acme · Brevo (North).'],
    [
      { replaces: globex, how: 'copy' },
      'Copying a login link for Acme · Brevo (North). Unless it is opened in a private window, it replaces Globex’s session.',
    ],
    [{ replaces: globex, cancelling: true }, 'Cancelling the log-in to Acme · Brevo (North)'],
  ] as const)('%o: “%s”', (change, words) => {
    expect(plainWords(workingParts({ ...working, ...change }))).toBe(words);
  });
});

test('finds an entry of a palette by the beginnings of its words, in any order', () => {
  const choice = (name: string) => ({ id: name, name, icon: 'key', group: '', value: name }) as const;
  const choices = [choice('Copy login link'), choice('Copy id'), choice('Log in')];
  const namesFor = (text: string) => filterChoices(choices, text).map(({ name }) => name);
  expect(namesFor('link co')).toEqual(['Copy login link']);
  expect(namesFor('opy')).toEqual([]);
  expect(namesFor(' ')).toHaveLength(3);
});

test.each(['sendgrid', 'SendGrid (US)', 'us', 'us replace'])(
  'finds the next step of a connection by the words of its name: %s',
  (text) => {
    const step = (id: string, group: string) =>
      ({ id, name: 'Replace key', icon: 'warning', group, words: group, value: id }) as const;
    const customer = { id: 'pin', name: 'Pin', icon: 'pin', group: 'SendGrid US Fans', value: 'pin' } as const;
    const choices = [customer, step('north', 'Brevo north'), step('us', 'SendGrid (US)')];
    expect(filterChoices(choices, text).map(({ id }) => id)).toEqual(['us']);
  },
);
