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

/**
 * The key in a text that was copied with what stood around it: quotes, `NAME=`, `export NAME=`, `api-key:`, `Authorization:
 * Bearer`, a comma, a line end. Only the last word can be the key, and only if it begins like a key and there is no other key: if in
 * doubt, all of the text is returned, and the check of the key refuses it.
 */
export function readPastedKey(pasted: string, providers: readonly WithKeys[]): string {
  const text = pasted.replace(invisible, '').trim();
  const words = wordsOf(text);
  const last = words.pop()?.replace(endOfSentence, '') ?? '';
  return kindOfKey(last, providers) && !holdsSeveralKeys(text, providers) ? last : text;
}

/**
 * Whether a text has the beginnings of two keys or more, also inside a word: a key that is pasted behind another one is glued
 * to it. SECURITY: the second key may be another company's.
 */
export const holdsSeveralKeys = (text: string, providers: readonly WithKeys[]): boolean =>
  wordsOf(text.replace(invisible, '')).reduce((count, word) => count + keysIn(word, providers), 0) > 1;

function keysIn(word: string, providers: readonly WithKeys[]): number {
  let count = 0;
  for (const { key } of providers) {
    const { beginsWith, wholeKey } = key;
    const isWhole = wholeKey !== null && new RegExp(wholeKey).test(word);
    count += isWhole ? 1 : timesOf(beginsWith, word);
    for (const other of key.others) count += timesOf(other.beginsWith, word);
  }
  return count;
}

/** A beginning at the end of a word begins nothing. */
function timesOf(beginning: string, word: string): number {
  return beginning === '' ? 0 : word.replace(endOfSentence, '').split(beginning).length - 1;
}
