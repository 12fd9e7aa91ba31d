import { vi } from 'vitest';
import type { AccountPage, LoginLink, ProviderCall } from '../../../src/main/providers/provider.ts';
import { providerOf, providers } from '../../../src/main/providers/registry.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { type Customer, connections, customers, listed } from './customers.ts';

/** Whose link was requested. `nth`: the how-manieth request it is. */
export interface Asked {
  accountId: string;
  nth: number;
}

/** A request for a login link that has no reply yet. */
interface AskedLink extends Asked {
  reply: (answer: Result<LoginLink>) => void;
}

export type ReplyKind = 'link' | 'down' | 'expired';

const keyStart = 'key of ';

/** What the keychain holds: each key names its connection. */
export const keys = (): Map<string, string> =>
  new Map(connections.map(({ connectionId }) => [connectionId, keyStart + connectionId]));

const connectionIdOf = ({ key }: ProviderCall): string => key.slice(keyStart.length);
/** The provider's short name, as its problems have it. */
const nameOf = (connectionId: string): string => {
  const provider = connections.find((one) => one.connectionId === connectionId)?.provider ?? '';
  return providerOf(provider)?.facts.shortName ?? '';
};

/**
 * The real adapters' places, taken by providers that reply when the test says so. Each login link names its owner.
 * `restore` gives the real adapters back.
 */
export class SimulatedProviders {
  readonly links: AskedLink[] = [];
  readonly lists: { connectionId: string; reply: (answer: Result<AccountPage>) => void }[] = [];
  /** Customers by connection, as the next list will have them. */
  readonly known = new Map<string, Customer[]>(
    connections.map(({ connectionId }) => [connectionId, customers.filter((one) => one.connectionId === connectionId)]),
  );
  #requests = 0;
  readonly #spies: { mockRestore: () => void }[] = [];

  constructor() {
    for (const provider of providers) {
      this.#spies.push(
        vi.spyOn(provider, 'listAccounts').mockImplementation((call) => this.#list(call)),
        vi
          .spyOn(provider, 'makeLoginLink')
          .mockImplementation((call, remoteId) => this.#ask(`${connectionIdOf(call)}/${remoteId}`)),
      );
      if (provider.makeAdminConsoleLink) {
        const ask = (call: ProviderCall) => this.#ask(`${connectionIdOf(call)}/admin-console`);
        this.#spies.push(vi.spyOn(provider, 'makeAdminConsoleLink').mockImplementation(ask));
      }
      if (provider.getProfile) {
        const profile = async (call: ProviderCall, remoteId: string) => {
          const own = this.known.get(connectionIdOf(call))?.find((one) => one.remoteId === remoteId);
          return own ? ok({ name: own.name, email: own.email, domain: '' }) : fail(this.#problem(call, 'account-gone'));
        };
        this.#spies.push(vi.spyOn(provider, 'getProfile').mockImplementation(profile));
      }
    }
  }

  restore(): void {
    for (const spy of this.#spies) spy.mockRestore();
  }

  /** Replies to the request at `at`. Returns whose link was asked for. */
  replyLink(at: number, kind: ReplyKind): string {
    const [asked] = this.links.splice(at, 1);
    if (!asked) throw new Error('no provider is asked for a link');
    const connectionId = asked.accountId.split('/')[0] ?? '';
    const about = { connectionId, provider: nameOf(connectionId) };
    if (kind === 'down') asked.reply(fail({ kind: 'provider-down', status: 503, ...about }));
    else asked.reply(ok(this.#link(asked.accountId, kind === 'link' ? 60_000 : -1_000)));
    return asked.accountId;
  }

  /** Replies to the oldest request for a list. Returns the connection's id. */
  replyList(): string {
    const asked = this.lists.shift();
    if (!asked) throw new Error('no provider is asked for its list');
    asked.reply(ok(this.#page(asked.connectionId)));
    return asked.connectionId;
  }

  #page(connectionId: string): AccountPage {
    const accounts = (this.known.get(connectionId) ?? []).map(listed);
    return { accounts, next: null, total: accounts.length };
  }

  #list(call: ProviderCall): Promise<Result<AccountPage>> {
    const connectionId = connectionIdOf(call);
    return this.#until(call, (reply) => this.lists.push({ connectionId, reply }));
  }

  #ask(accountId: string): Promise<Result<LoginLink>> {
    // A provider that has begun to make a link finishes it, even if the log-in was called off.
    return new Promise((reply) => this.links.push({ accountId, nth: ++this.#requests, reply }));
  }

  #until<T>(call: ProviderCall, wait: (reply: (answer: Result<T>) => void) => void): Promise<Result<T>> {
    return new Promise((done) => {
      wait(done);
      call.signal.addEventListener('abort', () => done(fail({ kind: 'sync-cancelled' })), { once: true });
    });
  }

  #link(accountId: string, lifetimeMs: number): LoginLink {
    const brevo = accountId.startsWith('brevo');
    const origin = brevo ? 'https://account-app.brevo.com' : 'https://app.sendgrid.com';
    const url = `${origin}/login?customer=${encodeURIComponent(accountId)}`;
    return { url, expiresAt: new Date(Date.now() + lifetimeMs).toISOString() };
  }

  #problem(call: ProviderCall, kind: 'account-gone') {
    return { kind, connectionId: connectionIdOf(call), provider: nameOf(connectionIdOf(call)) };
  }
}

/** The customer whose login link this is. */
export const ownerOf = (url: string): string => new URL(url).searchParams.get('customer') ?? '';
