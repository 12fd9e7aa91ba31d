import { describe, expect, test } from 'vitest';
import { filesWith } from '../helpers/source.ts';

describe('what can do harm is in one place', () => {
  test('requests of windows are answered in one file', { tags: ['bridge-one-file'] }, () => {
    expect(filesWith(/\bipcMain\b/)).toEqual(['src/main/desktop/ipc.ts']);
  });

  test('windows reach the bridge in one file', { tags: ['bridge-one-file'] }, () => {
    expect(filesWith(/\bcontextBridge\b|\bipcRenderer\b/)).toEqual(['src/preload/index.ts']);
    expect(filesWith(/\b(window|globalThis|self)\.latchkey\b|\['latchkey'\]/)).toEqual(['src/renderer/api.ts']);
    expect(filesWith(/'latchkey:request'/)).toEqual(['src/main/desktop/ipc.ts', 'src/preload/index.ts']);
    expect(filesWith(/'latchkey:announcement'/)).toEqual(['src/main/desktop/windows.ts', 'src/preload/index.ts']);
  });

  test('links are opened in one file, and files in none', { tags: ['opening-one-place'] }, () => {
    expect(filesWith(/\bopenExternal\b/)).toEqual(['src/main/desktop/browser.ts']);
    expect(filesWith(/\bopenPath\b/)).toEqual([]);
  });

  test('windows are made with one set of preferences', { tags: ['windows-sandboxed'] }, () => {
    const makers = filesWith(/new BrowserWindow\b/);
    expect(makers).toEqual(filesWith(/\bwindowPreferences\(/).filter((file) => makers.includes(file)));
    expect(filesWith(/\bBrowserView\b|\bWebContentsView\b|<webview/)).toEqual([]);
  });

  test('nothing injects code into a page, uploads crashes, disables a check or uses the remote module', {
    tags: ['network-certificates-verified', 'package-no-reports'],
  }, () => {
    expect(filesWith(/\bexecuteJavaScript\b|\binsertCSS\b|\bcrashReporter\b|@electron\/remote/)).toEqual([]);
    expect(filesWith(/ignore-certificate|disable-web-security/)).toEqual([]);
    // require-sandbox.ts names them to refuse the one and to remove the other.
    expect(filesWith(/no-sandbox|remote-debugging/)).toEqual(['src/main/desktop/require-sandbox.ts']);
    expect(filesWith(/\b(appendSwitch|appendArgument)\(/)).toEqual([]);
    expect(filesWith(/\bsetDesktopName\(/)).toEqual([]);
    expect(filesWith(/\bsetCertificateVerifyProc\b|'certificate-error'|rejectUnauthorized:\s*false/)).toEqual([]);
  });

  test('updates come through one file, which startup does not load', () => {
    expect(filesWith(/electron-updater/)).toEqual(['src/main/desktop/updates.ts']);
    expect(filesWith(/^import (?!type)[^;]*'electron-updater'/m)).toEqual([]);
    expect(filesWith(/\bquitAndInstall\b|\bapp\.relaunch\b/)).toEqual([]);
  });

  test('no page has a privilege that bypasses the content security policy', { tags: ['windows-policy'] }, () => {
    expect(filesWith(/bypassCSP|allowServiceWorkers|corsEnabled|supportFetchAPI/)).toEqual([]);
  });
});
