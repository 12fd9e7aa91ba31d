import type { Filter, Filterable } from '../../shared/search-filters.ts';
import { newForDays, type StateFilter } from '../../shared/state-filters.ts';
import type { Provider } from '../providers/provider.ts';
import { dayOf, type FactFilter } from '../search/row-facts.ts';
import type { Condition } from '../search/search-index.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Frecency } from './frecency.ts';

export interface SearchFiltersDeps {
  settings: Pick<SettingsFile, 'connections'>;
  providers: readonly Provider[];
  frecency: Pick<Frecency, 'accountIds'>;
  now: () => number;
}

/** What filters can name. Windows make the same of the state that main sends them. */
export const filterableIn = ({ settings, providers }: SearchFiltersDeps): Filterable => ({
  connections: settings.connections,
  providers: providers.map(({ facts }) => facts),
});

/** What the search index must admit. */
export const conditionsOf = (deps: SearchFiltersDeps, filters: readonly Filter[]): readonly Condition[] =>
  filters.flatMap((filter) => conditionsOfOne(deps, filter));

function conditionsOfOne(deps: SearchFiltersDeps, filter: Filter): readonly Condition[] {
  switch (filter.kind) {
    case 'connection':
      return [ofConnections(filter.connections)];
    case 'provider':
      return [ofProviders(deps, [filter.provider])];
    // A console takes neither a page nor a user.
    case 'page':
      return [ofProviders(deps, [filter.provider]), { of: 'customers' }];
    case 'user':
      return [ofProviders(deps, filter.providers), { of: 'customers' }];
    case 'id':
      return [{ of: 'id', text: filter.part }];
    case 'state':
      return [ofStates(deps, filter.states)];
  }
}

const ofProviders = ({ settings }: SearchFiltersDeps, wanted: readonly string[]): Condition =>
  ofConnections(settings.connections.filter(({ provider }) => wanted.includes(provider)));

const ofConnections = (connections: readonly { connectionId: string }[]): Condition => ({
  of: 'connection',
  connectionIds: new Set(connections.map(({ connectionId }) => connectionId)),
});

const isFact = (state: StateFilter): state is FactFilter => state !== 'new' && state !== 'recent';

function ofStates({ frecency, now }: SearchFiltersDeps, states: readonly StateFilter[]): Condition {
  const today = dayOf(now());
  return {
    of: 'facts',
    facts: states.filter(isFact),
    // A day later than today is no time: a clock was wrong.
    created: states.includes('new') ? { from: today - newForDays, to: today } : null,
    accountIds: states.includes('recent') ? frecency.accountIds() : [],
  };
}
