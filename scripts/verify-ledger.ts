// `npm run verify-ledger -- <file.csv>`: checks that an exported history is unchanged. Exit code 0 means that it is.
import { readFileSync } from 'node:fs';
import { verifyLedgerCsv } from '../src/main/directory/ledger/export.ts';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Which file? npm run verify-ledger -- <file.csv>');
  process.exit(2);
}
const intact = verifyLedgerCsv(readFileSync(path, 'utf8'));
console.log(intact ? 'Intact: no line was edited, added, moved or removed.' : 'Not intact: this file was changed.');
process.exitCode = intact ? 0 : 1;
