// `npm run demo` where true Electron cannot run: a script walks through the same bundle on the stand-in.
import { Interruption, runChild } from './child.mjs';
import { projectEnv } from './project.mjs';
import { openRunFolder } from './run-folder.mjs';
import { installSystemPackages, walkNeeds } from './system-packages.mjs';

/**
 * Why the demo walks on the stand-in, and what then opens Latchkey itself.
 * @typedef {{ why: string, next: string }} Reason
 */

/** @type {Reason} */
export const noDisplay = {
  why: 'No display here',
  next: 'On a machine with a display, `npm run demo` opens Latchkey itself.',
};

/** @param {string} whyNoBinary @returns {Reason} */
export const notFetched = (whyNoBinary) => ({
  why: `${whyNoBinary} Until then`,
  next: "Once Electron's binary can be fetched, `npm run demo` opens Latchkey itself.",
});

/** @param {string} why @returns {Reason} */
export const didNotStart = (why) => ({
  why,
  next: 'Latchkey itself did not open, because Electron did not start here: it says why above, before the walk.',
});

/**
 * Returns the exit code. Its files are gone then, however it ended.
 * @param {Reason} reason @param {Interruption} [interruption]
 * @returns {Promise<number>}
 */
export async function walkOnStandIn({ why, next }, interruption = new Interruption()) {
  console.log(`${why}: walking through the same bundle on the stand-in, with Chromium pages for windows.`);
  installSystemPackages(walkNeeds);
  const folder = openRunFolder();
  // No bus: the walk must not find the person's own keyring.
  const env = { ...projectEnv, ...folder.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
  const { code } = await runChild('node', ['scripts/demo-walk.ts'], { env, interruption });
  await folder.close();
  if (code === 0) console.log(next);
  return code;
}
