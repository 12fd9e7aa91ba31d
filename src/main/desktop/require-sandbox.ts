import { app, type CommandLine, dialog } from 'electron';

/**
 * Whether the packaged program was started without Chromium's sandbox.
 *
 * SECURITY: without it, a page that was taken over is the whole program, with its way to the keys. The starter that
 * electron-builder puts into an AppImage adds the switch by itself where the system forbids user namespaces, as Ubuntu
 * does since 23.10. Unpackaged it is let through: build machines seldom have those namespaces.
 */
export const lacksSandbox = (): boolean => app.isPackaged && app.commandLine.hasSwitch('no-sandbox');

/** SECURITY: a debugger's port would hand the windows to every user of this machine. Unpackaged, tests need it. */
export function closeDebuggerPorts(commandLine: Pick<CommandLine, 'removeSwitch'>, packaged: boolean): void {
  if (!packaged) return;
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) commandLine.removeSwitch(name);
}

/** Says why, and ends this process with exit code 1. */
export async function refuseToRun(): Promise<null> {
  await app.whenReady();
  dialog.showErrorBox(
    'Latchkey does not run without its sandbox',
    'This system does not let an AppImage have one. Please install the .deb package instead, or allow unprivileged user namespaces.',
  );
  app.exit(1);
  return null;
}
