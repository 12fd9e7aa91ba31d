import type { Endpoint } from '../providers/provider.ts';
import type { SandboxOptions } from '../sandbox/sandbox.ts';

/** What environment variables may change while developing and in tests. */
export interface Overrides {
  /** Provider -> endpoint to use instead of its own. */
  endpoints: Readonly<Record<string, Endpoint>>;
  sandbox: SandboxOptions;
}

/** SECURITY: a packaged program ignores them, so that an environment variable cannot divert keys. */
export function overridesFrom(environment: NodeJS.ProcessEnv, packaged: boolean): Overrides {
  if (packaged) return { endpoints: {}, sandbox: {} };
  const origins: Record<string, string> = JSON.parse(environment['LATCHKEY_ORIGINS'] ?? '{}');
  const endpoints = Object.entries(origins).map(([provider, origin]) => [
    provider,
    { apiOrigin: origin, linkOrigins: [origin] },
  ]);
  return { endpoints: Object.fromEntries(endpoints), sandbox: JSON.parse(environment['LATCHKEY_SANDBOX'] ?? '{}') };
}
