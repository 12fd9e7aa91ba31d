import { afterEach, expect, vi } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { fault } from '../helpers/fault.ts';
import { only } from '../helpers/provider-server.ts';

// This fault moves the clock of its process, so it has its own file. The machine slept, or the reply took too long.

afterEach(() => vi.useRealTimers());

fault('a link that is older than 60 s', { tags: ['opening-fresh', 'opening-clipboard'] }, async (trial) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  await trial.start();
  await trial.connectAll();
  const late = (byMs: number) =>
    only('sendgrid', 'login', () => {
      vi.setSystemTime(Date.now() + byMs);
      return 'ordinary';
    });
  const pass = (): void => {
    trial.provider.fault = null;
  };
  const bring = (): void => {
    trial.provider.fault = late(61_000);
  };
  await trial.survives('sendgrid', { bring, pass }, { problem: { kind: 'link-expired' }, step: 'try-again' });

  // A copied link leaves the clipboard when its 60 s are over: here half a second after it arrived.
  trial.provider.fault = late(59_500);
  const { accountId } = await trial.firstRow('sendgrid');
  const request = {
    accountId,
    target: null,
    reason: '',
    confirmed: ['replaces-session' as const],
    chosen: 'text' as const,
  };
  const copied = await trial.get('copyLoginLink', request);
  expect(copied).toMatchObject({ result: 'copied' });
  pass();
  const { clipboard } = await trial.runner.seen();
  expect(trial.provider.ownerOf(clipboard)?.remoteId).toBe('cus-1');
  await eventually(async () => expect((await trial.runner.seen()).clipboard).toBe(''));
  expect((await trial.runner.seen()).told.at(-1)).toEqual({ name: 'linkOnClipboard', announcement: null });
  await trial.expectOrdinaryLogIn('sendgrid');
});
