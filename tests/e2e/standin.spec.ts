import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Driver } from './driver.ts';
import { test as base, expect } from './fixtures.ts';
import { projectRoot } from './launch-app.ts';

// What the other specs rely on, shown with a small app of its own: that the stand-in isolates, decides and copies as
// Electron does. Each lock is shown from both sides, so that a lock that holds nothing would be seen.

interface Bridge {
  ask(channel: string, input?: unknown): Promise<unknown>;
  say(channel: string, input?: unknown): void;
  listen(channel: string, heard: (value: unknown) => void): () => void;
  data: { list: unknown[]; date: Date };
  add(a: number, b: number): number;
  later(value: unknown): Promise<unknown>;
  fail(): void;
  clock(): number;
  readsPageGlobal(): string;
}

interface Seen {
  starts: { argv: string[]; data: { from: number } }[];
  navigations: string[];
  frameNavigations: { url: string; isMainFrame: boolean }[];
  redirects: string[];
  windows: { url: string; disposition: string }[];
  permissions: string[];
  requests: { url: string; type: string }[];
  afterNavigation: unknown;
}

declare global {
  var fixture: Bridge;
  var seen: Seen;
}

interface Started {
  driver: Driver;
  page: Page;
  seen(): Promise<Seen>;
}

const appFolder = join(projectRoot, 'tests/standin/fixture-app');

const test = base.extend<{ start(...wishes: string[]): Promise<Started>; server: Server }>({
  start: async ({ launch }, use, testInfo) => {
    await use(async (...wishes) => {
      const folder = testInfo.outputPath('fixture-user-data');
      const driver = await launch({ appFolder, env: { FIXTURE: wishes.join(','), FIXTURE_USER_DATA: folder } });
      const page = await driver.window('launcher');
      return { driver, page, seen: () => driver.app.evaluate(() => globalThis.seen) };
    });
  },
  server: async ({ browserName: _ }, use) => {
    const server = await startServer();
    await use(server);
    await server.close();
  },
});

