import { execFile } from 'node:child_process';
import { Server } from 'node:net';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { HandOver } from '../../src/main/browsers/hand-over.ts';
import { isOwnConnection } from '../../src/main/browsers/own-connection.ts';
import { eventually } from '../helpers/eventually.ts';
import { listen, navigationTo, send } from '../helpers/hand-over-desk.ts';

const link = 'https://app.sendgrid.com/login?code=canary';

test('a browser that asks as it is told to is led to the link, and nothing of it may be kept', {
  tags: ['hand-over-once'],
}, async () => {
  const { address } = await listen({ locate: () => link });
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[A-Za-z0-9_-]{43}$/);
  const reply = await send(address, navigationTo(address));
  const [status, ...headers] = reply.toLowerCase().split('\r\n');
  expect(status).toBe('http/1.1 303 see other');
  expect(headers).toEqual(
    expect.arrayContaining([`location: ${link}`, 'cache-control: no-store', 'referrer-policy: no-referrer']),
  );
});

test('the link is given once, also if two ask at the same moment', { tags: ['hand-over-once'] }, async () => {
  const { address } = await listen({ locate: () => link });
  const replies = await Promise.all([send(address, navigationTo(address)), send(address, navigationTo(address))]);
  expect(replies.filter((reply) => reply.includes(link))).toHaveLength(1);
  expect(await send(address, navigationTo(address))).not.toContain(link);
});

const portOf = (address: string): string => new URL(address).port;

test.each<[string, (address: string) => string | Buffer]>([
  ['another host', (address) => navigationTo(address, { Host: `localhost:${portOf(address)}` })],
  ['a host name that leads here', (address) => navigationTo(address, { Host: `evil.example:${portOf(address)}` })],
  ['no host', (address) => navigationTo(address, { Host: null })],
  ['two hosts', (address) => navigationTo(address, { 'X-First': `1\r\nHost: evil.example` })],
  ['another path', (address) => navigationTo(`${address}x`)],
  ['the beginning of the path', (address) => navigationTo(address.slice(0, -1))],
  ['a query', (address) => navigationTo(address).replace(' HTTP/', '?x HTTP/')],
  ['a whole URL', (address) => navigationTo(address).replace('GET /', `GET http://127.0.0.1:${portOf(address)}/`)],
  ['HEAD', (address) => navigationTo(address).replace('GET', 'HEAD')],
  ['POST', (address) => navigationTo(address, { 'Content-Length': '0' }).replace('GET', 'POST')],
  ['a link on a page of the web', (address) => navigationTo(address, { 'Sec-Fetch-Site': 'cross-site' })],
  ['a picture on a page', (address) => navigationTo(address, { 'Sec-Fetch-Dest': 'image' })],
  ['a frame on a page', (address) => navigationTo(address, { 'Sec-Fetch-Dest': 'iframe' })],
  ['a script', (address) => navigationTo(address, { 'Sec-Fetch-Mode': 'cors' })],
  ['a program that is no browser', (address) => navigationTo(address, { 'Sec-Fetch-Mode': null })],
  ['two purposes', (address) => navigationTo(address, { 'X-First': '1\r\nSec-Fetch-Mode: cors' })],
  ['a browser that guesses', (address) => navigationTo(address, { 'Sec-Purpose': 'prefetch;prerender' })],
  ['TLS', () => Buffer.from('16030100c8010000c40303', 'hex')],
  ['bytes without a meaning', () => Buffer.from('\r\n\0\xff\r\n\r\n', 'latin1')],
  ['a websocket', (address) => navigationTo(address, { Upgrade: 'websocket', 'Sec-Fetch-Mode': 'websocket' })],
])('what asks with %s gets nothing, and does not use the link up', { tags: ['hand-over-exact'] }, async (_, ask) => {
  const locate = vi.fn(() => link);
  const { address } = await listen({ locate });
  expect(await send(address, ask(address))).not.toContain(link);
  expect(locate).not.toHaveBeenCalled();
  expect(await send(address, navigationTo(address))).toContain(`ocation: ${link}`);
});

