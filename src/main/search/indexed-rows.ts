import { splitAccountId } from '../../shared/account.ts';
import { AddressFronts } from './address-fronts.ts';
import { Dictionary } from './dictionary.ts';
import { fold } from './fold.ts';
import { NumberLists } from './number-lists.ts';
import { NumbersByText } from './numbers-by-text.ts';
import { shortestIdPart } from './rank.ts';
import { bitsOf, dayOf } from './row-facts.ts';
import { eachWordOf, idWordOf, joinFolded, longestWord, type Place, type Searchable } from './searchable.ts';
import { SortedOrder } from './sorted-order.ts';
import type { TextOrder } from './text-order.ts';

const betweenFields = '\u0000';
const betweenTexts = '\u0001';

/** The texts of a row in one string: an object takes three times the memory, and the garbage collector must follow it. */
function pack(row: Searchable): string {
  const clean = (text: string): string =>
    text.includes(betweenFields) || text.includes(betweenTexts)
      ? text.replaceAll(betweenFields, ' ').replaceAll(betweenTexts, ' ')
      : text;
  return [
    clean(row.name),
    row.aliases.map(clean).join(betweenTexts),
    clean(row.email),
    clean(row.domain),
    clean(row.remoteId),
    row.tags.map(clean).join(betweenTexts),
    clean(row.note ?? ''),
  ].join(betweenFields);
}

/** A row whose texts are packed. Often only its name is needed. */
class PackedRow implements Searchable {
  readonly accountId: string;
  readonly name: string;
  readonly #packed: string;
  #fields: readonly string[] | null = null;

  constructor(accountId: string, packed: string) {
    this.accountId = accountId;
    this.name = nameIn(packed);
    this.#packed = packed;
  }

  get aliases(): string[] {
    return this.#textsAt(1);
  }

  get email(): string {
    return this.#fieldAt(2);
  }

  get domain(): string {
    return this.#fieldAt(3);
  }

  get remoteId(): string {
    return this.#fieldAt(4);
  }

  get tags(): string[] {
    return this.#textsAt(5);
  }

  get note(): string {
    return this.#fieldAt(6);
  }

  #fieldAt(index: number): string {
    this.#fields ??= this.#packed.split(betweenFields);
    return this.#fields[index] ?? '';
  }

  #textsAt(index: number): string[] {
    const joined = this.#fieldAt(index);
    return joined === '' ? [] : joined.split(betweenTexts);
  }
}

const nameIn = (packed: string): string => packed.slice(0, packed.indexOf(betweenFields));

/** A word of a row in 32 bits: its number, its place, its position. */
const packedWord = (word: number, at: Place, position: number): number => ((word << 8) | (at << 5) | position) >>> 0;
export const wordIn = (packed: number): number => packed >>> 8;
export const placeIn = (packed: number): number => (packed >>> 5) & 7;
export const positionIn = (packed: number): number => packed & 31;

/** Reversed by UTF-16 units: only for looking up, never to be shown. */
function reversed(text: string): string {
  let tail = '';
  for (let unit = text.length - 1; unit >= 0; unit--) tail += text.charAt(unit);
  return tail;
}

function larger(numbers: Uint16Array<ArrayBuffer>, size: number): Uint16Array<ArrayBuffer> {
  const grown = new Uint16Array(size);
  grown.set(numbers);
  return grown;
}

/** One of 32 bits for the first letter of a word: a row without this bit has no word that starts with the letter. */
export const firstLetterBit = (word: string): number => 1 << (word.charCodeAt(0) & 31);

