/** A part of a sentence: plain words, or a customer's name or another fact that must stand out. */
export type Part = string | { fact: string };

export const fact = (text: string): Part => ({ fact: text });

const textOf = (part: Part): string => (typeof part === 'string' ? part : part.fact);

/** The sentence without emphasis, for screen readers. */
export const plainWords = (parts: readonly Part[]): string => parts.map(textOf).join('');

/** Added to the name of a customer who has namesakes on the screen. Null: none. */
export const idTailParts = (idTail: string | null): readonly Part[] => (idTail ? [' · id ', fact(`…${idTail}`)] : []);

/** Said of a copied link when the browser holds another customer’s session. Latchkey cannot see where it is opened. */
export const copyReplacesParts = (other: string): readonly Part[] => [
  '. Unless it is opened in a private window, it replaces ',
  fact(other),
  '’s session.',
];

/** With a full stop, so that a screen reader pauses before what follows. "Zanetti S.r.l." has one already. */
export const endedSentence = (words: string): string => (isEnded(words) ? words : `${words}.`);

/** `endedSentence` for parts. */
export const ended = (parts: readonly Part[]): readonly Part[] =>
  isEnded(plainWords(parts)) ? parts : [...parts, '.'];

const isEnded = (words: string): boolean => /[.!?]$/.test(words);

/** The parts with this one between them. */
export const joined = (groups: readonly (readonly Part[])[], between: string): Part[] =>
  groups.flatMap((group, at) => (at === 0 ? group : [between, ...group]));
