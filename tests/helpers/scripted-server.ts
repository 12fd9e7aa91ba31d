import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Distinguishes connections. */
  clientPort: number;
}

export interface ScriptedReply {
  status?: number;
  headers?: Record<string, string | string[]>;
  /** Anything but a string is sent as JSON. */
  body?: unknown;
}

/** Returns a reply, or undefined if it has written to the response itself. */
export type Script = (
  request: SeenRequest,
  response: ServerResponse,
) => ScriptedReply | undefined | Promise<ScriptedReply | undefined>;

/** A real HTTP server on loopback that replies by a script and records its requests. */
export interface ScriptedServer {
  origin: string;
  port: number;
  requests: SeenRequest[];
  script: Script;
  count: (method: string) => number;
  close: () => Promise<void>;
}

export async function startScriptedServer(script: Script, tls?: ServerOptions): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const listener: RequestListener = async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const seen: SeenRequest = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body,
      clientPort: request.socket.remotePort ?? 0,
    };
    scripted.requests.push(seen);
    const reply = await scripted.script(seen, response);
    if (reply) send(response, reply);
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  // Some tests prove that a client refuses the certificate.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const scripted: ScriptedServer = {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    requests: [],
    script,
    count: (method) => scripted.requests.filter((request) => request.method === method).length,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return scripted;
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: ScriptedReply): void {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { ...(text ? { 'content-type': type } : {}), ...headers });
  response.end(text);
}

/** Replies to the first request with the first, and so on; the last one repeats. */
export const inTurn = (...replies: readonly (ScriptedReply | Script)[]): Script => {
  let next = 0;
  return (request, response) => {
    const reply = replies[Math.min(next, replies.length - 1)];
    next += 1;
    return typeof reply === 'function' ? reply(request, response) : reply;
  };
};
