import { onTestFinished, vi } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { only } from '../helpers/provider-server.ts';
import { bothProviders } from '../helpers/trial.ts';

// This fault moves the clock of its process by more than the life of a link, so it has its own file.

fault('too many requests (429)', {}, async (trial) => {
  // The program takes its clock with it when it starts.
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  await trial.start();
  await trial.connectAll();
  for (const provider of bothProviders) {
    await trial.survives(
      provider,
      {
        bring: () => {
          trial.provider.fault = only(provider, 'login', { status: 429, headers: { 'retry-after': '1' }, body: {} });
        },
        // The user reads this time, and the limit lasts until then, however short the provider says that it is.
        pass: () => {
          trial.provider.fault = null;
          vi.setSystemTime(Date.now() + 30_001);
        },
      },
      { problem: { kind: 'rate-limited' }, step: 'try-again' },
    );
  }
});
