import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { hiddenMarker } from './argv.ts';

/** The program and arguments that start us again; more than one part while developing. */
export interface StartCommand {
  path: string;
  args: readonly string[];
}

/**
 * What starts this program again. An AppImage runs from a mount (APPDIR) that is gone by then; its file is named by APPIMAGE.
 * Both are handed down to whatever an AppImage starts, e.g. from the terminal of an editor: they are about us only where
 * we lie in that mount. Otherwise the login item would start the editor.
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

/** Whether this start came from the login item, so that nothing should show itself. */
export function wasStartedAtLogin(argv: readonly string[], platform: Platform): boolean {
  return platform === 'darwin' ? app.getLoginItemSettings().wasOpenedAtLogin : argv.includes(hiddenMarker);
}

/** Starts the program at login, hidden, or stops doing so. */
export function setStartAtLogin(start: boolean, command: StartCommand, platform: Platform): void {
  if (platform === 'linux') setAutostart(start, command);
  // On macOS the program itself is the login item, and the system tells us how it was started.
  else if (platform === 'darwin') app.setLoginItemSettings({ openAtLogin: start });
  else {
    const args = [...command.args.map(quoted), hiddenMarker];
    app.setLoginItemSettings({ openAtLogin: start, path: command.path, args });
  }
}

/** Windows keeps one text for all arguments. Source: Electron, setLoginItemSettings, "wrap paths in quotes". */
const quoted = (argument: string): string => `"${argument}"`;

/** Electron knows no login items on Linux; desktops start what lies in this folder. Source: XDG Autostart. */
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

/** Quoted by the rules of Exec, then escaped by those of every string in the file. Source: Desktop Entry Specification. */
function execArgument(argument: string): string {
  const quotedForExec = `"${argument.replaceAll('%', '%%').replace(/["`$\\]/g, (sign) => `\\${sign}`)}"`;
  return quotedForExec.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
