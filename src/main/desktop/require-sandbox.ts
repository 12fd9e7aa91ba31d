import { app, type CommandLine, dialog } from 'electron';

/**
 * Whether the packaged program was started without Chromium's sandbox.
 *
 * SECURITY: without it, an attacker who takes over a page has the whole program and its access to the keys. The launcher script
 * that electron-builder puts into an AppImage adds the switch if the system forbids user namespaces, as Ubuntu does since
 * 23.10. Unpackaged it is allowed: build machines seldom have those namespaces.
 */
export const lacksSandbox = (): boolean => app.isPackaged && app.commandLine.hasSwitch('no-sandbox');

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
