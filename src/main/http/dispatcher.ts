import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { Agent, buildConnector, Dispatcher, Pool, ProxyAgent } from 'undici';
import { isCertificateFault, proxyCodes } from './network-problems.ts';
import { type Route, routesOf } from './proxy-answer.ts';
import { ProxyFault, tellingProxyFaults, verdictOn } from './proxy-faults.ts';
import { Relay } from './relay.ts';

export interface DispatcherDeps {
  /** The system's answer for this URL, as a PAC file words it: `PROXY host:port; DIRECT`. */
  resolveProxy: (url: string) => Promise<string>;
  /** PEM texts of the authorities that this system trusts. */
  systemCertificates: () => readonly string[];
}

/** Time to reach a proxy or a server, TLS included; short enough to try a second proxy within a request's deadline. */
const connectTimeoutMs = 7_000;
const answerLifetimeMs = 10_000;
/** As browsers do: a proxy that did not answer goes to the end of the line for a while. */
const badProxyMs = 60_000;

/**
 * The way into the network that the system prescribes: its proxies (PAC included) and its certificate authorities, in
 * addition to Node's own. A certificate that does not verify is never accepted. `close` ends what is under way.
 */
export const createDispatcher = (deps: DispatcherDeps): Dispatcher => new SystemDispatcher(deps);

class SystemDispatcher extends Dispatcher {
  readonly #deps: DispatcherDeps;
  readonly #answers = new Map<string, { routes: Promise<readonly Route[]>; until: number }>();
  readonly #badUntil = new Map<string, number>();
  readonly #agents = new Map<string, Dispatcher>();
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
        this.#answers.clear();
        failed(handler, new ProxyFault(proxyCodes.unreachable));
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
      failed(handler, new ProxyFault(proxyCodes.unreachable));
      return;
    }
    const watched = new Relay(handler, {
      onError: (fault, started) => {
        // The user may have installed the missing authority by now: the next request looks afresh.
        if (isCertificateFault(fault)) for (const agent of this.#forgetAgents()) void agent.close();
        const verdict = verdictOn(route, fault, started);
        if (route.kind === 'proxy' && verdict.proxyIsBad) {
          this.#answers.clear();
          this.#badUntil.set(route.uri, Date.now() + badProxyMs);
          if (others.length > 0) {
            this.#dispatchBy(others, options, handler);
            return null;
          }
        }
        return verdict.fault;
      },
    });
    try {
      this.#agentFor(route, options.method === 'POST').dispatch(options, watched);
    } catch (fault) {
      failed(handler, fault instanceof Error ? fault : new Error('a request could not be dispatched'));
    }
  }

  async #routesTo(origin: string): Promise<readonly Route[]> {
    const known = this.#answers.get(origin);
    const answer =
      known && known.until > Date.now()
        ? known
        : { routes: this.#deps.resolveProxy(origin).then(routesOf), until: Date.now() + answerLifetimeMs };
    this.#answers.set(origin, answer);
    const isBad = (route: Route): boolean =>
      route.kind === 'proxy' && (this.#badUntil.get(route.uri) ?? 0) > Date.now();
    const routes = await answer.routes;
    return [...routes.filter((route) => !isBad(route)), ...routes.filter(isBad)];
  }

  /**
   * Reads share connections that are kept open. A POST gets a fresh one: it cannot be sent into a connection that the
   * server is just closing, it never waits for a read, and, being tried once, it must not fail for either reason.
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
            // A SOCKS proxy would be spoken to in TLS as well, which none understands.
            ...(route.uri.startsWith('https:') ? { proxyTls: this.#tlsOptions() } : {}),
            clientFactory: (origin, clientOptions) => new Pool(origin, clientOptions).compose(tellingProxyFaults),
          });
    this.#agents.set(name, agent);
    return agent;
  }

  /** Shared by kept and fresh connections, so that a fresh one takes up the TLS session of those before it. */
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
      secureContext: trusting(this.#deps.systemCertificates()),
      // SECURITY: said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED in the environment cannot turn it off.
      rejectUnauthorized: true,
      timeout: connectTimeoutMs,
      allowH2: false,
    };
    return this.#tls;
  }

  /** The next request gets new agents, and reads the certificates anew. */
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

/** Node's own authorities and the system's. Node passes over a certificate that it cannot read. */
const trusting = (systemCertificates: readonly string[]): SecureContext =>
  createSecureContext({ ca: [...new Set([...rootCertificates, ...systemCertificates])] });

/** undici hands a controller along with each error; there is none before a request has begun. */
const notBegun: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  abort: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
};

const failed = (handler: Dispatcher.DispatchHandler, fault: Error): void => handler.onResponseError?.(notBegun, fault);
