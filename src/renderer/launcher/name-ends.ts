// Long names of a list that begin alike: what tells them apart may be at their ends, which an ellipsis would take first.

/** Names with fewer equal letters than this at their beginning differ where each row has room. */
const alikeFrom = 12;

/** An end of so many letters has room beside a few of the beginning, mostly. */
const roomyEnd = 32;

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A word longer than this is divided where it differs. */
const longWord = 24;

/**
 * Where the end of a name begins that tells it from the names of the list that begin like it: at a word, if that word is
 * not very long. Names that no other begins like are absent. Indices are those of UTF-16 units, never within a letter.
 */
export function nameEnds(names: Iterable<string>): ReadonlyMap<string, number> {
  const sorted = [...new Set(names)].sort();
  const ends = new Map<string, number>();
  for (const [at, name] of sorted.entries()) {
    const starts = differences(sorted, at).map((difference) => startOfWord(name, difference));
    if (starts.length === 0) continue;
    const all = Math.min(...starts);
    ends.set(name, name.length - all <= roomyEnd ? all : Math.max(...starts));
  }
  return ends;
}

/** Where a name of a sorted list begins to differ from each one that begins like it. */
function differences(sorted: readonly string[], at: number): number[] {
  const name = sorted[at] ?? '';
  const found: number[] = [];
  for (const step of [-1, 1]) {
    for (let other = at + step; other >= 0 && other < sorted.length; other += step) {
      const equal = equalLetters(name, sorted[other] ?? '');
      if (equal < alikeFrom) break;
      if (equal < name.length) found.push(equal);
    }
  }
  return found;
}

function equalLetters(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

function startOfWord(name: string, at: number): number {
  const space = name.slice(0, at + 1).search(/\s+\S*$/u);
  if (space > 0 && at - space <= longWord) return space;
  return letters.segment(name).containing(at)?.index ?? at;
}
