const namedCharacters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The entities that a form on the web writes in place of signs. */
const entity = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi;

/**
 * A text with the signs that its entities mean: some customers' forms store `Smith &amp; Sons` for "Smith & Sons". Once only:
 * what is left is the text. Clean it afterwards before it is kept, because an entity can mean any character.
 */
export const withoutEntities = (text: string): string =>
  text.replace(entity, (written, named?: string, decimal?: string, hex?: string) => {
    if (named !== undefined) return namedCharacters[named.toLowerCase()] ?? written;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });
