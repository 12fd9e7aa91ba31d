import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { navigate } from '../helpers/navigate.cjs';

const path = `/${'a'.repeat(43)}`;
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The origin of a server on this machine. */
async function serve(reply: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(reply);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('the browser of the tests asks a hand-over as a browser does, and goes where it leads', async () => {
  const asked: unknown[] = [];
  const origin = await serve(({ method, url, headers }, response) => {
    const { host, 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = headers;
    asked.push({ method, url, host, site, mode, dest });
    response.writeHead(303, { location: 'https://app.example/login?code=1' }).end();
  });
  expect(await navigate(origin + path)).toBe('https://app.example/login?code=1');
  expect(asked).toEqual([
    { method: 'GET', url: path, host: new URL(origin).host, site: 'none', mode: 'navigate', dest: 'document' },
  ]);
});

test('it goes nowhere if it is refused, or if nothing listens', async () => {
  const refusing = await serve((_, response) => response.writeHead(404).end());
  expect(await navigate(refusing + path)).toBeNull();
  expect(await navigate(`http://127.0.0.1:1${path}`)).toBeNull();
});

test('it loads no page of a provider: that is left to the spec, because a login link works once', async () => {
  const asked: unknown[] = [];
  const origin = await serve(({ url }, response) => {
    asked.push(url);
    response.end();
  });
  expect(await navigate(`${origin}/sso?code=1`)).toBe(`${origin}/sso?code=1`);
  expect(asked).toEqual([]);
});
