import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { Agent, type Dispatcher } from 'undici';
import { describe, expect, test } from 'vitest';
import { RateBudget } from '../../src/main/http/rate-budget.ts';
import type { HttpRequest } from '../../src/main/http/types.ts';
import {
  canaryKey,
  closeAfterwards,
  closedAfterwards,
  httpRequest,
  httpWith,
  problemIn,
  serve,
  valueIn,
} from '../helpers/provider-call.ts';
import { inTurn } from '../helpers/scripted-server.ts';

/** A TCP server, for replies that no HTTP server would send. `onRequest` gets the head of each request. */
async function serveRaw(onRequest: (socket: Socket, head: string) => void): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      asked.push(data.toString());
      onRequest(socket, data.toString());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeAfterwards(async () => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

describe('a reply', () => {
  test('comes with its status, its text as UTF-8, and every value of a header sent twice', async () => {
    const server = await serve(() => ({
      status: 201,
      headers: { 'X-Two': ['https://a.example/', 'https://b.example/'], 'X-One': '1' },
      body: 'Žofie & Søn 株式会社',
    }));
    const reply = valueIn(await httpWith().send(httpRequest(server.origin)));
    expect(reply.status).toBe(201);
    expect(reply.text).toBe('Žofie & Søn 株式会社');
    expect(reply.headers['x-two']).toEqual(['https://a.example/', 'https://b.example/']);
    expect(reply.headers['x-one']).toEqual(['1']);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['never ends', (response) => void response.write('<html>')],
    ['is cut', (response) => void response.write('<html>', () => response.destroy())],
    ['is longer than any reply may be', (response) => void response.end('x'.repeat(3 * 1024 * 1024))],
  ])('that is a redirect is whole with its headers, also if its body %s', async (_, send) => {
    const server = await serve((_request, response) => {
      response.writeHead(303, { location: 'https://a.example/' });
      send(response);
      return undefined;
    });
    for (const method of ['POST', 'GET'] as const) {
      const reply = valueIn(await httpWith().send(httpRequest(server.origin, { method, priority: 'log-in' })));
      expect(reply).toMatchObject({ status: 303, text: '', headers: { location: ['https://a.example/'] } });
    }
  });

  test('is requested by name and uncompressed', async () => {
    const server = await serve(() => ({ body: {} }));
    await httpWith({ userAgent: 'Latchkey/9.8.7' }).send(httpRequest(server.origin));
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'Latchkey/9.8.7',
      'accept-encoding': 'identity',
    });
  });

  test('is requested as JSON, as SendGrid requires', async () => {
    const server = await serve(() => ({ body: {} }));
    await httpWith().send(httpRequest(server.origin));
    expect(server.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      authorization: `Bearer ${canaryKey}`,
    });
  });

  test('that redirects is returned; the second server gets no request', {
    tags: ['network-no-redirect'],
  }, async () => {
    const second = await serve(() => ({ body: {} }));
    const first = await serve(() => ({ status: 302, headers: { location: `${second.origin}/?stolen` } }));
    const reply = valueIn(await httpWith().send(httpRequest(first.origin, { headers: { 'api-key': canaryKey } })));
    expect(reply.status).toBe(302);
    expect(second.requests).toEqual([]);
  });
});

