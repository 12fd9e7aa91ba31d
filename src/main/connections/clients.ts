import type { Connection } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Http, Priority } from '../http/types.ts';
import type { Endpoint, Provider, ProviderCall } from '../providers/provider.ts';

/** A provider, a connection to it, and what is needed to ask it something now. Kept no longer than one piece of work. */
export interface Conversation {
  connection: Connection;
  provider: Provider;
  call: ProviderCall;
}

export interface ConversationDeps {
  connection: (connectionId: string) => Connection | undefined;
  provider: (provider: string) => Provider | undefined;
  /** The region's place, or the sandbox's, or an override while developing. */
  endpoint: (connection: Connection) => Promise<Endpoint | undefined>;
  http: (connection: Connection) => Http;
  readKey: (connectionId: string) => Promise<Result<string | null>>;
}

/** Opens a conversation; the key is read from the keychain for it. */
export type Converse = (connectionId: string, priority: Priority, signal: AbortSignal) => Promise<Result<Conversation>>;

/** Returns connection-unknown, key-missing, or what the keychain answers. */
export const conversationsWith =
  (deps: ConversationDeps): Converse =>
  async (connectionId, priority, signal) => {
    const connection = deps.connection(connectionId);
    const provider = connection && deps.provider(connection.provider);
    const endpoint = connection && (await deps.endpoint(connection));
    if (!connection || !provider || !endpoint) return fail({ kind: 'connection-unknown' });
    const key = await deps.readKey(connectionId);
    if (!key.ok) return key;
    if (key.value === null) return fail({ kind: 'key-missing', connectionId, provider: provider.facts.shortName });
    return ok({
      connection,
      provider,
      call: { key: key.value, endpoint, http: deps.http(connection), priority, signal },
    });
  };
