import { beforeEach, describe, expect, test } from 'vitest';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { questionParts } from '../../src/renderer/launcher/question-words.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import { fail, ok } from '../../src/shared/result.ts';
import {
  acme,
  enter,
  globex,
  highlighted,
  labs,
  openHome,
  openWith,
  question,
  refresh,
  rig,
  type,
} from '../helpers/launcher-story.ts';

// A sync or an import gives a customer another name while its row is on the screen.

const umbra: AccountRow = { ...acme, name: 'Umbra', match: null };
const notice = () => rig.view().notice;

beforeEach(() => openWith([acme, labs]));

describe('a row says what its customer is called now', () => {
  test('whether the text still finds it or not', async () => {
    await refresh([{ ...labs, name: 'Acme Studios' }], [umbra]);
    expect(rig.names()).toEqual(['Umbra', 'Acme Studios']);
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({
      text: 'acme',
      typed: false,
      shown: [acme.accountId, labs.accountId],
    });
  });

  test('and another one that has its former name now comes last', async () => {
    await refresh([{ ...globex, name: 'Acme Corp' }, labs], [umbra]);
    expect(rig.names()).toEqual(['Umbra', 'Acme Labs', 'Acme Corp']);
  });

  test('while it is highlighted in the list without a text, in which it is still the first', async () => {
    await openHome([acme, labs], { groups: {}, opened: [acme.accountId], hasNames: false });
    await refresh([umbra, labs]);
    expect(highlighted()).toBe('Umbra');
  });
});

describe('the highlighted row is highlighted no more', () => {
  test('if the text does not find it under its new name', async () => {
    await refresh([labs], [umbra]);
    expect(highlighted()).toBe(null);
    expect(notice()).toBe('Acme Corp is now called Umbra');
    rig.read();
    enter();
    expect(notice()).toBe('Choose a customer first');
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('if the text finds another customer before it, and the user has not chosen it', async () => {
    await refresh([{ ...globex, name: 'Acme Corp' }, umbra, labs]);
    expect(highlighted()).toBe(null);
  });

  test('but one that the user chose is, as long as the text finds it', async () => {
    rig.command({ do: 'move', to: 'next' });
    await refresh([acme, { ...labs, name: 'Acme Studios' }]);
    expect(highlighted()).toBe('Acme Studios');
    await refresh([acme], [{ ...labs, name: 'Globex' }]);
    expect(highlighted()).toBe(null);
  });

  test('and a question about it closes', async () => {
    enter();
    await rig.reply('logIn', ok(question));
    await refresh([labs], [umbra]);
    expect(barOf(rig.view())).toBe(null);
  });

  test('but not if only its text is found no more', async () => {
    await refresh([labs], [acme]);
    expect(highlighted()).toBe('Acme Corp');
    expect(notice()).toBe(null);
  });
});

describe('a press acts on a row only once its new words could be read', () => {
  const renamed: AccountRow = { ...acme, name: 'Acme Group' };

  test.each([
    ['Enter', () => enter(), 'Enter'],
    ['a number', () => rig.command({ do: 'log-in-nth', nth: 1 }), 'it'],
    ['a pin', () => rig.command({ do: 'pin' }), 'it'],
  ])('%s', async (_, press, key) => {
    await refresh([renamed, labs]);
    press();
    expect(notice()).toBe(`Acme Corp is now called Acme Group: press ${key} again`);
    expect([...rig.callsOf('logIn'), ...rig.callsOf('pinAccount')]).toEqual([]);
    rig.read();
    press();
    expect([...rig.callsOf('logIn'), ...rig.callsOf('pinAccount')]).toHaveLength(1);
  });

  test('also if only its email is another one, but not if the email was not known', async () => {
    await refresh([
      { ...acme, email: 'new@acme.example' },
      { ...labs, email: '' },
    ]);
    enter();
    expect(notice()).toBe('The email of Acme Corp has changed: press Enter again');
    rig.read();
    await refresh([
      { ...acme, email: 'new@acme.example' },
      { ...labs, email: 'labs@acme.example' },
    ]);
    rig.command({ do: 'move', to: 'next' });
    enter();
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: labs.accountId }]);
  });

  test('and another row at once', async () => {
    await refresh([renamed, labs]);
    rig.command({ do: 'move', to: 'next' });
    enter();
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: labs.accountId }]);
  });

  test('and the first of many that change one after another does not wait for the last', async () => {
    await refresh([renamed, labs]);
    rig.send({ type: 'rows-painted' });
    rig.clock.pass(100);
    await refresh([renamed, { ...labs, name: 'Acme Studios' }]);
    rig.send({ type: 'rows-painted' });
    rig.clock.pass(50);
    rig.command({ do: 'log-in-nth', nth: 2 });
    expect(rig.callsOf('logIn')).toEqual([]);
    rig.command({ do: 'log-in-nth', nth: 1 });
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: acme.accountId, read: { name: 'Acme Group' } }]);
  });

  test('in another list it is read anew', async () => {
    await refresh([renamed, labs]);
    type('acme g');
    await rig.replyRows([renamed]);
    enter();
    expect(rig.callsOf('logIn')).toHaveLength(1);
  });
});

