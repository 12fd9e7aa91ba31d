import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Electron from 'electron';
import { schemeHandlers } from './schemes.ts';
import { standIn } from './stand-in.ts';

const contentTypes: Record<string, string | undefined> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

async function fetchAny(input: string | Request, init: RequestInit = {}): Promise<Response> {
  // Electron's net.fetch cannot do this, though the type has it (electron/electron#43715).
  if (init.redirect === 'manual') throw new Error('Redirect was cancelled');
  const request = new Request(input, init);
  const { protocol } = new URL(request.url);
  const handler = schemeHandlers.get(protocol.slice(0, -1));
  if (handler) return handler(request);
  if (protocol !== 'file:') return fetch(request);
  const path = fileURLToPath(request.url);
  try {
    return new Response(await readFile(path), {
      headers: { 'content-type': contentTypes[extname(path)] ?? 'application/octet-stream' },
    });
  } catch {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  }
}

export const net = standIn<Electron.Net>('net', {
  fetch: fetchAny as Electron.Net['fetch'],
  isOnline: () => true,
  online: true,
});
