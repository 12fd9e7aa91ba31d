import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const source = join(import.meta.dirname, '..', '..', 'src');

/** Files under src whose code, comments aside, holds the word. */
function filesWith(word: RegExp): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => word.test(withoutComments(readFileSync(join(source, file), 'utf8'))))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

describe('what can do harm stands in one place', () => {
  test('requests of windows are answered in one file', () => {
    expect(filesWith(/\bipcMain\b/)).toEqual(['main/desktop/ipc.ts']);
  });

  test('windows reach the bridge in one file', () => {
    expect(filesWith(/\bcontextBridge\b|\bipcRenderer\b/)).toEqual(['preload/index.ts']);
    expect(filesWith(/\b(window|globalThis|self)\.latchkey\b|\['latchkey'\]/)).toEqual(['renderer/api.ts']);
    expect(filesWith(/'latchkey:request'/)).toEqual(['main/desktop/ipc.ts', 'preload/index.ts']);
    expect(filesWith(/'latchkey:announcement'/)).toEqual(['main/desktop/windows.ts', 'preload/index.ts']);
  });

  test('links are opened in one file, and files in none', () => {
    expect(filesWith(/\bopenExternal\b/)).toEqual(['main/desktop/browser.ts']);
    expect(filesWith(/\bopenPath\b/)).toEqual([]);
  });

  test('windows are made with one set of preferences', () => {
    const makers = filesWith(/new BrowserWindow\b/);
    expect(makers).toEqual(filesWith(/\bwindowPreferences\(/).filter((file) => makers.includes(file)));
    expect(filesWith(/\bBrowserView\b|\bWebContentsView\b|<webview/)).toEqual([]);
  });

  test('nothing puts code into a page, sends crashes away, switches a check off or talks to the remote module', () => {
    expect(filesWith(/\bexecuteJavaScript\b|\binsertCSS\b|\bcrashReporter\b|@electron\/remote/)).toEqual([]);
    expect(filesWith(/ignore-certificate|disable-web-security/)).toEqual([]);
    // Named there, so that a start with the one can be refused, and the other taken away.
    expect(filesWith(/no-sandbox|remote-debugging/)).toEqual(['main/desktop/require-sandbox.ts']);
    expect(filesWith(/\b(appendSwitch|appendArgument)\(/)).toEqual(['main/desktop/create-desktop.ts']);
    expect(filesWith(/\bsetCertificateVerifyProc\b|'certificate-error'|rejectUnauthorized:\s*false/)).toEqual([]);
  });

  test('updates come by one file, which nothing needs at the start', () => {
    expect(filesWith(/electron-updater/)).toEqual(['main/desktop/updates.ts']);
    expect(filesWith(/^import (?!type)[^;]*'electron-updater'/m)).toEqual([]);
    expect(filesWith(/\bquitAndInstall\b|\bapp\.relaunch\b/)).toEqual([]);
  });

  test('no page is given a privilege around the content security policy', () => {
    expect(filesWith(/bypassCSP|allowServiceWorkers|corsEnabled|supportFetchAPI/)).toEqual([]);
  });
});
