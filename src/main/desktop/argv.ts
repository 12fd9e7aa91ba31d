/** Stands before the URL in the command that the system runs for a link. */
export const linkMarker = '--open-url';
/** Given by the login item: start, but show nothing. */
export const hiddenMarker = '--hidden';

const linkStart = /^latchkey:/i;
/** Far more than a link of ours needs. */
const longestLink = 2_048;

/**
 * The link that a start was asked to open, or null.
 *
 * SECURITY: a website chooses what stands in the link, and on Windows it could once smuggle whole switches into the
 * command line. One marker and one link, or the command line was not written by us and nothing in it counts.
 */
export function linkOf(argv: readonly string[]): string | null {
  const links = argv.filter((argument) => linkStart.test(argument));
  const link = links[0];
  const marked = argv.filter((argument) => argument === linkMarker).length === 1;
  if (!marked || links.length !== 1 || link === undefined || link.length > longestLink) return null;
  return URL.canParse(link) ? link : null;
}

/** Whether the login item started us. On macOS the system tells it instead. */
export const isHiddenStart = (argv: readonly string[]): boolean => argv.includes(hiddenMarker);
