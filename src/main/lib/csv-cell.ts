// SECURITY: a spreadsheet runs a cell that begins like a formula, and customers choose their own names. An apostrophe in
// front makes it text. A text that begins with an apostrophe gets a second one, so that reading a file back gives what was
// written.

const runsAsFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const wasMadeHarmless = /^'(?=[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20])/;

/** Always in quotation marks, so that a spreadsheet that splits at another character finds no second cell inside. */
const cell = (text: string): string => {
  const harmless = runsAsFormula.test(text) || text.startsWith("'") ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
};

/** At the start of a file, it tells Excel that the file is UTF-8. */
export const byteOrderMark = '\ufeff';

/** One line of CSV, with its line break. Source: RFC 4180. */
export const csvLine = (texts: readonly string[]): string => `${texts.map(cell).join(',')}\r\n`;

/** The text of a cell that `csvLine` may have made harmless. */
export const csvText = (text: string): string => text.replace(wasMadeHarmless, '');
