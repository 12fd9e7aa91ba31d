import type { Hit } from '../../src/main/search/search-index.ts';

/** What is marked in a hit, as `field: l[ett]ers`. */
export function markedIn(hit: Hit | undefined): string {
  if (!hit) return 'nothing';
  let shown = '';
  let from = 0;
  for (const [start, end] of hit.ranges) {
    shown += `${hit.text.slice(from, start)}[${hit.text.slice(start, end)}]`;
    from = end;
  }
  return `${hit.field}: ${shown}${hit.text.slice(from)}`;
}
