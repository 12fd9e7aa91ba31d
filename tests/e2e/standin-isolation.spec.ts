import type { Page } from 'playwright-core';
import { expect, test } from '../helpers/fixture-app.ts';

// The other specs rely on this: each lock is shown open and shut, so that one without effect would be noticed.

test.describe('isolation', () => {
  test('a page sees what the preload exposes and nothing else of the preload', async ({ start }) => {
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

  test('the bridge passes frozen copies, and functions that run on their own side', async ({ start }) => {
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

  test('a subframe gets a preload if the app asks for it, and main knows which frame sent a message', async ({
    start,
  }) => {
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

  test("carry main's error in Electron's words", async ({ start }) => {
    const { page } = await start();
    const failure = (channel: string) =>
      page.evaluate((asked) => fixture.ask(asked).catch((error: Error) => error.message), channel);
    expect(await failure('throws')).toBe("Error invoking remote method 'throws': TypeError: main failed");
    expect(await failure('nobody')).toBe(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
  });

  test('name the frame that sent them, and no frame after it has navigated', async ({ start, server }) => {
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

  test('of a foreign page in our window have the address of that page', async ({ start, server }) => {
    const { driver, page } = await start();
    await driver.load(page, `${server.origin}/launcher.html`);
    expect(await page.evaluate(() => fixture.ask('sender'))).toMatchObject({
      url: `${server.origin}/launcher.html`,
      origin: server.origin,
    });
  });
});

/** Adds a subframe to the page. Returns the type of bridge that it finds. */
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
