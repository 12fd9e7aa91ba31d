import type { Settings } from '../../../shared/settings.ts';
import type { DeskCustomer } from '../../directory/desk/desk-customers.ts';
import type { DeskImports } from '../../directory/desk/desk-imports.ts';
import type { SettingsFile } from '../../settings/settings-file.ts';
import { deskFactsOf, deskFormat, deskSettings } from './desk-file.ts';

export interface ExportDeskDeps {
  settings: Pick<SettingsFile, 'settings' | 'connections'>;
  directory: { readonly desk: Pick<DeskImports, 'customersOf'> };
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * The desk file in pieces: a first one, then one for each customer. Sample customers are left out. SECURITY: it is made from
 * named fields, and no key is among them.
 */
export function* deskFile({ settings, directory, now }: ExportDeskDeps): Generator<string> {
  const chosen = Object.fromEntries(
    deskSettings.map((name) => [name, settings.settings[name] satisfies Settings[typeof name]]),
  );
  const head = { ...deskFormat, exportedAt: new Date(now()).toISOString(), settings: chosen };
  let piece = `${JSON.stringify(head, null, 2).replace(/\n}$/, '')},\n  "connections": [`;
  const own = settings.connections.filter(({ sandbox }) => !sandbox);
  for (const [at, connection] of own.entries()) {
    piece += `${at > 0 ? ',' : ''}\n    ${openObject(deskFactsOf(connection))}, "customers": [`;
    let isFirst = true;
    for (const slice of directory.desk.customersOf(connection.connectionId)) {
      for (const customer of slice) {
        yield piece;
        piece = `${isFirst ? '' : ','}\n      ${JSON.stringify(entryOf(customer))}`;
        isFirst = false;
      }
    }
    piece += `${isFirst ? '' : '\n    '}]}`;
  }
  // The end comes with the piece before it: the pieces are counted as customers.
  yield `${piece}\n  ]\n}\n`;
}

const openObject = (facts: object): string => JSON.stringify(facts).slice(0, -1);

const entryOf = ({ remoteId, name, note, pin, fromFiles }: DeskCustomer): object => ({
  id: remoteId,
  ...(name ? { name } : {}),
  ...(note ? { note } : {}),
  ...(pin === null ? {} : { pin }),
  ...(fromFiles ? { fromFiles } : {}),
});
