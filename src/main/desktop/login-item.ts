import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { hiddenMarker } from './argv.ts';

/** The program and the arguments that start Latchkey again. There are arguments only while developing. */
export interface StartCommand {
  path: string;
  args: readonly string[];
}

/**
 * The command that starts this program again. An AppImage runs from a mount (APPDIR) that will be gone by then; APPIMAGE
 * names its file. A program started by another AppImage, e.g. from an editor's terminal, inherits both variables, so they
 * count only if this program is in that mount. Otherwise the login item would start the editor.
 */
export function startCommand(of: {
  packaged: boolean;
  /** The folder of the program while developing. */
  root: string;
  /** The file that is running. */
  program: string;
  environment: Readonly<Record<string, string | undefined>>;
}): StartCommand {
  if (!of.packaged) return { path: of.program, args: [of.root] };
  const { APPDIR: mount, APPIMAGE: image } = of.environment;
  const fromImage = mount && image && of.program.startsWith(`${mount}/`);
  return { path: fromImage ? image : of.program, args: [] };
}

/** Whether the login item started this process. */
export function wasStartedAtLogin(argv: readonly string[], platform: Platform): boolean {
  return platform === 'darwin' ? app.getLoginItemSettings().wasOpenedAtLogin : argv.includes(hiddenMarker);
}

/**
 * Adds or removes the login item, which starts the program without a window. Returns start-at-login-refused if nothing has changed,
 * start-at-login-unapproved if the user must allow what was added. Throws what the file system throws.
 */
export function setStartAtLogin(start: boolean, command: StartCommand, platform: Platform): Result<null> {
  if (platform === 'linux') setAutostart(start, command);
  else setLoginItem(start, command, platform);
  return start && platform !== 'linux' ? approval(command, platform) : ok(null);
}

function setLoginItem(start: boolean, command: StartCommand, platform: Platform): void {
  // On macOS the app itself is the login item, and the system says whether it was opened at login.
  if (platform === 'darwin') app.setLoginItemSettings({ openAtLogin: start });
  // Electron quotes each argument. Source: Electron, shell/browser/browser_win.cc, FormatCommandLineString.
  else app.setLoginItemSettings({ openAtLogin: start, ...loginItemOf(command) });
}

const loginItemOf = ({ path, args }: StartCommand) => ({ path, args: [...args, hiddenMarker] });

/**
 * What the system makes of the login item that was just added: macOS may want the user's leave, Windows remembers that the user
 * switched it off in the Task Manager. Source: Electron, docs/api/app.md, getLoginItemSettings.
 */
function approval(command: StartCommand, platform: Platform): Result<null> {
  if (platform === 'darwin') {
    const { status } = app.getLoginItemSettings();
    if (status === 'requires-approval') return fail({ kind: 'start-at-login-unapproved' });
    return status === 'enabled' ? ok(null) : fail({ kind: 'start-at-login-refused', why: 'system' });
  }
  const item = app.getLoginItemSettings(loginItemOf(command));
  if (!item.openAtLogin) return fail({ kind: 'start-at-login-refused', why: 'system' });
  return item.executableWillLaunchAtLogin ? ok(null) : fail({ kind: 'start-at-login-unapproved' });
}

/** Electron has no login items on Linux; desktops start the entries in this folder. Source: XDG Autostart. */
function setAutostart(start: boolean, command: StartCommand): void {
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'latchkey.desktop');
  if (!start) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, autostartEntry(command));
}

export function autostartEntry({ path, args }: StartCommand): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Latchkey',
    `Exec=${[path, ...args, hiddenMarker].map(execArgument).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Quoted as Exec requires, then escaped as every string of the file. Source: Desktop Entry Specification. */
function execArgument(argument: string): string {
  const quotedForExec = `"${argument.replaceAll('%', '%%').replace(/["`$\\]/g, (sign) => `\\${sign}`)}"`;
  return quotedForExec.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
