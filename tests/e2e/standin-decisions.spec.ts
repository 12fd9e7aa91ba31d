import type { Page } from 'playwright-core';
import { opensNoWindows } from '../../scripts/chromium.mjs';
import { expect, test } from '../helpers/fixture-app.ts';
import { runOf } from '../helpers/launch-app.ts';
import { chromiumExecutable } from '../standin/chromium.ts';

// The other specs rely on this: each lock is shown open and shut, so that one without effect would be noticed.

test.describe('navigation', () => {
  test('is prevented by main, for links, scripts and forms', async ({ start, server }) => {
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

  test('happens if main allows it', async ({ start, server }) => {
    const { page } = await start('let-navigate', 'let-frames');
    await page.evaluate((to) => {
      location.href = to;
    }, `${server.origin}/away`);
    await page.waitForURL(`${server.origin}/away`);
  });

  test('follows a redirect only if main allows it', async ({ start, server }) => {
    const { page, seen } = await start('let-navigate');
    await page.evaluate((to) => {
      location.href = to;
    }, `${server.origin}/moved`);
    await expect.poll(async () => (await seen()).redirects).toEqual([`${server.origin}/elsewhere`]);
    expect(server.asked).toEqual(['/moved']);
  });

  test('of a subframe asks main too', async ({ start, server }) => {
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

  test('by main to another place in the page resolves on arrival', async ({ start }) => {
    const { driver, page } = await start();
    const ours = await driver.app.browserWindow(page);
    await page.evaluate(() => Reflect.set(window, 'sameDocument', true));
    await ours.evaluate((window: Electron.BrowserWindow) => window.loadURL('app://fixture/launcher.html#place'));
    expect(await page.evaluate(() => `${location.hash} ${Reflect.get(window, 'sameDocument')}`)).toBe('#place true');
    expect(await ours.evaluate((window: Electron.BrowserWindow) => window.webContents.getURL())).toBe(
      'app://fixture/launcher.html#place',
    );
  });

  test('by main does not ask main, and fails with its reason', async ({ start, server }) => {
    const { driver, page, seen } = await start();
    await driver.load(page, `${server.origin}/by-main`);
    expect((await seen()).navigations).toEqual([]);
    await server.close();
    await expect(driver.load(page, `${server.origin}/gone`)).rejects.toThrow('ERR_CONNECTION_REFUSED (-102)');
  });
});

test.describe('new windows', () => {
  test.beforeEach(({ browserName: _ }, testInfo) => {
    testInfo.skip(
      runOf(testInfo.project).target === 'standin' && !opensNoWindows(chromiumExecutable(false)),
      'only the headless shell of Chromium can be kept from opening windows by itself',
    );
  });

  test('do not open if main denies them', async ({ start, server }) => {
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

  test('open if no handler denies them', async ({ start, server }) => {
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

  test('are denied if main denies them', async ({ start }) => {
    const { driver, page, seen } = await start();
    await driver.show(page);
    expect(await ask(page)).toEqual({
      notifications: 'denied',
      geolocation: 'denied',
      clipboard: 'NotAllowedError',
      microphone: 'denied',
    });
    expect((await seen()).permissions).toContain('notifications');
  });

  test('are granted if no handler denies them', async ({ start }) => {
    const { driver, page } = await start('no-permission-handlers');
    await driver.show(page);
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

  test('are cancelled if main cancels them', async ({ start, server }) => {
    const { page, seen } = await start('loose', 'no-network');
    expect(await load(page, `${server.origin}/image`)).toBe('failed');
    expect(server.asked).toEqual([]);
    expect((await seen()).requests).toContainEqual({ url: `${server.origin}/image`, type: 'image' });
  });

  test('pass if main allows them, with the headers that main adds', async ({ start, server }) => {
    const { driver, page } = await start('loose');
    await load(page, `${server.origin}/image`);
    expect(server.asked).toEqual(['/image']);
    await driver.load(page, server.origin);
    expect(await page.evaluate(() => fetch(location.href).then((answer) => answer.headers.get('x-added')))).toBe(
      'by main',
    );
  });

  test('are blocked by the policy of the page', async ({ start, server }) => {
    const { page } = await start();
    expect(await load(page, `${server.origin}/image`)).toBe('failed');
    expect(server.asked).toEqual([]);
    expect(await page.evaluate(() => 'inlineRan' in window)).toBe(false);
  });

  test('are not blocked without a policy', async ({ start }) => {
    const { page } = await start('loose');
    expect(await page.evaluate(() => 'inlineRan' in window)).toBe(true);
  });

  test('of our scheme go to its handler, and fail in the page if the handler fails', async ({ start }) => {
    const { driver, page } = await start('loose');
    expect(
      await driver.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getURL())),
    ).toEqual(['app://fixture/launcher.html']);
    await expect(driver.load(page, 'app://fixture/throws')).rejects.toThrow('ERR_UNEXPECTED (-9)');
    await expect(driver.load(page, 'app://fixture/refuses')).rejects.toThrow('ERR_FAILED (-2)');
    await expect(driver.load(page, 'other://fixture/')).rejects.toThrow(/ERR_/);
  });
});

test.describe('keys', () => {
  test('reach main first, and the page only if main allows them', async ({ start }) => {
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

test.describe('downloads', () => {
  const download = (page: Page) =>
    page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['rows']));
      link.download = 'rows.csv';
      link.click();
    });

  test('do not start if main prevents them', async ({ start }) => {
    const { page, seen } = await start('loose');
    await download(page);
    await expect.poll(async () => (await seen()).downloads).toEqual(['rows.csv', 'cancelled']);
  });

  test('start if main allows them', async ({ start }) => {
    const { page, seen } = await start('loose', 'let-download');
    await download(page);
    // The stand-in continues none.
    await expect
      .poll(async () => (await seen()).downloads)
      .toEqual(['rows.csv', expect.stringMatching(/^(completed|interrupted)$/)]);
  });
});
