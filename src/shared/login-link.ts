/** What Windows' ShellExecute takes at most; longer ones are cut short without a word. */
const longestLink = 2_081;
/** What a URL may be written with, and nothing that a shell, a parser or a screen reads in its own way. Source: RFC 3986, 2. */
const onlyUrlCharacters = /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/;

/**
 * SECURITY: whether a login link may be handed to the browser. Answers the link as parsed, so that what was checked is
 * what is opened; null where it is not one of these origins, or where reading it twice could give two answers.
 *
 * Parsed and compared whole: a prefix test would take `https://app.sendgrid.com.evil.example`. And compared as written:
 * a parser forgives much (`https:\\app.sendgrid.com`, tabs and line breaks inside, `:443`, a full-width dot), and the
 * next program to read the link may not forgive it in the same way.
 */
export function openableLink(link: string, linkOrigins: readonly string[]): string | null {
  if (!onlyUrlCharacters.test(link)) return null;
  const url = URL.parse(link);
  if (!url || !linkOrigins.includes(url.origin) || !isTrustworthy(url.origin)) return null;
  if (!link.startsWith(url.origin)) return null;
  // Whatever else the parser would change (a user name, a port, `..`) is no part of a link that a provider makes.
  const rest = link.slice(url.origin.length);
  const written = rest.startsWith('/') ? link : `${url.origin}/${rest}`;
  return url.href === written && written.length <= longestLink ? url.href : null;
}

/** Https without a port; or this machine, where the sample customers live. */
const isTrustworthy = (origin: string): boolean =>
  /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(origin) || /^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}$/.test(origin);
