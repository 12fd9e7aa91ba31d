import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** The proxy of a network, on loopback. It leads every tunnel to one port of this machine, for any host. */
export interface Gateway {
  /** Its address in PAC form. */
  pac: string;
  /** Where tunnels lead from now on. */
  leadTo(port: number): void;
  /** With 407, it asks for a password. */
  status: number;
  tunnels: string[];
  close(): Promise<void>;
}

export async function startGateway(): Promise<Gateway> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  let port = 0;
  const server = createServer();
  server.on('connection', keep);
  server.on('connect', (request, client: Socket) => {
    gateway.tunnels.push(request.url ?? '');
    if (gateway.status !== 200) {
      client.end(
        `HTTP/1.1 ${gateway.status} No\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    keep(upstream);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway: Gateway = {
    pac: `PROXY 127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (to) => {
      port = to;
    },
    status: 200,
    tunnels: [],
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return gateway;
}
