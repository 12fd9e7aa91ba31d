import type { Problem } from '../../shared/problems.ts';
import type { KnownConnection } from './clients.ts';

/**
 * One account in another region says nothing about the others: the user can connect the key for that region as well, and must
 * not move the whole connection there. Adds the other region's name to such a problem.
 */
export function withOtherRegion(problem: Problem, { connection, provider }: KnownConnection): Problem {
  const other = provider.facts.regions.find(({ id }) => id !== connection.region);
  return problem.kind === 'wrong-region' && other && !connection.sandbox
    ? { ...problem, otherRegion: other.name }
    : problem;
}
