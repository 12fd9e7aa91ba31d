/** With more of its slots in use, looking up takes longer. */
const mostInUse = 0.6;

/** Customers choose what they are called, and must not be able to choose texts that all belong into one slot. */
const seed = Math.floor(Math.random() * 2 ** 32);

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * Looks up the number of a text among `texts`, each of which has its number as its index. A `Map` of a million texts takes a
 * tenth of a second when it grows, because it visits each of them, and nothing else runs until it is done. Here only hashes move.
 */
export class NumbersByText {
  readonly #texts: readonly string[];
  /** Two for each slot: the hash of a text, and its number plus 1. 0: the slot is free. */
  #slots = new Uint32Array(512);
  #count = 0;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  get(text: string): number | undefined {
    const number = this.#slots[this.#slotOf(text) + 1] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  /** `text` must not be there. It must be `texts[number]` before the next look-up. */
  add(text: string, number: number): void {
    if (++this.#count > (this.#slots.length / 2) * mostInUse) this.#grow();
    put(this.#slots, hashOf(text), number + 1);
  }

  delete(text: string): void {
    const slots = this.#slots;
    let free = this.#slotOf(text);
    if (slots[free + 1] === 0) return;
    this.#count--;
    const mask = slots.length - 1;
    // What comes after it moves up, unless it would get in front of its own first slot.
    for (let at = (free + 2) & mask; slots[at + 1] !== 0; at = (at + 2) & mask) {
      const first = firstSlot(slots, slots[at] ?? 0);
      if (((at - first) & mask) < ((at - free) & mask)) continue;
      slots[free] = slots[at] ?? 0;
      slots[free + 1] = slots[at + 1] ?? 0;
      free = at;
    }
    slots[free + 1] = 0;
  }

  /** Where the text is, or the free slot in which it would be. */
  #slotOf(text: string): number {
    const slots = this.#slots;
    const hash = hashOf(text);
    const mask = slots.length - 1;
    let at = firstSlot(slots, hash);
    for (; ; at = (at + 2) & mask) {
      const number = slots[at + 1] ?? 0;
      if (number === 0 || (slots[at] === hash && this.#texts[number - 1] === text)) return at;
    }
  }

  #grow(): void {
    const larger = new Uint32Array(this.#slots.length * 2);
    for (let at = 0; at < this.#slots.length; at += 2) {
      const number = this.#slots[at + 1] ?? 0;
      if (number !== 0) put(larger, this.#slots[at] ?? 0, number);
    }
    this.#slots = larger;
  }
}

const firstSlot = (slots: Uint32Array, hash: number): number => (hash * 2) & (slots.length - 1);

function put(slots: Uint32Array, hash: number, number: number): void {
  const mask = slots.length - 1;
  let at = firstSlot(slots, hash);
  while (slots[at + 1] !== 0) at = (at + 2) & mask;
  slots[at] = hash;
  slots[at + 1] = number;
}
