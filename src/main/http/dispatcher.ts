import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { Agent, buildConnector, Dispatcher, Pool, ProxyAgent } from 'undici';
import { isCertificateError, isUnknownAuthority, proxyCodes } from './network-problems.ts';
import { ErrorFilter, explainFailure, ProxyError, reportProxyErrors } from './proxy-errors.ts';
import { parseRoutes, type Route } from './proxy-routes.ts';

export interface DispatcherDeps {
  /** The system's proxies for this URL, as a PAC file returns them: `PROXY host:port; DIRECT`. */
  resolveProxy: (url: string) => Promise<string>;
  /** PEM texts of the authorities that this system trusts. Asked for only if Node's own are not enough. */
  systemCertificates: () => Promise<readonly string[]>;
}

/** Time to reach a proxy or a server, TLS included; short enough to try a second proxy within a request's deadline. */
const connectTimeoutMs = 7_000;
const routesLifetimeMs = 10_000;
/** As browsers do: a proxy that could not be reached is tried last for a while. */
const badProxyMs = 60_000;

/**
 * Sends requests as the system prescribes: by its proxies (PAC included), trusting Node's own certificate authorities and,
 * where these are not enough, the system's as well. A certificate that does not verify is never accepted. `close` ends pending
 * requests.
 */
export const createDispatcher = (deps: DispatcherDeps): Dispatcher => new SystemDispatcher(deps);

class SystemDispatcher extends Dispatcher {
  readonly #deps: DispatcherDeps;
  readonly #routes = new Map<string, { routes: Promise<readonly Route[]>; until: number }>();
  readonly #badUntil = new Map<string, number>();
  readonly #agents = new Map<string, Dispatcher>();
  /** The system's certificates, once they were needed. */
  #systemTrust: readonly string[] | null = null;
  #readingTrust: Promise<void> | null = null;
  #tls: buildConnector.BuildOptions | null = null;
  #connectTls: buildConnector.connector | null = null;

