import type { IncomingMessage } from 'node:http';

/** Where a hand-over listens. */
export interface HandOverPlace {
  /** `127.0.0.1:40123` */
  host: string;
  /** `/` and 32 random bytes. */
  path: string;
}

/** What a browser says of an address that another program gave it. Source: W3C, Fetch Metadata Request Headers. */
const ofNavigation: Readonly<Record<string, string>> = {
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'none',
};
/** A browser that guesses the next page asks before anyone has opened it. */
const ofGuess = ['sec-purpose', 'purpose', 'x-moz'];

/**
 * SECURITY: whether this is a browser that was given exactly this address. No page of the web can send such a request, and
 * no program that looks what kind of file the address has.
 */
export function isNavigation(
  { headersDistinct, method, url }: Pick<IncomingMessage, 'headersDistinct' | 'method' | 'url'>,
  { host, path }: HandOverPlace,
): boolean {
  const says = (name: string, value: string): boolean => {
    const values = headersDistinct[name];
    return values?.length === 1 && values[0] === value;
  };
  return (
    method === 'GET' &&
    url === path &&
    says('host', host) &&
    Object.entries(ofNavigation).every(([name, value]) => says(name, value)) &&
    ofGuess.every((name) => headersDistinct[name] === undefined)
  );
}
