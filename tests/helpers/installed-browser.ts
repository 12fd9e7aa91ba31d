import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Platform } from '../../src/shared/platform.ts';

/** How a system knows a browser. */
export interface Installation {
  /** The program that is started. */
  program: string;
  /** Without this file the browser is not installed. */
  entry: string;
  environment: Readonly<Record<string, string>>;
}

type Installed = 'chromium' | 'firefox';

/** Makes a browser known in a folder, in the way of each system. Its program is not written yet. */
export const installOn: Readonly<Record<Platform, (folder: string, installed: Installed) => Installation>> = {
  linux(folder, installed) {
    const program = join(folder, installed);
    const entry = join(folder, 'applications', `${installed}.desktop`);
    write(entry, [
      '[Desktop Entry]',
      'Type=Application',
      `Name=${installed}`,
      `Exec="${program}" %U`,
      'MimeType=text/html;x-scheme-handler/https;',
    ]);
    return { program, entry, environment: { XDG_DATA_HOME: folder, XDG_DATA_DIRS: folder } };
  },

  /** In the user's own applications. */
  darwin(folder, installed) {
    const names = { chromium: 'Chromium.app/Contents/MacOS/Chromium', firefox: 'Firefox.app/Contents/MacOS/firefox' };
    const program = join(folder, 'home', 'Applications', names[installed]);
    mkdirSync(dirname(program), { recursive: true });
    return { program, entry: program, environment: {} };
  },

  /** With programs of Windows that print what theirs would, of what is true here. */
  win32(folder, installed) {
    const { client, file } = {
      chromium: { client: 'Chromium.7YC4QXLAZSCTHOHUH2ZVVDQHPU', file: 'chrome.exe' },
      firefox: { client: 'Firefox-308046B0AF4A39CB', file: 'firefox.exe' },
    }[installed];
    const program = join(folder, 'Programs', file);
    mkdirSync(dirname(program), { recursive: true });
    const system32 = join(folder, 'Windows', 'System32');
    const entry = join(system32, 'reg.exe');
    writeProgram(entry, [
      'case "$2" in HKCU*StartMenuInternet) ;; *) exit 1 ;; esac',
      `printf '\\r\\n%s\\r\\n    (Default)    REG_SZ    "%s"\\r\\n' '${command(client)}' '${program}'`,
    ]);
    writeProgram(join(system32, 'WindowsPowerShell', 'v1.0', 'powershell.exe'), [
      'for process in /proc/[0-9]*; do',
      '  line=" $(tr "\\0" " " < $process/cmdline 2> /dev/null) "',
      '  case "$line" in',
      '    *" --type="* | *" -contentproc "*) ;;',
      '    *" $LATCHKEY_WORDS "*) printf "%s\\r\\n" "$(basename $process)" ;;',
      '  esac',
      'done',
    ]);
    writeProgram(join(system32, 'taskkill.exe'), ['[ "$1" = /PID ] && kill -TERM "$2"']);
    return {
      program,
      entry,
      environment: { SystemRoot: join(folder, 'Windows'), LOCALAPPDATA: join(folder, 'Local') },
    };
  },
};

const command = (client: string): string =>
  `HKEY_CURRENT_USER\\Software\\Clients\\StartMenuInternet\\${client}\\shell\\open\\command`;

function write(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, [...lines, ''].join('\n'));
}

function writeProgram(path: string, lines: readonly string[]): void {
  write(path, ['#!/bin/sh', ...lines]);
  chmodSync(path, 0o755);
}
