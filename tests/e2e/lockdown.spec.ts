import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { opensNoWindows } from '../../scripts/chromium.mjs';
import { announcements, type Bridge } from '../../src/shared/contract.ts';
import type { Result } from '../../src/shared/result.ts';
import { fc } from '../helpers/any-input.ts';
import { actingNames, badInputOf, fits, requestNames, strayInputOf } from '../helpers/contract-inputs.ts';
import { test as base, type Desk, expect, showLauncher } from '../helpers/desk.ts';
import type { Driver } from '../helpers/driver.ts';
import { runOf } from '../helpers/launch-app.ts';
import { proves } from '../helpers/requirements.ts';
import { allSynced, openSettings, pressEnterToLogIn, search, stateOf } from '../helpers/steps.ts';
import { chromiumExecutable } from '../standin/chromium.ts';

// A malicious script in one of our windows can do nothing. Tested on the production bundle, in both windows.

interface Trap {
  origin: string;
  /** Paths that were requested. */
  asked: string[];
}

const test = base.extend<{ trap: Trap; pages: readonly Page[] }>({
  trap: async ({ browserName: _ }, use) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end('<p>trap');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
    server.closeAllConnections();
    server.close();
  },
  pages: async ({ desk: { latchkey, launcher } }, use) => {
    await use([launcher, await openSettings(latchkey, launcher, 'general')]);
  },
});

/** Runs a text like a script of the page itself, without the privileges of the driver's own scripts. */
const inject = (page: Page, how: 'inline' | 'remote' | 'handler' | 'javascript:', with_: string): Promise<boolean> =>
  page.evaluate(
    async ([way, given]) => {
      Reflect.deleteProperty(window, 'injected');
      if (way === 'handler') {
        const button = document.createElement('button');
        button.setAttribute('onclick', given);
        document.body.append(button);
        button.click();
        button.remove();
      } else if (way === 'javascript:') {
        const link = document.createElement('a');
        link.href = `javascript:${given}`;
        document.body.append(link);
        link.click();
        link.remove();
      } else {
        const script = document.createElement('script');
        if (way === 'inline') script.textContent = given;
        else script.src = given;
        const settled = new Promise((done) => {
          script.onload = done;
          script.onerror = done;
        });
        document.head.append(script);
        if (way === 'remote') await settled;
        script.remove();
      }
      await new Promise((done) => requestAnimationFrame(done));
      return 'injected' in window;
    },
    [how, with_] as const,
  );

test(
  'only scripts from our files run: no inline script, handler, javascript:, remote script or eval',
  proves('windows-no-injected-script'),
  async ({ pages, trap }) => {
    for (const page of pages) {
      expect(await inject(page, 'inline', 'window.injected = 1')).toBe(false);
      expect(await inject(page, 'handler', 'window.injected = 1')).toBe(false);
      expect(await inject(page, 'javascript:', 'window.injected = 1')).toBe(false);
      expect(await inject(page, 'remote', `${trap.origin}/script.js`)).toBe(false);
      // The debugger lets the driver's own evaluate() through. A timer with a text is the page's own eval.
      const evaluated = await page.evaluate(
        () =>
          new Promise<boolean>((done) => {
            try {
              setTimeout('window.injected = 1' as unknown as () => void, 0);
            } catch {
              // It is refused at once.
            }
            setTimeout(() => done('injected' in window), 50);
          }),
      );
      expect(evaluated).toBe(false);
    }
    expect(trap.asked).toEqual([]);
  },
);

