import { beforeEach, expect, test } from 'vitest';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { saidWords } from '../../src/renderer/launcher/words.ts';
import type { MatchCount } from '../../src/shared/account.ts';
import { ok } from '../../src/shared/result.ts';
import { account } from '../helpers/accounts.ts';
import { fakeConnections as connections } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/from-main.ts';
import { launcherRig } from '../helpers/launcher-rig.ts';

// How many customers match what was typed, and how many of them the list has.

const rows = Array.from({ length: 50 }, (_, at) => ({
  ...account({ connectionId: 'sendgrid1', remoteId: `${at}`, name: `Smith ${at}` }),
  idTail: null,
  showsConnection: false,
  match: null,
}));

let rig: ReturnType<typeof launcherRig>;
const status = (): string => statusOf(rig.view(), 0).words;

async function typed(shown: number, matches: MatchCount): Promise<void> {
  rig.send({ type: 'typed', text: 'smith', edit: 'keys' });
  await rig.reply(
    'searchAccounts',
    ok({ text: 'smith', rows: rows.slice(0, shown), target: null, total: 20_000, matches }),
  );
}

beforeEach(async () => {
  rig = launcherRig(appState({ connections }));
  await rig.replyRows([], '');
  rig.show();
  await rig.reply('searchAccounts', ok({ text: '', rows: rows.slice(0, 3), target: null, total: 20_000 }));
});

test('without a text, the status says how many customers there are', () => {
  expect(status()).toBe('20,000 customers');
});

test('with a text, it says how many of them match', async () => {
  await typed(5, { count: 5, isAll: true });
  expect(status()).toBe('5 of 20,000 customers');
});

test('it says that the list is only the first part, and of how many', async () => {
  await typed(50, { count: 212, isAll: true });
  expect(status()).toBe('First 50 of 212: type more');
  expect(saidWords(rig.view())).toBe('50 customers, of 212');
});

test('a console is no customer, for the eye and for a screen reader', async () => {
  const [first, second] = rows;
  if (!first || !second) throw new Error('no rows');
  const console = { ...second, kind: 'admin-console' as const, name: 'Smith admin console' };
  const found = async (shown: readonly (typeof first | typeof console)[], count: number) => {
    rig.send({ type: 'typed', text: `smith ${count}`, edit: 'whole' });
    const matches = { count, isAll: true };
    await rig.reply(
      'searchAccounts',
      ok({ text: rig.view().search.text, rows: shown, target: null, total: 20_000, matches }),
    );
  };
  await found([first, console], 1);
  expect(status()).toBe('1 of 20,000 customers');
  expect(saidWords(rig.view())).toBe('1 customer and 1 console');
  await found([first, console], 60);
  expect(status()).toBe('First 1 of 60: type more');
  await found([console], 0);
  expect(status()).toBe('1 console');
  expect(saidWords(rig.view())).toBe('1 console');
});

test('it claims no number that is not known', async () => {
  await typed(50, { count: 1_200, isAll: false });
  expect(status()).toBe('First 50 of more than 1,200: type more');
  expect(saidWords(rig.view())).toBe('50 customers, of more than 1,200');
});

test('the count stays while a sync goes on', async () => {
  const [first, ...others] = connections;
  if (!first) throw new Error('no connection');
  const syncing = {
    ...first,
    health: { ...first.health, status: 'syncing' as const, progress: { seen: 3_000, total: 5_000 } },
  };
  rig.send({ type: 'app-changed', app: appState({ connections: [syncing, ...others] }) });
  await typed(50, { count: 212, isAll: true });
  expect(status()).toBe(`First 50 of 212: type more · ${first.label}: 3,000 of 5,000 customers`);
});
