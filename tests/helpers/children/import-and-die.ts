// Imports a name for every customer.
import { openDirectory } from '../../../src/main/directory/directory.ts';
import { dieAtTurn } from './death.ts';
import { customers } from './kill-fixture.ts';

const [folder = '', turn = '0'] = process.argv.slice(2);
const opened = openDirectory({ folder });
if (!opened.ok) throw new Error(opened.problem.kind);
const { names } = opened.value.directory;
const rows = Array.from({ length: customers }, (_, n) => `${10_000_000 + n},Imported ${n}\n`);
const bytes = new TextEncoder().encode(`id,name\n${rows.join('')}`);
const preview = await names.preview({ bytes, fileName: 'names.csv' });
if (!preview.ok) throw new Error(preview.problem.kind);
dieAtTurn(Number(turn));
const imported = await names.importNames(preview.value.importId, {
  encoding: 'UTF-8',
  headingLine: 1,
  columns: ['account', 'name'],
});
if (!imported.ok) throw new Error(imported.problem.kind);
opened.value.directory.close();
process.exit(0);
