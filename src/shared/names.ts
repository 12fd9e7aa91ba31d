/** What a column of a names file holds. `account` identifies the account: its id, email or domain. */
export const columnMeanings = ['ignore', 'account', 'name', 'email', 'domain', 'alias', 'tag', 'note'] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

/** A names file with guessed columns; nothing is stored yet. Main keeps it as `importId` until it is used or replaced. */
export interface NamesPreview {
  importId: string;
  fileName: string;
  encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Latin-1';
  delimiter: string;
  hasHeader: boolean;
  columns: readonly { heading: string; meaning: ColumnMeaning; samples: readonly string[] }[];
  counts: { rows: number; matched: number; unmatched: number; skipped: number };
  /** The first lines that will not be imported, and why. Line numbers are those of a text editor. */
  lines: readonly {
    line: number;
    why: 'no-account' | 'unknown-account' | 'ambiguous-account' | 'nothing-to-store' | 'unreadable' | 'repeated';
  }[];
}

/** A completed import; the newest ones can be undone. */
export interface ImportRecord {
  importId: string;
  fileName: string;
  at: string;
  accounts: number;
  undone: boolean;
}
