import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type Electron from 'electron';

// What `import … from 'electron'` gets in tests.

class App extends EventEmitter {
  readonly isPackaged = false;
  #paths = new Map<string, string>();
  getName(): string {
    return 'latchkey';
  }
  getVersion(): string {
    return '0.0.0';
  }
  getPath(name: string): string {
    const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
    const path = this.#paths.get(name) ?? (name === 'userData' ? join(config, this.getName()) : undefined);
    if (path === undefined) throw new Error(`stand-in: app.getPath('${name}') is not implemented`);
    mkdirSync(path, { recursive: true });
    return path;
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
}

class IpcMain extends EventEmitter {
  handle(_channel: string, _listener: (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown): void {}
}

export const app = new App();
export const ipcMain = new IpcMain();
export const shell = {};
const all = { app, ipcMain, shell };
export default all;
export { all as 'module.exports' };
