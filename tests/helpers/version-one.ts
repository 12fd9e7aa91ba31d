import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { applicationId, migrations } from '../../src/main/directory/sqlite/migrations.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'ledger');

/** A history that a program of version 1 exported; its ledger is that of `writeVersionOne`. */
export const versionOneCsv = (): string => readFileSync(join(fixtures, 'version-1.csv'), 'utf8');

/** Last seal of that ledger. */
export const versionOneSeal = '89bf366b999a23cfc4f85653141a1fbf00dc6aed6de66848fd97f9df45b31bd5';

/** Puts the database of a program of version 1 into a folder: accounts, a pin, a name, and a ledger of 16 events. */
export function writeVersionOne(folder: string): void {
  const raw = new DatabaseSync(join(folder, 'directory.db'));
  raw.exec(
    `pragma journal_mode = wal; ${migrations[0]}; pragma application_id = ${applicationId}; pragma user_version = 1`,
  );
  raw.exec(readFileSync(join(fixtures, 'version-1.sql'), 'utf8'));
  raw.close();
}
