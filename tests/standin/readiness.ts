import { launchOf } from './launch.ts';

let ready = false;

export const isReady = (): boolean => ready;

export function becomeReady(): void {
  ready = true;
}

/** Throws for what Electron refuses before the app is ready. A unit test has no app that could get ready, so it may. */
export function failUnlessReady(what: string): void {
  if (launchOf() && !ready) throw new Error(`${what} after the app is ready`);
}

export function failIfReady(message: string): void {
  if (ready) throw new Error(message);
}
