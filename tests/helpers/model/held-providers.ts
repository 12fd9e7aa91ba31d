import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connections, customers } from './customers.ts';
import type { Asked, ReplyKind } from './simulated-providers.ts';

interface Reply {
  status?: number;
  location?: string;
  body?: unknown;
}

interface HeldLink extends Asked {
  reply: (kind: ReplyKind) => void;
}

/** The key of each connection, in the form of its provider. */
export const keyFor = (connectionId: string): string =>
  connectionId.startsWith('brevo') ? `xkeysib-${connectionId}` : `SG.${connectionId}`;

/** SendGrid and Brevo over HTTP on this machine. Everything is answered at once, except requests for login links. */
export class HeldProviders {
  readonly links: HeldLink[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #requests = 0;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<HeldProviders> {
    const providers = new HeldProviders();
    await new Promise<void>((listening) => providers.#server.listen(0, '127.0.0.1', listening));
    return providers;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((closed) => this.#server.close(() => closed()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const text of request.setEncoding('utf8')) body += text;
    const { status = 200, location, body: sent } = await this.#replyTo(request, body);
    response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) });
    response.end(typeof sent === 'string' ? sent : JSON.stringify(sent ?? {}));
  }

  async #replyTo({ method, url = '', headers }: IncomingMessage, body: string): Promise<Reply> {
    const key = headers['api-key'] ?? headers.authorization?.replace(/^Bearer /, '');
    const connectionId = connections.find((one) => keyFor(one.connectionId) === key)?.connectionId;
    if (!connectionId) return { status: 401, body: { errors: [{ message: 'authorization required' }] } };
    const { pathname } = new URL(url, 'http://provider');
    const own = customers.filter((one) => one.connectionId === connectionId);
    if (method === 'POST') {
      // The digits as received; JSON.parse would round them.
      const remoteId = /"id":(\d+)/.exec(body)?.[1] ?? decodeURIComponent(pathname.split('/')[4] ?? '');
      return this.#hold(connectionId, remoteId);
    }
    const [, , room, of, id] = pathname.split('/');
    if (room === 'corporate') {
      const accounts = own.map(({ remoteId, name, email, state }) => {
        const facts = { companyName: name, email, active: state !== 'inactive' };
        return JSON.stringify(facts).replace('{', `{"id":${remoteId},`);
      });
      if (of === 'masterAccount') return { body: { companyName: 'Agency', email: 'admin@agency.example' } };
      if (of === 'groups') return { body: [] };
      if (id) return { body: accounts.find((one) => one.startsWith(`{"id":${id},`)) ?? {} };
      return { body: `{"count":${accounts.length},"subAccounts":[${accounts.join(',')}]}` };
    }
    const remoteId = /^account-id (.+)$/.exec(String(headers['on-behalf-of']))?.[1];
    const customer = own.find((one) => one.remoteId === remoteId);
    if (of === 'profile') return { body: { company: customer?.name ?? 'Reseller' } };
    if (of === 'email') return { body: { email: customer?.email ?? 'admin@reseller.example' } };
    if (pathname.endsWith('/state')) return { body: { state: 'activated' } };
    if (pathname.endsWith('/offerings')) return { body: { offerings: [] } };
    const accounts = own.map((one) => ({ id: one.remoteId, created_at: '2024-05-04T10:00:00Z' }));
    return { body: { accounts, pages: { last: accounts.at(-1)?.id ?? '' } } };
  }

  #hold(connectionId: string, remoteId: string): Promise<Reply> {
    const accountId = `${connectionId}/${remoteId}`;
    return new Promise((done) => {
      const nth = ++this.#requests;
      const code = `${Buffer.from(accountId).toString('base64url')}.${nth}`;
      const reply = (kind: ReplyKind): void => {
        if (kind === 'down') done({ status: 503 });
        else if (connectionId.startsWith('brevo')) done({ status: 201, body: { token: code } });
        else done({ status: 303, location: `${this.origin}/login?code=${code}` });
      };
      this.links.push({ accountId, nth, reply });
    });
  }
}

/** The customer whose login link this is; null if it is none. */
export function ownerOfLink(url: string): string | null {
  const code = /(?:[?&]code=|\/sso\/)([\w-]+)\.\d+/.exec(url)?.[1];
  return code === undefined ? null : Buffer.from(code, 'base64url').toString();
}
