/** What Windows' ShellExecute takes at most; longer ones are cut short without a word. */
const longestLink = 2_081;

/**
 * SECURITY: whether a login link may be handed to the browser. Parsed and compared whole: a prefix test would take
 * `https://app.sendgrid.com.evil.example`. Returns the link as parsed, so that what was checked is what is opened.
 */
export function openableLink(link: string, linkOrigins: readonly string[]): string | null {
  if (link.length > longestLink) return null;
  const url = URL.parse(link);
  if (!url || url.username || url.password || !linkOrigins.includes(url.origin)) return null;
  // `https://host:443/` and `https://host?@other/` parse to the right origin; what is opened is the parsed form.
  return url.href.length > longestLink ? null : url.href;
}
