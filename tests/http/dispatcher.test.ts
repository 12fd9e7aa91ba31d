import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { getCACertificates } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { createDispatcher } from '../../src/main/http/dispatcher.ts';
import { proxyCodes } from '../../src/main/http/network-problems.ts';
import { explainFailure } from '../../src/main/http/proxy-errors.ts';
import { readSystemCertificates } from '../../src/main/http/system-certificates.ts';
import type { HttpRequest } from '../../src/main/http/types.ts';
import { createPrivateAuthority } from '../helpers/private-authority.ts';
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
import { deadAddress, startConnectProxy, startSocksProxy } from '../helpers/proxies.ts';

const authority = createPrivateAuthority();
const trusted = [authority.certificate];

const httpBy = (answer: string | ((url: string) => Promise<string>), systemCertificates: readonly string[] = trusted) =>
  httpWith({
    dispatcher: closedAfterwards(
      createDispatcher({
        resolveProxy: typeof answer === 'string' ? async () => answer : answer,
        systemCertificates: async () => systemCertificates,
      }),
    ),
  });

const get = (origin: string, more: Partial<HttpRequest> = {}): HttpRequest =>
  httpRequest(`${origin}/v3/partners/accounts`, { priority: 'log-in', ...more });
const post = (origin: string): HttpRequest => get(origin, { method: 'POST' });

const serveTls = (validity?: { from: Date; to: Date }) =>
  serve(() => ({ body: { fine: true } }), authority.issue(validity ? { validity } : {}));
const portless = (origin: string): string => origin.replace('https://', '');

describe('certificates', () => {
  test("a company's own authority counts when the system trusts it", {
    tags: ['network-system-authorities'],
  }, async () => {
    const server = await serveTls();
    expect(valueIn(await httpBy('DIRECT').send(get(server.origin))).status).toBe(200);
  });

  test('one that the system does not trust is refused, and the key stays here', {
    tags: ['network-system-authorities'],
  }, async () => {
    const server = await serveTls();
    for (const request of [get(server.origin), post(server.origin)]) {
      expect(problemIn(await httpBy('DIRECT', []).send(request))).toEqual({ kind: 'certificate-untrusted' });
    }
    const other = createPrivateAuthority('Another authority').certificate;
    expect(problemIn(await httpBy('DIRECT', [other]).send(get(server.origin)))).toEqual({
      kind: 'certificate-untrusted',
    });
    expect(server.requests).toEqual([]);
  });

  test('one for another name is refused', async () => {
    const server = await serve(() => ({ body: {} }), authority.issue({ host: 'elsewhere.example' }));
    expect(problemIn(await httpBy('DIRECT').send(get(server.origin)))).toEqual({ kind: 'certificate-untrusted' });
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['expired', { from: new Date('2020-01-01'), to: new Date('2021-01-01') }],
    ['not valid yet, as with a clock that is slow', { from: new Date('2045-01-01'), to: new Date('2046-01-01') }],
  ])('one that is %s points to the date', async (_, validity) => {
    const server = await serveTls(validity);
    expect(problemIn(await httpBy('DIRECT').send(get(server.origin)))).toEqual({ kind: 'certificate-date' });
    expect(server.requests).toEqual([]);
  });

  test('an unreadable one in the store leaves the others in use', async () => {
    const server = await serveTls();
    const broken = '-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----\n';
    expect(valueIn(await httpBy('DIRECT', [broken, ...trusted]).send(get(server.origin))).status).toBe(200);
  });

  test('an authority installed after a failure is used by the next request', async () => {
    const server = await serveTls();
    const store: string[] = [];
    const http = httpBy('DIRECT', store);
    expect(problemIn(await http.send(get(server.origin)))).toEqual({ kind: 'certificate-untrusted' });
    store.push(authority.certificate);
    expect(valueIn(await http.send(get(server.origin))).status).toBe(200);
  });

  test('those of the system are read only if Node’s own are not enough, once for all requests that wait', async () => {
    const server = await serveTls();
    const reads: PromiseWithResolvers<readonly string[]>[] = [];
    const systemCertificates = () => {
      const read = Promise.withResolvers<readonly string[]>();
      reads.push(read);
      return read.promise;
    };
    const resolveProxy = async () => 'DIRECT';
    const http = httpWith({ dispatcher: closedAfterwards(createDispatcher({ resolveProxy, systemCertificates })) });
    const plain = await serve(() => ({ body: {} }));
    expect(valueIn(await http.send(get(plain.origin))).status).toBe(200);
    expect(reads).toHaveLength(0);
    const pending = [http.send(get(server.origin)), http.send(post(server.origin)), http.send(get(server.origin))];
    await expect.poll(() => reads.length).toBe(1);
    expect(server.requests).toEqual([]);
    reads[0]?.resolve(trusted);
    for (const answer of await Promise.all(pending)) expect(valueIn(answer).status).toBe(200);
    expect(server.requests.map(({ method }) => method).sort()).toEqual(['GET', 'GET', 'POST']);
    expect(valueIn(await http.send(get(server.origin))).status).toBe(200);
    expect(reads).toHaveLength(1);
  });

  test('if those of the system cannot be read, the certificate is refused', async () => {
    const server = await serveTls();
    const systemCertificates = () => Promise.reject(new Error('no store'));
    const resolveProxy = async () => 'DIRECT';
    const http = httpWith({ dispatcher: closedAfterwards(createDispatcher({ resolveProxy, systemCertificates })) });
    expect(problemIn(await http.send(get(server.origin)))).toEqual({ kind: 'certificate-untrusted' });
  });

  test('those of the system are read beside the main thread, which goes on', async () => {
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 1);
    const certificates = await readSystemCertificates();
    clearInterval(ticking);
    expect(certificates).toEqual(getCACertificates('system'));
    expect(ticks).toBeGreaterThan(0);
  });

  describe('with verification switched off in the environment', { tags: ['network-certificates-verified'] }, () => {
    afterEach(() => {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    });

    test('are still verified', async () => {
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      const server = await serveTls();
      const proxy = await startConnectProxy();
      for (const answer of ['DIRECT', `PROXY ${proxy.address}`]) {
        expect(problemIn(await httpBy(answer, []).send(get(server.origin)))).toEqual({ kind: 'certificate-untrusted' });
      }
      expect(server.requests).toEqual([]);
    });
  });

  test('plain HTTP instead of TLS is the sign-in page of a network', async () => {
    const server = await serve(() => ({ body: '<html>Sign in to Wi-Fi</html>' }));
    const problem = problemIn(await httpBy('DIRECT').send(get(`https://127.0.0.1:${server.port}`)));
    expect(problem).toEqual({ kind: 'reply-unreadable', why: 'not-json' });
  });
});

