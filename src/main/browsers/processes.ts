/** Processes of the user alone, by the words of their command lines. */
export interface Processes {
  /** SECURITY: whether this process is the user's, and its command line has these words. */
  runsWith(pid: number, words: readonly string[]): boolean;
  /** All of which the same is true; none if the system does not say. */
  all(words: readonly string[]): number[];
}

/**
 * Whether a command line has these words, one after the other. There is `\0` between words, or a blank: a Chromium with windows
 * writes its command line anew, and `ps` prints blanks.
 */
export const hasWords = (command: string, words: readonly string[]): boolean =>
  ` ${command} `.replaceAll('\0', ' ').includes(` ${words.join(' ')} `);
