import type { Problem } from '../../shared/problems.ts';
import type { About } from '../http/network-problems.ts';
import { whyMalformed } from '../lib/malformed-key.ts';

/** `key-malformed`, or null. Both adapters check a key before they put it into a header. */
export function problemOfKey(key: string, about: Partial<About>): Problem | null {
  const why = whyMalformed(key);
  return why && { kind: 'key-malformed', why, ...about };
}