  constructor(deps: DispatcherDeps) {
    super();
    this.#deps = deps;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.#routesTo(String(options.origin)).then(
      (routes) => this.#dispatchBy(routes, options, handler),
      () => {
        this.#routes.clear();
        failed(handler, new ProxyError(proxyCodes.unreachable));
      },
    );
    return true;
  }

  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | undefined {
    const ended = Promise.all(this.#forgetAgents().map((agent) => agent.destroy())).then(() => undefined);
    if (!callback) return ended;
    void ended.then(callback);
    return undefined;
  }

  #dispatchBy(
    [route, ...others]: readonly Route[],
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): void {
    if (!route) {
      failed(handler, new ProxyError(proxyCodes.unreachable));
      return;
    }
    const trust = this.#systemTrust;
    const watched = new ErrorFilter(handler, {
      onError: (error, started) => {
        if (trust === null && !started && isUnknownAuthority(error)) {
          // No TLS, so nothing was sent.
          this.#trustSystem().then(
            () => this.#dispatchBy([route, ...others], options, handler),
            () => failed(handler, error),
          );
          return null;
        }
        // The user may install the missing authority next: read the certificates again for the next request.
        if (isCertificateError(error) && trust === this.#systemTrust) this.#setTrust(null);
        const failure = explainFailure(route, error, started);
        if (route.kind === 'proxy' && failure.proxyIsBad) {
          this.#routes.clear();
          this.#badUntil.set(route.uri, Date.now() + badProxyMs);
          if (others.length > 0) {
            this.#dispatchBy(others, options, handler);
            return null;
          }
        }
        return failure.error;
      },
    });
    try {
      this.#agentFor(route, options.method === 'POST').dispatch(options, watched);
    } catch (error) {
      failed(handler, error instanceof Error ? error : new Error('a request could not be dispatched'));
    }
  }

  async #routesTo(origin: string): Promise<readonly Route[]> {
    const known = this.#routes.get(origin);
    const resolved =
      known && known.until > Date.now()
        ? known
        : { routes: this.#deps.resolveProxy(origin).then(parseRoutes), until: Date.now() + routesLifetimeMs };
    this.#routes.set(origin, resolved);
    const isBad = (route: Route): boolean =>
      route.kind === 'proxy' && (this.#badUntil.get(route.uri) ?? 0) > Date.now();
    const routes = await resolved.routes;
    return [...routes.filter((route) => !isBad(route)), ...routes.filter(isBad)];
  }

  /**
   * Reads share connections that are kept open. A POST gets a fresh one: a POST is tried once, so it must not fail because
   * the server is just closing a kept connection, nor wait behind a read.
   */
  #agentFor(route: Route, fresh: boolean): Dispatcher {
    const name = `${fresh ? 'fresh' : 'kept'} ${route.kind === 'proxy' ? route.uri : 'direct'}`;
    const known = this.#agents.get(name);
    if (known) return known;
    const common = { allowH2: false, connectTimeout: connectTimeoutMs, ...(fresh ? { pipelining: 0 } : {}) };
    const agent =
      route.kind === 'direct'
        ? new Agent({ ...common, connect: (target, done) => this.#connect(target, done) })
        : new ProxyAgent({
            ...common,
            uri: route.uri,
            proxyTunnel: true,
            requestTls: this.#tlsOptions(),
            // With these, undici would speak TLS to a SOCKS proxy as well, which none understands.
            ...(route.uri.startsWith('https:') ? { proxyTls: this.#tlsOptions() } : {}),
            clientFactory: (origin, clientOptions) => new Pool(origin, clientOptions).compose(reportProxyErrors),
          });
    this.#agents.set(name, agent);
    return agent;
  }

  /** Shared by kept and fresh connections, so that a fresh one resumes their TLS session. */
  #connect(target: buildConnector.Options, done: buildConnector.Callback): void {
    if (target.protocol !== 'https:') {
      connectPlain(target, done);
      return;
    }
    this.#connectTls ??= buildConnector(this.#tlsOptions());
    this.#connectTls(target, done);
  }

  /** Made once: reading some hundred certificates takes a while. */
  #tlsOptions(): buildConnector.BuildOptions {
    this.#tls ??= {
      secureContext: trusting(this.#systemTrust ?? []),
      // SECURITY: set explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED in the environment cannot turn it off.
      rejectUnauthorized: true,
      timeout: connectTimeoutMs,
      allowH2: false,
    };
    return this.#tls;
  }

  /** From then on, new connections trust what the system trusts. Read once for all requests that wait for it. */
  #trustSystem(): Promise<void> {
    if (this.#systemTrust) return Promise.resolve();
    this.#readingTrust ??= this.#deps
      .systemCertificates()
      .then((certificates) => this.#setTrust(certificates))
      .finally(() => {
        this.#readingTrust = null;
      });
    return this.#readingTrust;
  }

  #setTrust(certificates: readonly string[] | null): void {
    this.#systemTrust = certificates;
    for (const agent of this.#forgetAgents()) void agent.close();
  }

  /** The next request gets new agents. */
  #forgetAgents(): readonly Dispatcher[] {
    const agents = [...this.#agents.values()];
    this.#agents.clear();
    this.#tls = null;
    this.#connectTls = null;
    return agents;
  }
}

/** Loopback only: the sample customers. */
const connectPlain = buildConnector({ timeout: connectTimeoutMs, allowH2: false });

/** Node's own authorities and the system's. Node ignores a certificate that it cannot read. */
const trusting = (systemCertificates: readonly string[]): SecureContext =>
  createSecureContext({ ca: [...new Set([...rootCertificates, ...systemCertificates])] });

/** undici passes a controller with each error; before a request has begun there is none. */
const noController: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  abort: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
};

const failed = (handler: Dispatcher.DispatchHandler, error: Error): void =>
  handler.onResponseError?.(noController, error);
