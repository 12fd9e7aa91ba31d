// Forgets the connection.
import { openDirectory } from '../../../src/main/directory/directory.ts';
import { dieAtTurn } from './death.ts';
import { connection } from './kill-fixture.ts';

const [folder = '', turn = '0'] = process.argv.slice(2);
const opened = openDirectory({ folder });
if (!opened.ok) throw new Error(opened.problem.kind);
dieAtTurn(Number(turn));
await opened.value.directory.forgetConnection(connection);
opened.value.directory.close();
process.exit(0);
