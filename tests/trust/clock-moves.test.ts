import { afterEach, expect, test, vi } from 'vitest';
import { navigate } from '../helpers/navigate.cjs';
import { Trial } from '../helpers/trial.ts';

// The clock of this machine is set while the browser is on its way to the link.

afterEach(() => vi.useRealTimers());

const hourMs = 60 * 60_000;

test.each([
  // What listens ends after a minute by a clock that no user can set: the link is still good.
  ['back', -26 * hourMs, { ok: true, value: { result: 'opened' } }],
  // It may be as late as the clock says.
  ['ahead', 26 * hourMs, { ok: false, problem: { kind: 'browser-never-asked' } }],
] as const)(
  'a clock that is set %s during a hand-over leads to no other customer and to no second link',
  { tags: ['hand-over-once', 'opening-fresh'] },
  async (_, byMs, expected) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const trial = await Trial.prepare();
    const desktop = await trial.start();
    await trial.connectAll(['sendgrid']);
    await trial.runner.bend({ browserVisits: false });
    const { remoteId } = await trial.firstRow('sendgrid');
    const nextAddress = desktop.nextAddress();
    const answer = trial.logIn('sendgrid');
    const address = await nextAddress;
    vi.setSystemTime(Date.now() + byMs);
    const led = await navigate(address);
    expect(led && trial.provider.ownerOf(led)?.remoteId).toBe(expected.ok ? remoteId : null);
    expect(await answer).toMatchObject(expected);
    expect(await navigate(address)).toBeNull();
    await trial.runner.bend({ browserVisits: true });
    await trial.expectOrdinaryLogIn('sendgrid');
    await trial.expectNothingLeaked();
    await trial.end();
  },
);
