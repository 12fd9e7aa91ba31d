// `npm run start`: builds Latchkey and runs it in Electron.
import { runInElectron } from './run-in-electron.mjs';

runInElectron('start', ['preview']);
