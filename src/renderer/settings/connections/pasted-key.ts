import { type KindOfKey, kindOfKey, readPastedKey } from '../../../shared/pasted-key.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';

/** What the text in a key's field is, with whatever was copied along with it. */
export const kindIn = (text: string, providers: readonly ProviderFacts[]): KindOfKey | null =>
  kindOfKey(readPastedKey(text, providers), providers);

export const whatIs = ({ facts, other }: KindOfKey): string =>
  other === null ? `This is a ${facts.shortName} key` : `This is ${other} of ${facts.shortName}`;
