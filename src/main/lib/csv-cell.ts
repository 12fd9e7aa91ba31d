// SECURITY: a spreadsheet runs a cell that begins like a formula, and customers choose their own names. An apostrophe
// before it makes it text. One that stood there already gets a second, so that reading a file back gives what was written.

const runsAsFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const wasMadeHarmless = /^'(?=[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20])/;

/** Always quoted: a spreadsheet that splits at another character finds no cell of its own inside. */
const cell = (text: string): string => {
  const harmless = runsAsFormula.test(text) || text.startsWith("'") ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
};

/** A line of CSV with its line break. Source: RFC 4180. */
export const csvLine = (texts: readonly string[]): string => `${texts.map(cell).join(',')}\r\n`;

/** A cell as it was before `csvLine` made it harmless. */
export const csvOriginal = (text: string): string => text.replace(wasMadeHarmless, '');
