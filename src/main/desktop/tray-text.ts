/** In code points. A longer label would make the menu too wide. */
const longestLabel = 60;
/** In code points. Windows cuts a tooltip at 127 UTF-16 units. */
const longestTooltip = 120;

/**
 * One line for a menu. Names come from providers, customers and files, so line breaks and characters that change the
 * direction of text are replaced. `&` is doubled, because it would mark the next letter as a menu key.
 */
export const menuLabel = (text: string, sublabel?: string): string =>
  [text, sublabel ?? '']
    .filter((part) => part !== '')
    .map((part) => shortened(oneLine(part), longestLabel).replaceAll('&', '&&'))
    .join(' · ');

/** A name with an ending that a long name does not push out of the label. */
export const withTail = (name: string, tail: string): string =>
  `${shortened(oneLine(name), Math.max(1, longestLabel - [...tail].length))}${tail}`;

export const tooltipText = (text: string): string => shortened(oneLine(text), longestTooltip);

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

function shortened(text: string, longest: number): string {
  const points = [...text];
  return points.length <= longest ? text : `${points.slice(0, longest - 1).join('')}…`;
}
