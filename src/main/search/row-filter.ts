import { type IndexedRows, placeIn, positionIn, wordIn } from './indexed-rows.ts';
import { bitOf, type FactFilter } from './row-facts.ts';
import { idWordOf, place, searchWordsOf } from './searchable.ts';

/** One condition of a filter. A row must fulfil it, by any of what it names. */
export type Condition =
  | { of: 'connection'; connectionIds: ReadonlySet<string> }
  /** No console. */
  | { of: 'customers' }
  /** The front or the tail of an id, or the front of words of a tag. */
  | { of: 'id'; text: string }
  | {
      of: 'facts';
      facts: readonly FactFilter[];
      /** The days on which it may have been created, as `dayOf` counts them; null: any or none. */
      created: { from: number; to: number } | null;
      accountIds: readonly string[];
    };

const consoleBit = bitOf('console');

export const isCustomer = (rows: IndexedRows, row: number): boolean => (rows.factsOf(row) & consoleBit) === 0;

/** If so few rows are admitted, all of them are scored. */
const fewRows = 2_000;
/** A bound on the rows that are looked at is at most so many times larger with a filter. */
const mostStretch = 20;

/** The rows that fulfil all conditions of a search. Valid until a row changes. */
export class RowFilter {
  readonly #admitted: Uint8Array;
  /** All rows that are admitted, by name, if they are few. */
  readonly few: readonly number[] | null;
  /** How many customers are admitted. */
  readonly customers: number;
  /** How many rows must be looked at to meet one that is admitted, on average. */
  readonly stretch: number;

  /** The rows must be settled. Takes a few nanoseconds for each row. */
  constructor(rows: IndexedRows, conditions: readonly Condition[]) {
    const tests = conditions.map((condition) => testFor(rows, condition));
    this.#admitted = new Uint8Array(rows.capacity);
    const few: number[] = [];
    let count = 0;
    let customers = 0;
    const { byName } = rows;
    for (let index = 0; index < byName.length; index++) {
      const row = byName.numbers[index] ?? 0;
      if (!tests.every((test) => test(row))) continue;
      this.#admitted[row] = 1;
      if (isCustomer(rows, row)) customers++;
      if (count++ < fewRows) few.push(row);
    }
    this.customers = customers;
    this.few = count <= fewRows ? few : null;
    this.stretch = Math.min(mostStretch, Math.ceil(byName.length / Math.max(1, count)));
  }

  admits(row: number): boolean {
    return this.#admitted[row] === 1;
  }
}

function testFor(rows: IndexedRows, condition: Condition): (row: number) => boolean {
  switch (condition.of) {
    case 'connection': {
      const numbers = new Set<number>();
      for (const [number, connectionId] of rows.connectionIds.entries()) {
        if (condition.connectionIds.has(connectionId)) numbers.add(number);
      }
      return (row) => numbers.has(rows.connectionOf(row));
    }
    case 'customers':
      return (row) => isCustomer(rows, row);
    case 'id': {
      const marked = new Uint8Array(rows.capacity);
      rows.eachWithIdEnd(idWordOf(condition.text), (row) => {
        marked[row] = 1;
      });
      eachWithTag(rows, searchWordsOf(condition.text), (row) => {
        marked[row] = 1;
      });
      return (row) => marked[row] === 1;
    }
    case 'facts': {
      const { facts, created } = condition;
      const bits = facts.reduce((sum, fact) => sum | bitOf(fact), 0);
      const listed = new Set(condition.accountIds.map((accountId) => rows.numberOf(accountId)));
      return (row) => {
        if ((rows.factsOf(row) & bits) !== 0 || listed.has(row)) return true;
        const day = rows.createdDayOf(row);
        return created !== null && day !== 0 && day >= created.from && day <= created.to;
      };
    }
  }
}

/** Rows with a tag that has these words side by side, the last of them perhaps only its front. */
function eachWithTag(rows: IndexedRows, words: readonly string[], use: (row: number) => void): void {
  const { dictionary } = rows;
  const last = words.at(-1);
  if (last === undefined) return;
  const before = words.slice(0, -1).map((word) => dictionary.numberOf(word));
  const { from, to } = dictionary.prefix(last);
  const lists = dictionary.rows;
  for (let index = from; index < to; index++) {
    const word = dictionary.order.numbers[index] ?? 0;
    const start = lists.startOf(word);
    for (let at = start; at < start + lists.lengthOf(word); at++) {
      const row = lists.values[at] ?? 0;
      if (endsInTag(rows, row, before, word)) use(row);
    }
  }
}

function endsInTag(rows: IndexedRows, row: number, before: readonly (number | undefined)[], last: number): boolean {
  const { values } = rows.words;
  const start = rows.words.startOf(row);
  const end = start + rows.words.lengthOf(row);
  const isAt = (word: number | undefined, position: number): boolean => {
    for (let at = start; at < end; at++) {
      const packed = values[at] ?? 0;
      if (placeIn(packed) === place.tag && positionIn(packed) === position && wordIn(packed) === word) return true;
    }
    return false;
  };
  for (let at = start; at < end; at++) {
    const packed = values[at] ?? 0;
    if (placeIn(packed) !== place.tag || wordIn(packed) !== last) continue;
    const first = positionIn(packed) - before.length;
    if (before.every((word, index) => word !== undefined && isAt(word, first + index))) return true;
  }
  return false;
}
