import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { TestProject } from 'vitest/node';
import type { Files } from './build-windows.ts';

// Vitest starts it once for all files of a run. It serves the windows as they ship, under their real content security
// policy. The first request builds them: a run without a window waits for no build.

declare module 'vitest' {
  interface ProvidedContext {
    windowsOrigin: string;
  }
}

/** The same as src/main/desktop sends with each file. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '', 'http://window').pathname;
  try {
    const file = (await files()).get(path);
    const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': type,
      'content-security-policy': policy,
      // The names of assets say what is in them.
      'cache-control': path.startsWith('/assets/') ? 'max-age=3600, immutable' : 'no-store',
    });
    response.end(file);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

let built: Promise<Files> | null = null;
function files(): Promise<Files> {
  built ??= build();
  return built;
}

async function build(): Promise<Files> {
  const env = { ...process.env, NODE_ENV: 'production' };
  const [files] = (await once(new Worker(new URL('./build-windows.ts', import.meta.url), { env }), 'message')) as [
    Files,
  ];
  return files;
}

export async function setup(project: TestProject): Promise<void> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  project.provide('windowsOrigin', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

export function teardown(): void {
  server.close();
  server.closeAllConnections();
}
