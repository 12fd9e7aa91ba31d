import type { Endpoint } from '../providers/provider.ts';
import type { SandboxOptions } from '../sandbox/sandbox.ts';

/** What may be bent while developing and in tests, by environment. */
export interface Overrides {
  /** Provider -> where it is taken to be instead. */
  endpoints: Readonly<Record<string, Endpoint>>;
  sandbox: SandboxOptions;
}

/** SECURITY: a packaged program ignores all of it: whoever sets an environment must not be able to divert keys. */
export function overridesFrom(environment: NodeJS.ProcessEnv, packaged: boolean): Overrides {
  if (packaged) return { endpoints: {}, sandbox: {} };
  const origins: Record<string, string> = JSON.parse(environment['LATCHKEY_ORIGINS'] ?? '{}');
  const endpoints = Object.entries(origins).map(([provider, origin]) => [
    provider,
    { apiOrigin: origin, linkOrigins: [origin] },
  ]);
  return { endpoints: Object.fromEntries(endpoints), sandbox: JSON.parse(environment['LATCHKEY_SANDBOX'] ?? '{}') };
}
