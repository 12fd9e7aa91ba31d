// `npm run dev`: Latchkey in Electron, rebuilt and reloaded after every change.
import { installModules } from './bootstrap.mjs';
import { runInElectron } from './run-in-electron.mjs';

installModules();
await runInElectron('dev', process.argv.slice(2));
