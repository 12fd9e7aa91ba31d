import type { ProblemOf } from '../../shared/problems.ts';

/** Windows' CRED_MAX_CREDENTIAL_BLOB_SIZE, 5 * 512 bytes. The limit holds on every system, so that a profile can move. */
const longestKey = 2_560;

/**
 * What is wrong with the text of a key, or null. Checked before a key goes into a header, and before one is stored.
 * SECURITY: Node prints the whole value of a header with a line break in its error; here that value would be the key.
 */
export function whyMalformed(key: string): ProblemOf<'key-malformed'>['why'] | null {
  if (key === '') return 'empty';
  if (key.length > longestKey) return 'too-long';
  return /^[\x21-\x7e]+$/.test(key) ? null : 'characters';
}
