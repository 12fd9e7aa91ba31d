import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { isNavigation } from './navigation.ts';
import type { Ends } from './own-connection.ts';

export interface HandOverOptions {
  /**
   * Returns the link, once; null if it is not for the browser any more. SECURITY: called in the same tick in which the link
   * is written to the browser.
   */
  locate: () => string | null;
  /** Whether the user's own programs made the connection. */
  isOwn: (ends: Ends) => boolean;
  /** Nothing listens any more. */
  ended: () => void;
}

export const longestHandOverMs = 60_000;
/** More than any browser opens for one address. */
const mostConnections = 32;

/** For a browser that comes too late. SECURITY: it has no script, no link and no name. */
const overPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Latchkey</title>
<body style="font: 16px/1.5 sans-serif; max-width: 32em; margin: 4em auto; padding: 0 1em">
<h1 style="font-size: 1.25em">This login is over</h1>
<p>It was cancelled, it has been used, or it took too long. Go back to Latchkey and log in again.</p>
`;

const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

/**
 * Hands one login link to the browser, which asks for it at an address of this machine. So the link is in no command line,
 * where every user of this machine could read it. The address itself is of no use to anyone else: it works once, and only
 * for programs of this user.
 */
export class HandOver {
  /** `http://127.0.0.1:<port>/<32 random bytes>` */
  readonly address: string;
  readonly #server: Server;
  readonly #options: HandOverOptions;
  readonly #host: string;
  readonly #path: string;
  readonly #ending: NodeJS.Timeout;
  #isSpent = false;

  private constructor(server: Server, path: string, options: HandOverOptions) {
    const { port } = server.address() as AddressInfo;
    this.#server = server;
    this.#options = options;
    this.#path = path;
    this.#host = `127.0.0.1:${port}`;
    this.address = `http://${this.#host}${path}`;
    server.on('connection', (socket) => this.#admit(socket));
    server.on('request', (request, response) => this.#answer(request, response));
    // SECURITY: the address is forgotten in time, whatever else happens.
    this.#ending = setTimeout(() => this.end(), longestHandOverMs);
    this.#ending.unref();
    server.once('close', () => {
      clearTimeout(this.#ending);
      options.ended();
    });
  }

  /** Listens at an address of its own until `end`, for a minute at most. Null if this machine has no port for it. */
  static async listen(options: HandOverOptions): Promise<HandOver | null> {
    const path = `/${randomBytes(32).toString('base64url')}`;
    const server = createServer({ keepAliveTimeout: 1, headersTimeout: 5_000, maxHeaderSize: 16_384 });
    server.maxConnections = mostConnections;
    server.unref();
    const isListening = await new Promise<boolean>((done) => {
      // Later too: a connection that the system cannot accept is an error of the server.
      server.on('error', () => done(false));
      server.listen(0, '127.0.0.1', () => done(true));
    });
    return isListening ? new HandOver(server, path, options) : null;
  }

  end(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** SECURITY: another user of this machine may know the address, but gets no answer of any kind. */
  #admit(socket: Socket): void {
    const { localPort: to, remotePort: from } = socket;
    if (from === undefined || to === undefined || !this.#options.isOwn({ from, to })) socket.destroy();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    // What does not ask for the link in the right way does not use it up.
    if (!isNavigation(request, { host: this.#host, path: this.#path })) {
      response.writeHead(404, { ...always, 'content-length': '0' }).end();
      return;
    }
    const location = this.#isSpent ? null : this.#options.locate();
    if (location === null) {
      const policy = "default-src 'none'; style-src 'unsafe-inline'";
      response
        .writeHead(410, { ...always, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
        .end(overPage);
      return;
    }
    this.#isSpent = true;
    response.writeHead(303, { ...always, location, 'content-length': '0' }).end();
    // It has nothing left to give.
    this.#server.close();
  }
}
