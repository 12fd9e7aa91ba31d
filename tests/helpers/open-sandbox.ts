import { afterEach } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/main/sandbox/sandbox.ts';

const open: Sandbox[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** A sandbox that is closed when the test ends, and a clock that moves only when told. */
export async function openSandbox(options: SandboxOptions = {}) {
  let nowMs = Date.UTC(2026, 10, 21, 12);
  const sandbox = await startSandbox({ accountsPerProvider: 250, now: () => nowMs, ...options });
  open.push(sandbox);
  return {
    sandbox,
    passSeconds: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    nowSeconds: () => nowMs / 1000,
    sendgrid: (path: string, init: RequestInit = {}) =>
      fetch(sandbox.sendgrid.origin + path, {
        redirect: 'manual',
        ...init,
        headers: { authorization: `Bearer ${sandbox.sendgrid.key}`, ...init.headers },
      }),
    brevo: (path: string, body?: unknown, key = sandbox.brevo.key) =>
      fetch(sandbox.brevo.origin + path, {
        redirect: 'manual',
        headers: { 'api-key': key, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}
