import type Electron from 'electron';
import { normalised } from './accelerator.ts';
import { failUnlessReady } from './readiness.ts';
import { standIn } from './stand-in.ts';

/** No other program takes a shortcut here. A test that needs a taken one uses tests/helpers/recorder.cjs. */
const registered = new Map<string, () => void>();
let suspended = false;

function read(accelerator: string): string {
  const combination = normalised(accelerator, process.platform === 'darwin' ? 'Super' : 'Control');
  if (combination === null) {
    throw new TypeError(`Error processing argument at index 0, conversion failure from ${accelerator}`);
  }
  return combination;
}

export const globalShortcut = standIn<Electron.GlobalShortcut>('globalShortcut', {
  register(accelerator, callback) {
    failUnlessReady('globalShortcut cannot be used before the app is ready: it can be used');
    const combination = read(accelerator);
    if (suspended || registered.has(combination)) return false;
    registered.set(combination, callback);
    return true;
  },
  registerAll(accelerators, callback) {
    for (const accelerator of accelerators) globalShortcut.register(accelerator, callback);
  },
  isRegistered: (accelerator) => registered.has(read(accelerator)),
  unregister(accelerator) {
    failUnlessReady('globalShortcut cannot be used before the app is ready: it can be used');
    registered.delete(read(accelerator));
  },
  unregisterAll() {
    registered.clear();
  },
  setSuspended(suspend) {
    suspended = suspend;
  },
  isSuspended: () => suspended,
});