/** The rows that can be found, each with a small number, and the sorted orders in which they are looked up. */
export class IndexedRows {
  readonly dictionary = new Dictionary();
  /** For each row its packed words, in the order of `eachWordOf`. */
  readonly words = new NumberLists();
  readonly #accountIds: string[] = [];
  readonly #rowOf = new NumbersByText(this.#accountIds);
  readonly #texts: string[] = [];
  readonly #joinedNames: string[] = [];
  readonly #idWords: string[] = [];
  readonly #idTails: string[] = [];
  readonly byName = new SortedOrder(this.#joinedNames);
  readonly addresses = new AddressFronts();
  readonly byId = new SortedOrder(this.#idWords, 0.85);
  readonly byIdTail = new SortedOrder(this.#idTails, 0.7);
  /** Names, other addresses, and ids. The texts of the latter two are cut to `longestWord`. */
  readonly wholeTexts: readonly TextOrder[] = [
    this.#textOrder(this.byName, this.#joinedNames, () => true),
    this.addresses,
    this.#textOrder(this.byId, this.#idWords, () => false),
  ];
  readonly #orders = [this.dictionary.order, this.byName, this.byId, this.byIdTail, this.addresses];
  readonly #unused: number[] = [];
  /** The packed words of the row that is being added. */
  readonly #wordsOfRow: number[] = [];
  #firstLetters = new Uint32Array(256);
  readonly #connectionIds: string[] = [];
  #connections = new Uint16Array(256);
  /** For filters: see row-facts.ts. */
  #facts = new Uint16Array(256);
  #createdDays = new Uint16Array(256);
  /** How often a row was added, changed or removed: what was found among the rows is valid until it changes. */
  changes = 0;

  get size(): number {
    return this.#accountIds.length - this.#unused.length;
  }

  /** Larger than the number of any row. */
  get capacity(): number {
    return this.#accountIds.length;
  }

  numberOf(accountId: string): number | undefined {
    return this.#rowOf.get(accountId);
  }

  accountId(row: number): string {
    return this.#accountIds[row] ?? '';
  }

  /** The folded words of the name as one: rows are ordered by it. */
  joinedName(row: number): string {
    return this.#joinedNames[row] ?? '';
  }

  idWord(row: number): string {
    return this.#idWords[row] ?? '';
  }

  firstLetters(row: number): number {
    return this.#firstLetters[row] ?? 0;
  }

  /** The number of the row's connection. */
  connectionOf(row: number): number {
    return this.#connections[row] ?? 0;
  }

  /** The bits of the row's facts. */
  factsOf(row: number): number {
    return this.#facts[row] ?? 0;
  }

  /** The day on which the provider created the account, or 0. */
  createdDayOf(row: number): number {
    return this.#createdDays[row] ?? 0;
  }

  /** The connections that rows have or had, by their numbers. */
  get connectionIds(): readonly string[] {
    return this.#connectionIds;
  }

  /** All texts of a row in one, its name first, for a look at the letters as they are written. */
  texts(row: number): string {
    return this.#texts[row] ?? '';
  }

  name(row: number): string {
    return nameIn(this.texts(row));
  }

  /** The names of a row that may hold this as words in a row, joined: a fast look, and its other names, if it has any. */
  namesWith(row: number, joined: string): readonly string[] {
    const name = this.name(row);
    const hasAliases = this.texts(row).charAt(name.length + 1) !== betweenFields;
    const aliases = hasAliases ? this.searchable(row).aliases : [];
    return this.joinedName(row).includes(joined) ? [name, ...aliases] : aliases;
  }

  searchable(row: number): Searchable {
    return new PackedRow(this.accountId(row), this.texts(row));
  }

  put(searchable: Searchable): void {
    const texts = pack(searchable);
    const known = this.#rowOf.get(searchable.accountId);
    if (known !== undefined) {
      if (this.#texts[known] === texts) {
        this.#addFacts(known, searchable);
        return;
      }
      this.remove(searchable.accountId);
    }
    const row = this.#unused.pop() ?? this.#accountIds.length;
    this.#rowOf.add(searchable.accountId, row);
    this.#accountIds[row] = searchable.accountId;
    this.#texts[row] = texts;
    const foldedName = fold(searchable.name);
    this.#joinedNames[row] = joinFolded(foldedName);
    this.#addWords(row, searchable, foldedName);
    this.#addId(row, idWordOf(searchable.remoteId));
    this.byName.add(row);
    this.addresses.add(row, searchable);
    this.#addConnection(row, splitAccountId(searchable.accountId)?.connectionId ?? '');
    this.#addFacts(row, searchable);
  }

  remove(accountId: string): void {
    const row = this.#rowOf.get(accountId);
    if (row === undefined) return;
    this.changes++;
    this.#rowOf.delete(accountId);
    this.byName.remove(row);
    this.byId.remove(row);
    this.byIdTail.remove(row);
    this.addresses.remove(row);
    for (const word of this.#distinctWords(row)) this.dictionary.remove(word, row);
    this.words.clear(row);
    for (const texts of [this.#accountIds, this.#texts, this.#joinedNames, this.#idWords, this.#idTails])
      texts[row] = '';
    this.#unused.push(row);
  }

  /** Call it before looking anything up. */
  settle(): void {
    for (const order of this.#orders) order.settle();
  }

  /** The same in steps of a few milliseconds each; or only as far as it is time for it. */
  async settleInSteps(pause: () => Promise<void>, which: 'all' | 'full'): Promise<void> {
    for (const order of this.#orders) {
      if (which === 'full' && !order.isFull) continue;
      await pause();
      order.settle();
    }
  }

  /** Rows whose id starts or ends with `part`: at most `most` of each, and none if `part` is too short. Settle first. */
  withIdPart(part: string, most: number): number[] {
    const found: number[] = [];
    if (part.length >= shortestIdPart) this.eachWithIdEnd(part, (row) => found.push(row), most);
    return found;
  }

  /** Calls `use` with rows whose id starts or ends with `part`, at most `most` of each; with some rows twice. Settle first. */
  eachWithIdEnd(part: string, use: (row: number) => void, most = Infinity): void {
    const take = (order: SortedOrder, text: string): void => {
      const from = order.firstWith(text);
      const to = Math.min(order.endOf(text, from), from + most);
      for (let index = from; index < to; index++) use(order.numbers[index] ?? 0);
    };
    if (part === '') return;
    take(this.byId, part);
    take(this.byIdTail, reversed(part));
  }

  #textOrder(order: SortedOrder, texts: readonly string[], isNameAt: () => boolean): TextOrder {
    const rowAt = (index: number): number => order.numbers[index] ?? 0;
    return {
      order,
      isNameAt,
      rowAt,
      textAt: (index) => texts[rowAt(index)] ?? '',
      has: (row, text) => texts[row] === text,
    };
  }

  #addWords(row: number, searchable: Searchable, foldedName: string): void {
    const words = this.#wordsOfRow;
    words.length = 0;
    let firstLetters = 0;
    eachWordOf(searchable, foldedName, (word, at, position) => {
      firstLetters |= firstLetterBit(word);
      words.push(packedWord(this.dictionary.add(word, row), at, position));
    });
    this.words.fill(row, words);
    if (row >= this.#firstLetters.length) {
      const larger = new Uint32Array(Math.ceil(this.#firstLetters.length * 1.5) + 1);
      larger.set(this.#firstLetters);
      this.#firstLetters = larger;
    }
    this.#firstLetters[row] = firstLetters;
  }

  #addConnection(row: number, connectionId: string): void {
    let number = this.#connectionIds.lastIndexOf(connectionId);
    if (number < 0) number = this.#connectionIds.push(connectionId) - 1;
    if (row >= this.#connections.length) {
      this.#connections = larger(this.#connections, Math.ceil(this.#connections.length * 1.5) + 1);
    }
    this.#connections[row] = number;
  }

  #addFacts(row: number, searchable: Searchable): void {
    this.changes++;
    if (row >= this.#facts.length) {
      const size = Math.ceil(this.#facts.length * 1.5) + 1;
      this.#facts = larger(this.#facts, size);
      this.#createdDays = larger(this.#createdDays, size);
    }
    this.#facts[row] = bitsOf(searchable);
    this.#createdDays[row] = dayOf(searchable.createdAt);
  }

  #addId(row: number, idWord: string): void {
    this.#idWords[row] = idWord.slice(0, longestWord);
    this.#idTails[row] = reversed(idWord).slice(0, longestWord);
    if (idWord === '') return;
    this.byId.add(row);
    this.byIdTail.add(row);
  }

  #distinctWords(row: number): Set<number> {
    const start = this.words.startOf(row);
    return new Set(Array.from(this.words.values.subarray(start, start + this.words.lengthOf(row)), wordIn));
  }
}
