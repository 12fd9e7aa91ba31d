import { ok, type Result } from '../../shared/result.ts';
import type { Converse } from './clients.ts';

export interface VerifyConnectionDeps {
  converse: Converse;
  ending: AbortSignal;
  noteOutcome: (connectionId: string, outcome: Result<unknown>) => void;
}

/** Asks the provider whether the kept key still serves. Problems as connect-provider, and those of the keychain. */
export async function verifyConnection(
  deps: VerifyConnectionDeps,
  connectionId: string,
): Promise<Result<{ accountTotal: number | null }>> {
  const conversation = await deps.converse(connectionId, 'foreground', deps.ending);
  const outcome = conversation.ok ? await conversation.value.provider.checkKey(conversation.value.call) : conversation;
  deps.noteOutcome(connectionId, outcome);
  return outcome.ok ? ok({ accountTotal: outcome.value.accountTotal }) : outcome;
}
