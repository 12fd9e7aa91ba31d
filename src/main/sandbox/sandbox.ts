import type { PretendProvider } from '../providers/pretend-provider.ts';
import { loadPretendProviders } from '../providers/registry.ts';
import type { BadDay } from './bad-day.ts';
import { CustomerList } from './customer-list.ts';
import type { Listener } from './listener.ts';
import { type SandboxCounts, startPretendServer } from './pretend-server.ts';
import { sampleCustomers } from './sample-customers.ts';

/** Records are by provider; a provider that is not in one gets the default. */
export interface SandboxOptions {
  /** 5,000 by default; a million costs no more. */
  accountsPerProvider?: number | undefined;
  /**
   * How many customers each provider with a second region has there, at least one. The last customer of the first region has moved
   * there: both lists have it, and only the second region logs in to it. Absent: all regions are one.
   */
  accountsInSecondRegion?: number | undefined;
  /** Delays every reply of the APIs. */
  replyDelayMs?: number | undefined;
  /** From the start. By default none. */
  badDays?: Readonly<Record<string, BadDay>>;
  /** How long these last. By default until the sandbox ends. */
  badDaySeconds?: number | undefined;
  /** Of each endpoint. Null: requests are neither counted nor limited. By default plenty. */
  requestsPerHour?: Readonly<Record<string, number | null>>;
  /** Of all login links. By default each provider's own. */
  linkLifetimeSeconds?: number | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** The first provider's; other regions and providers get the ones after it. By default the system chooses. */
  port?: number | undefined;
  keys?: Readonly<Record<string, string>>;
}

/** One pretend provider. */
export interface SandboxProvider {
  /** `ProviderFacts.provider`. */
  provider: string;
  /** `ProviderFacts.shortName`. */
  name: string;
  /** Of its first region. */
  origin: string;
  /** By `ProviderFacts.regions`; the same for all of them unless two are played. */
  origins: Readonly<Record<string, string>>;
  /** The key that it accepts from the start, in every region. */
  key: string;
  /** Keys with something wrong with them, by what is wrong. */
  troubledKeys: Readonly<Record<string, string>>;
}

/** Pretend providers on this machine. Everything is in memory; the keys are the same after every start. */
export interface Sandbox {
  /** In the order of the registry. */
  providers: readonly SandboxProvider[];
  counts(): Readonly<SandboxCounts>;
  /** The provider refuses every key but this one from now on, as after a user revoked a key there. */
  acceptOnly(provider: string, key: string): void;
  /** From now on, and for so many seconds if given, this is wrong with the provider's API; null: it is as documented again. */
  haveBadDay(provider: string, day: BadDay | null, seconds?: number): void;
  /** Cancels pending requests. */
  close(): Promise<void>;
}

/** More than join on any bad day. */
const mostJoining = 1_000_000;

/** Starts a pretend provider of each kind on 127.0.0.1. Rejects only if a given port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { accountsPerProvider = 5_000, accountsInSecondRegion = 0, now = Date.now } = options;
  const counts: SandboxCounts = { requests: 0, logInRequests: 0, logIns: 0 };
  const providers: SandboxProvider[] = [];
  const listeners: Listener[] = [];
  const accepted = new Map<string, string>();
  const bad = new Map<string, { day: BadDay; until: number }>();
  const haveBadDay = (provider: string, day: BadDay | null, seconds = Number.POSITIVE_INFINITY): void => {
    if (day === null) bad.delete(provider);
    else bad.set(provider, { day, until: now() + seconds * 1000 });
  };
  const badDayOf = (provider: string): BadDay | null => {
    const found = bad.get(provider);
    return found && now() < found.until ? found.day : null;
  };
  for (const [provider, day] of Object.entries(options.badDays ?? {})) haveBadDay(provider, day, options.badDaySeconds);
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()));
  };
  try {
    for (const { facts, pretend } of await loadPretendProviders()) {
      const { provider, regions, shortName: name } = facts;
      const key = options.keys?.[provider] ?? pretend.key;
      accepted.set(provider, key);
      const limit = options.requestsPerHour?.[provider];
      const lists = listsOf(pretend, accountsPerProvider, regions.length > 1 ? accountsInSecondRegion : 0);
      const origins: string[] = [];
      for (const { customers, isElsewhere } of lists) {
        const listener = await startPretendServer({
          pretend,
          name,
          key: () => accepted.get(provider) ?? key,
          port: options.port ? options.port + listeners.length : 0,
          customers,
          isElsewhere,
          badDay: () => badDayOf(provider),
          requestsPerHour: limit === undefined ? pretend.requestsPerHour : limit,
          linkLifetimeSeconds: options.linkLifetimeSeconds ?? pretend.linkLifetimeSeconds,
          replyDelayMs: options.replyDelayMs ?? 0,
          now,
          counts,
        });
        listeners.push(listener);
        origins.push(listener.origin);
      }
      const [origin = ''] = origins;
      providers.push({
        provider,
        name,
        origin,
        origins: Object.fromEntries(regions.map(({ id }, index) => [id, origins[index] ?? origin])),
        key,
        troubledKeys: pretend.troubledKeys,
      });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    providers,
    counts: () => ({ ...counts }),
    acceptOnly: (provider, key) => void accepted.set(provider, key),
    haveBadDay,
    close,
  };
}

interface RegionList {
  customers: CustomerList;
  isElsewhere: (id: string) => boolean;
}

/** The customers of each region that is played. */
function listsOf({ samples }: PretendProvider, first: number, second: number): RegionList[] {
  const count = first + Math.max(0, second - 1);
  const all = sampleCustomers(samples, count, 2 * mostJoining);
  const global = new CustomerList(all, { from: 0, to: first, newFrom: count });
  if (second === 0) return [{ customers: global, isElsewhere: () => false }];
  const other = new CustomerList(all, { from: first - 1, to: count, newFrom: count + mostJoining });
  return [
    { customers: global, isElsewhere: (id) => other.indexOf(id) >= 0 },
    { customers: other, isElsewhere: (id) => other.indexOf(id) < 0 && global.indexOf(id) >= 0 },
  ];
}