test(
  'each page has exactly the policy that we wrote, without an unsafe keyword',
  proves('windows-policy'),
  async ({ desk, pages }) => {
    for (const page of pages) {
      const [, reply] = await Promise.all([
        desk.latchkey.reload(page),
        page.waitForResponse((response) => response.url().endsWith('.html')),
      ]);
      const policy = (await reply.allHeaders())['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('*');
    }
  },
);

test(
  'nothing reaches the network: no image, fetch, beacon, socket, style, frame, prefetch or worker',
  proves('windows-policy'),
  async ({ pages, trap }) => {
    for (const page of pages) {
      const outcomes = await page.evaluate(async (origin) => {
        const element = (tag: 'img' | 'iframe' | 'link' | 'object', set: Record<string, string>): Promise<string> =>
          new Promise((done) => {
            const made = document.createElement(tag);
            Object.assign(made, set);
            made.onload = () => done(tag === 'iframe' || tag === 'object' ? 'blank' : 'loaded');
            made.onerror = () => done('failed');
            document.body.append(made);
            setTimeout(() => {
              made.remove();
              done('nothing');
            }, 300);
          });
        const failing = (run: () => unknown): Promise<string> =>
          Promise.resolve()
            .then(run)
            .then(
              () => 'done',
              () => 'failed',
            );
        return {
          image: await element('img', { src: `${origin}/image` }),
          frame: await element('iframe', { src: `${origin}/frame` }),
          style: await element('link', { rel: 'stylesheet', href: `${origin}/style` }),
          prefetch: await element('link', { rel: 'prefetch', href: `${origin}/prefetch` }),
          preload: await element('link', { rel: 'modulepreload', href: `${origin}/module` }),
          object: await element('object', { data: `${origin}/object` }),
          fetch: await failing(() => fetch(`${origin}/fetch`)),
          ownFile: await failing(() => fetch(location.href)),
          beacon: navigator.sendBeacon(`${origin}/beacon`, 'x'),
          socket: await failing(
            () =>
              new Promise((done, failed) => {
                const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
                socket.onopen = done;
                socket.onerror = failed;
              }),
          ),
          events: await failing(
            () =>
              new Promise((done, failed) => {
                const source = new EventSource(`${origin}/events`);
                source.onopen = done;
                source.onerror = () => {
                  source.close();
                  failed(new Error());
                };
              }),
          ),
          worker: await failing(
            () =>
              new Promise((done, failed) => {
                const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
                worker.onmessage = done;
                worker.onerror = failed;
              }),
          ),
          imported: await failing(() => import(`${origin}/module.js`)),
        };
      }, trap.origin);
      for (const name of ['image', 'style'] as const) expect(outcomes[name], name).not.toBe('loaded');
      for (const name of ['fetch', 'ownFile', 'socket', 'events', 'worker', 'imported'] as const)
        expect(outcomes[name], name).toBe('failed');
    }
    expect(trap.asked).toEqual([]);
  },
);

test(
  'a page stays where it is: no link, form, script, refresh, new window or dropped file moves it',
  proves('windows-stay'),
  async ({ desk: { latchkey }, pages, trap }) => {
    const windows = latchkey.windowNames().length;
    for (const page of pages) {
      const here = page.url();
      await page.evaluate((to) => {
        const link = document.createElement('a');
        link.href = `${to}/link`;
        link.click();
        const form = document.createElement('form');
        form.action = `${to}/form`;
        document.body.append(form);
        form.submit();
        form.remove();
        const refresh = document.createElement('meta');
        refresh.httpEquiv = 'refresh';
        refresh.content = `0;url=${to}/refresh`;
        document.head.append(refresh);
        refresh.remove();
        location.assign(`${to}/script`);
      }, trap.origin);
      const dropped = await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['<script>'], 'a.html', { type: 'text/html' }));
        data.setData('text/uri-list', 'http://127.0.0.1:9/');
        for (const type of ['dragenter', 'dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
        return document.body.textContent !== '';
      });
      expect(dropped).toBe(true);
      expect(await page.evaluate(() => 'latchkey' in window)).toBe(true);
      expect(page.url()).toBe(here);
    }
    expect(latchkey.windowNames()).toHaveLength(windows);
    expect(trap.asked).toEqual([]);
  },
);

test('a core dump has nothing of the program’s memory', proves('keychain-no-dump'), async ({ desk: { latchkey } }) => {
  test.skip(process.platform !== 'linux', 'only Linux can leave memory out');
  expect(readFileSync(`/proc/${latchkey.pid}/coredump_filter`, 'utf8').trim()).toBe('00000000');
});

