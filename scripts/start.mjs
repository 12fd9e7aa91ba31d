// `npm run start`: builds Latchkey and runs it in Electron.
import { installModules } from './bootstrap.mjs';
import { runInElectron } from './run-in-electron.mjs';

installModules();
await runInElectron('start', process.argv.slice(2));
