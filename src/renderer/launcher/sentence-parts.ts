/** A part of a sentence: plain words, or a customer's name or another fact that must stand out. */
export type Part = string | { fact: string };

export const fact = (text: string): Part => ({ fact: text });

const textOf = (part: Part): string => (typeof part === 'string' ? part : part.fact);

/** The sentence without emphasis, for screen readers. */
export const plainWords = (parts: readonly Part[]): string => parts.map(textOf).join('');

/** With a full stop, so that a screen reader pauses before what follows. */
export const endedSentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);

/** The parts with this one between them. */
export const joined = (groups: readonly (readonly Part[])[], between: string): Part[] =>
  groups.flatMap((group, at) => (at === 0 ? group : [between, ...group]));
