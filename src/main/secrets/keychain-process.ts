// The keychain's own process, and the only file that loads keytar. A locked or hung keyring blocks a thread of the calling
// process; four blocked threads stop all of Node's file access and name resolution. This process can be killed instead.
// keychain.ts sends one call at a time. Keys travel in messages, never in arguments or the environment.

import { leaveMemoryOutOfDumps } from '../lib/core-dumps.ts';
import { answerCall } from './keychain-calls.ts';
import type { KeychainAnswer, KeychainAsk } from './keychain-protocol.ts';

// Electron may start this process from one that is older than Latchkey's first line, so it inherits nothing.
leaveMemoryOutOfDumps(process.platform);

// keychain-calls.ts recognises errors by their untranslated messages.
process.env['LANGUAGE'] = 'C';

async function answer(ask: KeychainAsk): Promise<KeychainAnswer> {
  try {
    const keytar = await import('keytar');
    return await answerCall(keytar.default, process.platform, ask);
  } catch {
    // The module or its native part is missing, or does not fit this machine.
    return { ok: false, trouble: 'broken' };
  }
}

process.parentPort.on('message', async ({ data }: { data: { id: number; ask: KeychainAsk } }) => {
  process.parentPort.postMessage({ id: data.id, answer: await answer(data.ask) });
});
