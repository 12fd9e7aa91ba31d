/** Which pages of the provider a log-in can open by their address. */
export interface PageHosts {
  /** This host, and every host below it: `brevo.com` has `app.brevo.com`. */
  within: string;
  /** Not these: the hosts of login links, which no log-in may lead back to. */
  except: readonly string[];
}

/** With the query and the fragment, which are dropped. */
const longestWritten = 2_000;
/** In a search text, it leaves room for a name. */
export const longestPage = 160;
/** Scheme and host as every program reads them, and the path. The rest is dropped. */
const writtenPage = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(?:[?#]\S*)?$/i;
/** An escaped slash, backslash, dot, percent sign or control character: another program may read it as what it stands for. */
const hiddenSign = /%(?:[01][0-9a-f]|2[ef5]|5c|7f)|%(?![0-9a-f]{2})/i;

/**
 * The address of the provider's page that this text is, without query and fragment, or null. They can hold a token, and what
 * they do at the provider is unknown.
 *
 * SECURITY: a customer's session begins on this page, and any website can bring one by a link. So the text must be the address
 * of a page of the provider as every parser reads it: https, no user name, no port, the whole host compared, no `..`, no empty
 * part (a page that forwards to what follows `//`), nothing escaped that could be one of these.
 */
export function readPage(text: string, hosts: PageHosts | null): string | null {
  const page = readAnyPage(text, hosts);
  return page !== null && page.length <= longestPage ? page : null;
}

/** Whether only its length keeps this text from being the address of a page of the provider. */
export const isTooLongPage = (text: string, hosts: PageHosts | null): boolean =>
  readPage(text, hosts) === null && readAnyPage(text, hosts) !== null;

function readAnyPage(text: string, hosts: PageHosts | null): string | null {
  if (!hosts || text.length > longestWritten) return null;
  const [, writtenHost, path = '/'] = writtenPage.exec(text) ?? [];
  const host = writtenHost?.toLowerCase();
  if (host === undefined || hosts.except.includes(host)) return null;
  if (host !== hosts.within && !host.endsWith(`.${hosts.within}`)) return null;
  if (hiddenSign.test(path) || path.includes('//') || /(^|\/)\.{1,2}(\/|$)/.test(path)) return null;
  const page = `https://${host}${path}`;
  return URL.parse(page)?.href === page ? page : null;
}

/** Host and path, as the screen shows a page. */
export const pageWords = (page: string): string => page.replace(/^https:\/\//, '').replace(/\/$/, '');