test('no page opens a window', proves('windows-stay'), async ({ desk: { latchkey }, pages, trap }, testInfo) => {
  test.skip(
    runOf(testInfo.project).target === 'standin' && !opensNoWindows(chromiumExecutable(false)),
    'only the headless shell of Chromium can be kept from opening windows by itself',
  );
  const windows = latchkey.windowNames().length;
  for (const page of pages) {
    expect(await page.evaluate((to) => window.open(`${to}/opened`) === null, trap.origin)).toBe(true);
    expect(await page.evaluate(() => window.open('about:blank') === null)).toBe(true);
  }
  expect(latchkey.windowNames()).toHaveLength(windows);
  expect(trap.asked).toEqual([]);
});

test('every permission is denied', proves('windows-no-permissions'), async ({ pages }) => {
  for (const page of pages) {
    const asked = await page.evaluate(async () => {
      const of = (name: string): Promise<string> =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'unknown',
        );
      const failing = (run: () => Promise<unknown>): Promise<string> =>
        run().then(
          () => 'done',
          () => 'failed',
        );
      return {
        notifications: await Notification.requestPermission(),
        states: await Promise.all(
          ['geolocation', 'camera', 'microphone', 'clipboard-read', 'midi', 'background-sync', 'storage-access'].map(
            of,
          ),
        ),
        clipboard: await failing(() => navigator.clipboard.readText()),
        camera: await failing(async () => navigator.mediaDevices.getUserMedia({ video: true })),
      };
    });
    expect(asked.notifications).toBe('denied');
    expect(asked.states).not.toContain('granted');
    expect(asked).toMatchObject({ clipboard: 'failed', camera: 'failed' });
  }
});

test(
  'a page has no Node, and its bridge is complete, frozen and the only way out',
  proves('windows-sandboxed'),
  async ({ pages }) => {
    for (const page of pages) {
      const found = await page.evaluate(() => {
        const bridge: Bridge = Reflect.get(window, 'latchkey');
        const tries: (() => void)[] = [
          () => Reflect.set(bridge, 'request', () => 'mine'),
          () => Reflect.defineProperty(bridge, 'more', { value: 1 }),
          () => Reflect.deleteProperty(bridge, 'request'),
          () => Reflect.set(window, 'latchkey', { request: () => 'mine' }),
          () => Reflect.deleteProperty(window, 'latchkey'),
        ];
        const { request } = bridge;
        for (const attempt of tries) attempt();
        return {
          same: Reflect.get(window, 'latchkey') === bridge && bridge.request === request,
          names: Object.keys(bridge).sort(),
          node: [
            'require',
            'process',
            'module',
            'exports',
            'Buffer',
            'global',
            '__dirname',
            'electron',
            'ipcRenderer',
          ].filter((name) => name in window),
          viaConstructor: (() => {
            try {
              const make = request.constructor as (text: string) => () => unknown;
              return String(make('return typeof process + typeof require')());
            } catch {
              return 'refused';
            }
          })(),
        };
      });
      expect(found.same).toBe(true);
      expect(found.names).toEqual(['on', 'request']);
      expect(found.node).toEqual([]);
      expect(['refused', 'undefinedundefined']).toContain(found.viaConstructor);
    }
  },
);

test(
  'only the top frame of our own page gets an answer',
  proves('bridge-trusted-sender'),
  async ({ desk: { latchkey, launcher } }) => {
    const handlers = await latchkey.app.evaluate(() => [...globalThis.recording.handlers.keys()].sort());
    expect(handlers).toEqual(['latchkey:request']);
    expect(await latchkey.forge(launcher, 'top frame', 'getState', {})).toMatchObject({ ok: true });
    await launcher.evaluate(() => document.body.append(document.createElement('iframe')));
    await expect
      .poll(() => latchkey.forge(launcher, 'subframe', 'getState', {}).then(String, (error: Error) => error.message))
      .not.toContain('no subframe');
    for (const sender of ['subframe', 'gone'] as const) {
      for (const name of ['getState', 'logIn', 'disconnectProvider'] as const) {
        const answer = await latchkey.forge(launcher, sender, name, {}).then(
          (value) => value,
          () => 'rejected',
        );
        expect(answer, `${sender} ${name}`).not.toMatchObject({ ok: true });
        expect(JSON.stringify(answer)).not.toContain('connections');
      }
    }
    await launcher.evaluate(() => document.querySelector('iframe')?.remove());
  },
);

