import { join } from 'node:path';
import { appFolder, expect, test } from '../helpers/fixture-app.ts';
import { runOf } from '../helpers/launch-app.ts';

// The other specs rely on this: the desktop around an app, and its processes.

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

  test('has an asynchronous clipboard that keeps what was written together', async ({ start }) => {
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

  test('has one clipboard for all programs', async ({ start, launch }, testInfo) => {
    const { driver } = await start();
    const other = await launch({ appFolder, env: { FIXTURE_USER_DATA: testInfo.outputPath('another') } });
    await driver.putOnClipboard('of the first');
    expect(await other.clipboardText()).toBe('of the first');
    await other.putOnClipboard('of the second');
    expect(await driver.clipboardText()).toBe('of the second');
  });

  test('follows the theme that main set, and that of the system', async ({ start }) => {
    const { driver, page } = await start();
    const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await expect.poll(dark).toBe(false);
    await driver.change({ darkSystem: true });
    await expect.poll(dark).toBe(true);
    const choose = (theme: 'light' | 'system'): Promise<string> =>
      driver.app.evaluate(({ nativeTheme }, wanted) => {
        nativeTheme.themeSource = wanted;
        return `${nativeTheme.themeSource} ${nativeTheme.shouldUseDarkColors}`;
      }, theme);
    expect(await choose('light')).toBe('light false');
    await expect.poll(dark).toBe(false);
    expect(await choose('system')).toBe('system true');
    await expect.poll(dark).toBe(true);
  });

  test('zooms a page within the size of its window', async ({ start }) => {
    const { driver, page } = await start();
    const size = () => page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio]);
    expect(await size()).toEqual([640, 420, 1]);
    const ours = await driver.app.browserWindow(page);
    await ours.evaluate((window: Electron.BrowserWindow) => {
      window.webContents.setZoomFactor(2);
      window.setBounds({ width: 1000, height: 600 });
    });
    await expect.poll(size).toEqual([500, 300, 2]);
    await ours.evaluate((window: Electron.BrowserWindow) => window.webContents.setZoomFactor(1));
    await expect.poll(size).toEqual([1000, 600, 1]);
  });

  test('gives a part of a window to its frame, and to a menu that the app did not take away', async ({ start }) => {
    const { driver, page } = await start('framed');
    const ours = await driver.app.browserWindow(page);
    const sizes = () =>
      ours.evaluate((window: Electron.BrowserWindow) => [window.getSize(), window.getContentSize()].flat());
    const [width = 0, height = 0, pageWidth = 0, pageHeight = 0] = await sizes();
    expect([width, height]).toEqual([640, 420]);
    expect(pageWidth).toBeLessThanOrEqual(640);
    expect(pageHeight).toBeLessThan(420);
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([pageWidth, pageHeight]);
    await ours.evaluate((window: Electron.BrowserWindow) => window.setContentSize(600, 300));
    await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([600, 300]);
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
    // Windows has no signals: a process that is ended from outside ends with 1.
    const code = driver.platform === 'win32' ? 1 : 9;
    expect(found).toEqual({ early: '2', type: 'utility', args: ['one'], hadPid: true, code, pidAfter: undefined });
  });

  test('a second start notifies the first instance and ends', async ({ start }) => {
    const { driver, seen } = await start();
    const second = await driver.secondStart('--hidden', 'latchkey://open');
    expect(second.exitCode).toBe(0);
    const starts = (await seen()).starts;
    expect(starts).toHaveLength(1);
    expect(starts[0]?.argv).toEqual(expect.arrayContaining(['--hidden', 'latchkey://open']));
    expect(starts[0]?.data.from).toBeGreaterThan(0);
  });

  test('a killed first instance leaves no lock behind', async ({ start }) => {
    const first = await start();
    await first.driver.kill();
    const { page } = await start();
    expect(await page.title()).toBe('Fixture');
  });

  test('quit from the tray ends the process when nothing delays it any more', async ({ start }) => {
    const { driver } = await start('slow-quit');
    const ended = driver.ended();
    await driver.clickTray('Quit');
    expect(await ended).toBe(0);
  });

  test('a packaged program knows that it is packaged, and gets no folder as an argument', async ({
    launch,
  }, testInfo) => {
    testInfo.skip(runOf(testInfo.project).target === 'electron', 'needs packaging there');
    const driver = await launch({ appFolder, args: ['--hidden'], env: { STANDIN_PACKAGED: '1' } });
    await driver.window('launcher');
    const facts = await driver.app.evaluate(({ app }) => ({ packaged: app.isPackaged, argv: process.argv.slice(1) }));
    expect(facts.packaged).toBe(true);
    expect(facts.argv).toContain('--hidden');
    expect(facts.argv).not.toContain(appFolder);
  });

  test('an unhandled rejection does not end the program', async ({ start }) => {
    const { driver } = await start();
    await driver.app.evaluate(() => {
      void Promise.reject(new Error('uncaught on purpose'));
    });
    await expect.poll(() => driver.output()).toContain('uncaught on purpose');
    expect(await driver.quit()).toBe(0);
  });

  test('a page that crashes is reported', async ({ start }) => {
    const { driver, page, seen } = await start();
    await driver.crash(page);
    // Electron says either, its own tests too. Source: Electron, spec/api-web-contents-spec.ts, forcefullyCrashRenderer.
    await expect.poll(async () => (await seen()).crashes).toEqual([expect.stringMatching(/^(crashed|killed)$/)]);
  });

  test('a window that stays open stops quitting, and a window that closes takes its page with it', async ({
    start,
  }) => {
    const { driver, page } = await start();
    const kept = await driver.app.evaluate(async ({ app, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.once('close', (event) => event.preventDefault());
      app.quit();
      await new Promise((resolve) => setImmediate(resolve));
      return BrowserWindow.getAllWindows().length;
    });
    expect(kept).toBe(1);
    const closed = page.waitForEvent('close');
    await driver.closeWindow(page);
    await closed;
    const left = await driver.app.evaluate(({ BrowserWindow }) => {
      const { window } = globalThis.electron;
      let failure = '';
      try {
        window.show();
      } catch (error) {
        failure = String(error);
      }
      return { windows: BrowserWindow.getAllWindows().length, isDestroyed: window.isDestroyed(), failure };
    });
    expect(left).toEqual({ windows: 0, isDestroyed: true, failure: 'TypeError: Object has been destroyed' });
  });

  test('a missing member fails with its name', async ({ start }, testInfo) => {
    testInfo.skip(runOf(testInfo.project).target === 'electron', 'true Electron has it');
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
