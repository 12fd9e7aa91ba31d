import type { Dispatcher } from 'undici';
import { codeOf, hasNetwork, isCertificateError, proxyCodes } from './network-problems.ts';
import type { Route } from './proxy-routes.ts';

/** A failure of the proxy, not of the provider behind it; only the code says which. */
export class ProxyError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** What undici reports when a SOCKS proxy fails: the same as if the provider had. */
const socksErrors =
  /^(SOCKS5_|UND_ERR_SOCKS5|UND_ERR_CONNECT_TIMEOUT|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT)/;

/**
 * The error to report for a request that failed on this route, and whether the proxy is to blame, so that the next may be
 * tried. SECURITY: never once the request has begun to go out; a login POST must not go out a second time by another proxy.
 */
export function explainFailure(route: Route, error: Error, started: boolean): { error: Error; proxyIsBad: boolean } {
  if (route.kind === 'direct' || started) return { error, proxyIsBad: false };
  const isSocks = route.uri.startsWith('socks5:') && socksErrors.test(codeOf(error) ?? '') && hasNetwork();
  const reported = isSocks ? new ProxyError(proxyCodes.unreachable) : error;
  // A proxy that refuses is obeyed, not bypassed; only one that cannot be reached is passed over.
  return { error: reported, proxyIsBad: codeOf(reported) === proxyCodes.unreachable };
}

/** Around the CONNECT to an HTTP proxy: every failure here is the proxy's. */
export const reportProxyErrors: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch(
    options,
    new ErrorFilter(handler, {
      onUpgrade: (statusCode) => {
        if (statusCode >= 200 && statusCode < 300) return null;
        return new ProxyError(statusCode === 407 ? proxyCodes.refused : proxyCodes.noRoute);
      },
      onError: (error) => (isCertificateError(error) || !hasNetwork() ? error : new ProxyError(proxyCodes.unreachable)),
    }),
  );

interface ErrorFilterRules {
  /** The error to report instead, or null to report none. `started`: the request has begun to go out. */
  onError: (error: Error, started: boolean) => Error | null;
  /** An error to report instead of the tunnel, or null to hand over the tunnel. */
  onUpgrade?: (statusCode: number) => Error | null;
}

/** Passes all events of a request on to its handler, except that its rules decide about errors. */
export class ErrorFilter implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #rules: ErrorFilterRules;
  #started = false;

  constructor(handler: Dispatcher.DispatchHandler, rules: ErrorFilterRules) {
    this.#handler = handler;
    this.#rules = rules;
  }

  onRequestStart(...[controller, context]: Parameters<Required<Dispatcher.DispatchHandler>['onRequestStart']>): void {
    this.#started = true;
    this.#handler.onRequestStart?.(controller, context);
  }

  onRequestUpgrade(...args: Parameters<Required<Dispatcher.DispatchHandler>['onRequestUpgrade']>): void {
    const [controller, statusCode, , socket] = args;
    const error = this.#rules.onUpgrade?.(statusCode) ?? null;
    if (error) {
      socket.on('error', () => undefined).destroy();
      this.#handler.onResponseError?.(controller, error);
    } else {
      this.#handler.onRequestUpgrade?.(...args);
    }
  }

  onResponseStart(...args: Parameters<Required<Dispatcher.DispatchHandler>['onResponseStart']>): void {
    this.#handler.onResponseStart?.(...args);
  }

  onResponseData(...args: Parameters<Required<Dispatcher.DispatchHandler>['onResponseData']>): void {
    this.#handler.onResponseData?.(...args);
  }

  onResponseEnd(...args: Parameters<Required<Dispatcher.DispatchHandler>['onResponseEnd']>): void {
    this.#handler.onResponseEnd?.(...args);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    const reported = this.#rules.onError(error, this.#started);
    if (reported) this.#handler.onResponseError?.(controller, reported);
  }
}
