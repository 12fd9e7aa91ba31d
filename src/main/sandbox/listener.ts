import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PretendReply, PretendRequest } from '../providers/pretend-provider.ts';

export interface Listener {
  origin: string;
  close(): Promise<void>;
}

const largestBody = 64 * 1024;

interface Behaviour {
  /** How long to delay the reply to a request. */
  delayMs: (request: PretendRequest) => number;
  answer: (request: PretendRequest) => PretendReply;
}

/** Starts an HTTP server on 127.0.0.1; port 0 lets the system choose. */
export async function listen(port: number, { delayMs, answer }: Behaviour): Promise<Listener> {
  let host = '';
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // SECURITY: a website that points its own name at this machine (DNS rebinding) asks under that name. It would learn
    // which sample customers were opened, and use up the hour's requests.
    if (incoming.headers.host !== host) {
      outgoing.writeHead(421, { connection: 'close' }).end();
      return;
    }
    const received = await bodyOf(incoming);
    const url = URL.parse(incoming.url ?? '/', 'http://127.0.0.1');
    if (received === null || !url) {
      outgoing.writeHead(received === null ? 413 : 400, { connection: 'close' }).end();
      return;
    }
    const request: PretendRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      header: (name) => incoming.headers[name]?.toString(),
      body: received,
    };
    const reply = answer(request);
    const waitMs = delayMs(request);
    if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
    const body = Buffer.from(reply.body ?? '', reply.isLatin1 ? 'latin1' : 'utf8');
    outgoing.writeHead(reply.status, {
      'cache-control': 'no-store',
      'content-length': body.length,
      ...reply.headers,
    });
    outgoing.end(body);
  };
  // A bug in the sandbox ends one exchange, not the program.
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

/** Null if it is too long, or the sender gave up. */
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
