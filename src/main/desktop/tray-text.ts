/** As much of a label as a menu shows without growing across the screen, in code points. */
const longestLabel = 60;
/** Windows cuts a tooltip off at 127 UTF-16 units. */
const longestTooltip = 120;

/**
 * One line for a menu. Names come from providers, customers and files: line breaks and the signs that turn the
 * direction of text are taken out, and `&`, which would mark the next letter as a key of the menu, is doubled.
 */
export const menuLabel = (text: string, sublabel?: string): string =>
  [text, sublabel ?? '']
    .filter((part) => part !== '')
    .map((part) => shortened(oneLine(part), longestLabel).replaceAll('&', '&&'))
    .join(' · ');

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
