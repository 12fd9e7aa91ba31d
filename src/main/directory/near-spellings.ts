import type { SortedOrder } from './sorted-order.ts';

/** One slice of the dictionary whose words start with a text that is one edit from what was typed. */
export interface NearSlice {
  from: number;
  to: number;
  /** Length of the text that all words of the slice start with. A word of this length is a whole word mistyped. */
  length: number;
}

/**
 * All words that start with something one edit away from `typed`: a letter left out, put in, mistaken, or swapped with the
 * next. Walks the sorted dictionary as if it were a tree: at each depth only letters that really follow are tried.
 */
export function nearSlices(order: SortedOrder, wordOf: (word: number) => string, typed: string): NearSlice[] {
  const slices: NearSlice[] = [];
  const take = (from: number, to: number, text: string): void => {
    if (from >= to) return;
    const first = order.firstWith(text, from, to);
    const end = order.endOf(text, first, to);
    if (first < end) slices.push({ from: first, to: end, length: text.length });
  };

  let from = 0;
  let to = order.length;
  for (let depth = 0; depth <= typed.length; depth++) {
    const head = typed.slice(0, depth);
    from = order.firstWith(head, from, to);
    to = order.endOf(head, from, to);
    if (from >= to) break;
    const here = typed.charAt(depth);
    const rest = typed.slice(depth + 1);
    if (depth < typed.length) take(from, to, head + rest);
    if (depth < typed.length - 1) take(from, to, head + typed.charAt(depth + 1) + here + typed.slice(depth + 2));
    if (depth === typed.length) break;

    let at = from;
    if (wordOf(order.numbers[at] ?? 0).length === depth) at++;
    while (at < to) {
      const next = wordOf(order.numbers[at] ?? 0).charAt(depth);
      const end = order.endOf(head + next, at, to);
      if (next !== here) {
        take(at, end, head + next + rest);
        take(at, end, head + next + here + rest);
      }
      at = Math.max(end, at + 1);
    }
  }
  return slices;
}

/**
 * How many letters at the front of `word` are `typed` with one edit, the whole word if it can be; 0 where none are.
 * For one word, where `nearSlices` is for all.
 */
export function nearPrefixLength(typed: string, word: string): number {
  let same = 0;
  while (same < typed.length && same < word.length && typed[same] === word[same]) same++;
  if (same === typed.length) return same;
  const here = typed.slice(same);
  const rest = typed.slice(same + 1);
  const swapped = typed.charAt(same + 1) + typed.charAt(same) + typed.slice(same + 2);
  const lengths: number[] = [];
  if (word.startsWith(here, same + 1)) lengths.push(typed.length + 1);
  if (same < word.length && word.startsWith(rest, same + 1)) lengths.push(typed.length);
  if (rest !== '' && word.startsWith(swapped, same)) lengths.push(typed.length);
  if (word.startsWith(rest, same)) lengths.push(typed.length - 1);
  return lengths.includes(word.length) ? word.length : (lengths[0] ?? 0);
}
