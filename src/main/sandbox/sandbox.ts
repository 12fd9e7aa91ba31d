import { loadPretendProviders } from '../providers/registry.ts';
import type { Listener } from './listener.ts';
import { type SandboxCounts, startPretendServer } from './pretend-server.ts';

/** Records are by provider; a provider that is not in one gets the default. */
export interface SandboxOptions {
  /** 5,000 by default; a million costs no more. */
  accountsPerProvider?: number;
  /** Delays every reply of the APIs. */
  replyDelayMs?: number;
  /** Null: requests are neither counted nor limited. By default plenty. */
  requestsPerHour?: Readonly<Record<string, number | null>>;
  /** Of all login links. By default each provider's own. */
  linkLifetimeSeconds?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** The first provider's; the others get the ones after it. By default the system chooses. */
  port?: number;
  keys?: Readonly<Record<string, string>>;
}

/** One pretend provider. */
export interface SandboxProvider {
  /** `ProviderFacts.provider`. */
  provider: string;
  /** `ProviderFacts.shortName`. */
  name: string;
  origin: string;
  /** The key that it accepts from the start. */
  key: string;
}

/** Pretend providers on this machine. Everything is in memory; the keys are the same after every start. */
export interface Sandbox {
  /** In the order of the registry. */
  providers: readonly SandboxProvider[];
  counts(): Readonly<SandboxCounts>;
  /** The provider refuses every key but this one from now on, as after a user revoked a key there. */
  acceptOnly(provider: string, key: string): void;
  /** Cancels pending requests. */
  close(): Promise<void>;
}

/** Starts a pretend provider of each kind on 127.0.0.1. Rejects only if a given port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const counts: SandboxCounts = { requests: 0, logInRequests: 0, logIns: 0 };
  const providers: SandboxProvider[] = [];
  const listeners: Listener[] = [];
  const accepted = new Map<string, string>();
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()));
  };
  try {
    for (const { facts, pretend } of await loadPretendProviders()) {
      const { provider, shortName: name } = facts;
      const key = options.keys?.[provider] ?? pretend.key;
      accepted.set(provider, key);
      const limit = options.requestsPerHour?.[provider];
      const listener = await startPretendServer({
        pretend,
        name,
        key: () => accepted.get(provider) ?? key,
        port: options.port ? options.port + listeners.length : 0,
        accounts: options.accountsPerProvider ?? 5_000,
        requestsPerHour: limit === undefined ? pretend.requestsPerHour : limit,
        linkLifetimeSeconds: options.linkLifetimeSeconds ?? pretend.linkLifetimeSeconds,
        replyDelayMs: options.replyDelayMs ?? 0,
        now: options.now ?? Date.now,
        counts,
      });
      listeners.push(listener);
      providers.push({ provider, name, origin: listener.origin, key });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    providers,
    counts: () => ({ ...counts }),
    acceptOnly: (provider, key) => void accepted.set(provider, key),
    close,
  };
}
