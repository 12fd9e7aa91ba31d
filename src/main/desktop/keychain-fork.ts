import { utilityProcess } from 'electron';
import type { ChildLink } from '../lib/child-link.ts';

/** Starts the keychain's own process from `entry`, a file of the built program. The app must be ready. */
export function forkKeychain(entry: string): ChildLink {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Latchkey keychain',
    // SECURITY: keys pass through this process; nothing that a library prints there may reach a terminal or a log.
    stdio: 'ignore',
  });
  // SECURITY: without a listener an `error` is thrown here, with a report of the child's memory and environment in it. The
  // `exit` that always follows is handled instead. Source: Electron, utilityProcess, error.
  child.on('error', () => {});
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.on('exit', () => listener());
    },
    kill: () => {
      // UtilityProcess.kill() asks with SIGTERM, which a process stuck in a call to a hung keyring may never act on.
      if (child.pid === undefined) child.kill();
      else killNow(child.pid);
    },
  };
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}
