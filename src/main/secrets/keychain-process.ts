// The keychain's own process, and the only file that loads keytar. A locked or hung keyring stops a thread of the
// process that asks it, and four of those stop all of Node's files and names; this process can be killed instead.
// keychain.ts sends one question at a time. Keys come and go by message, never by argument or environment.

import { answerCall } from './keychain-calls.ts';
import type { KeychainAnswer, KeychainAsk } from './keychain-protocol.ts';

// The sentences that errors are told by must be the untranslated ones.
process.env['LANGUAGE'] = 'C';

async function answer(ask: KeychainAsk): Promise<KeychainAnswer> {
  try {
    const keytar = await import('keytar');
    return await answerCall(keytar.default, process.platform, ask);
  } catch {
    // The module or its native part is not there, or does not fit this machine.
    return { ok: false, trouble: 'broken' };
  }
}

process.parentPort.on('message', async ({ data }: { data: { id: number; ask: KeychainAsk } }) => {
  process.parentPort.postMessage({ id: data.id, answer: await answer(data.ask) });
});
