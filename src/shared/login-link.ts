/** The limit of Windows' ShellExecute, which cuts a longer URL without an error. */
const longestLink = 2_081;
/** The characters of a URL; none that a shell, another parser or a screen would read differently. Source: RFC 3986, 2. */
const onlyUrlCharacters = /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/;

/**
 * SECURITY: whether a login link may be handed to the browser. Returns the link as parsed, so that what was checked is
 * what is opened. Returns null if its origin is not one of these, or if two parsers could read the link differently.
 *
 * The origin is parsed and compared whole: a prefix test would accept `https://app.sendgrid.com.evil.example`. The text is
 * compared as well: a parser forgives much (`https:\\app.sendgrid.com`, tabs and line breaks inside, `:443`, a full-width
 * dot), and the next program that reads the link may not forgive it in the same way.
 */
export function openableLink(link: string, linkOrigins: readonly string[]): string | null {
  if (!onlyUrlCharacters.test(link)) return null;
  const url = URL.parse(link);
  if (!url || !linkOrigins.includes(url.origin) || !isTrustworthy(url.origin)) return null;
  if (!link.startsWith(url.origin)) return null;
  // A provider's link holds nothing else that the parser would change: no user name, no port, no `..`.
  const rest = link.slice(url.origin.length);
  const written = rest.startsWith('/') ? link : `${url.origin}/${rest}`;
  return url.href === written && written.length <= longestLink ? url.href : null;
}

/** Https without a port; or this machine, which serves the sample customers. */
const isTrustworthy = (origin: string): boolean =>
  /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(origin) || /^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}$/.test(origin);
