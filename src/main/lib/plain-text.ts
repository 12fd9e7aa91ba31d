/** Control characters, line separators, byte order marks, and the marks that turn the reading direction around. */
const unwanted = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu;
const unwantedSomewhere = new RegExp(unwanted.source, 'u');

/**
 * One line of at most `longest` UTF-16 units. SECURITY: customers choose their names themselves; none may fill the screen,
 * or show another name than it has by turning letters around.
 */
export function plainText(text: string, longest: number): string {
  const line = (unwantedSomewhere.test(text) ? text.replace(unwanted, ' ') : text).trim();
  if (line.length <= longest) return line;
  // Not through the middle of a character of two units.
  return line
    .slice(0, longest)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd();
}

/** The same for a text of several lines, whose line breaks stay. */
export const plainLines = (text: string, longest: number): string =>
  text
    .split(/\r\n?|\n/)
    .map((line) => plainText(line, longest))
    .join('\n')
    .slice(0, longest)
    .trim();

/** Longest texts that are kept, in UTF-16 units. The email's is that of RFC 5321, the domain's that of DNS. */
export const longest = {
  name: 200,
  email: 254,
  domain: 253,
  tag: 60,
  note: 2_000,
  remoteId: 200,
  fileName: 255,
} as const;
/** Most aliases, and most tags, that one account keeps. */
export const mostInList = 30;
