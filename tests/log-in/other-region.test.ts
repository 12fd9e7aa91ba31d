import { expect, test } from 'vitest';
import { obtainLoginLink } from '../../src/main/log-in/obtain-login-link.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { fail } from '../../src/shared/result.ts';
import { account, connection } from '../helpers/accounts.ts';
import { fakeClients } from '../helpers/fake-clients.ts';
import { wish } from '../helpers/wanted.ts';

const request = wish(account(), { chosen: 'row' });

async function logInElsewhere(change: Partial<ReturnType<typeof connection>>) {
  const provider: Provider = {
    ...(providerOf('sendgrid') as Provider),
    makeLoginLink: async () =>
      fail({ kind: 'wrong-region', provider: 'SendGrid', connectionId: connection().connectionId }),
  };
  const ofConnection = connection(change);
  const opening = fakeClients(provider, ofConnection).open(ofConnection.connectionId, 'log-in');
  const wanted = { account: account(), connection: ofConnection, provider, request, opensIn: 'browser' } as const;
  return obtainLoginLink({ health: { noteOutcome: () => {} }, now: Date.now }, wanted, opening);
}

test.each([
  ['global', 'European Union'],
  ['eu', 'Global'],
])('one account in another region than %s offers that one for it', async (region, otherRegion) => {
  expect(await logInElsewhere({ region })).toMatchObject({ problem: { kind: 'wrong-region', otherRegion } });
});

test('sample customers have one region', async () => {
  const outcome = await logInElsewhere({ sandbox: true });
  expect(outcome).toEqual(
    fail({ kind: 'wrong-region', provider: 'SendGrid', connectionId: connection().connectionId }),
  );
});
