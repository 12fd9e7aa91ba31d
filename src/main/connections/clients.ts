import type { Connection } from '../../shared/connection.ts';
import { holdsSeveralKeys, kindOfKey } from '../../shared/pasted-key.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Http, Priority } from '../http/types.ts';
import { whyMalformed } from '../lib/malformed-key.ts';
import type { Endpoint, KeyFacts, Provider, ProviderCall } from '../providers/provider.ts';
import type { providerOf, providers } from '../providers/registry.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Samples } from './samples.ts';

/** A connection and the provider it belongs to. */
export interface KnownConnection {
  connection: Connection;
  provider: Provider;
}

/** What one piece of work needs to talk to a provider. Holds the key: keep it no longer than that work. */
export interface ProviderClient extends KnownConnection {
  call: ProviderCall;
}

export interface ProviderClientsDeps {
  settings: Pick<SettingsFile, 'connection'>;
  keychain: Pick<Keychain, 'read'>;
  samples: Pick<Samples, 'endpoint' | 'key'>;
  providers: typeof providers;
  providerOf: typeof providerOf;
  /** Provider -> region -> endpoint to use instead of all of its own. Empty in a packaged program. */
  endpointOverrides: Readonly<Record<string, Provider['endpoints']>>;
  /** A new HTTP client with a rate budget of its own. */
  openHttp: (connection: Connection, provider: Provider) => Http;
  /** Aborts when the program ends. */
  ending: AbortSignal;
}

/** Talks to the providers of all connections. Each connection has one HTTP client: a rate budget belongs to a key. */
export class ProviderClients {
  readonly #deps: ProviderClientsDeps;
  readonly #https = new Map<string, Http>();

  constructor(deps: ProviderClientsDeps) {
    this.#deps = deps;
  }

  /** Null if the connection or its provider is unknown. */
  find(connectionId: string): KnownConnection | null {
    const connection = this.#deps.settings.connection(connectionId);
    const provider = connection && this.#deps.providerOf(connection.provider);
    return provider ? { connection, provider } : null;
  }

  /**
   * Reads the key from the keychain; that of sample customers is not there. Without a signal, requests are cancelled when the program ends. Returns
   * connection-unknown, key-missing, and the keychain's problems.
   */
  async open(
    connectionId: string,
    priority: Priority,
    signal: AbortSignal = this.#deps.ending,
  ): Promise<Result<ProviderClient>> {
    const known = this.find(connectionId);
    const endpoint = known && (await this.#endpointOf(known));
    if (!known || !endpoint) return fail({ kind: 'connection-unknown' });
    const key = await this.#keyOf(known.connection);
    if (!key.ok) return key;
    if (key.value === null) {
      return fail({ kind: 'key-missing', connectionId, provider: known.provider.facts.shortName });
    }
    return ok({ ...known, call: { key: key.value, endpoint, http: this.#httpOf(known), priority, signal } });
  }

  /**
   * Asks the provider whether a key is good. Keeps nothing, neither the key nor its rate budget. Returns
   * connection-unknown, key-not-of-provider and the problems of `Provider.checkKey`.
   */
  async tryKey(connection: Connection, key: string): Promise<Result<KeyFacts>> {
    const provider = this.#deps.providerOf(connection.provider);
    const endpoint = provider && (await this.#endpointOf({ connection, provider }));
    if (!provider || !endpoint) return fail({ kind: 'connection-unknown' });
    const foreign = this.#foreignKey(key, provider.facts);
    if (foreign) return fail(foreign);
    const http = this.#deps.openHttp(connection, provider);
    return provider.checkKey({ key, endpoint, http, priority: 'foreground', signal: this.#deps.ending });
  }

  /** The accounts on the first page of a key's list. Keeps nothing. Returns the problems of `Provider.listAccounts`. */
  async tryList(connection: Connection, key: string): Promise<Result<readonly string[]>> {
    const provider = this.#deps.providerOf(connection.provider);
    const endpoint = provider && (await this.#endpointOf({ connection, provider }));
    if (!provider || !endpoint) return fail({ kind: 'connection-unknown' });
    const http = this.#deps.openHttp(connection, provider);
    const call: ProviderCall = { key, endpoint, http, priority: 'foreground', signal: this.#deps.ending };
    const page = await provider.listAccounts(call, null);
    return page.ok ? ok(page.value.accounts.map(({ remoteId }) => remoteId)) : page;
  }

  /** Whether the provider says anything of this account to a key. Keeps nothing. */
  async tryAccount(connection: Connection, key: string, remoteId: string): Promise<boolean> {
    const provider = this.#deps.providerOf(connection.provider);
    const endpoint = provider && (await this.#endpointOf({ connection, provider }));
    if (!provider || !endpoint) return false;
    const http = this.#deps.openHttp(connection, provider);
    const call: ProviderCall = { key, endpoint, http, priority: 'foreground', signal: this.#deps.ending };
    const details = await provider.getDetails(call, remoteId);
    return details.ok && Object.values(details.value).some((fact) => fact !== null && fact.length > 0);
  }

  /** The provider's page that a log-in at this connection leads to; null if the connection is unknown. */
  async startPage(connectionId: string): Promise<string | null> {
    const known = this.find(connectionId);
    const endpoint = known && (await this.#endpointOf(known));
    const [origin] = endpoint?.linkOrigins ?? [];
    return origin === undefined ? null : `${origin}/`;
  }

  /** Drops the HTTP client: the connection is gone, or has another key and so another rate budget. */
  forget(connectionId: string): void {
    this.#https.delete(connectionId);
  }

  async #endpointOf({ connection, provider }: KnownConnection): Promise<Endpoint | undefined> {
    const { samples, endpointOverrides } = this.#deps;
    if (connection.sandbox) return samples.endpoint(connection.provider);
    return (endpointOverrides[connection.provider] ?? provider.endpoints)[connection.region];
  }

  async #keyOf({ connectionId, provider, sandbox }: Connection): Promise<Result<string | null>> {
    return sandbox ? ok(await this.#deps.samples.key(provider)) : this.#deps.keychain.read(connectionId);
  }

  #httpOf({ connection, provider }: KnownConnection): Http {
    const http = this.#https.get(connection.connectionId) ?? this.#deps.openHttp(connection, provider);
    this.#https.set(connection.connectionId, http);
    return http;
  }

  /**
   * SECURITY: no provider receives what is not a key of its own: another company's key, alone or glued to one of its own, or a
   * password on the clipboard. What no provider could take for a key is left to the check of the key, which says so.
   */
  #foreignKey(key: string, facts: ProviderFacts): Problem | null {
    const { shortName: provider, key: ownKey } = facts;
    const all = this.#deps.providers.map((each) => each.facts);
    if (holdsSeveralKeys(key, all)) return { kind: 'key-malformed', why: 'several', provider };
    if (ownKey.beginsWith === '' || whyMalformed(key)) return null;
    const kind = kindOfKey(key, [facts]);
    if (kind?.other === null) return null;
    return { kind: 'key-not-of-provider', provider, beginsWith: ownKey.beginsWith, other: kind?.other ?? null };
  }
}