describe('a proxy', () => {
  test('carries reads and log-ins, and sees nothing but TLS', {
    tags: ['network-system-proxy'],
  }, async () => {
    const server = await serveTls();
    const proxy = await startConnectProxy();
    const http = httpBy(`PROXY ${proxy.address}`);
    expect(valueIn(await http.send(get(server.origin))).status).toBe(200);
    expect(valueIn(await http.send(post(server.origin))).status).toBe(200);
    // The first tunnel showed that Node's own authorities are not enough.
    expect(proxy.tunnels).toEqual(Array.from({ length: 3 }, () => portless(server.origin)));
    expect(server.count('POST')).toBe(1);
    expect(proxy.passed().includes(canaryKey)).toBe(false);
    expect(proxy.passed().length).toBeGreaterThan(0);
  });

  test('that speaks TLS itself is used', async () => {
    const server = await serveTls();
    const proxy = await startConnectProxy(200, authority.issue());
    expect(valueIn(await httpBy(`HTTPS ${proxy.address}`).send(post(server.origin))).status).toBe(200);
    expect(proxy.tunnels).toHaveLength(1);
  });

  test('of SOCKS5 is used', async () => {
    const server = await serveTls();
    const proxy = await startSocksProxy();
    const http = httpBy(`SOCKS5 ${proxy.address}`);
    expect(valueIn(await http.send(get(server.origin))).status).toBe(200);
    expect(valueIn(await http.send(post(server.origin))).status).toBe(200);
    expect(proxy.tunnels[0]).toBe(portless(server.origin));
    expect(proxy.passed().includes(canaryKey)).toBe(false);
    expect(problemIn(await httpBy(`SOCKS5 ${proxy.address}`, []).send(get(server.origin)))).toEqual({
      kind: 'certificate-untrusted',
    });
  });

  test('that wants a password (407) is a problem of its own', async () => {
    const server = await serveTls();
    const proxy = await startConnectProxy(407);
    for (const request of [get(server.origin), post(server.origin)]) {
      expect(problemIn(await httpBy(`PROXY ${proxy.address}`).send(request))).toEqual({ kind: 'proxy-refused' });
    }
    expect(server.requests).toEqual([]);
  });

  test.each([403, 502, 504])(
    'that refuses or fails to connect (%i) leaves the provider unreachable',
    async (status) => {
      const server = await serveTls();
      const proxy = await startConnectProxy(status);
      const problem = problemIn(await httpBy(`PROXY ${proxy.address}`).send(get(server.origin)));
      expect(problem).toEqual({ kind: 'unreachable', why: 'refused' });
    },
  );

  test.each(['PROXY', 'HTTPS', 'SOCKS5'])(
    'that cannot be reached (%s) is reported, and not bypassed',
    { tags: ['network-system-proxy'] },
    async (word) => {
      const server = await serveTls();
      const http = httpBy(`${word} ${await deadAddress()}`);
      expect(problemIn(await http.send(get(server.origin)))).toEqual({ kind: 'proxy-unreachable' });
      expect(server.requests).toEqual([]);
    },
  );

  test('that hangs up is reported', async () => {
    const server = await serveTls();
    const rude = createServer((socket: Socket) =>
      socket.once('data', () => socket.destroy()).on('error', () => undefined),
    );
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    closeAfterwards(async () => void rude.close());
    const address = rude.address();
    const http = httpBy(`PROXY 127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    expect(problemIn(await http.send(post(server.origin)))).toEqual({ kind: 'proxy-unreachable' });
  });

  test('whose certificate is not trusted never gets a request', async () => {
    const server = await serveTls();
    const stranger = createPrivateAuthority('A stranger');
    const proxy = await startConnectProxy(200, stranger.issue());
    const problem = problemIn(await httpBy(`HTTPS ${proxy.address}`).send(get(server.origin)));
    expect(problem).toEqual({ kind: 'certificate-untrusted' });
    expect(proxy.tunnels).toEqual([]);
  });

  test('that replaces the certificate is detected', async () => {
    const server = await serve(() => ({ body: {} }), createPrivateAuthority('An eavesdropper').issue());
    const proxy = await startConnectProxy();
    const problem = problemIn(await httpBy(`PROXY ${proxy.address}`).send(post(server.origin)));
    expect(problem).toEqual({ kind: 'certificate-untrusted' });
    expect(server.requests).toEqual([]);
  });
});

describe('several routes', () => {
  test('are tried in order: a dead proxy, then a working one; the POST arrives once', async () => {
    const server = await serveTls();
    const proxy = await startConnectProxy();
    const http = httpBy(`PROXY ${await deadAddress()}; PROXY ${proxy.address}; DIRECT`);
    expect(valueIn(await http.send(post(server.origin))).status).toBe(200);
    // The first one showed that Node's own authorities are not enough.
    expect(proxy.tunnels).toHaveLength(2);
    expect(server.count('POST')).toBe(1);
  });

  test('end with DIRECT only if DIRECT is among them', async () => {
    const server = await serveTls();
    const dead = await deadAddress();
    expect(valueIn(await httpBy(`PROXY ${dead}; DIRECT`).send(post(server.origin))).status).toBe(200);
    expect(problemIn(await httpBy(`PROXY ${dead}; SOCKS4 ${dead}`).send(post(server.origin)))).toEqual({
      kind: 'proxy-unreachable',
    });
    expect(server.count('POST')).toBe(1);
  });

  test('a POST that reached the server by one proxy is never sent by the next', async () => {
    const server = await serve((_, response) => void response.socket?.destroy(), authority.issue());
    const [first, second] = [await startConnectProxy(), await startConnectProxy()];
    const http = httpBy(`PROXY ${first.address}; PROXY ${second.address}; DIRECT`);
    expect(problemIn(await http.send(post(server.origin)))).toEqual({ kind: 'unreachable', why: 'reset' });
    expect(server.count('POST')).toBe(1);
    expect(second.tunnels).toEqual([]);
  });

  test('a proxy that refuses is obeyed, not bypassed', async () => {
    const server = await serveTls();
    const wantsPassword = await startConnectProxy(407);
    const forbids = await startConnectProxy(403);
    const answer = (first: string): string => `PROXY ${first}; DIRECT`;
    expect(problemIn(await httpBy(answer(wantsPassword.address)).send(post(server.origin)))).toEqual({
      kind: 'proxy-refused',
    });
    expect((await httpBy(answer(forbids.address)).send(post(server.origin))).ok).toBe(false);
    expect(server.requests).toEqual([]);
  });

  test('once a request has begun, no error makes it take another route', () => {
    const route = { kind: 'proxy', uri: 'socks5://127.0.0.1:1080' } as const;
    for (const code of ['ETIMEDOUT', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', proxyCodes.unreachable]) {
      const error = Object.assign(new Error(), { code });
      expect(explainFailure(route, error, false).proxyIsBad).toBe(true);
      expect(explainFailure(route, error, true)).toEqual({ error, proxyIsBad: false });
      expect(explainFailure({ kind: 'direct' }, error, false).proxyIsBad).toBe(false);
    }
  });

  test('a proxy that failed is tried last for a while', async () => {
    const server = await serveTls();
    const dead = await deadAddress();
    const proxy = await startConnectProxy();
    let tries = 0;
    const knocking = createServer((socket) => {
      tries += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => knocking.listen(Number(dead.split(':')[1]), '127.0.0.1', resolve));
    closeAfterwards(async () => void knocking.close());
    const http = httpBy(`PROXY ${dead}; PROXY ${proxy.address}`);
    for (let run = 0; run < 3; run += 1) valueIn(await http.send(post(server.origin)));
    expect(tries).toBe(1);
  });

  test('that cannot be determined are a problem of the proxy settings', async () => {
    const server = await serveTls();
    const http = httpBy(async () => Promise.reject(new Error('no PAC file')));
    expect(problemIn(await http.send(get(server.origin)))).toEqual({ kind: 'proxy-unreachable' });
    expect(server.requests).toEqual([]);
  });

  test('that could not be determined are determined again for the next request', async () => {
    const server = await serveTls();
    let asked = 0;
    const http = httpBy(async () => {
      asked += 1;
      if (asked === 1) throw new Error('no PAC file yet');
      return 'DIRECT';
    });
    expect((await http.send(get(server.origin))).ok).toBe(false);
    expect(valueIn(await http.send(get(server.origin))).status).toBe(200);
  });

  test('are determined once for requests in quick succession', async () => {
    const server = await serveTls();
    const asked: string[] = [];
    const http = httpBy(async (url) => {
      asked.push(url);
      return 'DIRECT';
    });
    for (let run = 0; run < 5; run += 1) valueIn(await http.send(get(server.origin)));
    expect(asked).toEqual([server.origin]);
  });
});

describe('connections', () => {
  test('a POST never uses one that was used before; reads share them', async () => {
    const server = await serve(() => ({ body: {} }));
    const http = httpBy('DIRECT');
    for (const request of [
      get(server.origin),
      get(server.origin),
      post(server.origin),
      get(server.origin),
      post(server.origin),
    ]) {
      valueIn(await http.send(request));
    }
    const portsOf = (method: string): number[] =>
      server.requests.filter((seen) => seen.method === method).map(({ clientPort }) => clientPort);
    expect(new Set(portsOf('POST')).size).toBe(2);
    expect(portsOf('POST').some((port) => portsOf('GET').includes(port))).toBe(false);
    expect(new Set(portsOf('GET')).size).toBeLessThanOrEqual(2);
  });

  test('closing ends pending requests at once', async () => {
    const server = await serve(() => undefined);
    const dispatcher = createDispatcher({ resolveProxy: async () => 'DIRECT', systemCertificates: async () => [] });
    const pending = httpWith({ dispatcher }).send(post(server.origin));
    await expect.poll(() => server.requests.length).toBe(1);
    await dispatcher.close();
    expect((await pending).ok).toBe(false);
  });
});
