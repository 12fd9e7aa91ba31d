import { existsSync, statSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepBrowsersLocks } from './file-locks.ts';
import { electronVersion, readPackage, setLaunch } from './launch.ts';
import { machine, playSystem } from './system.ts';

// Does what the Electron executable does with its arguments: [flags] [-r file] <app> [arguments of the app].

const given = process.argv.slice(2);
const args: string[] = [];
const preloaded: string[] = [];
for (let at = 0; at < given.length; at += 1) {
  const arg = given[at] ?? '';
  if (arg === '-r' || arg === '--require') {
    at += 1;
    preloaded.push(resolve(given[at] ?? ''));
  } else args.push(arg);
}

// A test tool uses it to talk to main.
const inspect = /^--inspect(?:=(\d+))?$/.exec(args.find((arg) => arg.startsWith('--inspect')) ?? '');
if (inspect) inspector.open(Number(inspect[1] ?? 9229));

const packaged = process.env['STANDIN_PACKAGED'] === '1';
const appArgument = args.findIndex((arg) => !arg.startsWith('-'));
const target = resolve(args[appArgument] ?? '.');
const isFolder = statSync(target).isDirectory();
const appFolder = isFolder ? target : folderOfPackage(dirname(target));
const entry = isFolder ? join(target, readPackage(target).main ?? 'index.js') : target;

function folderOfPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json')) || folder === dirname(folder)) return folder;
  return folderOfPackage(dirname(folder));
}

// A packaged program gets no folder as an argument, because it is the program.
const seen = packaged ? args.filter((_arg, at) => at !== appArgument) : args;
const executable = join(import.meta.dirname, machine === 'win32' ? 'electron.cmd' : 'electron');
process.argv = [executable, ...seen];
setLaunch({ appFolder, args: seen, devToolsPort: args.includes('--remote-debugging-port=0') });
for (const [name, value] of Object.entries({
  type: 'browser',
  resourcesPath: join(appFolder, 'resources'),
  ...(packaged ? {} : { defaultApp: true }),
})) {
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
}
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: electronVersion },
  enumerable: true,
});

playSystem(process.env['STANDIN_PLATFORM'] || machine);
keepBrowsersLocks();

// Import this last: the app object reads its paths when it is created.
const { startApp } = await import('./app.ts');
const { watchDownloads } = await import('./downloads.ts');
const require = createRequire(import.meta.url);
for (const file of preloaded) require(file);
await import(pathToFileURL(entry).href);
await startApp(watchDownloads);
