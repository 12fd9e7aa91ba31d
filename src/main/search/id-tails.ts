const shortestTail = 6;

/** For each id its last characters: six, or as many more as tell it from every other id. Equal ids have equal tails. */
export function idTails(ids: readonly string[]): string[] {
  return ids.map((id) => {
    const others = new Set(ids.filter((other) => other !== id));
    const isUnique = (tail: string): boolean => ![...others].some((other) => other.endsWith(tail));
    for (let length = shortestTail; length < id.length; length++) {
      const tail = id.slice(-length);
      if (isUnique(tail)) return tail;
    }
    return id;
  });
}
