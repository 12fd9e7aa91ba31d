/** What a column of a names file holds. `account` identifies the account: its id, email or domain. */
export const columnMeanings = ['ignore', 'account', 'name', 'email', 'domain', 'alias', 'tag', 'note'] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

/**
 * How the letters of a names file are stored, as iconv-lite names it. Those of Unicode come first. Then, for each part of the
 * world: what Windows, macOS and DOS write there, and what other systems write.
 */
export const namesEncodings = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1252',
  'macroman',
  'cp850',
  'windows-1250',
  'iso-8859-2',
  'maccenteuro',
  'cp852',
  'windows-1251',
  'koi8-r',
  'koi8-u',
  'maccyrillic',
  'cp866',
  'windows-1253',
  'macgreek',
  'windows-1254',
  'macturkish',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
] as const;
export type NamesEncoding = (typeof namesEncodings)[number];

/** A names file with guessed columns; nothing is stored yet. Main keeps it as `importId` until it is used or replaced. */
export interface NamesPreview {
  importId: string;
  fileName: string;
  encoding: NamesEncoding;
  /** The bytes do not prove the encoding. The user must confirm it, by looking at the letters, before an import. */
  encodingIsGuess: boolean;
  delimiter: string;
  /** The line that names the columns; those above it are left out. Null: no line does. Numbers are those of a text editor. */
  headingLine: number | null;
  /** The lines that can be chosen as `headingLine`, with how they begin. */
  firstLines: readonly { line: number; text: string }[];
  columns: readonly { heading: string; meaning: ColumnMeaning; samples: readonly string[] }[];
  /**
   * Each row is matched, unmatched or skipped: it finds an account, finds none or several, or cannot count. `toStore`: the
   * matched rows that say something about their account.
   */
  counts: { rows: number; matched: number; unmatched: number; skipped: number; toStore: number };
  /** The first names that would change. */
  changes: readonly { accountId: string; before: string; after: string }[];
  /** How many accounts would be called as another one of the file, if they are many; `example`: the most frequent name. */
  sameNames: { accounts: number; example: string } | null;
  /** Columns that could equally hold what `meaning` says, by their positions. None of them is used until the user has chosen. */
  doubts: readonly { meaning: 'account' | 'name'; columns: readonly number[] }[];
  /**
   * What most of the names look like, if customers are hardly called so; `example` is one of them. `companies`: the position
   * of a column that is not used and has companies, or null.
   */
  unlikelyNames: { are: 'people' | 'places' | 'users'; example: string; companies: number | null } | null;
  /** The first lines that will not be imported, and why. */
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
  /** It was a desk file: settings and connections came with the names. */
  isDesk: boolean;
}
