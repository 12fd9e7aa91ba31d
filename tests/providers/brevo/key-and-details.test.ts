import { describe, expect, test } from 'vitest';
import { brevo } from '../../../src/main/providers/brevo/index.ts';
import { noDetails } from '../../helpers/accounts.ts';
import { ask, asked, beyondDoubles, pathOf, reply } from '../../helpers/brevo-call.ts';
import { canaryKey, problemIn, valueIn } from '../../helpers/provider-call.ts';

describe('the key', () => {
  test('is checked with the smallest page; the master account suggests a label and an email', async () => {
    const { server, call } = await ask((request) =>
      reply(pathOf(request) === 'subAccount' ? 'sub-accounts' : 'master-account'),
    );
    expect(valueIn(await brevo.checkKey(call))).toEqual({
      accountTotal: 3,
      accountName: 'Example Agency',
      adminEmail: 'owner@agency.example',
    });
    expect(asked(server)).toEqual(['GET /v3/corporate/subAccount?offset=0&limit=1', 'GET /v3/corporate/masterAccount']);
    for (const { headers } of server.requests) {
      expect(headers).toMatchObject({ 'api-key': canaryKey, accept: 'application/json' });
      expect(headers.authorization).toBeUndefined();
    }
  });

  test('is good even if the master account cannot be read', async () => {
    const { call } = await ask((request) =>
      reply(pathOf(request) === 'subAccount' ? 'sub-accounts-empty' : 'error-403-permission'),
    );
    expect(valueIn(await brevo.checkKey(call))).toEqual({ accountTotal: 0 });
  });

  test('that is bad costs one request', async () => {
    const { server, call } = await ask(() => reply('error-401-key'));
    expect(problemIn(await brevo.checkKey(call))).toEqual({ kind: 'key-rejected' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('details', () => {
  const details = async (name: string) => {
    const { server, call } = await ask(() => reply(name));
    const result = await brevo.getDetails(call, beyondDoubles);
    expect(asked(server)).toEqual([`GET /v3/corporate/subAccount/${beyondDoubles}`]);
    return result;
  };

  test('are plan, credits, features, groups and email, as in the example', async () => {
    expect(valueIn(await details('sub-account'))).toEqual({
      state: null,
      email: 'someone@example.com',
      companyName: 'API-Sub-26thOct21-4',
      plan: 'paid',
      groups: ['My group 1'],
      credits: [
        { name: 'emails', remaining: 1955, quantity: 2000 },
        { name: 'sms', remaining: 1234, quantity: null },
      ],
      offerings: [
        { name: 'inbox', type: 'feature', quantity: 20 },
        { name: 'landingPage', type: 'feature', quantity: 25 },
        { name: 'users', type: 'feature', quantity: 30 },
      ],
    });
  });

  test('are the same at the specified level; without a limit there is no number', async () => {
    expect(valueIn(await details('sub-account-as-specified'))).toMatchObject({
      email: null,
      plan: 'free',
      credits: [
        { name: 'emails', remaining: null, quantity: null },
        { name: 'sms', remaining: 12.5, quantity: 100 },
        { name: 'wpSubscribers', remaining: null, quantity: 5 },
      ],
      offerings: [{ name: 'users', type: 'feature', quantity: 3 }],
    });
  });

  test('may all be missing', async () => {
    const { call } = await ask(() => ({ body: {} }));
    expect(valueIn(await brevo.getDetails(call, '1'))).toEqual(noDetails);
  });
});
