import { extname } from 'node:path';
import type Electron from 'electron';

/** Every window here is a sandboxed, isolated web page. An app that asks for another kind fails with its name. */
export function failUnlessLockedDown(preferences: Electron.WebPreferences): void {
  const unlike = [
    ...(preferences.sandbox === false ? ['sandbox: false'] : []),
    ...(preferences.contextIsolation === false ? ['contextIsolation: false'] : []),
    ...(preferences.nodeIntegration ? ['nodeIntegration: true'] : []),
    ...(preferences.nodeIntegrationInWorker ? ['nodeIntegrationInWorker: true'] : []),
    ...(preferences.webviewTag ? ['webviewTag: true'] : []),
    ...(preferences.webSecurity === false ? ['webSecurity: false'] : []),
    ...(preferences.partition === undefined ? [] : ['partition']),
    ...(extname(preferences.preload ?? '') === '.mjs' ? ['an ES module for preload'] : []),
  ];
  if (unlike.length > 0) throw new Error(`stand-in: webPreferences with ${unlike.join(', ')} is not implemented`);
}