test(
  'a page that main itself moved elsewhere gets no answer',
  proves('bridge-trusted-sender'),
  async ({ samples, trap }) => {
    const { latchkey, launcher } = await samples();
    // Even to a file of ours, if it is not this window's own page.
    await latchkey.load(launcher, 'app://latchkey/settings.html').catch(() => undefined);
    const answer = await latchkey.forge(launcher, 'top frame', 'getState', {}).then(
      (value) => value,
      () => 'rejected',
    );
    expect(answer).not.toMatchObject({ ok: true });
    expect(trap.asked).toEqual([]);
  },
);

test(
  'an unknown request is refused, and an unknown announcement never arrives',
  proves('bridge-known-names'),
  async ({ pages, desk }) => {
    const noNames = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'then',
      'on',
      'getstate',
      '',
      7,
      null,
      ['getState'],
    ];
    for (const page of pages) {
      for (const name of noNames) {
        const answer = await desk.latchkey.requestAnything(page, name, {});
        expect(answer, String(name)).toEqual({ ok: false, problem: { kind: 'input-invalid', request: 'unknown' } });
      }
      const heard = await page.evaluate(async () => {
        const called: string[] = [];
        const bridge = Reflect.get(window, 'latchkey') as { on(name: string, listener: () => void): () => void };
        for (const name of ['__proto__', 'constructor', 'statechanged', '']) bridge.on(name, () => called.push(name));
        const stateChanged = new Promise<void>((done) => bridge.on('stateChanged', done));
        const { latchkey } = window as unknown as { latchkey: Bridge };
        await latchkey.request('changeSettings', { hideOnEscape: false });
        await stateChanged;
        await latchkey.request('changeSettings', { hideOnEscape: true });
        return called;
      });
      expect(heard).toEqual([]);
    }
  },
);

test(
  'thousands of random payloads crash nothing, reach no provider, open nothing and cause no log-in',
  proves('bridge-bad-payloads'),
  async ({ outside }) => {
    test.slow();
    const desk = await outside({ sandbox: { accountsPerProvider: 20 }, connect: ['brevo', 'sendgrid'] });
    const { latchkey, launcher, sandbox } = desk;
    const before = await allSynced(latchkey, launcher);
    await latchkey.putOnClipboard('of another program');
    const { requests } = sandbox.counts();
    const perRequest = 150;
    let answered = 0;
    for (const name of requestNames) {
      const bad = badInputOf(name)
        .map(asJson)
        .filter((text) => !fits(name, JSON.parse(text)));
      const payload = actingNames.includes(name)
        ? fc.oneof({ weight: 2, arbitrary: bad }, strayInputOf(name).map(asJson))
        : bad;
      // One round trip for all payloads of a request. Each payload still crosses the bridge alone.
      const kinds = await launcher.evaluate(
        async ([asked, texts]) => {
          const { latchkey: bridge } = window as unknown as {
            latchkey: { request(name: string, input: unknown): Promise<Result<unknown>> };
          };
          const outcomes: string[] = [];
          for (const text of texts) {
            const answer = await bridge.request(asked, JSON.parse(text));
            outcomes.push(answer.ok ? 'ok' : answer.problem.kind);
          }
          return outcomes;
        },
        [name, fc.sample(payload, { numRuns: perRequest, seed: 20_261 })] as const,
      );
      answered += kinds.length;
      expect(kinds, name).not.toContain('unexpected');
      expect(kinds, name).not.toContain('ok');
    }
    expect(answered).toBe(requestNames.length * perRequest);
    expect(sandbox.counts().requests).toBe(requests);
    expect(await latchkey.opened()).toEqual([]);
    expect(await latchkey.clipboardText()).toBe('of another program');
    const after = await stateOf(latchkey, launcher);
    expect(after.connections.map(({ connectionId }) => connectionId)).toEqual(
      before.connections.map(({ connectionId }) => connectionId),
    );
    const ledger = await latchkey.request(launcher, 'searchLedger', { text: '', beforeRowId: null });
    expect(ledger).toMatchObject({ ok: true, value: { rows: [], intact: true } });
    await showLauncher(desk);
    await search(launcher, 'acme corp', 'Acme Corp');
    await pressEnterToLogIn(latchkey, launcher);
  },
);

