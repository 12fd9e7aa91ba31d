import { ok, type Result } from '../../shared/result.ts';
import type { ProviderClients } from './clients.ts';
import type { HealthBoard } from './health.ts';

export interface VerifyConnectionDeps {
  clients: Pick<ProviderClients, 'open'>;
  health: Pick<HealthBoard, 'noteOutcome'>;
}

/**
 * Asks the provider whether the stored key still works. Returns the problems of `ProviderClients.open` and of
 * `Provider.checkKey`.
 */
export async function verifyConnection(
  { clients, health }: VerifyConnectionDeps,
  connectionId: string,
): Promise<Result<{ accountTotal: number | null }>> {
  const client = await clients.open(connectionId, 'foreground');
  const checked = client.ok ? await client.value.provider.checkKey(client.value.call) : client;
  health.noteOutcome(connectionId, checked);
  return checked.ok ? ok({ accountTotal: checked.value.accountTotal }) : checked;
}
