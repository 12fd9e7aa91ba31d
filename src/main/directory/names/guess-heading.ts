import { looksLikeEmail } from './guess-columns.ts';
import { isHeading } from './headings.ts';

/** Only the first lines of a file can hold its headings: some programs write a title, a date and an empty line above. */
export const mostLinesToHeading = 30;

const number = /^[\d\s.,'’+-]*\d[\d\s.,'’+-]*$/;

const textsIn = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim()).filter(Boolean);

/** How far a line reaches: empty cells at its end do not count. */
const widthOf = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1;

const couldBeHeading = (cells: readonly string[]): boolean => !textsIn(cells).some(looksLikeEmail);

/** A title has one cell, even one that is a known heading. */
function isMostlyKnown(cells: readonly string[], width: number): boolean {
  const texts = textsIn(cells);
  const known = texts.map(isHeading).filter((answer) => answer !== 'no');
  return texts.length >= Math.min(2, width) && known.includes('yes') && known.length * 2 >= texts.length;
}

/** What is known of the lines of a file. `finding`: some lines that find accounts, from the whole file. */
interface Lines {
  first: readonly (readonly string[])[];
  /** The index of the first of `first` that finds an account, or -1. */
  firstFinding: number;
  finding: readonly (readonly string[])[];
  /** The most cells of any line. */
  width: number;
}

/**
 * Which of the first lines names the columns, or -1. It is the first whose cells are mostly known headings, else the first
 * that is as wide as the lines that find accounts.
 */
export function guessHeading({ first, firstFinding, finding, width }: Lines): number {
  const above = firstFinding < 0 ? first : first.slice(0, firstFinding);
  const known = above.findIndex((cells) => couldBeHeading(cells) && isMostlyKnown(cells, width));
  if (known >= 0) return known;
  if (finding.length > 0) {
    const widths = finding.map(widthOf).sort((a, b) => a - b);
    const usual = widths[Math.floor(widths.length / 2)] ?? 0;
    return above.findIndex(
      (cells) => couldBeHeading(cells) && widthOf(cells) >= usual && !textsIn(cells).some((text) => number.test(text)),
    );
  }
  const [top = []] = first;
  return couldBeHeading(top) && textsIn(top).some((text) => isHeading(text) === 'yes') ? 0 : -1;
}
