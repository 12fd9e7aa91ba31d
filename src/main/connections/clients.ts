import type { Connection } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Http, Urgency } from '../http/http.ts';
import type { Place, Provider, ProviderCall } from '../providers/provider.ts';

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
  place: (connection: Connection) => Promise<Place | undefined>;
  http: (connection: Connection) => Http;
  readKey: (connectionId: string) => Promise<Result<string | null>>;
}

/** Opens a conversation; the key is read from the keychain for it. */
export type Converse = (connectionId: string, urgency: Urgency, signal: AbortSignal) => Promise<Result<Conversation>>;

/** Returns connection-unknown, key-missing, or what the keychain answers. */
export const conversationsWith =
  (deps: ConversationDeps): Converse =>
  async (connectionId, urgency, signal) => {
    const connection = deps.connection(connectionId);
    const provider = connection && deps.provider(connection.provider);
    const place = connection && (await deps.place(connection));
    if (!connection || !provider || !place) return fail({ kind: 'connection-unknown' });
    const key = await deps.readKey(connectionId);
    if (!key.ok) return key;
    if (key.value === null) return fail({ kind: 'key-missing', connectionId, provider: provider.facts.shortName });
    return ok({
      connection,
      provider,
      call: { key: key.value, place, http: deps.http(connection), urgency, signal },
    });
  };
