import { execFile, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SandboxOptions } from '../src/main/sandbox/sandbox.ts';

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

/** Where one pretend provider is, and its key. */
export interface PretendProvider {
  origin: string;
  key: string;
}

export interface PretendProviders {
  sendgrid: PretendProvider;
  brevo: PretendProvider;
  stop: () => void;
}

/** The sandbox in a process of its own, so that its work is not measured as ours. */
export async function startProviders(options: SandboxOptions): Promise<PretendProviders> {
  const child = fork(fileURLToPath(new URL('program/pretend-providers.ts', import.meta.url)), [
    JSON.stringify(options),
  ]);
  const places = await new Promise<Omit<PretendProviders, 'stop'>>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Omit<PretendProviders, 'stop'>));
    child.once('exit', () => reject(new Error('The pretend providers did not start.')));
  });
  return { ...places, stop: () => void child.kill() };
}

/** The middle one of an odd number of figures. */
export function medianOf(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