test('a browser that comes too late sees a page without a script, a link or a name', {
  tags: ['hand-over-once'],
}, async () => {
  const { address } = await listen({ locate: () => null });
  const reply = await send(address, navigationTo(address));
  expect(reply).toMatch(/^HTTP\/1\.1 410 /);
  expect(reply).toContain('log in again');
  expect(reply).not.toMatch(/<script|<a |href|http:|https:|127\.0\.0\.1/);
  expect(reply.toLowerCase()).toContain("content-security-policy: default-src 'none'");
});

test('nothing listens after the end, which comes by itself after a minute', { tags: ['hand-over-ends'] }, async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const ended = vi.fn();
    const { address } = await listen({ locate: () => link, ended });
    vi.advanceTimersByTime(59_000);
    expect(await send(address, navigationTo(address, { Host: 'evil.example' }))).toContain('404');
    vi.advanceTimersByTime(1_000);
    expect(await send(address, navigationTo(address))).toBe('');
    expect(ended).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});

test('a connection that hangs does not keep it from ending', { tags: ['hand-over-ends'] }, async () => {
  const ended = vi.fn();
  const isOwn = vi.fn(() => true);
  const handOver = await listen({ locate: () => link, ended, isOwn });
  const hanging = send(handOver.address, 'GET /');
  await eventually(() => expect(isOwn).toHaveBeenCalled());
  handOver.end();
  expect(await hanging).toBe('');
  await eventually(() => expect(ended).toHaveBeenCalledOnce());
});

test('each address is another one', async () => {
  const handOvers = await Promise.all([listen({ locate: () => link }), listen({ locate: () => link })]);
  expect(new Set(handOvers.map(({ address }) => address)).size).toBe(2);
  expect(new Set(handOvers.map(({ address }) => new URL(address).pathname)).size).toBe(2);
});

test('a connection that is not the user’s own gets no answer of any kind', {
  tags: ['hand-over-own-user'],
}, async () => {
  let isOwn = false;
  const locate = vi.fn(() => link);
  const { address } = await listen({ locate, isOwn: () => isOwn });
  expect(await send(address, navigationTo(address))).toBe('');
  expect(locate).not.toHaveBeenCalled();
  isOwn = true;
  expect(await send(address, navigationTo(address))).toContain(link);
});

const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;

test.skipIf(!isRootOnLinux)(
  'another user of this machine gets nothing, and does not use the link up (needs root)',
  { tags: ['hand-over-own-user'] },
  async () => {
    const { address } = await listen({ locate: () => link, isOwn: (ends) => isOwnConnection(ends, 0) });
    const { host, port } = new URL(address);
    const ask = `
      const socket = require('node:net').connect(${port}, '127.0.0.1');
      socket.on('error', () => {}).on('data', (data) => process.stdout.write(data));
      socket.write(${JSON.stringify(navigationTo(address))});`;
    const node = [process.execPath, '-e', ask];
    const asOther = ['--reuid=65534', '--regid=65534', '--clear-groups', '--'];
    const run = promisify(execFile);
    expect(host).toBe(`127.0.0.1:${port}`);
    expect((await run('setpriv', [...asOther, ...node])).stdout).toBe('');
    // The same program of our own is led to the link.
    expect((await run(node[0] ?? '', node.slice(1))).stdout).toContain(link);
  },
);

test('a connection that the system cannot accept ends nothing', async () => {
  const servers: Server[] = [];
  const { listen: really } = Server.prototype;
  const listening = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server, ...options) {
    servers.push(this);
    return really.apply(this, options);
  });
  try {
    const { address } = await listen({ locate: () => link });
    for (let times = 0; times < 2; times++)
      servers[0]?.emit('error', Object.assign(new Error('accept'), { code: 'EMFILE' }));
    expect(await send(address, navigationTo(address))).toContain(link);
  } finally {
    listening.mockRestore();
  }
});

test('a machine without a free port has no hand-over', async () => {
  const listening = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
    process.nextTick(() => this.emit('error', Object.assign(new Error('no port'), { code: 'EADDRINUSE' })));
    return this;
  });
  try {
    expect(await HandOver.listen({ locate: () => link, isOwn: () => true, ended: () => {} })).toBeNull();
  } finally {
    listening.mockRestore();
  }
});
