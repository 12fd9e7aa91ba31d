import { fork, type Serializable } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildLink } from '../../src/main/lib/child-link.ts';

export interface ForkedChild extends ChildLink {
  pid: number;
  /** How it ended: a signal, or null for an ordinary exit. */
  ended: Promise<NodeJS.Signals | null>;
}

/**
 * Forks a file as Electron's utilityProcess would.
 * @param file Path from the project's root.
 */
export function forkChild(file: string, env: NodeJS.ProcessEnv): ForkedChild {
  const adapter = fileURLToPath(new URL('parent-port.mjs', import.meta.url));
  const child = fork(file, { execArgv: ['--import', adapter], env, serialization: 'advanced' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal));
  });
  if (child.pid === undefined) throw new Error(`${file} could not be forked`);
  return {
    pid: child.pid,
    ended,
    post: (message) => {
      // If the child has just ended, onExit reports that.
      child.send(message as Serializable, () => undefined);
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  };
}
