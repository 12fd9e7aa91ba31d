import type { ConnectionView } from './connection.ts';
import { countOf } from './format.ts';

/** Customers of a connection whom a sync did not find in its list any more. `names`: of the first few. */
export interface GoneCustomers {
  connectionId: string;
  count: number;
  names: readonly string[];
}

export const mostNamesOfGone = 2;

/** `29 customers of Brevo are gone: Acme, Globex and 27 others`; null if there are none. */
export function goneCustomersWords(
  gone: readonly GoneCustomers[],
  connections: readonly Pick<ConnectionView, 'connectionId' | 'label'>[],
): string | null {
  const some = gone.filter(({ count }) => count > 0);
  const count = some.reduce((sum, each) => sum + each.count, 0);
  const [first] = some;
  if (!first) return null;
  const label = connections.find(({ connectionId }) => connectionId === first.connectionId)?.label;
  const names = some.flatMap((each) => each.names).slice(0, mostNamesOfGone);
  if (count === 1) return label === undefined ? `${names.join()} is gone` : `${label} no longer has ${names.join()}`;
  const others = count - names.length;
  const who = others === 0 ? names : [...names, countOf(others, 'other')];
  const of = label !== undefined && some.length === 1 ? ` of ${label}` : '';
  return `${countOf(count, 'customer')}${of} are gone: ${who.slice(0, -1).join(', ')} and ${who.at(-1)}`;
}
