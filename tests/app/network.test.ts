import { expect, onTestFinished, test, vi } from 'vitest';
import {
  connect,
  get,
  healthOf,
  launcher,
  logIn,
  openSandbox,
  tempFolder,
  unlimited,
  untilHealth,
} from '../helpers/program-at-scale.ts';
import { deadAddress, startConnectProxy } from '../helpers/proxies.ts';
import { asRealProviders, providerIn } from '../helpers/sandbox-provider.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The program keeps the system's proxy answer for that long. */
function passTenSeconds(): void {
  vi.setSystemTime(Date.now() + 10_000);
  onTestFinished(() => void vi.useRealTimers());
}

/** A connected and synced program on a network that only its proxy leads out of. */
async function inAnOffice() {
  const proxy = await startConnectProxy();
  const sandbox = await openSandbox({ accountsPerProvider: 120, requestsPerHour: unlimited });
  const { launch } = launcher(tempFolder(), asRealProviders(sandbox));
  const desktop = await launch();
  desktop.proxy = `PROXY ${proxy.address}`;
  const connectionId = await connect(desktop, 'brevo', providerIn(sandbox, 'brevo').key);
  await get(desktop, 'syncAccounts', { connectionId });
  return { proxy, sandbox, desktop, connectionId };
}

test("the system's proxy carries everything: connecting, the list, and the log-in", async () => {
  const { proxy, sandbox, desktop, connectionId } = await inAnOffice();
  expect(await healthOf(desktop, connectionId)).toMatchObject({ status: 'idle', problem: null, accountCount: 120 });
  const before = proxy.tunnels.length;
  expect(before).toBeGreaterThan(0);
  expect(await logIn(desktop, 'acme')).toMatchObject({ ok: true, value: { result: 'opened' } });
  // A log-in has a tunnel of its own, so that it waits for no other request.
  expect(proxy.tunnels.length).toBeGreaterThan(before);
  expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(providerIn(sandbox, 'brevo').origin).host]));
  expect(proxy.passed().toString()).toContain('POST /v3/corporate/subAccount/ssoToken');
});

test('a proxy that wants a password is reported as such, and no request reaches the provider', async () => {
  const { sandbox, desktop, connectionId } = await inAnOffice();
  const asked = sandbox.counts().requests;
  desktop.proxy = `PROXY ${(await startConnectProxy(407)).address}`;
  passTenSeconds();
  expect(await logIn(desktop, 'acme')).toMatchObject({ ok: false, problem: { kind: 'proxy-refused' } });
  expect(await desktop.ask('syncAccounts', { connectionId })).toMatchObject({ problem: { kind: 'proxy-refused' } });
  expect(await healthOf(desktop, connectionId)).toMatchObject({
    status: 'attention',
    problem: { kind: 'proxy-refused' },
    accountCount: 120,
  });
  expect(sandbox.counts().requests).toBe(asked);
  expect(desktop.opened).toEqual([]);
});

test('if the proxy is gone, nothing bypasses it; on another network the program works again without a restart', async () => {
  const { sandbox, desktop, connectionId } = await inAnOffice();
  const asked = sandbox.counts().requests;
  desktop.proxy = `PROXY ${await deadAddress()}`;
  passTenSeconds();
  expect(await logIn(desktop, 'acme')).toMatchObject({ ok: false, problem: { kind: 'proxy-unreachable' } });
  expect(await desktop.ask('syncAccounts', { connectionId })).toMatchObject({ problem: { kind: 'proxy-unreachable' } });
  expect(await healthOf(desktop, connectionId)).toMatchObject({
    status: 'waiting',
    problem: { kind: 'proxy-unreachable' },
  });
  expect(sandbox.counts().requests).toBe(asked);

  // At home there is no proxy.
  desktop.proxy = 'DIRECT';
  expect(await logIn(desktop, 'acme')).toMatchObject({ ok: true, value: { result: 'opened' } });
  await get(desktop, 'syncAccounts', { connectionId });
  await untilHealth(desktop, connectionId, { status: 'idle', problem: null });
});

test('of several proxies the first that answers is used', async () => {
  const { sandbox, desktop, connectionId } = await inAnOffice();
  const second = await startConnectProxy();
  desktop.proxy = `PROXY ${await deadAddress()}; PROXY ${second.address}; DIRECT`;
  passTenSeconds();
  expect(await logIn(desktop, 'acme')).toMatchObject({ ok: true, value: { result: 'opened' } });
  await get(desktop, 'syncAccounts', { connectionId });
  expect(second.tunnels).toContain(new URL(providerIn(sandbox, 'brevo').origin).host);
});
