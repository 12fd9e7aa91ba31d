import type Electron from 'electron';
import { normalised } from './accelerator.ts';
import { failUnlessReady } from './readiness.ts';
import { standIn } from './stand-in.ts';

/** No other program takes a shortcut here. A test that needs a taken one uses tests/helpers/recorder.cjs. */
const registered = new Map<string, () => void>();
let suspended = false;

/**
 * In a Wayland session shortcuts go through the desktop's portal, which says yes to all, takes none back, and makes one and
 * the same command of all keys that it does not know. Source: Electron, shell/browser/api/electron_api_global_shortcut.cc.
 */
const throughPortal = (): boolean => process.platform === 'linux' && process.env['XDG_SESSION_TYPE'] === 'wayland';
const portalKeys = /\+(?:[a-z0-9,.]|up|down|left|right|home|end|pageup|pagedown|space|insert|delete)$/;

function read(accelerator: string): string {
  const combination = normalised(accelerator, process.platform === 'darwin' ? 'Super' : 'Control');
  if (combination === null) {
    throw new TypeError(`Error processing argument at index 0, conversion failure from ${accelerator}`);
  }
  return throughPortal() && !portalKeys.test(combination) ? '' : combination;
}

export const globalShortcut = standIn<Electron.GlobalShortcut>('globalShortcut', {
  register(accelerator, callback) {
    failUnlessReady('globalShortcut cannot be used before the app is ready: it can be used');
    const combination = read(accelerator);
    if (!throughPortal() && (suspended || registered.has(combination))) return false;
    registered.set(combination, callback);
    return true;
  },
  registerAll(accelerators, callback) {
    for (const accelerator of accelerators) globalShortcut.register(accelerator, callback);
  },
  isRegistered: (accelerator) => registered.has(read(accelerator)),
  unregister(accelerator) {
    failUnlessReady('globalShortcut cannot be used before the app is ready: it can be used');
    if (!throughPortal()) registered.delete(read(accelerator));
  },
  unregisterAll() {
    if (!throughPortal()) registered.clear();
  },
  setSuspended(suspend) {
    suspended = suspend;
  },
  isSuspended: () => suspended,
});