interface Server {
  origin: string;
  asked: string[];
  close(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Foreign</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

test.describe('isolation', () => {
  test('a page sees what the preload exposes and nothing else of it', async ({ start }) => {
    const { page } = await start();
    const found = await page.evaluate(() => {
      const names = Object.getOwnPropertyNames(globalThis);
      return {
        bridge: typeof fixture,
        bridgeAtStart: Reflect.get(window, 'bridgeAtStart') as string,
        preloadGlobal: 'onlyInPreload' in globalThis,
        reachable: names.filter((name) => /^(standIn|electron|ipc|require|process|module|preload)/.test(name)),
      };
    });
    expect(found).toEqual({ bridge: 'object', bridgeAtStart: 'object', preloadGlobal: false, reachable: [] });
  });

  test('a page cannot change what the preload uses', async ({ start }) => {
    const { page } = await start();
    const clock = await page.evaluate(() => {
      Date.now = () => -1;
      return { page: Date.now(), preload: fixture.clock() };
    });
    expect(clock.page).toBe(-1);
    expect(clock.preload).toBeGreaterThan(0);
  });

  test('the bridge hands over frozen copies, and functions that stay on their side', async ({ start }) => {
    const { page } = await start();
    const found = await page.evaluate(async () => ({
      sum: fixture.add(1, 2),
      deep: JSON.stringify(fixture.data),
      isDate: fixture.data.date instanceof Date,
      frozen: Object.isFrozen(fixture) && Object.isFrozen(fixture.data.list),
      ownFunction: fixture.add instanceof Function,
      later: await fixture.later({ nested: [1] }),
      failure: await new Promise((resolve) => {
        try {
          fixture.fail();
        } catch (error) {
          resolve(`${error instanceof Error} ${String(error)}`);
        }
      }),
      preloadSeesBridge: fixture.readsPageGlobal(),
      replaced: Reflect.set(globalThis, 'fixture', null),
    }));
    expect(found).toEqual({
      sum: 3,
      deep: '{"list":[1,{"deep":true}],"date":"1970-01-01T00:00:00.000Z"}',
      isDate: true,
      frozen: true,
      ownFunction: true,
      later: { nested: [1] },
      failure: 'true Error: as asked',
      preloadSeesBridge: 'undefined',
      replaced: false,
    });
  });

  test('a subframe gets no preload', async ({ start }) => {
    const { page } = await start('let-frames');
    expect(await frameIn(page, 'launcher.html')).toBe('undefined');
  });

  test('a subframe gets one where the app asks for that, and main is told which frame spoke', async ({ start }) => {
    const { page } = await start('let-frames', 'preload-in-frames');
    expect(await frameIn(page, 'launcher.html')).toBe('object');
    const frame = page.frames()[1];
    expect(await frame?.evaluate(() => fixture.ask('sender'))).toEqual({
      url: 'app://fixture/launcher.html',
      origin: 'app://fixture',
      isTop: false,
      parentUrl: 'app://fixture/launcher.html',
      topUrl: 'app://fixture/launcher.html',
    });
  });
});

test.describe('messages', () => {
  test('are cloned as the structured clone algorithm does', async ({ start }) => {
    const { page } = await start();
    const kept = await page.evaluate(async () => {
      const circle: { self?: unknown } = {};
      circle.self = circle;
      const sent = {
        numbers: [Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 60],
        big: 2n ** 70n,
        nothing: undefined,
        map: new Map([[1, new Set(['a'])]]),
        bytes: new Uint8Array([1, 2, 255]),
        when: new Date(7),
        pattern: /a+/gi,
        circle,
        proto: JSON.parse('{"__proto__": {"polluted": true}}') as object,
      };
      const back = (await fixture.ask('echo', sent)) as typeof sent;
      return {
        numbers: back.numbers.map((number) => (Object.is(number, -0) ? '-0' : String(number))),
        big: String(back.big),
        nothing: 'nothing' in back && back.nothing === undefined,
        map: back.map.get(1)?.has('a'),
        bytes: [...back.bytes],
        when: back.when.getTime(),
        pattern: String(back.pattern),
        circle: back.circle.self === back.circle,
        proto: Object.hasOwn(back.proto, '__proto__') && !('polluted' in back.proto),
      };
    });
    expect(kept).toEqual({
      numbers: ['NaN', 'Infinity', '-0', String(2 ** 60)],
      big: String(2n ** 70n),
      nothing: true,
      map: true,
      bytes: [1, 2, 255],
      when: 7,
      pattern: '/a+/gi',
      circle: true,
      proto: true,
    });
  });

  test('that cannot be cloned are refused', async ({ start }) => {
    const { page } = await start();
    const refused = await page.evaluate(() =>
      fixture.ask('echo', { call() {} }).then(
        () => 'accepted',
        (error) => String(error),
      ),
    );
    expect(refused).toContain('could not be cloned');
  });

  test("carry main's failure as Electron words it", async ({ start }) => {
    const { page } = await start();
    const failure = (channel: string) =>
      page.evaluate((asked) => fixture.ask(asked).catch((error: Error) => error.message), channel);
    expect(await failure('throws')).toBe("Error invoking remote method 'throws': TypeError: main failed");
    expect(await failure('nobody')).toBe(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
  });

  test('name the frame they came from, and no frame once that has navigated', async ({ start, server }) => {
    const { driver, page, seen } = await start();
    await page.evaluate(() => void fixture.ask('slow-sender'));
    await driver.load(page, server.origin);
    await driver.app.evaluate(({ ipcMain }) => ipcMain.emit('go-on'));
    await expect
      .poll(async () => (await seen()).afterNavigation)
      .toEqual({
        before: expect.objectContaining({ url: 'app://fixture/launcher.html', isTop: true }),
        after: null,
      });
  });

  test('of a foreign page in our window show its own address', async ({ start, server }) => {
    const { driver, page } = await start();
    await driver.load(page, `${server.origin}/launcher.html`);
    expect(await page.evaluate(() => fixture.ask('sender'))).toMatchObject({
      url: `${server.origin}/launcher.html`,
      origin: server.origin,
    });
  });
});

test.describe('navigation', () => {
  test('stays where main says so, by link, script and form', async ({ start, server }) => {
    const { page, seen } = await start();
    const here = page.url();
    for (const go of [
      (to: string) => {
        const link = document.createElement('a');
        link.href = to;
        link.click();
      },
      (to: string) => {
        location.href = to;
      },
      (to: string) => {
        const form = document.createElement('form');
        form.action = to;
        document.body.append(form);
        form.submit();
      },
    ]) {
      const before = (await seen()).navigations.length;
      await page.evaluate(go, `${server.origin}/away`);
      await expect.poll(async () => (await seen()).navigations.length).toBe(before + 1);
    }
    expect(page.url()).toBe(here);
    expect(server.asked).toEqual([]);
    expect((await seen()).navigations[0]).toBe(`${server.origin}/away`);
  });

  test('goes where main lets it', async ({ start, server }) => {
    const { page } = await start('let-navigate', 'let-frames');
    await page.evaluate((to) => {
      location.href = to;
    }, `${server.origin}/away`);
    await page.waitForURL(`${server.origin}/away`);
  });

  test('follows a redirect only where main lets it', async ({ start, server }) => {
    const { page, seen } = await start('let-navigate');
    await page.evaluate((to) => {
      location.href = to;
    }, `${server.origin}/moved`);
    await expect.poll(async () => (await seen()).redirects).toEqual([`${server.origin}/elsewhere`]);
    expect(server.asked).toEqual(['/moved']);
  });

  test('of a subframe is asked about as well', async ({ start, server }) => {
    const { page, seen } = await start('loose');
    await page.evaluate((to) => {
      const frame = document.createElement('iframe');
      frame.src = to;
      document.body.append(frame);
    }, `${server.origin}/framed`);
    await expect
      .poll(async () => (await seen()).frameNavigations)
      .toEqual([{ url: `${server.origin}/framed`, isMainFrame: false }]);
    expect(server.asked).toEqual([]);
  });

  test('by main is not asked about, and fails with its reason', async ({ start, server }) => {
    const { driver, page, seen } = await start();
    await driver.load(page, `${server.origin}/by-main`);
    expect((await seen()).navigations).toEqual([]);
    await server.close();
    await expect(driver.load(page, `${server.origin}/gone`)).rejects.toThrow('ERR_CONNECTION_REFUSED (-102)');
  });
});

test.describe('new windows', () => {
  test('do not open where main says so', async ({ start, server }) => {
    const { driver, page, seen } = await start();
    expect(await page.evaluate((to) => window.open(`${to}/opened`) === null, server.origin)).toBe(true);
    await page.locator('#blank').click();
    await page.locator('#away').click({ modifiers: ['ControlOrMeta'] });
    await expect
      .poll(async () => (await seen()).windows)
      .toEqual([
        { url: `${server.origin}/opened`, disposition: 'foreground-tab' },
        { url: 'http://127.0.0.1:9/blank', disposition: 'foreground-tab' },
        { url: 'http://127.0.0.1:9/away', disposition: 'background-tab' },
      ]);
    expect(driver.app.windows()).toHaveLength(1);
    expect(server.asked).toEqual([]);
  });

  test('open where nobody says otherwise', async ({ start, server }) => {
    const { driver, page } = await start('no-open-handler');
    const opened = driver.app.waitForEvent('window');
    await page.evaluate((to) => void window.open(`${to}/opened`), server.origin);
    await (await opened).waitForURL(`${server.origin}/opened`);
  });
});

test.describe('permissions', () => {
  const ask = (page: Page) =>
    page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      clipboard: await navigator.clipboard.readText().then(
        () => 'read',
        (error: Error) => error.name,
      ),
      microphone: (await navigator.permissions.query({ name: 'microphone' })).state,
    }));

  test('are denied where main denies them', async ({ start }) => {
    const { page, seen } = await start();
    await page.bringToFront();
    expect(await ask(page)).toEqual({
      notifications: 'denied',
      geolocation: 'denied',
      clipboard: 'NotAllowedError',
      microphone: 'denied',
    });
    expect((await seen()).permissions).toContain('notifications');
  });

  test('are granted where nobody denies them', async ({ start }) => {
    const { page } = await start('no-permission-handlers');
    await page.bringToFront();
    expect(await ask(page)).toEqual({
      notifications: 'granted',
      geolocation: 'granted',
      clipboard: 'read',
      microphone: 'granted',
    });
  });
});

