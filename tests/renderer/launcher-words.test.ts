import { describe, expect, test } from 'vitest';
import { filterChoices } from '../../src/renderer/launcher/choice.ts';
import { keepOrder, putFirst } from '../../src/renderer/launcher/state/row-order.ts';
import { countdownWords, questionWords } from '../../src/renderer/launcher/words.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { Question } from '../../src/shared/log-in.ts';
import { fakeAccounts } from '../helpers/fake-accounts.ts';

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

describe('questions of the guards', () => {
  const lookalike: Question = {
    kind: 'lookalike',
    alike: 2,
    sameName: false,
    otherName: 'Globex Foods',
    connectionLabel: '',
    email: '',
    idTail: '',
  };
  test('name the session that is replaced', () => {
    expect(
      questionWords([{ kind: 'replaces-session', otherName: 'Globex Foods', minutesAgo: 6, copied: false }], a),
    ).toBe('Globex Foods was opened 6 min ago; this replaces that session.');
  });
  test('say what tells two lookalikes apart', () => {
    expect(questionWords([lookalike], { ...a, idTail: '4dbl' })).toContain('id …4dbl');
    expect(questionWords([lookalike], a)).toContain(a.email);
  });
  test('name the state in which a login may fail', () => {
    expect(questionWords([{ kind: 'state', state: 'suspended' }], a)).toBe(
      `${a.name} is suspended: the login may fail.`,
    );
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
