// Begins log-ins, reports each as soon as it is acknowledged, and dies before it could end the last one.
import { writeSync } from 'node:fs';
import { openDirectory } from '../../../src/main/directory/directory.ts';
import { logInBegun } from '../log-in-begun.ts';

const opened = openDirectory({ folder: process.argv[2] ?? '' });
if (!opened.ok) throw new Error(opened.problem.kind);
const { ledger } = opened.value.directory;
for (let n = 0; n < 20; n++) {
  const rowId = ledger.begin(logInBegun());
  writeSync(1, `${rowId}\n`);
  if (n === 19) process.kill(process.pid, 'SIGKILL');
  ledger.finish(rowId, 'opened', null);
}
