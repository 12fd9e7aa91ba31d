// `npm run dev`: Latchkey in Electron, rebuilt and reloaded after every change.
import { runInElectron } from './run-in-electron.mjs';

runInElectron('dev', ['dev', '--watch']);
