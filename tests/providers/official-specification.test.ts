import { readFile } from 'node:fs/promises';
import { type Document, OpenAPIBackend, type Request as SpecifiedRequest } from 'openapi-backend';
import { beforeAll, expect, test } from 'vitest';
import { sendgrid } from '../../src/main/providers/sendgrid/index.ts';
import { callToSandbox, openSandbox } from '../helpers/open-sandbox.ts';
import { callTo, serve, valueIn } from '../helpers/provider-call.ts';
import { customersOf, providerIn } from '../helpers/sandbox-provider.ts';
import type { SeenRequest } from '../helpers/scripted-server.ts';

// An independent validator, with SendGrid's own specifications, checks what the adapter sends and what the pretend SendGrid
// replies. Neither side shares code with it.

const specifications: OpenAPIBackend[] = [];

beforeAll(async () => {
  for (const name of ['account-provisioning', 'user']) {
    const path = new URL(`../fixtures/sendgrid/specification/${name}.json`, import.meta.url);
    const definition = JSON.parse(await readFile(path, 'utf8')) as Document;
    const specification = new OpenAPIBackend({
      definition,
      validate: true,
      quick: true,
      ajvOpts: { strict: false, validateFormats: false },
    });
    specifications.push(await specification.init());
  }
});

const asSpecified = ({
  method,
  url,
  headers,
  body,
}: Pick<SeenRequest, 'method' | 'url' | 'headers' | 'body'>): SpecifiedRequest => {
  const { pathname, search } = new URL(url, 'http://x');
  const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { method, path: pathname, query: search, headers: Object.fromEntries(given), ...(body ? { body } : {}) };
};

/** What the specification that has this call says against it. */
function violations(request: Parameters<typeof asSpecified>[0]): string[] {
  const specified = asSpecified(request);
  for (const specification of specifications) {
    const operation = specification.matchOperation(specified);
    if (!operation) continue;
    const { errors } = specification.validateRequest(specified, operation);
    return (errors ?? []).map(
      ({ instancePath, message }) => `${request.method} ${request.url}: ${instancePath} ${message}`,
    );
  }
  return [`${request.method} ${request.url}: in no specification`];
}

test('every request of the adapter is one of the specification, with no violation', async () => {
  const id = `sg${'0'.repeat(32)}`;
  const server = await serve(({ url }) => {
    if (url.includes('/partners/accounts?'))
      return { body: { accounts: [{ id, created_at: '2026-01-02T15:04:05Z' }] } };
    if (url.endsWith('/sso')) return { status: 303, headers: { location: 'https://app.sendgrid.com/in' } };
    if (url.endsWith('/offerings') && url.includes(id))
      return { body: { offerings: [{ name: 'a', type: 'package' }] } };
    return { body: {} };
  });
  const call = callTo(sendgrid, server);
  valueIn(await sendgrid.checkKey(call));
  const { next } = valueIn(await sendgrid.listAccounts(call, null));
  valueIn(await sendgrid.listAccounts(call, next));
  valueIn(await sendgrid.makeLoginLink(call, id, { target: null }));
  valueIn(await sendgrid.getDetails(call, id));
  valueIn(await (sendgrid.getProfile?.(call, id, { withEmail: true }) ?? Promise.reject(new Error('no profiles'))));
  valueIn(await (sendgrid.getOwnProfile?.(call) ?? Promise.reject(new Error('no profile'))));
  expect(new Set(server.requests.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '')}`)).size).toBe(8);
  expect(server.requests.flatMap(violations)).toEqual([]);
});

test('the validator does find what is wrong', () => {
  const headers = {};
  expect(violations({ method: 'GET', url: '/v3/partners/accounts?limit=abc', headers, body: '' })).toHaveLength(1);
  expect(violations({ method: 'GET', url: '/v3/partners/account', headers, body: '' })).toHaveLength(1);
});

test('every reply of the pretend SendGrid is one that the specification allows', async () => {
  const { sandbox } = await openSandbox();
  const { origin, key } = providerIn(sandbox, 'sendgrid');
  const id = (await customersOf('sendgrid', 250)).idAt(0);
  const of = `/v3/partners/accounts/${id}`;
  const calls: [method: 'GET' | 'POST', path: string, status: number][] = [
    ['GET', '/v3/partners/accounts?limit=100', 200],
    ['GET', '/v3/partners/accounts?limit=101', 400],
    ['GET', `${of}/state`, 200],
    ['GET', `${of}/offerings`, 200],
    ['POST', `${of}/sso`, 303],
    ['POST', '/v3/partners/accounts/none/sso', 404],
    ['GET', '/v3/partners/offerings', 200],
    ['GET', '/v3/user/profile', 200],
    ['GET', '/v3/user/email', 200],
    ['GET', '/v3/user/credits', 200],
  ];
  for (const [method, path, status] of calls) {
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json', 'on-behalf-of': `account-id ${id}` };
    const reply = await fetch(origin + path, { method, headers, redirect: 'manual' });
    const text = await reply.text();
    expect([path, reply.status]).toEqual([path, status]);
    const specified = asSpecified({ method, url: path, headers, body: '' });
    const specification = specifications.find((one) => one.matchOperation(specified));
    const operation = specification?.matchOperation(specified);
    if (!specification || !operation) throw new Error(`${path} is in no specification`);
    if (text === '') continue;
    const { errors } = specification.validateResponse(JSON.parse(text), operation, status);
    expect([path, errors]).toEqual([path, null]);
  }
});

test('the adapter reads the pretend SendGrid’s catalogue and credits', async () => {
  const { sandbox } = await openSandbox({ now: Date.now });
  const id = (await customersOf('sendgrid', 250)).idAt(0);
  const details = valueIn(await sendgrid.getDetails(callToSandbox(sendgrid, sandbox), id));
  expect(details.plan).toMatch(/^(free|essentials|pro|premier) \([\d,]+ emails a month\)$/);
  expect(details.credits).toEqual([{ name: 'emails', remaining: expect.any(Number), quantity: expect.any(Number) }]);
});