describe('main hears what the user read', () => {
  const changed = {
    kind: 'changed',
    read: { name: 'Acme Corp', email: acme.email },
    now: { name: 'Umbra', email: acme.email },
  } as const;

  test('and after its question, what the user reads in that', async () => {
    enter();
    expect(rig.callsOf('logIn')).toMatchObject([{ read: { name: 'Acme Corp', email: acme.email } }]);
    await rig.reply('logIn', ok({ result: 'ask', questions: [changed] }));
    const { attempt } = rig.view();
    expect(attempt && plainWords(questionParts([changed], attempt, rig.view().app.connections))).toBe(
      'Acme Corp is now called Umbra.',
    );
    rig.read();
    enter();
    expect(rig.callsOf('logIn').at(-1)).toMatchObject({ read: { name: 'Umbra' } });
  });

  test('also when a failed log-in is tried again after its customer was renamed', async () => {
    enter();
    await rig.reply('logIn', fail({ kind: 'offline' }));
    rig.announce('accountsChanged', { connectionId: 'sendgrid1' });
    rig.clock.pass(150);
    await rig.replyRows([umbra, labs]);
    await rig.reply('readNames', ok([{ accountId: acme.accountId, name: 'Umbra', email: acme.email }]));
    rig.send({ type: 'failure-step-taken' });
    expect(rig.callsOf('logIn')).toHaveLength(1);
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    expect(rig.callsOf('logIn').at(-1)).toMatchObject({ read: { name: 'Umbra' } });
  });
});

test('a reason that is asked for under another name is given only once that could be read', async () => {
  enter();
  await rig.reply('logIn', fail({ kind: 'reason-needed', connectionId: 'sendgrid1' }));
  rig.read();
  rig.announce('accountsChanged', { connectionId: 'sendgrid1' });
  rig.clock.pass(150);
  await rig.replyRows([umbra, labs]);
  await rig.reply('readNames', ok([{ accountId: acme.accountId, name: 'Umbra', email: acme.email }]));
  rig.send({ type: 'reason-given', reason: 'ticket 7' });
  expect(rig.callsOf('logIn')).toHaveLength(1);
  rig.read();
  rig.send({ type: 'reason-given', reason: 'ticket 7' });
  expect(rig.callsOf('logIn').at(-1)).toMatchObject({ reason: 'ticket 7', read: { name: 'Umbra' } });
});

test('a question closes if its connection gets another label', async () => {
  enter();
  await rig.reply('logIn', ok(question));
  rig.read();
  const app = rig.view().app;
  const connections = app.connections.map((one) =>
    one.connectionId === acme.connectionId ? { ...one, label: 'Elsewhere' } : one,
  );
  rig.send({ type: 'app-changed', app: { ...app, connections } });
  expect(barOf(rig.view())).toBe(null);
  expect(notice()).toMatch(/ is now called Elsewhere: press Enter again$/);
});
