// `npm run demo`: installs what is missing, builds, and runs the main job with sample customers; no key needed. It
// opens true Electron if its binary and a display exist. Otherwise a script walks through the same bundle on the
// stand-in.
import { installModules } from './bootstrap.mjs';
import { Interruption } from './child.mjs';
import { runInElectron } from './demo-in-electron.mjs';
import { didNotStart, noDisplay, notFetched, walkOnStandIn } from './demo-on-stand-in.mjs';
import { argumentsFor, fetchedElectronBinary, hasDisplay, whyNoBinary } from './electron.mjs';
import { buildBundle } from './run-in-electron.mjs';

/** @param {readonly string[]} args For Electron. @param {Interruption} interruption @returns {Promise<number>} */
async function demo(args, interruption) {
  console.log('Building');
  const code = await buildBundle(interruption);
  if (code !== 0) return code;
  if (!hasDisplay) return walkOnStandIn(noDisplay, interruption);
  const binary = await fetchedElectronBinary(interruption);
  if (interruption.signal) return interruption.exitCode;
  if (!binary) return walkOnStandIn(notFetched(whyNoBinary), interruption);
  const ended = await runInElectron(binary, args, interruption);
  return typeof ended === 'number' ? ended : walkOnStandIn(didNotStart(ended), interruption);
}

const args = argumentsFor('demo', process.argv.slice(2));
installModules();
const interruption = new Interruption();
process.exitCode = await demo(args, interruption);
interruption.stop();
