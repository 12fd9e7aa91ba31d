import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDirectory } from '../../../src/main/directory/directory.ts';
import { providerOf } from '../../../src/main/providers/registry.ts';
import { connections, customers, listed } from './customers.ts';

export const clipboardShortcut = 'Control+Alt+C';

const dayMs = 24 * 60 * 60_000;
/** Customers of `customers`, by their place in it. */
const pinned = [0, 6];
const recent = [3, 9, 10];

/** Fills a folder as a user has it after some days: connected, synced, with pinned and recent customers. `now` in ms. */
export async function fillUserFolder(folder: string, now: number): Promise<void> {
  const settings = { settings: { firstRunDone: true, clipboardShortcut }, connections };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
  const before = now - 3 * dayMs;
  const opened = openDirectory({ folder, now: () => before });
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { accounts, ledger } = opened.value.directory;
  const at = new Date(before).toISOString();
  for (const { connectionId, provider } of connections) {
    const own = customers.filter((one) => one.connectionId === connectionId);
    accounts.beginRun(connectionId);
    accounts.storePage(connectionId, own.map(listed), null);
    await accounts.completeRun(connectionId, at);
    // A profile's name hides that of the list, and with it what the provider renames there.
    if (!providerOf(provider)?.getProfile) continue;
    for (const { accountId, name, email } of own) accounts.storeProfile(accountId, { name, email, domain: '' }, at);
  }
  for (const one of pinned.map((nth) => customers[nth])) if (one) accounts.pin(one.accountId, true);
  for (const one of recent.map((nth) => customers[nth])) {
    if (!one) continue;
    const connection = connections.find(({ connectionId }) => connectionId === one.connectionId);
    const rowId = ledger.begin({
      at,
      who: 'sam',
      accountId: one.accountId,
      accountName: one.name,
      provider: connection?.provider ?? '',
      connectionLabel: connection?.label ?? '',
      target: null,
      landing: null,
      as: null,
      reason: '',
      how: 'open',
    });
    ledger.finish(rowId, 'opened', null);
  }
  opened.value.directory.close();
}
