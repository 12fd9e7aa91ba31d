// Opens a customer's own window and closes it, and is killed before one of its calls that leave something behind.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { logInTo, pretendBrowser, theWindow, windowsWith } from '../pretend-browser.ts';

const [folder = '', story = '', dieBefore = '0'] = process.argv.slice(2);
const browser = pretendBrowser(folder, 'quick');

let calls = 0;
/** biome-ignore lint/suspicious/noExplicitAny: any function of these modules. */
function count(holder: any, name: string): void {
  const real = holder[name];
  holder[name] = (...args: unknown[]) => {
    calls += 1;
    if (calls === Number(dieBefore)) kill(process.pid, 'SIGKILL');
    return real.apply(holder, args);
  };
}
const kill = process.kill.bind(process);
for (const name of ['mkdirSync', 'chmodSync', 'writeFileSync', 'renameSync', 'rmSync']) count(fs, name);
count(fs.promises, 'rm');
count(childProcess, 'spawn');
process.kill = (pid, signal) => {
  calls += 1;
  if (calls === Number(dieBefore)) kill(process.pid, 'SIGKILL');
  return kill(pid, signal);
};
syncBuiltinESMExports();

const { windows } = windowsWith(folder, browser);
await logInTo(windows, story === 'opened');
if (story === 'opened') await windows.close(theWindow, 'closed');
while (fs.existsSync(`${folder}/windows/${theWindow}.json`)) await new Promise((resolve) => setTimeout(resolve, 20));
fs.writeSync(1, `${calls}`);
process.exit(0);
