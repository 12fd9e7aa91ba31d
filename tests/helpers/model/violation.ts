/** The promise that was broken, by its letter, and what was seen. */
export class Violation extends Error {
  readonly rule: string;

  constructor(rule: string, words: string) {
    super(`(${rule}) ${words}`);
    this.rule = rule;
  }
}
