import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PretendRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  header(name: string): string | undefined;
  body: string;
}

export interface PretendReply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface Listener {
  origin: string;
  close(): Promise<void>;
}

const largestBody = 64 * 1024;

export const jsonReply = (status: number, value: unknown): PretendReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});

/**
 * An HTTP server on 127.0.0.1.
 * @param port 0 lets the system choose.
 * @param delayOf milliseconds to hold back the reply to a request.
 */
export async function listen(
  port: number,
  delayOf: (request: PretendRequest) => number,
  answer: (request: PretendRequest) => PretendReply,
): Promise<Listener> {
  let host = '';
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // SECURITY: a website whose name was turned to this machine (DNS rebinding) asks under that name. It would learn
    // whom the sample customers were opened for, and use up their hour.
    if (incoming.headers.host !== host) {
      outgoing.writeHead(421, { connection: 'close' }).end();
      return;
    }
    const body = await bodyOf(incoming);
    const url = URL.parse(incoming.url ?? '/', 'http://127.0.0.1');
    if (body === null || !url) {
      outgoing.writeHead(body === null ? 413 : 400, { connection: 'close' }).end();
      return;
    }
    const request: PretendRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      header: (name) => incoming.headers[name]?.toString(),
      body,
    };
    const reply = answer(request);
    const delayMs = delayOf(request);
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    outgoing.writeHead(reply.status, {
      'cache-control': 'no-store',
      'content-length': Buffer.byteLength(reply.body ?? ''),
      ...reply.headers,
    });
    outgoing.end(reply.body);
  };
  // A bug in the sandbox ends one conversation, not the program.
  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing).catch(() => outgoing.destroy());
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');

  host = `127.0.0.1:${address.port}`;

  return {
    origin: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Null where it is too long, or the sender gave up. */
async function bodyOf(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming) {
      size += chunk.length;
      if (size > largestBody) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}
