import { expect, onTestFinished, vi } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { only } from '../helpers/provider-server.ts';

// This fault moves the clock of its process, so it has its own file.

const dayMs = 24 * 60 * 60_000;

fault('the clock was ahead, and is set back', {}, async (trial) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 365 * dayMs });
  onTestFinished(() => void vi.useRealTimers());
  await trial.start();
  await trial.connectAll();
  const [first, second] = await trial.rowsOf('sendgrid');
  const ask = (accountId: string | undefined) =>
    trial.ask('logIn', { accountId: accountId ?? '', target: null, reason: '', confirmed: [], chosen: 'row' });
  // A 429 of that time holds nothing back for a year.
  trial.provider.fault = only('brevo', 'list', { status: 429, headers: { 'retry-after': '3600' }, body: {} });
  await trial.ask('syncAccounts', { connectionId: trial.connected.brevo ?? '' });
  trial.provider.fault = null;
  expect(await ask(first?.accountId)).toMatchObject({ ok: true, value: { result: 'opened' } });
  vi.setSystemTime(Date.now() - 365 * dayMs);
  await trial.quit();
  await trial.start();
  // The session of unknown age is asked about, and names the customer who was opened last.
  expect(await ask(second?.accountId)).toMatchObject({
    ok: true,
    value: { result: 'ask', questions: [{ kind: 'replaces-session', otherName: first?.name, minutesAgo: null }] },
  });
  await trial.expectOrdinaryLogIn('sendgrid');
  expect(await trial.ask('syncAccounts', { connectionId: trial.connected.brevo ?? '' })).toMatchObject({
    ok: true,
    value: [{ count: 0 }],
  });
  expect((await trial.state()).problems).toEqual([]);
  const { intact, mismatches } = await trial.get('searchLedger', { text: '', beforeRowId: null });
  expect({ intact, mismatches }).toEqual({ intact: true, mismatches: [] });
  await trial.expectOrdinaryLogIn('brevo');
});
