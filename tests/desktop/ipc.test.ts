import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ipcMain } from 'electron';
import { expect, test } from 'vitest';
import { serveRequests } from '../../src/main/desktop/ipc.ts';
import { Windows } from '../../src/main/desktop/windows.ts';
import { SettingsFile } from '../../src/main/settings/settings-file.ts';

test('leaves no way for a window to ask anything but our own requests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-ipc-'));
  try {
    SettingsFile.open(folder);
    expect(ipcMain.eventNames()).toEqual(['electron-store-get-data']);
    serveRequests({ handlers: {} as never, log: () => {} }, new Windows());
    expect(ipcMain.eventNames()).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
