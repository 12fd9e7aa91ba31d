import { networkInterfaces } from 'node:os';
import { errors } from 'undici';
import type { Problem } from '../../shared/problems.ts';

/** What a problem says about the connection that it belongs to. */
export interface About {
  /** Absent while a key is being tried for a connection that does not exist yet. */
  connectionId?: string;
  /** `ProviderFacts.shortName`. */
  provider: string;
}

/** Codes of `ProxyError`, in the form of Node's own codes. */
export const proxyCodes = {
  refused: 'LATCHKEY_PROXY_REFUSED',
  unreachable: 'LATCHKEY_PROXY_UNREACHABLE',
  /** The proxy answers, but cannot or will not reach the provider. */
  noRoute: 'LATCHKEY_PROXY_NO_ROUTE',
} as const;

type Cause =
  | 'offline'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'certificate-untrusted'
  | 'certificate-date'
  | 'proxy-refused'
  | 'proxy-unreachable'
  | 'too-large'
  | 'truncated'
  | 'not-http';

/** Codes of Node (libuv, OpenSSL, llhttp) and undici. All others count as a cut connection. */
const causes: Readonly<Record<string, Cause>> = {
  ENETDOWN: 'offline',
  ENETUNREACH: 'offline',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  // A firewall on this machine.
  EACCES: 'refused',
  EPERM: 'refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  HPE_HEADER_OVERFLOW: 'too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  // Plain HTTP instead of TLS: what the sign-in page of a public network does.
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-http',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-http',
  ERR_SSL_HTTP_REQUEST: 'not-http',
  CERT_HAS_EXPIRED: 'certificate-date',
  CERT_NOT_YET_VALID: 'certificate-date',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-untrusted',
  UND_ERR_PRX_TLS: 'certificate-untrusted',
  CERT_CHAIN_TOO_LONG: 'certificate-untrusted',
  CERT_REJECTED: 'certificate-untrusted',
  CERT_REVOKED: 'certificate-untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  HOSTNAME_MISMATCH: 'certificate-untrusted',
  INVALID_CA: 'certificate-untrusted',
  INVALID_PURPOSE: 'certificate-untrusted',
  PATH_LENGTH_EXCEEDED: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  [proxyCodes.refused]: 'proxy-refused',
  [proxyCodes.unreachable]: 'proxy-unreachable',
  [proxyCodes.noRoute]: 'refused',
};

/** Bugs of ours, not of the network: a request that cannot be built or sent at all. */
const bugs: ReadonlySet<string> = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_INVALID_RETURN_VALUE',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_NOT_SUPPORTED',
  'ERR_INVALID_URL',
]);

/** The error's code, or null. */
export function codeOf(error: unknown): string | null {
  // The only error of undici that may have no code.
  if (error instanceof errors.HTTPParserError) return error.code ?? 'HPE_OTHER';
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** The chain ends at an authority that is not among the trusted ones; another list of authorities may have it. */
const unknownAuthority: ReadonlySet<string> = new Set([
  'UND_ERR_PRX_TLS',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

export const isUnknownAuthority = (error: unknown): boolean => unknownAuthority.has(codeOf(error) ?? '');

export const isCertificateError = (error: unknown): boolean =>
  (causes[codeOf(error) ?? ''] ?? '').startsWith('certificate');

/**
 * What a failed exchange means, decided by its code alone.
 * SECURITY: never by message or cause; those can hold the address, a header, a link.
 */
export function problemOfNetworkError(error: unknown, answered: boolean, about: About, afterSeconds: number): Problem {
  const code = codeOf(error);
  // SECURITY: a new error without the old one's text, because it is logged.
  if (code === null || bugs.has(code)) throw new Error(`a request could not be sent (${code ?? 'no code'})`);
  const cause = causes[code] ?? (code.startsWith('HPE_') ? 'not-http' : 'reset');
  switch (cause) {
    case 'offline':
      return { kind: 'offline', ...about };
    case 'dns':
      return hasNetwork() ? { kind: 'unreachable', why: 'dns', ...about } : { kind: 'offline', ...about };
    case 'timeout':
      return { kind: 'timeout', afterSeconds, ...about };
    case 'too-large':
      return { kind: 'reply-unreadable', why: 'too-large', ...about };
    case 'truncated':
      return { kind: 'reply-unreadable', why: 'truncated', ...about };
    case 'not-http':
      return { kind: 'reply-unreadable', why: 'not-json', ...about };
    case 'refused':
      return { kind: 'unreachable', why: 'refused', ...about };
    case 'reset':
      return answered
        ? { kind: 'reply-unreadable', why: 'truncated', ...about }
        : { kind: 'unreachable', why: 'reset', ...about };
    default:
      return { kind: cause, ...about };
  }
}

/** False if the machine has no address but its own. Then it is offline, and a failed name look-up is not the name's fault. */
export const hasNetwork = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some((address) => !address.internal));
