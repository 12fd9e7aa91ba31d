// `npm run verify-ledger -- <file.csv> [<earlier.csv>]`: checks an exported history, and whether it still holds all of an
// earlier export. Exit code 0: it is intact. 1: it is not. 2: a file could not be read, or none was named.
import { readFileSync } from 'node:fs';
import {
  continuesExport,
  type Unverified,
  type VerifiedExport,
  verifyLedgerCsv,
  whyUnverified,
} from '../src/main/directory/ledger/verify-export.ts';

const reasons: Record<Unverified, string> = {
  empty: 'this file is empty.',
  foreign: 'this file is no history that Latchkey exported, or its heading was changed.',
  'cut-off': 'the last line, which says how many log-ins there are, is missing. The end of this file was cut off.',
  changed: 'a line of this file was changed, added, moved or taken out.',
};

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
    `${end} Name an earlier export as the second file to compare the two.`,
    'The seals have no key: a file that was written anew from the first line to the last is intact as well.',
  ].join('\n');
}

/** Says it, and ends the program. */
function end(code: 1 | 2, words: string): never {
  (code === 2 ? console.error : console.log)(words);
  process.exit(code);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return end(
      2,
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'too large'}). Nothing was checked.`,
    );
  }
}

function verify(path: string, whatIt: string): VerifiedExport {
  const text = read(path);
  return verifyLedgerCsv(text) ?? end(1, `${whatIt}: ${reasons[whyUnverified(text)]}`);
}

const [path, earlierPath] = process.argv.slice(2);
if (path === undefined) end(2, 'Which file? npm run verify-ledger -- <file.csv> [<earlier.csv>]');
const verified = verify(path, 'Not intact');
if (earlierPath !== undefined) {
  const earlier = verify(earlierPath, 'Not intact, the earlier file');
  if (!continuesExport(verified, earlier)) {
    const words =
      verified.seals.length < earlier.seals.length && continuesExport(earlier, verified)
        ? `it ends before the earlier file does: ${earlier.logIns - verified.logIns} log-ins are missing, or it is the older one of the two.`
        : 'it does not hold the same log-ins as the earlier file.';
    end(1, `Not intact: ${words}`);
  }
}
console.log(verdict(verified));
if (earlierPath !== undefined) console.log('It holds everything that the earlier file holds.');
