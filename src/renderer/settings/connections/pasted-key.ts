import { holdsSeveralKeys, type KindOfKey, kindOfKey, readPastedKey } from '../../../shared/pasted-key.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';

/** What the text in a key's field is, with whatever was copied along with it. Null for two keys: main refuses them. */
export const kindIn = (text: string, providers: readonly ProviderFacts[]): KindOfKey | null =>
  holdsSeveralKeys(text, providers) ? null : kindOfKey(readPastedKey(text, providers), providers);

/**
 * Selects a key that was not taken: the next one that is pasted takes its place, and is not glued to it. A text that was changed
 * while the key was checked stays as it is.
 */
export function selectForNext(input: HTMLInputElement, key: string): void {
  input.focus();
  if (input.value === key) input.select();
}

export const whatIs = ({ facts, other }: KindOfKey): string =>
  other === null ? `This is a ${facts.shortName} key` : `This is ${other} of ${facts.shortName}`;

/** Beside the field of a key: there is none yet to replace, or the button below replaces it. */
export const stepNamesAtKey = { 'replace-key': 'Paste another key' } as const;
