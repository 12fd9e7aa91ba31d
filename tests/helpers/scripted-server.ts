import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Tells connections apart. */
  clientPort: number;
}

export interface ScriptedReply {
  status?: number;
  headers?: Record<string, string | string[]>;
  /** Anything but a string is sent as JSON. */
  body?: unknown;
}

/** A reply, or full control of the response for what a reply cannot say. */
export type Script = (
  request: SeenRequest,
  response: ServerResponse,
) => ScriptedReply | undefined | Promise<ScriptedReply | undefined>;

/** A real HTTP server on loopback that answers as it is told and remembers what it was asked. */
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
  // A client that refuses the certificate is what some tests are about.
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

/** Tells each request what was seen before it: for "the first fails, the second works". */
export const inTurn = (...replies: readonly (ScriptedReply | Script)[]): Script => {
  let turn = 0;
  return (request, response) => {
    const reply = replies[Math.min(turn, replies.length - 1)];
    turn += 1;
    return typeof reply === 'function' ? reply(request, response) : reply;
  };
};
