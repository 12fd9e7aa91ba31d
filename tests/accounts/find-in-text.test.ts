import { expect, test } from 'vitest';
import { AccountIndex } from '../../src/main/accounts/account-index.ts';
import { findInText } from '../../src/main/accounts/find-in-text.ts';
import type { Account } from '../../src/shared/account.ts';
import { ticketTextOf } from '../../src/shared/ticket-text.ts';
import { account, connection } from '../helpers/accounts.ts';

const connections = [connection({ connectionId: 'north000' }), connection({ connectionId: 'west0000' })];

async function findAmong(stored: readonly Account[], text: string) {
  const getMany = (ids: readonly string[]) =>
    ids.flatMap((id) => stored.find(({ accountId }) => accountId === id) ?? []);
  const index = new AccountIndex({
    accounts: { getMany, slices: () => [[...stored]] },
    frecency: { of: () => 0, accountIds: () => [], changed: () => undefined },
    rowsChanged: () => undefined,
    ending: new AbortController().signal,
  });
  await index.load();
  const settings = {
    connections,
    connection: (id: string) => connections.find(({ connectionId }) => connectionId === id),
  };
  return findInText(
    {
      accounts: { getMany, count: (id) => stored.filter(({ connectionId }) => connectionId === id).length },
      index,
      settings,
    },
    text,
  );
}

const named = (connectionId: string, remoteId: string, name: string): Account =>
  account({ connectionId, remoteId, name, email: `x${remoteId}@${remoteId}.example`, domain: `${remoteId}.example` });

const text = 'Hi, this is Vera from Hargreaves Travel.\nOur id is 700123.\n';

test('the customers in a text come with what each was found by, and are told apart', async () => {
  const answer = await findAmong(
    [
      named('north000', 'a1', 'Hargreaves Travel'),
      named('west0000', 'a2', 'Hargreaves Travel'),
      named('west0000', '700123', 'Nordwind GmbH'),
      named('west0000', 'a3', 'Somebody Else'),
    ],
    text,
  );
  expect(answer).toMatchObject({ text, target: null, total: 4 });
  expect(answer.ticket).toEqual({
    isAll: true,
    evidence: {
      'west0000/700123': { by: 'id', text: '700123' },
      'north000/a1': { by: 'name', text: 'Hargreaves Travel' },
      'west0000/a2': { by: 'name', text: 'Hargreaves Travel' },
    },
  });
  expect(answer.rows.map(({ accountId, idTail, showsConnection }) => [accountId, idTail, showsConnection])).toEqual([
    ['west0000/700123', null, false],
    ['north000/a1', 'a1', true],
    ['west0000/a2', 'a2', true],
  ]);
});

test('a customer whose connection is gone is not found', async () => {
  const answer = await findAmong([named('gone0000', '700123', 'Hargreaves Travel')], text);
  expect(answer).toMatchObject({ rows: [], ticket: { evidence: {} } });
});

test('at most 50 customers are shown', async () => {
  const many = Array.from({ length: 70 }, (_, at) => named('north000', `n${at}`, 'Hargreaves Travel'));
  const { rows, ticket } = await findAmong(many, text);
  expect(rows).toHaveLength(50);
  expect(Object.keys(ticket?.evidence ?? {})).toEqual(rows.map(({ accountId }) => accountId));
});

test('a text that is cut may name others, and says so', async () => {
  const stored = [named('north000', '700123', 'Hargreaves Travel'), named('north000', 'a2', 'Nordwind GmbH')];
  const cut = ticketTextOf(`${text}${'and so on '.repeat(3_000)}, and Nordwind GmbH`) ?? '';
  const answer = await findAmong(stored, cut);
  expect(answer.rows).toHaveLength(1);
  expect(answer).toMatchObject({ matches: { count: 1, isAll: false }, ticket: { isAll: false } });
});
