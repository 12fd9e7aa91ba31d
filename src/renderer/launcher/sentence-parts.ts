/** A part of a sentence: plain words, or a customer's name or another fact that must stand out. */
export type Part = string | { fact: string };

export const fact = (text: string): Part => ({ fact: text });

const textOf = (part: Part): string => (typeof part === 'string' ? part : part.fact);

/** The sentence without emphasis, for screen readers. */
export const plainWords = (parts: readonly Part[]): string => parts.map(textOf).join('');

/** In code points. One very long name must not push the fact that differs out of the bar. */
const longestFact = 40;
const endLength = 16;

/** A long fact in two: the middle may be cut out, because names that differ often differ at their ends. Null: a short one. */
export function splitLong(text: string): { beginning: string; end: string } | null {
  const points = [...text];
  if (points.length <= longestFact) return null;
  return { beginning: points.slice(0, -endLength).join(''), end: points.slice(-endLength).join('') };
}

/** With a full stop, so that a screen reader pauses before what follows. */
export const endedSentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);

/** The parts with this one between them. */
export const joined = (groups: readonly (readonly Part[])[], between: string): Part[] =>
  groups.flatMap((group, at) => (at === 0 ? group : [between, ...group]));
