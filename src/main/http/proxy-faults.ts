import type { Dispatcher } from 'undici';
import { codeOf, hasNetwork, isCertificateFault, proxyCodes } from './network-problems.ts';
import type { Route } from './proxy-answer.ts';
import { Relay } from './relay.ts';

/** Something about the proxy, not about the provider behind it; only the code says what. */
export class ProxyFault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** What a failed SOCKS proxy looks like: undici reports it as if it were the provider. */
const socksFaults =
  /^(SOCKS5_|UND_ERR_SOCKS5|UND_ERR_CONNECT_TIMEOUT|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT)/;

/**
 * What to report of a request that failed on this route, and whether the proxy is to blame, so that the next may be tried.
 * SECURITY: never once the request has begun to go out; a login POST must not go out a second time by another proxy.
 */
export function verdictOn(route: Route, fault: Error, started: boolean): { fault: Error; proxyIsBad: boolean } {
  if (route.kind === 'direct' || started) return { fault, proxyIsBad: false };
  const isSocks = route.uri.startsWith('socks5:') && socksFaults.test(codeOf(fault) ?? '') && hasNetwork();
  const told = isSocks ? new ProxyFault(proxyCodes.unreachable) : fault;
  // A proxy that refuses is obeyed, not gone around; only one that is not there is passed over.
  return { fault: told, proxyIsBad: codeOf(told) === proxyCodes.unreachable };
}

/** Around the CONNECT to an HTTP proxy: whatever goes wrong here is the proxy's doing. */
export const tellingProxyFaults: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch(
    options,
    new Relay(handler, {
      onUpgrade: (statusCode) => {
        if (statusCode >= 200 && statusCode < 300) return null;
        return new ProxyFault(statusCode === 407 ? proxyCodes.refused : proxyCodes.noWay);
      },
      onError: (fault) => (isCertificateFault(fault) || !hasNetwork() ? fault : new ProxyFault(proxyCodes.unreachable)),
    }),
  );
