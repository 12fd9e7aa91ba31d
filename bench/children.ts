import { execFile, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Sandbox, SandboxOptions } from '../src/main/sandbox/sandbox.ts';

const run = promisify(execFile);
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Imports of 'electron' get the stand-in: libraries look for it, though nothing that is measured uses it. */
const standIn = ['--import', fileURLToPath(new URL('../tests/standin/register.mjs', import.meta.url))];

/** Runs a program of the bench in its own process. Returns the JSON in the last line that it prints. */
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

/** Pretend providers that run in their own process. */
interface PretendProviders extends Pick<Sandbox, 'providers'> {
  stop: () => void;
}

/** Runs the sandbox in its own process, so that its work is not measured as ours. */
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

/** The median of an odd number of figures. */
export function medianOf(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