/**
 * Returns the value as JSON, in which the driver passes values to a page. What JSON cannot express becomes text or is
 * left out.
 */
function asJson(value: unknown): string {
  const seen = new WeakSet<object>();
  const text = JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}`;
    if (typeof inner === 'object' && inner !== null) {
      if (seen.has(inner)) return null;
      seen.add(inner);
    }
    return inner;
  });
  return text ?? 'null';
}

test('no message from main contains a key, a code or a token', proves('bridge-no-secret-out'), async ({ outside }) => {
  const keys = { sendgrid: 'SG.canary-7c1f0a.lockdown-canary-key-2b', brevo: 'xkeysib-lockdown-canary-9d4e-canary' };
  const desk = await outside({ sandbox: { keys }, connect: ['brevo', 'sendgrid'] });
  const { latchkey, launcher } = desk;
  await allSynced(latchkey, launcher);
  await hearEverything(desk);
  for (const name of ['Hôtel du Lac', 'Globex Shipping']) {
    await showLauncher(desk);
    await search(launcher, name, name);
    await pressEnterToLogIn(latchkey, launcher);
  }
  await showLauncher(desk);
  await search(launcher, 'globex shipping', 'Globex Shipping');
  await launcher.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(async () => (await latchkey.clipboardText()).length).toBeGreaterThan(0);
  const { connections } = await stateOf(latchkey, launcher);
  for (const { connectionId } of connections) {
    await askHeard(desk, 'verifyConnection', { connectionId });
    await askHeard(desk, 'replaceKey', { connectionId, key: 'SG.canary-wrong.one' });
  }
  await askHeard(desk, 'searchAccounts', { text: 'a', typed: false });
  await askHeard(desk, 'searchLedger', { text: '', beforeRowId: null });
  await askHeard(desk, 'getState', {});
  await askHeard(desk, 'syncAccounts', { connectionId: null });
  await expect.poll(() => everythingHeard(latchkey)).toContain('stateChanged');

  const heard = await everythingHeard(latchkey);
  // The recorder works: it has messages that were certainly sent, both answers and announcements.
  expect(heard).toContain('Globex Shipping');
  expect(heard).toContain('stateChanged');
  expect(heard).toContain('key-rejected');
  const links = [...(await latchkey.opened()), await latchkey.clipboardText()];
  expect(links).toHaveLength(3);
  for (const secret of [
    ...Object.values(keys),
    'canary-wrong',
    ...links.map((link) => link.split(/[=/]/).at(-1) ?? ''),
  ]) {
    expect(secret.length).toBeGreaterThan(5);
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, -4)])
      expect(heard.includes(form), 'a secret in a message').toBe(false);
  }
});

/** Records, inside main, everything that main answers and announces to any window. */
async function hearEverything({ latchkey, launcher }: Desk): Promise<void> {
  await launcher.evaluate((names) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const bridge = Reflect.get(window, 'latchkey') as { on(name: string, listener: (told: unknown) => void): void };
    for (const name of names) bridge.on(name, (told) => heard.push(JSON.stringify([name, told])));
  }, Object.keys(announcements));
  await latchkey.app.evaluate(({ webContents }) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const contents of webContents.getAllWebContents()) {
      const { send } = contents;
      contents.send = (channel, ...told) => {
        heard.push(JSON.stringify([channel, told]));
        return send.call(contents, channel, ...told);
      };
    }
  });
}

/** Sends a request, and adds its answer to the record. */
async function askHeard({ latchkey, launcher }: Desk, name: string, input: unknown): Promise<void> {
  const answer = JSON.stringify(await latchkey.requestAnything(launcher, name, input));
  await launcher.evaluate((told) => (Reflect.get(window, 'heard') as string[]).push(told), answer);
}

async function everythingHeard(latchkey: Driver): Promise<string> {
  const inMain = await latchkey.app.evaluate(() => (Reflect.get(globalThis, 'heard') as string[]).join('\n'));
  const inPage = await (await latchkey.window('launcher')).evaluate(() =>
    (Reflect.get(window, 'heard') as string[]).join('\n'),
  );
  return `${inMain}\n${inPage}`;
}
