// `npm run demo`: installs what is missing, builds, and runs the main job with sample customers; no key needed. It
// opens true Electron if its binary and a display exist. Otherwise a script walks through the same bundle on the
// stand-in.
import { installModules, installPackages, run } from './bootstrap.mjs';
import { runInElectron } from './demo-in-electron.mjs';
import { fetchedElectronBinary, hasDisplay, whyNoBinary } from './electron.mjs';

/** @param {string} why */
function walkOnStandIn(why) {
  console.log(`${why}: walking through the same bundle on the stand-in, with Chromium pages for windows.`);
  installPackages();
  return run('node', ['scripts/with-keyring.mjs', 'node', 'scripts/demo-walk.ts']);
}

async function demo() {
  if (!hasDisplay) return walkOnStandIn('No display here');
  const binary = fetchedElectronBinary();
  if (!binary) return walkOnStandIn(`${whyNoBinary} Until then`);
  const ended = await runInElectron(binary);
  return typeof ended === 'number' ? ended : walkOnStandIn(ended);
}

installModules();
console.log('Building');
process.exitCode = run('electron-vite', ['build', '--logLevel', 'warn']) === 0 ? await demo() : 1;
