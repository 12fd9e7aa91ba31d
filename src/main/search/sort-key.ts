/** As many as a double holds exactly. */
const symbols = 9;
const base = 41;
/** Folded texts are mostly digits and letters from a to z: each of them is one symbol. 0 is the end of the text. */
const beforeDigits = 1;
const afterDigits = 12;
const afterLetters = 39;
/** Any other UTF-16 unit is the symbol of the range that it is in, and three more. */
const symbolsOfOthers = 4;

function symbolOf(code: number): number {
  if (code < 48) return beforeDigits;
  if (code < 58) return code - 46;
  if (code < 97) return afterDigits;
  return code < 123 ? code - 84 : afterLetters;
}

const isOther = (symbol: number): boolean =>
  symbol === beforeDigits || symbol === afterDigits || symbol === afterLetters;

/**
 * The front of a text as a number: of two texts, the one with the smaller key comes first, and only those with the same key must
 * be compared. Keys side by side in memory are compared in a nanosecond, while a text is somewhere in it.
 */
export function sortKeyOf(text: string): number {
  let key = 0;
  let left = symbols;
  for (let at = 0; at < text.length && left > 0; at++) {
    const code = text.charCodeAt(at);
    const symbol = symbolOf(code);
    key = key * base + symbol;
    left--;
    if (!isOther(symbol)) continue;
    for (let size = base * base; size >= 1 && left > 0; size /= base) {
      key = key * base + (Math.floor(code / size) % base);
      left--;
    }
  }
  return key * base ** left;
}

/** The texts that start with `front` have keys from its own up to this one. 0 if a key does not hold all of `front`. */
export function keyAfter(front: string): number {
  let left = symbols;
  for (let at = 0; at < front.length && left >= 0; at++) {
    left -= isOther(symbolOf(front.charCodeAt(at))) ? symbolsOfOthers : 1;
  }
  return left < 0 ? 0 : sortKeyOf(front) + base ** left;
}

/** How many keys `inKeyOrder` can order, at most: two symbols less leave this room in a double. */
const mostInKeyOrder = 2 ** 15;
const leftOut = base ** 2;

/**
 * The indexes of keys, those of the smallest first. `compare` orders two of them whose keys are the same or nearly so. Numbers
 * are sorted ten times as fast without a call for each comparison, so each is a front of a key and its index.
 */
export function inKeyOrder(keys: Float64Array, compare: (a: number, b: number) => number): Uint32Array {
  const fronts = keys.map((key, index) => Math.floor(key / leftOut) * mostInKeyOrder + index).sort();
  const frontAt = (at: number): number => Math.floor((fronts[at] ?? 0) / mostInKeyOrder);
  const order = new Uint32Array(keys.length);
  for (let at = 0; at < keys.length; at++) order[at] = (fronts[at] ?? 0) - frontAt(at) * mostInKeyOrder;
  for (let from = 0; from < keys.length; ) {
    let to = from + 1;
    while (to < keys.length && frontAt(to) === frontAt(from)) to++;
    if (to - from > 1) order.subarray(from, to).sort(compare);
    from = to;
  }
  return order;
}
