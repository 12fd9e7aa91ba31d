import type { Fault, ProviderServer } from './provider-server.ts';

/** One request of a page that the user works on at the provider. */
interface Work {
  /** The remote id in the cookie that came with it; empty: none came. */
  cookie: string;
}

/**
 * The provider's pages: a login link begins a session, which is a cookie, and its page goes on working by itself. The
 * provider sees each browser's own cookie.
 */
export class ProviderSessions {
  readonly work: Work[] = [];
  /** Remote ids, in the order of the log-ins. */
  readonly begun: string[] = [];
  /** Remote ids whose pages close themselves from now on, as a user would. The browser must allow it. */
  readonly closing = new Set<string>();
  readonly #provider: ProviderServer;

  constructor(provider: ProviderServer) {
    this.#provider = provider;
    provider.fault = this.#answer;
  }

  /** How often a session has worked since it began. */
  worked(remoteId: string): number {
    return this.work.filter(({ cookie }) => cookie === remoteId).length;
  }

  /** Resolves when every one of these sessions has worked some more times. */
  async haveWorkedOn(remoteIds: readonly string[], times = 2): Promise<void> {
    const before = remoteIds.map((remoteId) => this.worked(remoteId));
    const areDone = () => remoteIds.every((remoteId, at) => this.worked(remoteId) >= (before[at] ?? 0) + times);
    const giveUpAt = performance.now() + 40_000;
    while (!areDone()) {
      if (performance.now() > giveUpAt) throw new Error(`not all work: ${JSON.stringify(this.work.slice(-10))}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  readonly #answer: Fault = ({ headers, url }, response) => {
    const owner = this.#provider.ownerOf(`${this.#provider.origin}${url}`);
    const isWork = url === '/work' || url === '/';
    if (!owner && !isWork) return 'ordinary';
    const cookie = /session=([^;]*)/.exec(headers.cookie ?? '')?.[1] ?? '';
    if (owner) this.begun.push(owner.remoteId);
    else this.work.push({ cookie });
    const session = owner ? { 'set-cookie': `session=${owner.remoteId}; Path=/; Max-Age=3600; HttpOnly` } : {};
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...session });
    const name = owner?.name ?? cookie;
    if (isWork && this.closing.has(cookie)) {
      response.end('<!doctype html><script>close()</script>');
      return 'taken';
    }
    response.end(
      `<!doctype html><meta http-equiv="refresh" content="1;url=/work"><title>${name}</title><h1>${name}</h1>`,
    );
    return 'taken';
  };
}
