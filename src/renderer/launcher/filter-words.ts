import { pageWords } from '../../shared/provider-page.ts';
import type { Filter, SearchText, UnknownFilter } from '../../shared/search-filters.ts';
import { stateFilters } from '../../shared/state-filters.ts';

/** What a chip says, e.g. `Connection: North`. */
export function filterWords(filter: Filter): string {
  switch (filter.kind) {
    case 'connection':
      return `Connection: ${anyOf(filter.connections.map(({ label }) => label))}`;
    case 'provider':
      return filter.name;
    case 'page':
      return `Page: ${pageWords(filter.page)}`;
    case 'user':
      return `As ${filter.email}`;
    case 'id':
      return `Id or group: ${filter.part}`;
    case 'state':
      return anyOf(filter.states.map((state) => stateFilters[state]));
  }
}

/** `North`, `North or West`, `North, West or Main`. */
const anyOf = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ');

/** Why a text that looks like a filter filters nothing. */
export function unknownFilterWords({ kind, typed, nearest }: UnknownFilter): string {
  if (kind === 'provider') return `No provider is called “${typed}”.${nearestWords(nearest)}`;
  if (kind === 'connection')
    return `No connection is called “${typed}”.${nearestWords(nearest) || ' Type “@” to see all connections.'}`;
  return `There is no filter “is:${typed}”.${nearestWords(nearest) || ' Type “is:” to see them all.'}`;
}

const nearestWords = (nearest: UnknownFilter['nearest']): string =>
  nearest ? ` The nearest is “${nearest.label}”.` : '';

/** For a screen reader: what the list is narrowed to, and what Tab would type. */
export function filtersSaid({ filters, suggestions }: SearchText): string {
  const said = filters.map((filter) => `${filterWords(filter)}.`);
  const [first] = suggestions;
  return [...said, ...(first ? [`Tab for ${first.label}.`] : [])].join(' ');
}
