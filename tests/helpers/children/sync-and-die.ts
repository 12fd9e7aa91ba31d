// Syncs the whole list, from where an earlier run was killed.
import { openDirectory } from '../../../src/main/directory/directory.ts';
import { dieAtTurn } from './death.ts';
import { connection, pageOf, pages } from './kill-fixture.ts';

const [folder = '', state = 'first', turn = '0'] = process.argv.slice(2);
const opened = openDirectory({ folder });
if (!opened.ok) throw new Error(opened.problem.kind);
const { accounts } = opened.value.directory;
dieAtTurn(Number(turn));
const { cursor } = accounts.beginRun(connection);
for (let page = Number(cursor ?? 0); page < pages; page++) {
  const next = page + 1 < pages ? String(page + 1) : null;
  accounts.storePage(connection, pageOf(page, state === 'second' ? 'second' : 'first'), next);
  await new Promise((resume) => setImmediate(resume));
}
await accounts.completeRun(connection, state);
opened.value.directory.close();
process.exit(0);