test.describe('requests', () => {
  const load = (page: Page, url: string) =>
    page.evaluate(
      (source) =>
        new Promise<string>((resolve) => {
          const image = new Image();
          image.onload = () => resolve('loaded');
          image.onerror = () => resolve('failed');
          image.src = source;
        }),
      url,
    );

  test('are cancelled where main says so', async ({ start, server }) => {
    const { page, seen } = await start('loose', 'no-network');
    expect(await load(page, `${server.origin}/image`)).toBe('failed');
    expect(server.asked).toEqual([]);
    expect((await seen()).requests).toContainEqual({ url: `${server.origin}/image`, type: 'image' });
  });

  test('pass where main lets them, with the headers that main adds', async ({ start, server }) => {
    const { driver, page } = await start('loose');
    await load(page, `${server.origin}/image`);
    expect(server.asked).toEqual(['/image']);
    await driver.load(page, server.origin);
    expect(await page.evaluate(() => fetch(location.href).then((answer) => answer.headers.get('x-added')))).toBe(
      'by main',
    );
  });

  test('are held back by the policy that came with the page', async ({ start, server }) => {
    const { page } = await start();
    expect(await load(page, `${server.origin}/image`)).toBe('failed');
    expect(server.asked).toEqual([]);
    expect(await page.evaluate(() => 'inlineRan' in window)).toBe(false);
  });

  test('are not held back without one', async ({ start }) => {
    const { page } = await start('loose');
    expect(await page.evaluate(() => 'inlineRan' in window)).toBe(true);
  });

  test('of our scheme are answered by its handler, whose failure is the page’s', async ({ start }) => {
    const { driver, page } = await start('loose');
    expect(
      await driver.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getURL())),
    ).toEqual(['app://fixture/launcher.html']);
    await expect(driver.load(page, 'app://fixture/throws')).rejects.toThrow('ERR_FAILED (-2)');
    await expect(driver.load(page, 'other://fixture/')).rejects.toThrow(/ERR_/);
  });
});

