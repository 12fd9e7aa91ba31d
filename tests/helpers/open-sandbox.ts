import { Agent } from 'undici';
import { afterEach } from 'vitest';
import type { Provider, ProviderCall } from '../../src/main/providers/provider.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/main/sandbox/sandbox.ts';
import { closedAfterwards, httpWith } from './provider-call.ts';
import { providerIn } from './sandbox-provider.ts';

const open: Sandbox[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** A sandbox that is closed when the test ends, with a clock that moves only by `passSeconds`. */
export async function openSandbox(options: SandboxOptions = {}) {
  let nowMs = Date.UTC(2026, 10, 21, 12);
  const sandbox = await startSandbox({ accountsPerProvider: 250, now: () => nowMs, ...options });
  open.push(sandbox);
  const [sendgrid, brevo] = [providerIn(sandbox, 'sendgrid'), providerIn(sandbox, 'brevo')];
  return {
    sandbox,
    passSeconds: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    nowSeconds: () => nowMs / 1000,
    sendgrid: (path: string, init: RequestInit = {}) =>
      fetch(sendgrid.origin + path, {
        redirect: 'manual',
        ...init,
        headers: { authorization: `Bearer ${sendgrid.key}`, ...init.headers },
      }),
    brevo: (path: string, body?: unknown, key = brevo.key) =>
      fetch(brevo.origin + path, {
        redirect: 'manual',
        headers: { 'api-key': key, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

/** What an adapter needs to call its pretend provider. */
export function callToSandbox(provider: Provider, sandbox: Sandbox, key?: string): ProviderCall {
  const pretend = providerIn(sandbox, provider.facts.provider);
  return {
    key: key ?? pretend.key,
    endpoint: { apiOrigin: pretend.origin, linkOrigins: [pretend.origin] },
    http: httpWith({ dispatcher: closedAfterwards(new Agent()), about: { provider: provider.facts.shortName } }),
    priority: 'log-in',
    signal: new AbortController().signal,
  };
}
