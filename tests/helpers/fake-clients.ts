import type { ProviderClients } from '../../src/main/connections/clients.ts';
import type { Http } from '../../src/main/http/types.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { ok } from '../../src/shared/result.ts';
import { connection as anyConnection } from './accounts.ts';

const silent: Http = { about: { provider: 'SendGrid' }, send: () => Promise.reject(new Error('nothing is sent here')) };

/** Clients with one connection, whose provider does what the test says. Nothing is sent. `opened` runs as the key is read. */
export function fakeClients(
  provider: Provider,
  connection: Connection = anyConnection(),
  opened: () => void = () => {},
): Pick<ProviderClients, 'find' | 'open'> {
  return {
    find: () => ({ connection, provider }),
    async open(_connectionId, priority, signal = new AbortController().signal) {
      // Like the real one, which looks for the endpoint first.
      await Promise.resolve();
      opened();
      const endpoint = { apiOrigin: 'http://127.0.0.1', linkOrigins: ['https://app.sendgrid.com'] };
      return ok({ connection, provider, call: { key: 'k', endpoint, http: silent, priority, signal } });
    },
  };
}
