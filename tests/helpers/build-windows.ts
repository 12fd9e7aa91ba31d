import { resolve } from 'node:path';
import { parentPort } from 'node:worker_threads';
import react from '@vitejs/plugin-react';
import { build, type Rolldown } from 'vite';
import config from '../../electron.vite.config.ts';

// A worker that builds the windows by the renderer's own build settings, and the script that takes main's place in them. It
// is a thread of its own for its environment: under the NODE_ENV of a test, Vite builds React as it is for development, which
// is not what ships and takes half as long again.

/** Path -> file: `/launcher.html`, `/settings.html`, what they load, and `/fake.js`. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

const repository = resolve(import.meta.dirname, '../..');

const outputOf = (answer: unknown): Rolldown.RolldownOutput['output'] => {
  const outputs = answer as Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
  const first = Array.isArray(outputs) ? outputs[0] : outputs;
  if (!first) throw new Error('vite built nothing');
  return first.output;
};

async function buildRenderer(): Promise<Files> {
  const renderer = (config as { renderer?: Record<string, unknown> }).renderer ?? {};
  const answer = await build({
    ...renderer,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { ...(renderer['build'] as object), write: false },
  });
  return new Map(
    outputOf(answer).map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source] as const),
  );
}

async function buildFake(): Promise<string> {
  const answer = await build({
    configFile: false,
    logLevel: 'error',
    root: repository,
    build: {
      write: false,
      lib: { entry: resolve(repository, 'tests/helpers/fake-latchkey.ts'), formats: ['iife'], name: 'fakeLatchkey' },
    },
  });
  return outputOf(answer)[0].code;
}

const [renderer, fake] = await Promise.all([buildRenderer(), buildFake()]);
const files: Files = new Map([...renderer, ['/fake.js', fake]]);
parentPort?.postMessage(files);
