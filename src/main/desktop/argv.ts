/** Precedes the URL in the command that the system runs for a link. */
export const linkMarker = '--open-url';
/** Set by the login item: start, but show no window. */
export const hiddenMarker = '--hidden';

const linkStart = /^latchkey:/i;
/** Far more than one of our links needs. */
const longestLink = 2_048;

/**
 * The link that this process was started to open, or null.
 *
 * SECURITY: a website chooses the text of the link, and on Windows it could once smuggle whole switches into the command
 * line. Unless there is exactly one marker and one link, we did not write this command line, and nothing in it counts.
 */
export function linkOf(argv: readonly string[]): string | null {
  const links = argv.filter((argument) => linkStart.test(argument));
  const link = links[0];
  const marked = argv.filter((argument) => argument === linkMarker).length === 1;
  if (!marked || links.length !== 1 || link === undefined || link.length > longestLink) return null;
  return URL.canParse(link) ? link : null;
}

/** Whether the login item started this process. On macOS the system says so instead. */
export const isHiddenStart = (argv: readonly string[]): boolean => argv.includes(hiddenMarker);
