import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Canary, keyOf, newCanary } from './canaries.ts';

export type ProviderName = 'sendgrid' | 'brevo';
export type Subject = 'list' | 'login' | 'other';

export interface Customer {
  remoteId: string;
  name: string;
}

export interface Asked {
  provider: ProviderName;
  subject: Subject;
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
}

export interface Reply {
  status?: number;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
}

/** A reply in place of the ordinary one; `ordinary` for that one; `taken` if the fault has written the response itself. */
type Decision = Reply | 'taken' | 'ordinary';
export type Fault = (asked: Asked, response: ServerResponse) => Decision | Promise<Decision>;

interface Issued {
  link: string;
  provider: ProviderName;
  remoteId: string;
}

/**
 * SendGrid and Brevo as they should be, on one port of this machine, until a fault is set. Its keys and the codes of its
 * login links are canaries.
 */
export class ProviderServer {
  readonly customers: Record<ProviderName, Customer[]>;
  readonly keyCanaries: Record<ProviderName, Canary>;
  readonly keys: Record<ProviderName, string>;
  /** More keys, each with the customers that it lists. */
  readonly moreKeys = new Map<string, readonly Customer[]>();
  /** Part of every code and token that was ever issued. */
  readonly codeCanary = newCanary('codes of login links');
  readonly nameCanary = newCanary('names of customers');
  readonly asked: Asked[] = [];
  fault: Fault | null = null;
  /** Where login links lead. By default to this server. */
  linkOrigin: Partial<Record<ProviderName, string>> = {};
  readonly #issued: Issued[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #tls: ServerOptions | null;
  #server: Server;
  #port = 0;

  private constructor(tls: ServerOptions | null) {
    this.#tls = tls;
    this.#server = this.#createServer();
    this.keyCanaries = { sendgrid: newCanary('key of SendGrid'), brevo: newCanary('key of Brevo') };
    this.keys = { sendgrid: keyOf(this.keyCanaries.sendgrid, 'SG.'), brevo: keyOf(this.keyCanaries.brevo, 'xkeysib-') };
    const people = ['Ada', 'Ben', 'Cleo', 'Dov'];
    this.customers = {
      sendgrid: people.map((name, n) => ({ remoteId: `cus-${n + 1}`, name: this.nameFor(`${name} Mail`) })),
      brevo: people.map((name, n) => ({
        remoteId: `${9_007_199_254_741_001n + BigInt(n)}`,
        name: this.nameFor(`${name} Shop`),
      })),
    };
  }

  static async start(tls: ServerOptions | null = null): Promise<ProviderServer> {
    const server = new ProviderServer(tls);
    await server.listen();
    return server;
  }

  nameFor(words: string): string {
    return `${words} ${this.nameCanary.core}`;
  }

  get port(): number {
    return this.#port;
  }

  get origin(): string {
    return `${this.#tls ? 'https' : 'http'}://127.0.0.1:${this.#port}`;
  }

  /** Requests for a login link so far. */
  get logInRequests(): number {
    return this.asked.filter(({ subject }) => subject === 'login').length;
  }

  /** The customer whose link this is, or null if it was never issued. */
  ownerOf(link: string): Customer | null {
    const issued = this.#issued.find((each) => each.link === link);
    return this.customers[issued?.provider ?? 'sendgrid'].find(({ remoteId }) => remoteId === issued?.remoteId) ?? null;
  }

  /** Listens again on the same port. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Stops listening on the port. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server = this.#createServer();
  }

  /** A link as the provider makes it, with a fresh code. */
  issue(provider: ProviderName, remoteId: string): { code: string; link: string } {
    const code = `${this.codeCanary.core}.${randomBytes(6).toString('hex')}`;
    const origin = this.linkOrigin[provider] ?? this.origin;
    const link =
      provider === 'sendgrid'
        ? `${origin}/login?code=${code}&next=%2Fstart`
        : `${origin}/account/login/sub-account/sso/${code}`;
    this.#issued.push({ link, provider, remoteId });
    return { code, link };
  }

