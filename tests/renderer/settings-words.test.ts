import { describe, expect, test } from 'vitest';
import { kindIn } from '../../src/renderer/settings/connections/pasted-key.ts';
import {
  healthWords,
  namesWords,
  outcomeWords,
  targetWords,
  unknownToKeyWords,
} from '../../src/renderer/settings/words.ts';
import { connectionColours, freeColour } from '../../src/shared/connection.ts';
import { fakeProviders, namesProgress } from '../helpers/fake-accounts.ts';
import { connection, health, ledgerRows } from '../helpers/settings-driver.ts';

const now = Date.parse('2026-03-02T12:00:00.000Z');

const listShort = {
  ...({ kind: 'list-short', listed: 8, customers: 20, provider: 'Brevo', connectionId: 'brevo0001' } as const),
  retryAt: '2026-03-02T13:05:00.000Z',
};

describe('the health of a connection in words', () => {
  test.each([
    [health({ lastSyncedAt: '2026-03-02T11:57:00.000Z' }), 'well', /^Synced 3 min ago$/],
    // The clock was ahead then.
    [health({ lastSyncedAt: '2027-03-02T11:57:00.000Z' }), 'well', /^Synced$/],
    [health({ lastSyncedAt: null }), 'waiting', /^Not synced yet$/],
    // A page that shows the problem elsewhere.
    [health({ problem: { kind: 'keychain-locked' } }), 'waiting', /^Synced/],
    [health({ status: 'syncing' }), 'busy', /^Syncing…$/],
    [
      health({ status: 'syncing', progress: { seen: 1, total: null }, lastSyncedAt: null }),
      'busy',
      /^Syncing… 1 account so far$/,
    ],
    [health({ status: 'syncing', progress: { seen: 100, total: 5000 } }), 'busy', /100 of 5,000 accounts/],
    [health({ status: 'attention', problem: { kind: 'keychain-locked' } }), 'attention', /^Your keyring is locked\.$/],
    [health({ status: 'waiting', problem: { kind: 'offline' } }), 'waiting', /^This machine is offline\.$/],
    [health({ status: 'waiting', resumesAt: '2026-03-02T13:05:00.000Z' }), 'waiting', /Resumes at \d\d?:05/],
    [
      health({ status: 'waiting', problem: listShort, resumesAt: listShort.retryAt }),
      'waiting',
      /^(?!.*Resumes).*still does at \d\d?:05/,
    ],
  ])('%o', (given, tone, words) => {
    const said = healthWords(given, now);
    expect(said.tone).toBe(tone);
    expect(said.words).toMatch(words);
  });

  test('says of names how far they are and what happens next', () => {
    const names = namesProgress({ known: 1200, total: 5000 });
    expect(namesWords(names)).toBe('1,200 of 5,000 known. Asking for the others.');
    expect(namesWords({ ...names, minutesLeft: 8 })).toBe('1,200 of 5,000 known. Asking for the others, about 8 min.');
    expect(namesWords({ ...names, status: 'paused' })).toBe('1,200 of 5,000 known. Paused.');
    expect(namesWords({ ...names, status: 'waiting' })).toBe(
      '1,200 of 5,000 known. Stopped; the next sync tries again.',
    );
    expect(namesWords({ ...names, status: 'waiting', resumesAt: '2026-03-02T13:05:00.000Z' })).toMatch(
      /^1,200 of 5,000 known\. Resumes at \d\d?:05/,
    );
    expect(namesWords({ ...names, status: 'not-allowed' })).toBe(
      'This key may not read customers’ names. Import names, or let the key read user profiles.',
    );
  });

  test('says that every customer has a name only if so', () => {
    const done = namesProgress({ total: 5000, status: 'done' });
    expect(namesWords({ ...done, known: 5000 })).toBe('Every customer has a name.');
    expect(namesWords({ ...done, known: 4998, blank: 1, failed: 1 })).toBe(
      '4,998 of 5,000 known. 1 has none at the provider. 1 could not be read; Latchkey asks again later.',
    );
    expect(namesWords({ ...done, known: 4980, blank: 20 })).toBe('4,980 of 5,000 known. 20 have none at the provider.');
    expect(namesWords({ ...done, known: 4997, failed: 3 })).toBe(
      '4,997 of 5,000 known. 3 could not be read; Latchkey asks again later.',
    );
  });
});

describe('the provider of a key', () => {
  const ownerOf = (text: string) => kindIn(text, fakeProviders)?.facts.provider;

  test('follows from how the key begins, whatever was copied along with it', () => {
    expect(ownerOf(' xkeysib-1\n')).toBe('brevo');
    expect(ownerOf('SG.1')).toBe('sendgrid');
    expect(ownerOf('BREVO_API_KEY="xkeysib-1"')).toBe('brevo');
    expect(ownerOf('xsmtpsib-1')).toBe('brevo');
  });

  test('is not guessed from anything else', () => {
    for (const text of ['', 'S', 'SG', 'sg.1', 'xkeysib', 'my xkeysib-1 or SG.1'])
      expect(ownerOf(text)).toBeUndefined();
  });
});

describe('the colour of a new connection', () => {
  test('is the first that is free, and grey when none is', () => {
    expect(freeColour([])).toBe('blue');
    expect(freeColour([connection({ colour: 'blue' }), connection({ colour: 'amber' })])).toBe('green');
    expect(freeColour(connectionColours.map((colour) => connection({ colour })))).toBe('grey');
  });
});

describe('a row of the ledger', () => {
  const [row] = ledgerRows(1, 1);
  if (!row) throw new Error('no row');

  test('names its target as the provider does, or as it was written if that is gone', () => {
    expect(targetWords(row, fakeProviders)).toBe('Email campaigns');
    expect(targetWords({ ...row, target: 'old_place' }, fakeProviders)).toBe('old_place');
    expect(targetWords({ ...row, target: null }, fakeProviders)).toBe('');
  });

  test('says how it ended', () => {
    expect(outcomeWords(row)).toBe('Opened');
    expect(outcomeWords({ ...row, outcome: 'failed', problemKind: null })).toBe('Failed');
    expect(outcomeWords({ ...row, outcome: 'failed', problemKind: 'key-rejected' })).toBe('Failed: key rejected');
    // The customer may be in the list all the same.
    expect(outcomeWords({ ...row, outcome: 'failed', problemKind: 'account-gone' })).toBe('Failed: log-in refused');
  });
});

test.each([
  [
    { known: 'listed', lists: 'others' },
    'This key seems to belong to another reseller: it knows none of the 2 customers of Agency. If you replace the key, they leave the list, and those of the new key come.',
  ],
  [
    { known: 'listed', lists: 'none' },
    'This key lists no customers, and it knows none of the 2 customers of Agency. It may belong to another reseller, or the provider has a fault at the moment. If you replace the key, they are kept for ten minutes, and leave if the list is still empty then.',
  ],
  [
    { known: 'named', lists: 'others' },
    'This key seems to belong to another reseller: it knows none of the 2 customers of Agency who have names, notes or pins. If you take it, names, notes and pins stay, and wait for a key that knows these customers.',
  ],
] as const)('a key that knows none of the customers: %j', (unknown, begins) => {
  const words = unknownToKeyWords({ label: 'Agency' }, { customers: 2, ...unknown });
  expect(words.slice(0, begins.length)).toBe(begins);
  expect(words).toMatch(/To keep both, cancel, and connect the new key beside this one\.$/);
});
