import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Folders as Electron names them, on each system. */
export class AppPaths {
  readonly #set = new Map<string, string>();
  readonly #name: () => string;

  constructor(name: () => string) {
    this.#name = name;
  }

  get(name: string): string {
    const path = this.#set.get(name) ?? this.#usual(name);
    if (path === null) throw new Error(`Failed to get '${name}' path`);
    if (name === 'userData') mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }

  set(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (this.#usual(name) === null) throw new Error(`Failed to set path '${name}'`);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    this.#set.set(name, path);
  }

  #usual(name: string): string | null {
    const home = homedir();
    switch (name) {
      case 'home':
        return home;
      case 'appData':
        return appData(home);
      case 'userData':
        return join(this.get('appData'), this.#name());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return process.platform === 'darwin'
          ? join(home, 'Library/Logs', this.#name())
          : join(this.get('userData'), 'logs');
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad');
      case 'temp':
        return tmpdir();
      case 'exe':
        return process.argv[0] ?? process.execPath;
      case 'desktop':
        return join(home, 'Desktop');
      case 'documents':
        return join(home, 'Documents');
      case 'downloads':
        return join(home, 'Downloads');
      default:
        return null;
    }
  }
}

function appData(home: string): string {
  if (process.platform === 'darwin') return join(home, 'Library/Application Support');
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(home, 'AppData/Roaming');
  return process.env['XDG_CONFIG_HOME'] || join(home, '.config');
}
