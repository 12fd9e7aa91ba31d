import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { type Directory, openDirectory } from '../../src/main/directory/directory.ts';
import type { LogInBegun } from '../../src/main/directory/ledger/ledger.ts';
import type { NamesChoice } from '../../src/main/directory/names/name-book.ts';
import type { ListedAccount } from '../../src/shared/account.ts';
import type { FinalOutcome } from '../../src/shared/ledger.ts';
import type { ColumnMeaning, NamesPreview } from '../../src/shared/names.ts';
import type { Problem } from '../../src/shared/problems.ts';
import type { Result } from '../../src/shared/result.ts';
import { logInBegun } from './log-in-begun.ts';

export const connectionId = 'connection1';
export const noon = '2026-11-21T12:00:00.000Z';

/** A new folder for one test, removed after it. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-directory-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function opened(folder: string, now?: () => number): { directory: Directory; problem: Problem | null } {
  const result = openDirectory(now ? { folder, now } : { folder });
  if (!result.ok) throw new Error(`could not open the directory: ${result.problem.kind}`);
  const { directory } = result.value;
  onTestFinished(() => directory.close());
  return result.value;
}

export const tempDirectory = (now?: () => number): Directory => opened(tempFolder(), now).directory;

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a problem came instead of a value: ${result.problem.kind}`);
  return result.value;
}

/** The file as another program sees it. */
export function rawDatabase(folder: string): DatabaseSync {
  const raw = new DatabaseSync(join(folder, 'directory.db'));
  onTestFinished(() => {
    if (raw.isOpen) raw.close();
  });
  return raw;
}

/** Runs a sync with the whole list in one page. */
export async function syncAll(
  { accounts }: Directory,
  listed: readonly ListedAccount[],
  connection = connectionId,
  at = noon,
): Promise<{ changed: string[]; removed: string[] }> {
  accounts.beginRun(connection);
  const { changed } = accounts.storePage(connection, listed, null);
  const { removed } = await accounts.completeRun(connection, at);
  return { changed, removed };
}

export const id = (remoteId: string, connection = connectionId): string => `${connection}/${remoteId}`;

/** Begins a log-in and, if `outcome` is given, ends it. */
export function logIn(
  { ledger }: Pick<Directory, 'ledger'>,
  accountId: string,
  outcome?: Exclude<FinalOutcome, 'unknown'>,
  facts: Partial<LogInBegun> = {},
): number {
  const how = outcome === 'copied' ? 'copy' : 'open';
  const rowId = ledger.begin(logInBegun({ at: noon, accountId, how, ...facts }));
  if (outcome) ledger.finish(rowId, outcome, outcome === 'failed' ? 'timeout' : null);
  return rowId;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const choiceOf = ({
  columns,
  encoding,
  headingLine,
}: NamesPreview): NamesChoice & { columns: ColumnMeaning[] } => ({
  columns: columns.map(({ meaning }) => meaning),
  encoding,
  headingLine,
});

/** Previews a file and imports it with the guessed columns. */
export async function importCsv(
  { names }: Directory,
  csv: string,
): Promise<{ preview: NamesPreview; importId: string; changed: string[] }> {
  const preview = unwrap(await names.preview({ bytes: bytesOf(csv), fileName: 'names.csv' }));
  const { changed } = unwrap(await names.importNames(preview.importId, choiceOf(preview)));
  return { preview, importId: preview.importId, changed };
}
