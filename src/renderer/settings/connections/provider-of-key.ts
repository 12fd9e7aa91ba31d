import type { ProviderFacts } from '../../../shared/provider-facts.ts';

/** Shorter beginnings than this are no mark of a provider. */
const shortestPrefix = 3;

/** The provider whose keys begin as this text does, by the prefix that its placeholder shows (`SG.…`). */
export function providerOfKey(key: string, providers: readonly ProviderFacts[]): ProviderFacts | undefined {
  const text = key.trim();
  return providers.find((facts) => {
    const [prefix = '', ...rest] = facts.key.placeholder.split('…');
    return rest.length > 0 && prefix.length >= shortestPrefix && text.startsWith(prefix);
  });
}