test.describe('keys', () => {
  test('reach main first, and the page only where main lets them', async ({ start }) => {
    const { driver, page } = await start();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      window.addEventListener('keydown', ({ key }) => heard.push(key));
    });
    const ours = await driver.app.browserWindow(page);
    await ours.evaluate((shown: Electron.BrowserWindow) => {
      shown.webContents.on('before-input-event', (event, input) => {
        if (input.control && input.key === 'q') event.preventDefault();
      });
    });
    await page.keyboard.press('Control+q');
    await page.keyboard.press('q');
    expect(await page.evaluate(() => Reflect.get(window, 'heard') as string[])).toEqual(['Control', 'q']);
  });
});

test.describe('the desktop', () => {
  test('shows tray, shortcut and opened links to a spec', async ({ start }) => {
    const { driver, page } = await start();
    expect((await driver.trayMenu()).map((entry) => entry.label)).toEqual(['Show', 'More', '', 'Quit']);
    expect(await driver.isVisible(page)).toBe(false);
    await driver.pressShortcut('CommandOrControl+Shift+Y');
    expect(await driver.isVisible(page)).toBe(true);
    await driver.pressShortcut('CommandOrControl+Shift+Y');
    expect(await driver.isVisible(page)).toBe(false);
    await driver.clickTrayIcon();
    expect(await driver.isVisible(page)).toBe(true);
    await driver.clickTray('More', 'Deeper');
    await expect.poll(() => driver.opened()).toEqual(['https://fixture.example/deeper']);
  });

  test('has a clipboard that answers later and keeps what was written together', async ({ start }) => {
    const { driver } = await start();
    const found = await driver.app.evaluate(async ({ clipboard, ClipboardItem }) => {
      const hidden = 'electron application/osclipboard;format="x-hidden"';
      await clipboard.write([new ClipboardItem({ 'text/plain': 'link', [hidden]: 'secret' })]);
      const asked = clipboard.readText();
      const written = { later: asked instanceof Promise, text: await asked, hidden: await clipboard.has(hidden) };
      clipboard.clear();
      return { ...written, cleared: await clipboard.readText() };
    });
    expect(found).toEqual({ later: true, text: 'link', hidden: true, cleared: '' });
    expect((await driver.clipboardWrites()).map((write) => write.text)).toEqual(['link', '']);
  });

  test('follows the theme that main chose, and the system’s', async ({ start }) => {
    const { driver, page } = await start();
    const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await expect.poll(dark).toBe(false);
    await driver.change({ darkSystem: true });
    await expect.poll(dark).toBe(true);
    await driver.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'light';
    });
    await expect.poll(dark).toBe(false);
  });

  test('refuses shortcuts that are taken or cannot be read', async ({ start }) => {
    const { driver } = await start();
    await driver.change({ takenShortcuts: ['Alt+F1'] });
    const answers = await driver.app.evaluate(({ globalShortcut }) =>
      ['Alt+F1', 'Alt+F2', 'Alt+F2', 'Alt+', 'Nonsense'].map((accelerator) => {
        try {
          return globalShortcut.register(accelerator, () => {});
        } catch (error) {
          return (error as Error).name;
        }
      }),
    );
    expect(answers).toEqual([false, true, false, 'TypeError', 'TypeError']);
  });
});

