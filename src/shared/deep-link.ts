/** The customer that a deep link selects, at one provider. It only selects; a person presses Enter. */
export interface DeepLink {
  /** `ProviderFacts.provider`. */
  provider: string;
  by: 'id' | 'email' | 'domain';
  /** Emails and domains are in lower case, for comparing. */
  value: string;
}

const longestLink = 512;
/** A sub-account's id at SendGrid or Brevo; never a text to search for. */
const remoteId = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const domainName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const emailName = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const providerName = /^[a-z]{2,32}$/;

/**
 * Reads `latchkey://open?provider=sendgrid&account=…` (or `email=…`, or `domain=…`). The order is free; nothing else may
 * be in the link.
 *
 * SECURITY: any website can send one, so the whole link must fit: no path, no fragment, no port, no name twice, no unknown
 * name, no character that an id, an email or a domain cannot have.
 */
export function parseDeepLink(link: string): DeepLink | null {
  // Checked before parsing: the parser would silently remove line breaks and blanks.
  if (link.length > longestLink || !/^latchkey:\/\/open\/?\?[\x21-\x7e]+$/i.test(link)) return null;
  const url = URL.parse(link);
  if (url?.protocol !== 'latchkey:' || url.host !== 'open' || (url.pathname !== '' && url.pathname !== '/'))
    return null;
  if (url.username || url.password || link.includes('#')) return null;
  const values = [...url.searchParams];
  const provider = url.searchParams.get('provider');
  const about = values.find(([name]) => name !== 'provider');
  if (values.length !== 2 || !provider || !providerName.test(provider) || !about) return null;
  return read(provider, about[0], about[1]);
}

function read(provider: string, name: string, value: string): DeepLink | null {
  const folded = value.toLowerCase();
  if (name === 'account') return remoteId.test(value) ? { provider, by: 'id', value } : null;
  if (name === 'domain') return domainName.test(folded) ? { provider, by: 'domain', value: folded } : null;
  return name === 'email' && isEmail(folded) ? { provider, by: 'email', value: folded } : null;
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && text.length <= 254 && emailName.test(text.slice(0, at)) && domainName.test(text.slice(at + 1));
}
