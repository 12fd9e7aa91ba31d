// `npm run verify-ledger -- <file.csv>`: checks an exported history. Exit code 0: every line fits its seal.
import { readFileSync } from 'node:fs';
import { type VerifiedExport, verifyLedgerCsv } from '../src/main/directory/ledger/verify-export.ts';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Which file? npm run verify-ledger -- <file.csv>');
  process.exit(2);
}

function verdict({ version, logIns, firstAt, lastAt, lastSeal }: VerifiedExport): string {
  const period = firstAt === null ? '' : `, from ${firstAt} to ${lastAt}`;
  const end =
    version === 1
      ? 'Lines cut off the end do not show in a file of this age.'
      : 'Lines cut off the end do not show if the last line was written again.';
  return [
    `Intact: ${logIns} ${logIns === 1 ? 'log-in' : 'log-ins'}${period}.`,
    'Every line fits its seal, and no line is missing in between.',
    `Last seal: ${lastSeal || 'none'}`,
    `${end} Compare the last seal with another export.`,
    'The seals have no key: a file that was written anew from the first line to the last is intact as well.',
  ].join('\n');
}

const verified = verifyLedgerCsv(readFileSync(path, 'utf8'));
console.log(verified ? verdict(verified) : 'Not intact: this file was changed, or it is no exported history.');
process.exitCode = verified ? 0 : 1;
