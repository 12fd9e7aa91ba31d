/** One record of a CSV file, without its line break. */
export interface RawRecord {
  /** The line on which it begins, counted from 1 as in an editor. */
  line: number;
  text: string;
  /** It has a quotation mark that is never closed; `text` is then its first line. */
  isBroken: boolean;
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** No record of names is longer. A longer one has a quotation mark that is never closed. */
const longestRecord = 64 * 1024;
const mostLinesInRecord = 100;

/**
 * Cuts a CSV text that arrives in pieces into records, so that it can be parsed in slices, and so that a quotation mark that
 * is never closed spoils one line and not the rest of the file.
 */
export class RecordCutter {
  readonly #delimiter: number;
  #text = '';
  /** The next position in `#text` to look at. */
  #at = 0;
  #line: number;
  #lineBreaksInside = 0;
  #isQuoted = false;
  #isFieldStart = true;

  /** `line`: the number of the text's first line. */
  constructor(delimiter: string, line = 1) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#line = line;
  }

  /** UTF-16 units of the record that is not complete yet. */
  get pending(): number {
    return this.#text.length;
  }

  /** The records that `piece` completes. */
  push(piece: string): RawRecord[] {
    return this.#cut(piece, false);
  }

  /** The records that are left at the end of the text. */
  end(): RawRecord[] {
    const records = this.#cut('', true);
    while (this.#text) {
      if (this.#isQuoted) records.push(this.#takeBrokenLine());
      else records.push(this.#take(this.#text.length, 0));
      records.push(...this.#cut('', true));
    }
    return records;
  }

  #cut(piece: string, isEnd: boolean): RawRecord[] {
    this.#text += piece;
    const records: RawRecord[] = [];
    // Whether a quotation mark or a carriage return ends something depends on the next character.
    const awaited = isEnd ? 0 : 1;
    while (this.#at < this.#text.length - awaited) {
      const code = this.#text.charCodeAt(this.#at);
      if (this.#isQuoted) {
        if (this.#isRunaway(code)) records.push(this.#takeBrokenLine());
        else this.#stepQuoted(code);
      } else if (code === lineFeed || code === carriageReturn) {
        const isPair = code === carriageReturn && this.#text.charCodeAt(this.#at + 1) === lineFeed;
        records.push(this.#take(this.#at, isPair ? 2 : 1));
      } else {
        this.#isQuoted = code === quote && this.#isFieldStart;
        this.#isFieldStart = code === this.#delimiter;
        this.#at += 1;
      }
    }
    return records;
  }

  #isRunaway(code: number): boolean {
    const isLoneReturn = code === carriageReturn && this.#text.charCodeAt(this.#at + 1) !== lineFeed;
    if (code === lineFeed || isLoneReturn) this.#lineBreaksInside += 1;
    return this.#at > longestRecord || this.#lineBreaksInside > mostLinesInRecord;
  }

  #stepQuoted(code: number): void {
    if (code === quote) {
      const isDoubled = this.#text.charCodeAt(this.#at + 1) === quote;
      if (!isDoubled) this.#isQuoted = false;
      this.#at += isDoubled ? 2 : 1;
    } else this.#at += 1;
  }

  #takeBrokenLine(): RawRecord {
    const end = this.#text.search(/[\r\n]/);
    const at = end < 0 ? this.#text.length : end;
    const breakLength = this.#text.startsWith('\r\n', at) ? 2 : 1;
    return { ...this.#take(at, breakLength), isBroken: true };
  }

  #take(end: number, breakLength: number): RawRecord {
    const text = this.#text.slice(0, end);
    const record = { line: this.#line, text, isBroken: false };
    this.#line += 1 + (text.match(/\r\n?|\n/g)?.length ?? 0);
    this.#text = this.#text.slice(end + breakLength);
    this.#at = 0;
    this.#lineBreaksInside = 0;
    this.#isQuoted = false;
    this.#isFieldStart = true;
    return record;
  }
}