describe('a failure becomes a problem by its code', () => {
  test('nothing listens there: refused', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect(problemIn(await httpWith().send(httpRequest(server.origin)))).toEqual({
      kind: 'unreachable',
      why: 'refused',
    });
  });

  test('a name that does not exist: dns', async () => {
    const problem = problemIn(await httpWith().send(httpRequest('http://latchkey-test.invalid/')));
    expect(problem).toEqual({ kind: 'unreachable', why: 'dns' });
  });

  test('the connection is cut before a reply: reset, after three attempts', async () => {
    const server = await serveRaw((socket) => socket.resetAndDestroy());
    expect(problemIn(await httpWith().send(httpRequest(server.url)))).toEqual({ kind: 'unreachable', why: 'reset' });
    expect(server.asked).toHaveLength(3);
  });

  test.each([
    ['fewer bytes than announced', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"accounts": ['],
    ['a chunk left open', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{"accounts": ['],
  ])('%s: truncated', async (_, text) => {
    const server = await serveRaw((socket) => socket.end(text));
    const problem = problemIn(await httpWith().send(httpRequest(server.url)));
    expect(problem).toEqual({ kind: 'reply-unreadable', why: 'truncated' });
  });

  test('something that does not speak HTTP: not JSON', async () => {
    const server = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    const problem = problemIn(await httpWith().send(httpRequest(server.url)));
    expect(problem).toEqual({ kind: 'reply-unreadable', why: 'not-json' });
  });

  test('more than 1 MiB: too large, and the rest is not read', { tags: ['network-cap'] }, async () => {
    let closed = false;
    let written = 0;
    const server = await serve((_, response) => {
      response.on('close', () => {
        closed = true;
      });
      const pour = (): void => {
        while (!closed && response.write('x'.repeat(64 * 1024))) written += 64 * 1024;
      };
      response.on('drain', pour);
      pour();
      return undefined;
    });
    const problem = problemIn(await httpWith().send(httpRequest(server.origin)));
    expect(problem).toEqual({ kind: 'reply-unreadable', why: 'too-large' });
    await expect.poll(() => closed).toBe(true);
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  test('1 MiB exactly is still read', async () => {
    const server = await serve(() => ({ body: 'x'.repeat(1024 * 1024) }));
    expect(valueIn(await httpWith().send(httpRequest(server.origin))).text).toHaveLength(1024 * 1024);
  });

  test('headers without end: too large', async () => {
    const server = await serveRaw((socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`));
    const problem = problemIn(await httpWith().send(httpRequest(server.url)));
    expect(problem).toEqual({ kind: 'reply-unreadable', why: 'too-large' });
  });

  test('no reply: timeout, one deadline for all attempts together', async () => {
    const server = await serve(() => undefined);
    const http = httpWith({ deadlineMs: 300 });
    expect(problemIn(await http.send(httpRequest(server.origin)))).toMatchObject({ kind: 'timeout' });
    expect(server.requests).toHaveLength(1);
  });

  test('a reply that never ends: timeout, for the deadline covers the last byte', async () => {
    const server = await serve((_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
      return undefined;
    });
    const http = httpWith({ deadlineMs: 400 });
    expect(problemIn(await http.send(httpRequest(server.origin)))).toMatchObject({ kind: 'timeout' });
  });

  test('the deadline holds even if the proxy look-up hangs, and the POST is not sent afterwards', async () => {
    const server = await serve(() => ({ body: {} }));
    const agent = closedAfterwards(new Agent());
    const late: (() => void)[] = [];
    // A dispatcher whose proxy look-up hangs: it dispatches later, on demand.
    const dispatcher = new Proxy(agent, {
      get: (target, name) =>
        name === 'dispatch'
          ? (...args: Parameters<Dispatcher['dispatch']>) => {
              late.push(() => void target.dispatch(...args));
              return true;
            }
          : Reflect.get(target, name, target),
    });
    const http = httpWith({ dispatcher, deadlineMs: 100 });
    expect(problemIn(await http.send(httpRequest(server.origin, { method: 'POST' })))).toMatchObject({
      kind: 'timeout',
    });
    for (const send of late) send();
    // A second request over the same agent arrives, so the first would have arrived too.
    await httpWith({ dispatcher: agent }).send(httpRequest(server.origin));
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test('cancelled by its caller: reports it, and stops retrying', async () => {
    const owner = new AbortController();
    const server = await serve(() => {
      owner.abort();
      return undefined;
    });
    const problem = problemIn(await httpWith().send(httpRequest(server.origin, { signal: owner.signal })));
    expect(problem).toEqual({ kind: 'sync-cancelled' });
    expect(problemIn(await httpWith().send(httpRequest(server.origin, { signal: owner.signal })))).toEqual(problem);
    expect(server.requests).toHaveLength(1);
  });
});

describe('the key', { tags: ['keychain-checked-keys'] }, () => {
  test.each(['a\nb', 'a\r\nx-evil: 1', 'nul\u0000', 'ключ', 'é'])(
    '%j never reaches a header, nor an error',
    async (key) => {
      const server = await serve(() => ({ body: {} }));
      const result = await httpWith().send(httpRequest(server.origin, { headers: { 'api-key': key } }));
      expect(problemIn(result)).toEqual({ kind: 'key-malformed', why: 'characters' });
      expect(server.requests).toEqual([]);
    },
  );

  test.each<[string, Partial<HttpRequest>]>([
    ['a header that cannot be', { headers: { 'bad name': canaryKey } }],
    ['an address that cannot be', { url: `http://exa mple/${canaryKey}` }],
    ['an address of another scheme', { url: `ftp://127.0.0.1/${canaryKey}` }],
  ])(
    'is in no error, even if a request cannot be sent at all: %s',
    { tags: ['errors-closed-codes'] },
    async (_, more) => {
      const fault = await httpWith()
        .send(httpRequest('http://127.0.0.1:1/', more))
        .catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(Error);
      expect(inspect(fault, { showHidden: true, depth: 9 })).not.toContain(canaryKey);
      expect((fault as Error).cause).toBeUndefined();
    },
  );
});

describe('retrying', () => {
  test.each([500, 502, 503, 504])('a read that gets a %i is tried again', async (status) => {
    const server = await serve(inTurn({ status }, { status }, { body: { fine: true } }));
    expect(valueIn(await httpWith().send(httpRequest(server.origin))).status).toBe(200);
    expect(server.requests).toHaveLength(3);
  });

  test('stops after three attempts and returns the last reply', async () => {
    const server = await serve(() => ({ status: 503 }));
    expect(valueIn(await httpWith().send(httpRequest(server.origin))).status).toBe(503);
    expect(server.requests).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 501])('a %i is a reply, not a failure', async (status) => {
    const server = await serve(() => ({ status }));
    await httpWith().send(httpRequest(server.origin));
    expect(server.requests).toHaveLength(1);
  });

  test('waits as long as Retry-After says, in seconds or as a date', async () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    const pauses: number[] = [];
    const pause = async (ms: number): Promise<void> => void pauses.push(ms);
    const date = new Date(now + 5_000).toUTCString();
    const server = await serve(
      inTurn({ status: 503, headers: { 'retry-after': '4' } }, { status: 503, headers: { 'retry-after': date } }, {}),
    );
    await httpWith({ pause, now: () => now }).send(httpRequest(server.origin));
    expect(pauses).toEqual([4_000, 5_000]);
  });

  test('without Retry-After, waits longer each time, with jitter', async () => {
    const pauses: number[] = [];
    const pause = async (ms: number): Promise<void> => void pauses.push(ms);
    const server = await serve(() => ({ status: 500 }));
    const http = httpWith({ pause });
    for (let run = 0; run < 5; run += 1) await http.send(httpRequest(server.origin));
    for (const [index, ms] of pauses.entries()) {
      const [least, most] = index % 2 === 0 ? [200, 600] : [400, 1_200];
      expect(ms).toBeGreaterThanOrEqual(least);
      expect(ms).toBeLessThanOrEqual(most);
    }
    expect(new Set(pauses).size).toBeGreaterThan(5);
  });

  test('does not wait beyond the deadline', async () => {
    const server = await serve(() => ({ status: 503, headers: { 'retry-after': '3600' } }));
    expect(valueIn(await httpWith().send(httpRequest(server.origin))).status).toBe(503);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['a POST that got a 503', 'POST', 'log-in'],
    ['a POST in the background', 'POST', 'background'],
    ['a read that a log-in waits for', 'GET', 'log-in'],
  ] as const)('%s is not retried', async (_, method, priority) => {
    const server = await serve(() => ({ status: 503 }));
    await httpWith().send(httpRequest(server.origin, { method, priority }));
    expect(server.requests).toHaveLength(1);
  });
});

describe('a POST goes out once', { tags: ['network-post-once'] }, () => {
  test.each([
    ['is cut', (socket: Socket) => socket.resetAndDestroy()],
    ['is closed without a reply', (socket: Socket) => socket.end()],
    ['sends half a reply', (socket: Socket) => socket.end('HTTP/1.1 303 See Other\r\nlocation: htt')],
  ])('if the connection %s', async (_, onData) => {
    const server = await serveRaw(onData);
    const http = httpWith();
    expect((await http.send(httpRequest(server.url, { method: 'POST' }))).ok).toBe(false);
    // A second one over the same agent: if the first had been repeated, this would be the third.
    expect((await http.send(httpRequest(server.url, { method: 'POST' }))).ok).toBe(false);
    expect(server.asked).toHaveLength(2);
  });

  test('if it went into a kept connection that the server was just closing', async () => {
    const server = await serveRaw((socket, head) => {
      if (head.startsWith('POST')) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    });
    const http = httpWith({ dispatcher: closedAfterwards(new Agent({ connections: 1 })) });
    valueIn(await http.send(httpRequest(server.url)));
    const problem = problemIn(await http.send(httpRequest(server.url, { method: 'POST' })));
    expect(problem).toEqual({ kind: 'unreachable', why: 'reset' });
    // The agent still works, so a repeated POST would have arrived.
    valueIn(await http.send(httpRequest(server.url)));
    expect(server.asked.map((head) => head.split(' ')[0])).toEqual(['GET', 'POST', 'GET']);
  });
});

describe('a rate limit', () => {
  test('of 429 says when to come back, and is not retried', async () => {
    const now = Date.parse('2026-11-21T14:00:00Z');
    const server = await serve(() => ({ status: 429, headers: { 'retry-after': '300' } }));
    const http = httpWith({ budget: new RateBudget({ defaultPerHour: null, now: () => now }), now: () => now });
    const expected = { kind: 'rate-limited', retryAt: '2026-11-21T14:05:00.000Z' };
    expect(problemIn(await http.send(httpRequest(server.origin)))).toEqual(expected);
    expect(problemIn(await http.send(httpRequest(server.origin)))).toEqual(expected);
    expect(server.requests).toHaveLength(1);
  });

  test('that is used up is reported at once, without a request', async () => {
    const server = await serve(() => ({ body: {} }));
    const http = httpWith({ budget: new RateBudget({ defaultPerHour: 10 }) });
    const outcomes = [];
    for (let sent = 0; sent < 12; sent += 1)
      outcomes.push(await http.send(httpRequest(server.origin, { priority: 'background' })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(8);
    expect(server.requests).toHaveLength(8);
  });
});

test('a log-in does not wait behind background requests that hang', async () => {
  const server = await serve(({ method }) => (method === 'POST' ? { status: 303 } : undefined));
  const http = httpWith();
  const owner = new AbortController();
  const background = Array.from({ length: 50 }, () =>
    http.send(httpRequest(server.origin, { priority: 'background', signal: owner.signal })),
  );
  await expect.poll(() => server.count('GET')).toBe(50);
  const reply = valueIn(await http.send(httpRequest(server.origin, { method: 'POST', priority: 'log-in' })));
  expect(reply.status).toBe(303);
  owner.abort();
  for (const outcome of await Promise.all(background)) expect(outcome.ok).toBe(false);
});
