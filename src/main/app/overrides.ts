import type { Place } from '../providers/provider.ts';
import type { SandboxOptions } from '../sandbox/sandbox.ts';

/** What may be bent while developing and in tests, by environment. */
export interface Overrides {
  /** Provider -> where it is taken to be instead. */
  places: Readonly<Record<string, Place>>;
  sandbox: SandboxOptions;
}

/** SECURITY: a packaged program ignores all of it: whoever sets an environment must not be able to divert keys. */
export function overridesFrom(environment: NodeJS.ProcessEnv, packaged: boolean): Overrides {
  if (packaged) return { places: {}, sandbox: {} };
  const origins: Record<string, string> = JSON.parse(environment['LATCHKEY_ORIGINS'] ?? '{}');
  const places = Object.entries(origins).map(([provider, origin]) => [
    provider,
    { apiOrigin: origin, linkOrigins: [origin] },
  ]);
  return { places: Object.fromEntries(places), sandbox: JSON.parse(environment['LATCHKEY_SANDBOX'] ?? '{}') };
}
