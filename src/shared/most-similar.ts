/** Everything is similar to fewer letters. */
const shortestKey = 3;

/**
 * What is called most like `key`, by the whole of one of its names or by a front of it. It may differ in a third of the letters
 * of `key`, or in one if they are few.
 */
export function mostSimilar<T>(key: string, known: readonly T[], namesOf: (one: T) => readonly string[]): T | null {
  let best: T | null = null;
  if (key.length < shortestKey) return best;
  let least = Math.max(1, Math.floor(key.length / 3)) + 1;
  for (const one of known) {
    for (const name of namesOf(one)) {
      for (const length of [name.length, key.length - 1, key.length, key.length + 1]) {
        const edits = editsBetween(key, name.slice(0, length));
        if (edits >= least) continue;
        least = edits;
        best = one;
      }
    }
  }
  return best;
}

/** How many letters must be added, removed, replaced or swapped with the next, at least. */
function editsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
