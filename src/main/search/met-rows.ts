/** The rows that the running search has met, so that none is scored twice. One object for all searches: none is cleared. */
export class MetRows {
  /** For each row the number of the last search that met it. */
  #metIn = new Uint32Array(256);
  #search = 0;

  /** Begins a search in which no row has been met. All numbers of rows are smaller than `capacity`. */
  begin(capacity: number): void {
    if (this.#metIn.length < capacity) this.#metIn = new Uint32Array(Math.ceil(capacity * 1.2));
    this.#search = (this.#search + 1) >>> 0;
    if (this.#search !== 0) return;
    this.#metIn.fill(0);
    this.#search = 1;
  }

  /** False if this search has met the row before. */
  meet(row: number): boolean {
    if (this.#metIn[row] === this.#search) return false;
    this.#metIn[row] = this.#search;
    return true;
  }
}
