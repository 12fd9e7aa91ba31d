import type { ProviderFacts } from './provider-facts.ts';

type WithKeys = Pick<ProviderFacts, 'provider' | 'shortName' | 'key'>;

/** What a text is, by how it begins. */
export interface KindOfKey<Facts extends WithKeys = ProviderFacts> {
  facts: Facts;
  /** With its article, e.g. `an SMTP key`; null for the key that Latchkey needs. */
  other: string | null;
}

/** Null if nothing is known about keys that begin like this. */
export function kindOfKey<Facts extends WithKeys>(key: string, providers: readonly Facts[]): KindOfKey<Facts> | null {
  for (const facts of providers) {
    const { beginsWith, others } = facts.key;
    if (beginsWith !== '' && key.startsWith(beginsWith)) return { facts, other: null };
    const other = others.find((each) => key.startsWith(each.beginsWith));
    if (other) return { facts, other: other.name };
  }
  return null;
}

/** Fonts do not draw them: byte order marks, soft hyphens, joiners. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
/** Stands around keys in files, commands and chats, and in no key. */
const aroundKeys = /[\s\p{Quotation_Mark}\p{Ps}\p{Pe}`´=＝:：,，;；<>|\\*]+/u;
const endOfSentence = /[.!?…]+$/;

const wordsOf = (text: string): string[] => text.split(aroundKeys).filter((word) => word !== '');

const isKeyOf =
  (providers: readonly WithKeys[]) =>
  (word: string): boolean =>
    kindOfKey(word, providers) !== null;

/**
 * The key in a text that was copied with what stood around it: quotes, `NAME=`, `export NAME=`, `api-key:`, `Authorization:
 * Bearer`, a comma, a line end. Only the last word can be the key, and only if it begins like a key and no other word does: if in
 * doubt, all of the text is returned, and the check of the key refuses it.
 */
export function readPastedKey(pasted: string, providers: readonly WithKeys[]): string {
  const text = pasted.replace(invisible, '').trim();
  const words = wordsOf(text);
  const last = words.pop()?.replace(endOfSentence, '') ?? '';
  const isKey = isKeyOf(providers);
  return isKey(last) && !words.some(isKey) ? last : text;
}

/** The second key may be another company's. */
export const holdsSeveralKeys = (text: string, providers: readonly WithKeys[]): boolean =>
  wordsOf(text).filter(isKeyOf(providers)).length > 1;
