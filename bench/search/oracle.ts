import { fold } from '../../src/main/search/fold.ts';
import type { Searchable } from '../../src/main/search/search-index.ts';

// The yardstick: reads every row for every search and forgives one typing error per word. It shares only the folding of
// letters with the index, and has no limits: slow, and as right as its scores.

interface Text {
  weight: number;
  folded: string;
  words: string[];
}

interface Row {
  accountId: string;
  name: string;
  texts: Text[];
  initials: string[];
  id: string;
}

const textOf = (text: string, weight: number): Text => {
  const folded = fold(text);
  return { weight, folded, words: folded === '' ? [] : folded.split(' ') };
};

/** Whether one edit turns `a` into `b`: a letter missing, added or changed, or two neighbours swapped. */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** How well `typed` matches `word`, 0 to 1. */
function wordScore(typed: string, word: string): number {
  if (word === typed) return 1;
  if (word.startsWith(typed)) return 0.85 + (0.08 * typed.length) / word.length;
  if (typed.length >= 3 && word.includes(typed)) return 0.58 + (0.1 * typed.length) / word.length;
  if (typed.length < 4) return 0;
  if (isOneEdit(typed, word)) return 0.52;
  for (const length of [typed.length - 1, typed.length, typed.length + 1]) {
    if (length < word.length && isOneEdit(typed, word.slice(0, length))) return 0.42;
  }
  return 0;
}

function scoreOf(row: Row, typed: readonly string[], whole: string): number {
  let total = 0;
  for (const term of typed) {
    let best = 0;
    for (const { weight, words } of row.texts) {
      for (const word of words) best = Math.max(best, weight * wordScore(term, word));
    }
    for (const initials of row.initials) {
      if (initials === term) best = Math.max(best, 0.8);
      else if (term.length > 1 && initials.startsWith(term)) best = Math.max(best, 0.68);
    }
    if (term.length >= 3 && (row.id.startsWith(term) || row.id.endsWith(term)))
      best = Math.max(best, /\d/.test(term) ? 0.9 : 0.6);
    if (best === 0 && !(term === 'and' && typed.length > 1)) return 0;
    total += best;
  }
  let score = total / typed.length;
  for (const { weight, folded } of row.texts) {
    if (folded === whole) score += 0.3 * weight;
    else if (folded.startsWith(whole)) score += 0.15 * weight;
    else if (` ${folded}`.includes(` ${whole}`)) score += 0.08 * weight;
    else continue;
    break;
  }
  // Among rows that match equally, prefer the one of which the typed letters cover most.
  const letters = typed.join('').length;
  return score + 0.05 * Math.min(1, letters / (row.name.replaceAll(' ', '').length || 1));
}

export class Oracle {
  readonly #rows: Row[];

  constructor(rows: readonly Searchable[]) {
    this.#rows = rows.map((row) => {
      const words = fold(row.name)
        .split(' ')
        .filter((word) => word !== 'and');
      return {
        accountId: row.accountId,
        name: fold(row.name),
        texts: [
          textOf(row.name, 1),
          ...row.aliases.map((alias) => textOf(alias, 0.97)),
          textOf(row.domain, 0.9),
          textOf(row.email, 0.85),
          ...row.tags.map((tag) => textOf(tag, 0.5)),
        ],
        initials: words.length > 1 ? [words.map((word) => word.charAt(0)).join('')] : [],
        id: fold(row.remoteId).replaceAll(' ', ''),
      };
    });
  }

  search(text: string): string[] {
    const whole = fold(text);
    const typed = whole.split(' ').filter((word) => word !== '');
    const found: { row: Row; score: number }[] = [];
    for (const row of this.#rows) {
      const score = scoreOf(row, typed, whole);
      if (score > 0) found.push({ row, score });
    }
    found.sort((a, b) => b.score - a.score || (a.row.name < b.row.name ? -1 : a.row.name > b.row.name ? 1 : 0));
    return found.slice(0, 10).map(({ row }) => row.accountId);
  }
}
