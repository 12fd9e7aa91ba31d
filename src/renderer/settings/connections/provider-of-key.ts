import type { ProviderFacts } from '../../../shared/provider-facts.ts';

/** Shorter prefixes do not identify a provider. */
const shortestPrefix = 3;

/** The provider whose keys begin like this text, according to the prefix in its placeholder (`SG.…`). */
export function providerOfKey(key: string, providers: readonly ProviderFacts[]): ProviderFacts | undefined {
  const text = key.trim();
  return providers.find((facts) => {
    const [prefix = '', ...rest] = facts.key.placeholder.split('…');
    return rest.length > 0 && prefix.length >= shortestPrefix && text.startsWith(prefix);
  });
}
