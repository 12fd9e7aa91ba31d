import type { TextList } from './text-list.ts';

/** With more of its slots in use, looking up takes longer. */
const mostInUse = 0.6;
/** Each grows by itself, in a fraction of a millisecond. */
const partBits = 6;
const parts = 2 ** partBits;

/** Customers choose what they are called, and must not be able to choose texts that all belong into one slot. */
const seed = Math.floor(Math.random() * 2 ** 32);

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * Looks up the number of a text among `texts`, which lists each by its number. A `Map` of a million texts takes a tenth of a
 * second when it grows, because it visits each of them, and nothing else runs until it is done. Here only hashes move, and only
 * those of one part.
 */
export class NumbersByText {
  readonly #texts: TextList;
  /** Two for each slot: the hash of a text, and its number plus 1. 0: the slot is free. */
  readonly #parts = Array.from({ length: parts }, () => new Uint32Array(16));
  readonly #counts = new Uint32Array(parts);

  constructor(texts: TextList) {
    this.#texts = texts;
  }

  get(text: string): number | undefined {
    const hash = hashOf(text);
    const slots = this.#partOf(hash);
    const number = slots[this.#slotOf(slots, hash, text) + 1] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  /** `text` must not be there. It must be the text of `number` before the next look-up. */
  add(text: string, number: number): void {
    const hash = hashOf(text);
    const count = this.#count(hash, 1);
    if (count > (this.#partOf(hash).length / 2) * mostInUse) this.#grow(hash);
    put(this.#partOf(hash), hash, number + 1);
  }

  delete(text: string): void {
    const hash = hashOf(text);
    const slots = this.#partOf(hash);
    let free = this.#slotOf(slots, hash, text);
    if (slots[free + 1] === 0) return;
    this.#count(hash, -1);
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

  #partOf(hash: number): Uint32Array<ArrayBuffer> {
    return this.#parts[partAt(hash)] ?? noSlots;
  }

  #count(hash: number, more: 1 | -1): number {
    const count = (this.#counts[partAt(hash)] ?? 0) + more;
    this.#counts[partAt(hash)] = count;
    return count;
  }

  /** Where the text is, or the free slot in which it would be. */
  #slotOf(slots: Uint32Array, hash: number, text: string): number {
    const mask = slots.length - 1;
    let at = firstSlot(slots, hash);
    for (; ; at = (at + 2) & mask) {
      const number = slots[at + 1] ?? 0;
      if (number === 0 || (slots[at] === hash && this.#texts.get(number - 1) === text)) return at;
    }
  }

  #grow(hash: number): void {
    const slots = this.#partOf(hash);
    const larger = new Uint32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += 2) {
      const number = slots[at + 1] ?? 0;
      if (number !== 0) put(larger, slots[at] ?? 0, number);
    }
    this.#parts[partAt(hash)] = larger;
  }
}

const noSlots = new Uint32Array(2);
/** The first bits of a hash choose its part, the last ones its slot. */
const partAt = (hash: number): number => hash >>> (32 - partBits);
const firstSlot = (slots: Uint32Array, hash: number): number => (hash * 2) & (slots.length - 1);

function put(slots: Uint32Array, hash: number, number: number): void {
  const mask = slots.length - 1;
  let at = firstSlot(slots, hash);
  while (slots[at + 1] !== 0) at = (at + 2) & mask;
  slots[at] = hash;
  slots[at + 1] = number;
}
