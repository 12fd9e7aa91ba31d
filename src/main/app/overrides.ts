import type { Endpoint } from '../providers/provider.ts';
import { providerOf } from '../providers/registry.ts';
import type { SandboxOptions } from '../sandbox/sandbox.ts';

/** What environment variables may change while developing and in tests. */
export interface Overrides {
  /** Provider -> region -> endpoint to use instead of its own. */
  endpoints: Readonly<Record<string, Readonly<Record<string, Endpoint>>>>;
  sandbox: SandboxOptions;
}

/** SECURITY: a packaged program ignores them, so that an environment variable cannot divert keys. */
export function overridesFrom(environment: NodeJS.ProcessEnv, packaged: boolean): Overrides {
  if (packaged) return { endpoints: {}, sandbox: {} };
  const origins: Record<string, string | Record<string, string>> = JSON.parse(environment['LATCHKEY_ORIGINS'] ?? '{}');
  const endpoints = Object.entries(origins).map(([provider, of]) => {
    const regions = providerOf(provider)?.facts.regions ?? [];
    // One origin is that of every region.
    const byRegion = typeof of === 'string' ? Object.fromEntries(regions.map(({ id }) => [id, of])) : of;
    return [provider, Object.fromEntries(Object.entries(byRegion).map(([region, origin]) => [region, at(origin)]))];
  });
  return { endpoints: Object.fromEntries(endpoints), sandbox: JSON.parse(environment['LATCHKEY_SANDBOX'] ?? '{}') };
}

const at = (origin: string): Endpoint => ({ apiOrigin: origin, linkOrigins: [origin] });
