import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { hasNetwork } from '../../src/main/http/network-problems.ts';
import { fault } from '../helpers/fault.ts';
import { type Gateway, startGateway } from '../helpers/gateway.ts';
import { createPrivateAuthority } from '../helpers/private-authority.ts';
import { only, ProviderServer } from '../helpers/provider-server.ts';
import { startScriptedServer } from '../helpers/scripted-server.ts';
import { bothProviders, type Trial } from '../helpers/trial.ts';

// Faults on the way to the provider. Those of certificates use the real origins, as a packaged program does, through a
// proxy on this machine: nothing leaves it.

const company = createPrivateAuthority('Company authority');
const stranger = createPrivateAuthority('Stranger');
const host = 'api.sendgrid.com';
const store = mkdtempSync(join(tmpdir(), 'latchkey-authorities-'));
// What this system trusts, as Node reads it on Linux. Set it before the program reads it for the first time.
process.env['SSL_CERT_FILE'] = join(store, 'trusted.pem');
writeFileSync(process.env['SSL_CERT_FILE'], company.certificate);
afterAll(() => rmSync(store, { recursive: true }));

fault('offline, or the name is not found', {}, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const start = async (): Promise<void> => {
    await trial.quit();
    await trial.start();
  };
  await trial.survives(
    'sendgrid',
    {
      bring: async () => {
        await trial.quit();
        await trial.startInChild({}, 'no network');
      },
      pass: start,
    },
    { problem: { kind: 'offline' }, step: 'try-again' },
  );
  const environment = { LATCHKEY_ORIGINS: JSON.stringify({ brevo: 'http://api.brevo.invalid' }) };
  await trial.survives(
    'brevo',
    {
      bring: async () => {
        await trial.quit();
        await trial.start({ environment });
      },
      pass: start,
    },
    { problem: hasNetwork() ? { kind: 'unreachable', why: 'dns' } : { kind: 'offline' }, step: 'try-again' },
  );
});

fault('the connection is refused or cut', {}, async (trial) => {
  await trial.start();
  await trial.connectAll();
  for (const provider of bothProviders) {
    await trial.survives(
      provider,
      { bring: () => trial.provider.stop(), pass: () => trial.provider.listen() },
      { problem: { kind: 'unreachable', why: 'refused' }, step: 'try-again' },
    );
    const hangUp = only(provider, 'login', (_asked, response) => {
      response.socket?.resetAndDestroy();
      return 'taken';
    });
    await trial.survives(
      provider,
      {
        bring: () => {
          trial.provider.fault = hangUp;
        },
        pass: () => {
          trial.provider.fault = null;
        },
      },
      { problem: { kind: 'unreachable', why: 'reset' }, step: 'try-again' },
    );
  }
});

const gateways: Gateway[] = [];
afterAll(async () => {
  for (const gateway of gateways) await gateway.close();
});
async function newGateway(): Promise<Gateway> {
  const gateway = await startGateway();
  gateways.push(gateway);
  return gateway;
}

const officeProxy = await newGateway();

fault(
  'the proxy wants a password (407)',
  { tags: ['network-system-proxy'], trial: { proxy: officeProxy.pac } },
  async (trial) => {
    officeProxy.leadTo(trial.provider.port);
    await trial.start();
    await trial.connectAll();
    for (const provider of bothProviders) {
      await trial.survives(
        provider,
        {
          bring: () => {
            officeProxy.status = 407;
          },
          pass: () => {
            officeProxy.status = 200;
          },
        },
        { problem: { kind: 'proxy-refused' }, step: 'try-again' },
      );
    }
  },
);

async function atTrueOrigin(proxy: Gateway) {
  const provider = await ProviderServer.start(company.issue({ host }));
  provider.linkOrigin = { sendgrid: 'https://app.sendgrid.com' };
  proxy.leadTo(provider.port);
  return { provider, origins: null, proxy: proxy.pac };
}

/** The tunnel ends at a server that shows this certificate. It must never receive a request. */
async function meetsCertificate(
  trial: Trial,
  proxy: Gateway,
  certificate: { cert: string; key: string },
  expected: Parameters<Trial['survives']>[2],
): Promise<void> {
  const impostor = await startScriptedServer(
    () => ({ status: 303, headers: { location: 'https://app.sendgrid.com/' } }),
    certificate,
  );
  await trial.survives(
    'sendgrid',
    { bring: () => proxy.leadTo(impostor.port), pass: () => proxy.leadTo(trial.provider.port) },
    expected,
  );
  expect(impostor.requests).toEqual([]);
  await impostor.close();
}

const inspecting = await newGateway();

fault(
  'an unknown certificate authority',
  { tags: ['network-system-authorities', 'network-certificates-verified'], trial: () => atTrueOrigin(inspecting) },
  async (trial) => {
    await trial.start();
    await trial.connectAll(['sendgrid']);
    const expected = { problem: { kind: 'certificate-untrusted' }, step: 'none' } as const;
    await meetsCertificate(trial, inspecting, stranger.issue({ host }), expected);
    await meetsCertificate(trial, inspecting, company.issue({ host: 'api.evil.example' }), expected);
    expect(new Set(inspecting.tunnels)).toEqual(new Set([`${host}:443`]));
  },
);

const timeless = await newGateway();

fault(
  'the clock of this machine is wrong',
  { tags: ['network-certificates-verified'], trial: () => atTrueOrigin(timeless) },
  async (trial) => {
    await trial.start();
    await trial.connectAll(['sendgrid']);
    const expected = { problem: { kind: 'certificate-date' }, step: 'try-again' } as const;
    const years = (from: number, to: number) => {
      const at = (ahead: number): Date => new Date(Date.now() + ahead * 365 * 24 * 3_600_000);
      return { from: at(from), to: at(to) };
    };
    // As a clock sees it that is two years fast, and one that is two years slow.
    await meetsCertificate(trial, timeless, company.issue({ host, validity: years(-3, -2) }), expected);
    await meetsCertificate(trial, timeless, company.issue({ host, validity: years(2, 3) }), expected);
  },
);
