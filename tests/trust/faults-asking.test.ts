import { Server } from 'node:net';
import { expect, onTestFinished, vi } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { navigationTo, send } from '../helpers/hand-over-desk.ts';
import { navigate } from '../helpers/navigate.cjs';
import type { Trial } from '../helpers/trial.ts';

// Faults of asking for a login link that is handed over: asked wrongly, twice, too late, or nothing can listen.

/** Presses Enter on Brevo's first customer, while the browser keeps waiting. */
async function waitingLogIn(trial: Trial) {
  const desktop = await trial.start();
  await trial.connectAll();
  const { accountId, remoteId } = await trial.firstRow('brevo');
  await trial.runner.bend({ browserVisits: false });
  const given = desktop.nextAddress();
  const answer = trial.logInTo(accountId);
  return { desktop, answer, remoteId, address: await given };
}

/** The browser asks as it should. It is led to the customer, and log-ins go on. */
async function expectOpened(trial: Trial, { desktop, answer, remoteId, address }: Waiting): Promise<void> {
  expect(desktop.opened).toEqual([]);
  await desktop.visit(address);
  expect(await answer).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(trial.provider.ownerOf(desktop.opened[0] ?? '')?.remoteId).toBe(remoteId);
  await trial.runner.bend({ browserVisits: true });
  await trial.expectOrdinaryLogIn('sendgrid');
}

type Waiting = Awaited<ReturnType<typeof waitingLogIn>>;

fault('the link is asked for twice', { tags: ['hand-over-once'] }, async (trial) => {
  const waiting = await waitingLogIn(trial);
  const { address, desktop } = waiting;
  // Both at the same moment, and another one later.
  const led = await Promise.all([navigate(address), navigate(address)]);
  led.push(await navigate(address));
  expect(led.filter((link) => link !== null)).toHaveLength(1);
  expect(await waiting.answer).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(trial.provider.ownerOf(led.find((link) => link !== null) ?? '')?.remoteId).toBe(waiting.remoteId);
  expect(trial.provider.logInRequests).toBe(1);
  expect(desktop.opened).toEqual([]);
  await trial.runner.bend({ browserVisits: true });
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('the link is asked for under another host name', { tags: ['hand-over-exact'] }, async (trial) => {
  const waiting = await waitingLogIn(trial);
  const { port } = new URL(waiting.address);
  for (const host of [`localhost:${port}`, `evil.example:${port}`, '127.0.0.1', `127.0.0.1.:${port}`]) {
    const reply = await send(waiting.address, navigationTo(waiting.address, { Host: host }));
    expect(reply).toMatch(/^HTTP\/1\.1 404 /);
    expect(reply.toLowerCase()).not.toContain('location:');
  }
  await expectOpened(trial, waiting);
});

fault('the link is asked for at another path', { tags: ['hand-over-exact'] }, async (trial) => {
  const waiting = await waitingLogIn(trial);
  const { address } = waiting;
  const { origin, pathname } = new URL(address);
  const guessed = `${origin}/${pathname.slice(1).split('').reverse().join('')}`;
  for (const asked of [`${origin}/`, `${address}/`, address.slice(0, -1), guessed]) {
    const reply = await send(asked, navigationTo(asked));
    expect(reply).toMatch(/^HTTP\/1\.1 404 /);
    expect(reply.toLowerCase()).not.toContain('location:');
  }
  await expectOpened(trial, waiting);
});

fault(
  'the link is asked for when it has expired',
  { tags: ['hand-over-once', 'opening-fresh'], alone: true },
  async (trial) => {
    // Timers are real, and do not notice that the machine's time goes on.
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
    onTestFinished(() => void vi.useRealTimers());
    const desktop = await trial.start();
    await trial.connectAll();
    await trial.survives(
      'sendgrid',
      {
        bring: () => trial.runner.bend({ browserVisits: false }),
        pass: () => trial.runner.bend({ browserVisits: true }),
        async act() {
          const given = desktop.nextAddress();
          const answer = trial.logIn('sendgrid');
          const address = await given;
          vi.setSystemTime(Date.now() + 61_000);
          const reply = await send(address, navigationTo(address));
          expect(reply).toMatch(/^HTTP\/1\.1 410 /);
          expect(reply).toContain('log in again');
          return answer;
        },
      },
      { problem: { kind: 'browser-never-asked' }, step: 'try-again' },
    );
  },
);

fault('no port is free for handing the link over', { alone: true }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const listening = vi.spyOn(Server.prototype, 'listen');
  onTestFinished(() => listening.mockRestore());
  await trial.survives(
    'brevo',
    {
      bring: () =>
        listening.mockImplementation(function (this: Server) {
          // What the system says if its ports are used up.
          process.nextTick(() => this.emit('error', Object.assign(new Error('no port'), { code: 'EADDRINUSE' })));
          return this;
        }),
      pass: () => listening.mockRestore(),
    },
    { problem: { kind: 'hand-over-failed' }, step: 'try-again' },
  );
});
