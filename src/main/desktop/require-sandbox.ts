import { app, type CommandLine, dialog } from 'electron';

/**
 * Whether the packaged program was started without Chromium's sandbox.
 *
 * SECURITY: without it, an attacker who takes over a page has the whole program and its access to the keys. The launcher script
 * that electron-builder puts into an AppImage adds the switch if the system forbids user namespaces, as Ubuntu does since
 * 23.10. Unpackaged it is allowed: build machines seldom have those namespaces.
 */
export const lacksSandbox = (): boolean => app.isPackaged && startedWithoutSandbox();

const startedWithoutSandbox = (): boolean => app.commandLine.hasSwitch('no-sandbox');

/**
 * Every process of a page runs in Chromium's sandbox, whatever a window asks for. Unpackaged it may be started without:
 * enableSandbox would take the switch back for the children only, and as root each of them would end at once. Source:
 * Electron, shell/browser/api/electron_api_app.cc, EnableSandbox; shell/app/electron_main_delegate.cc, the check for root.
 */
export function requireSandbox(packaged: boolean): void {
  if (packaged || !startedWithoutSandbox()) app.enableSandbox();
}

/** SECURITY: a debugger's port would give every user of this machine the windows. Unpackaged, tests need it. */
export function closeDebuggerPorts(commandLine: Pick<CommandLine, 'removeSwitch'>, packaged: boolean): void {
  if (!packaged) return;
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) commandLine.removeSwitch(name);
}

/** Shows the reason, and ends this process with exit code 1. */
export async function refuseToRun(): Promise<null> {
  await app.whenReady();
  dialog.showErrorBox(
    'Latchkey does not run without its sandbox',
    'This system does not let an AppImage have one. Please install the .deb package instead, or allow unprivileged user namespaces.',
  );
  app.exit(1);
  return null;
}
