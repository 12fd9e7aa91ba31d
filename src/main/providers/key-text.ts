import type { Problem } from '../../shared/problems.ts';
import type { About } from '../http/network-problems.ts';

/** What the Windows credential store takes at most (CRED_MAX_CREDENTIAL_BLOB_SIZE: 2,560 bytes). */
const longestKey = 2_560;

/**
 * What is wrong with the text of a key, or null.
 * SECURITY: asked before a key is put into a header. Node would name the value of a broken header in its error.
 */
export function problemOfKey(key: string, about: Partial<About>): Problem | null {
  if (key.length === 0) return { kind: 'key-malformed', why: 'empty', ...about };
  if (key.length > longestKey) return { kind: 'key-malformed', why: 'too-long', ...about };
  return /^[\x21-\x7e]+$/.test(key) ? null : { kind: 'key-malformed', why: 'characters', ...about };
}
