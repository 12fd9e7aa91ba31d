import { expect, test } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { get, programAt, untilHealth } from '../helpers/program-at-scale.ts';
import { customersOf } from '../helpers/sandbox-provider.ts';

test('the email among the details of a Brevo customer is found afterwards, also after a restart', async () => {
  const { launch, quit, desktop, connectionId } = await programAt('brevo', { accountsPerProvider: 30 });
  await untilHealth(desktop, connectionId, { status: 'idle', accountCount: 30 });
  const rowsOf = async (program: typeof desktop, text: string) =>
    (await get(program, 'searchAccounts', { text, typed: false })).rows;
  const { id, email } = (await customersOf('brevo', 30)).at(3);
  expect(await rowsOf(desktop, email)).toEqual([]);
  await get(desktop, 'getAccountDetails', { accountId: `${connectionId}/${id}` });
  expect(await rowsOf(desktop, email)).toMatchObject([{ remoteId: id, email }]);
  await get(desktop, 'syncAccounts', { connectionId });
  await quit();
  const again = await launch();
  await eventually(async () => expect(await rowsOf(again, email)).toMatchObject([{ remoteId: id, email }]));
});