  #createServer(): Server {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => void this.#answer(request, response, body));
    };
    const server = this.#tls ? createTlsServer(this.#tls, listener) : createServer(listener);
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    });
    return server.on('tlsClientError', () => undefined);
  }

  async #answer(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const { method = '', url = '', headers } = request;
    const { pathname } = new URL(url, 'http://provider');
    const provider = pathname.startsWith('/v3/corporate/') ? 'brevo' : 'sendgrid';
    const isList = pathname === '/v3/partners/accounts' || pathname === '/v3/corporate/subAccount';
    const subject: Subject = method === 'POST' ? 'login' : isList ? 'list' : 'other';
    const asked: Asked = { provider, subject, method, url, headers };
    this.asked.push(asked);
    const decided = (await this.fault?.(asked, response)) ?? 'ordinary';
    if (decided === 'taken') return;
    send(response, decided === 'ordinary' ? this.#ordinary(asked, body) : decided);
  }

  #ordinary({ provider, headers, method, url }: Asked, body: string): Reply {
    const given = provider === 'brevo' ? headers['api-key'] : headers.authorization?.replace(/^Bearer /, '');
    const customers = given === this.keys[provider] ? this.customers[provider] : this.moreKeys.get(String(given));
    if (!customers) return { status: 401, body: { errors: [{ message: 'authorization required' }] } };
    const { pathname, searchParams } = new URL(url, 'http://provider');
    const path = pathname.split('/').slice(3);
    if (provider === 'brevo') return this.#ordinaryBrevo(customers, method, path, searchParams, body);
    const account = /^account-id (.+)$/.exec(String(headers['on-behalf-of']))?.[1];
    return this.#ordinarySendgrid(customers, path, searchParams, account);
  }

  #ordinarySendgrid(
    sendgrid: readonly Customer[],
    [first, remoteId = '', of]: string[],
    query: URLSearchParams,
    onBehalfOf?: string,
  ): Reply {
    const isKnown = sendgrid.some((customer) => customer.remoteId === remoteId);
    if (first === 'profile')
      return { body: { company: sendgrid.find((customer) => customer.remoteId === onBehalfOf)?.name ?? '' } };
    if (first === 'email') return { body: { email: `${onBehalfOf}@customer.example` } };
    if (of === 'sso') return { status: 303, headers: { location: this.issue('sendgrid', remoteId).link } };
    if (of && !isKnown) return { status: 404, body: { errors: [{ message: 'not found' }] } };
    if (of === 'state') return { body: { state: 'activated' } };
    if (of === 'offerings') return { body: { offerings: [{ name: 'Pro', type: 'package', quantity: 1 }] } };
    const from = sendgrid.findIndex((customer) => customer.remoteId === query.get('offset')) + 1;
    const page = sendgrid.slice(from, from + Number(query.get('limit') ?? 10));
    const accounts = page.map((customer) => ({ id: customer.remoteId, created_at: '2024-05-04T10:00:00Z' }));
    return { body: { accounts, pages: { last: page.at(-1)?.remoteId ?? '' } } };
  }

  #ordinaryBrevo(
    brevo: readonly Customer[],
    method: string,
    [what, of]: string[],
    query: URLSearchParams,
    body: string,
  ): Reply {
    if (method === 'POST') {
      // The digits as received; JSON.parse would round them.
      const remoteId = /"id":(\d+)/.exec(body)?.[1] ?? '';
      return { status: 201, body: { token: this.issue('brevo', remoteId).code } };
    }
    if (what === 'masterAccount') return { body: { companyName: 'Agency', email: 'admin@agency.example' } };
    if (what === 'groups') return { body: [] };
    const asked = brevo.find((customer) => customer.remoteId === of);
    if (of && !asked) return { status: 404, body: { code: 'document_not_found', message: 'not found' } };
    if (asked) return { body: { companyName: asked.name } };
    const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
    const rows = brevo
      .slice(offset, offset + limit)
      .map(({ remoteId, name }) => `{"id":${remoteId},"companyName":${JSON.stringify(name)},"active":true}`);
    return {
      headers: { 'content-type': 'application/json' },
      body: `{"count":${brevo.length},"subAccounts":[${rows.join(',')}]}`,
    };
  }
}

/** A fault for this subject of this provider; everything else gets the ordinary reply. */
export const only =
  (provider: ProviderName, subject: Subject, fault: Fault | Reply): Fault =>
  (asked, response) => {
    if (asked.provider !== provider || asked.subject !== subject) return 'ordinary';
    return typeof fault === 'function' ? fault(asked, response) : fault;
  };

function send(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const type = typeof body === 'string' ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...(headers as Record<string, string | string[]>) });
  response.end(text);
}
