import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsProxy } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { closeAfterwards } from './provider-call.ts';

/** A proxy on loopback. `tunnels` are the requested targets. */
export interface TestProxy {
  /** `127.0.0.1:1234`, as in a PAC result. */
  address: string;
  tunnels: string[];
  /** The bytes that clients sent through the tunnel: TLS, if all is well. */
  passed: () => Buffer;
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeAfterwards(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function join(client: Socket, upstream: Socket): void {
  client.pipe(upstream).pipe(client);
  client.on('close', () => upstream.destroy());
  upstream.on('close', () => client.destroy());
}

/** An HTTP proxy that replies to CONNECT with `status`, and tunnels if that is 200. */
export async function startConnectProxy(status = 200, tls?: { cert: string; key: string }): Promise<TestProxy> {
  const tunnels: string[] = [];
  const chunks: Buffer[] = [];
  const server = tls ? createTlsProxy(tls) : createHttpServer();
  server.on('connect', (request, client: Socket) => {
    const target = request.url ?? '';
    tunnels.push(target);
    client.on('error', () => undefined);
    if (status !== 200) {
      const asks = status === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : '';
      client.end(`HTTP/1.1 ${status} No\r\n${asks}Content-Length: 0\r\n\r\n`);
      return;
    }
    const url = new URL(`http://${target}`);
    const upstream = connect(Number(url.port), url.hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.on('data', (chunk) => chunks.push(chunk));
      join(client, upstream);
    });
    upstream.on('error', () => client.destroy());
  });
  return { address: await listen(server), tunnels, passed: () => Buffer.concat(chunks) };
}

/** A SOCKS5 proxy without authentication, like `ssh -D`. Source: RFC 1928. */
export async function startSocksProxy(): Promise<TestProxy> {
  const tunnels: string[] = [];
  const chunks: Buffer[] = [];
  const server = createServer((client) => {
    client.once('data', () => {
      client.write(Buffer.of(5, 0));
      client.once('data', (request) => {
        const named = request[3] === 3;
        const length = named ? (request[4] ?? 0) : 4;
        const from = named ? 5 : 4;
        const address = request.subarray(from, from + length);
        const host = named ? address.toString() : address.join('.');
        const port = request.readUInt16BE(from + length);
        tunnels.push(`${host}:${port}`);
        const upstream = connect(port, host, () => {
          client.write(Buffer.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 0));
          client.on('data', (chunk) => chunks.push(chunk));
          join(client, upstream);
        });
        upstream.on('error', () => client.destroy());
      });
    });
  });
  return { address: await listen(server), tunnels, passed: () => Buffer.concat(chunks) };
}

/** An address of this machine on which nothing listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `127.0.0.1:${port}`;
}
