// What `npm run dev` and `npm run start` have in common: fetches Electron's binary, and runs electron-vite with it.
// `-- --no-sandbox` starts it where Chromium's sandbox cannot; every other argument goes to electron-vite, and what comes
// after a second `--` to Electron.
import { giveUp, projectEnv, run } from './bootstrap.mjs';
import { fetchedElectronBinary, hasDisplay, whyNoBinary, whyNoSandbox } from './electron.mjs';

/**
 * @param {string} name The script's name in package.json.
 * @param {readonly string[]} command Of electron-vite.
 * @param {readonly string[]} [args] Of the person.
 */
export function runInElectron(name, command, args = process.argv.slice(2)) {
  if (!hasDisplay) {
    giveUp(
      'Latchkey needs a display to show its windows: start it on a desktop, or under `xvfb-run -a`. `npm run demo` walks through it without one.',
    );
  }
  const binary = fetchedElectronBinary();
  if (!binary) giveUp(whyNoBinary);
  const withoutSandbox = args.includes('--no-sandbox');
  const problem = whyNoSandbox(binary);
  if (problem && !withoutSandbox) {
    giveUp(
      `Electron would end at once: ${problem.why}. To have it, ${problem.remedy}To do without it: npm run ${name} -- --no-sandbox`,
    );
  }
  const code = run(
    'electron-vite',
    [...command, ...(withoutSandbox ? ['--noSandbox'] : []), ...args.filter((arg) => arg !== '--no-sandbox')],
    { env: { ...projectEnv, ELECTRON_EXEC_PATH: binary } },
  );
  if (code !== 0)
    console.error(
      `Latchkey ended with exit code ${code}. If it showed no window, Electron could not start on this system; in a container, try: npm run ${name} -- --no-sandbox`,
    );
  process.exitCode = code;
}
