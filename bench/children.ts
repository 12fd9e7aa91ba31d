import { execFile, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Sandbox, SandboxOptions } from '../src/main/sandbox/sandbox.ts';

const run = promisify(execFile);
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Imports of 'electron' get the stand-in: nothing of it is used by what is measured, but libraries look for it. */
const standIn = ['--import', fileURLToPath(new URL('../tests/standin/register.mjs', import.meta.url))];

/** Runs a program of the bench in a process of its own and reads the JSON that is the last line of what it prints. */
export async function measureIn<T>(
  program: URL,
  task: unknown,
  options: { node?: readonly string[]; withKeyring?: boolean } = {},
): Promise<T> {
  const node = [...standIn, ...(options.node ?? []), fileURLToPath(program), JSON.stringify(task)];
  const { stdout } = options.withKeyring
    ? await run(process.execPath, ['scripts/with-keyring.mjs', process.execPath, ...node], { cwd: projectRoot })
    : await run(process.execPath, node, { cwd: projectRoot });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
}

/** Pretend providers that run in a process of their own. */
interface PretendProviders extends Pick<Sandbox, 'providers'> {
  stop: () => void;
}

/** The sandbox in a process of its own, so that its work is not measured as ours. */
export async function startProviders(options: SandboxOptions): Promise<PretendProviders> {
  const child = fork(fileURLToPath(new URL('program/pretend-providers.ts', import.meta.url)), [
    JSON.stringify(options),
  ]);
  const providers = await new Promise<Sandbox['providers']>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Sandbox['providers']));
    child.once('exit', () => reject(new Error('The pretend providers did not start.')));
  });
  return { providers, stop: () => void child.kill() };
}

/** The middle one of an odd number of figures. */
export function medianOf(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
