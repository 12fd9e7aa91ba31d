import type { SampleCustomer, SampleCustomers } from '../providers/pretend-provider.ts';

/** A list of some of all customers, which can change while it is read. */
export class CustomerList implements SampleCustomers {
  readonly #all: SampleCustomers;
  readonly #to: number;
  readonly #newFrom: number;
  #from: number;
  #joined = 0;

  /** Lists those from index `from` up to `to`. Those who join are taken from `newFrom` onwards, and come first. */
  constructor(all: SampleCustomers, { from, to, newFrom }: { from: number; to: number; newFrom: number }) {
    this.#all = all;
    this.#from = from;
    this.#to = to;
    this.#newFrom = newFrom;
  }

  get count(): number {
    return this.#joined + this.#to - this.#from;
  }

  get groups(): readonly string[] {
    return this.#all.groups;
  }

  at(index: number): SampleCustomer {
    return this.#all.at(this.#indexInAll(index));
  }

  idAt(index: number): string {
    return this.#all.idAt(this.#indexInAll(index));
  }

  createdAt(index: number): number {
    return this.#all.createdAt(this.#indexInAll(index));
  }

  indexOf(id: string): number {
    const index = this.#all.indexOf(id);
    if (index >= this.#newFrom && index < this.#newFrom + this.#joined) return this.#newFrom + this.#joined - 1 - index;
    return index >= this.#from && index < this.#to ? this.#joined + index - this.#from : -1;
  }

  /** At the beginning of the list, so many leave, and then so many join. */
  change({ leave, join }: { leave: number; join: number }): void {
    this.#from = Math.min(this.#to, this.#from + leave);
    this.#joined += join;
  }

  #indexInAll(index: number): number {
    return index < this.#joined ? this.#newFrom + this.#joined - 1 - index : this.#from + index - this.#joined;
  }
}