test.describe('processes', () => {
  test('fork, answer, hang and can be killed', async ({ start }) => {
    const { driver } = await start();
    const found = await driver.app.evaluate(
      async ({ utilityProcess }, entry) => {
        const child = utilityProcess.fork(entry, ['one'], { serviceName: 'Fixture', stdio: 'ignore' });
        child.postMessage({ early: new Map([[1, 2n]]) });
        const answer = await new Promise<{ echo: { early: Map<number, bigint> }; type: string; args: string[] }>(
          (done) => child.once('message', done),
        );
        const ended = new Promise<number>((done) => child.once('exit', done));
        child.postMessage('hang');
        const hadPid = typeof child.pid === 'number';
        process.kill(child.pid ?? 0, 'SIGKILL');
        const code = await ended;
        const { echo, type, args } = answer;
        return { early: String(echo.early.get(1)), type, args, hadPid, code, pidAfter: child.pid };
      },
      join(appFolder, 'child.mjs'),
    );
    expect(found).toEqual({ early: '2', type: 'utility', args: ['one'], hadPid: true, code: 9, pidAfter: undefined });
  });

  test('a second start tells the first and ends', async ({ start }) => {
    const { driver, seen } = await start();
    const second = await driver.secondStart('--hidden', 'latchkey://open');
    expect(second.exitCode).toBe(0);
    const starts = (await seen()).starts;
    expect(starts).toHaveLength(1);
    expect(starts[0]?.argv).toEqual(expect.arrayContaining(['--hidden', 'latchkey://open']));
    expect(starts[0]?.data.from).toBeGreaterThan(0);
  });

  test('a first start that was killed leaves no lock behind', async ({ start }) => {
    const first = await start();
    await first.driver.kill();
    const { page } = await start();
    expect(await page.title()).toBe('Fixture');
  });

  test('quit from the tray ends the process, once nobody holds it up any more', async ({ start }) => {
    const { driver } = await start('slow-quit');
    const ended = driver.ended();
    await driver.clickTray('Quit');
    expect(await ended).toBe(0);
  });

  test('what is not there fails by name', async ({ start }, testInfo) => {
    testInfo.skip(testInfo.project.name === 'electron', 'true Electron has it');
    const { driver } = await start();
    const failures = await driver.app.evaluate(({ app, BrowserWindow, safeStorage }) =>
      [
        () => app.getBadgeCount(),
        () => new BrowserWindow({ show: false }).setProgressBar(1),
        () => safeStorage.isEncryptionAvailable(),
        () => BrowserWindow.fromBrowserView,
      ].map((use) => {
        try {
          use();
          return 'done';
        } catch (error) {
          return (error as Error).message;
        }
      }),
    );
    expect(failures).toEqual([
      'stand-in: app.getBadgeCount is not implemented',
      'stand-in: BrowserWindow.setProgressBar is not implemented',
      'stand-in: safeStorage.isEncryptionAvailable is not implemented',
      'stand-in: BrowserWindow.fromBrowserView is not implemented',
    ]);
  });
});

/** Puts a subframe into the page and answers what kind of bridge it finds. */
async function frameIn(page: Page, url: string): Promise<string> {
  return page.evaluate(
    (source) =>
      new Promise<string>((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = () => resolve(typeof Reflect.get(frame.contentWindow ?? {}, 'fixture'));
        frame.src = source;
        document.body.append(frame);
      }),
    url,
  );
}
