import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppUpdater, DebUpdater, NsisUpdater } from 'electron-updater';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadUpdater, type UpdateDeps, updateCheck, watchForUpdates } from '../../src/main/desktop/updates.ts';
import type { Platform } from '../../src/shared/platform.ts';

// The true electron-updater against a true feed on this machine, with Node's HTTP in place of Electron's.

const ofUpdater = createRequire(createRequire(import.meta.url).resolve('electron-updater/package.json'));
const { configureRequestOptions, configureRequestUrl, HttpExecutor } = ofUpdater('builder-util-runtime');

class NodeHttp extends HttpExecutor {
  createRequest(options: RequestOptions, answered: Parameters<typeof request>[2]) {
    return request(options, answered);
  }
  download(url: URL, destination: string, options: { headers?: object }): Promise<string> {
    const wanted = { headers: options.headers };
    configureRequestUrl(url, wanted);
    configureRequestOptions(wanted);
    return new Promise((done, failed) => {
      const callback = (error: Error | null) => (error ? failed(error) : done(destination));
      this['doDownload'](wanted, { destination, options, onCancel() {}, callback, responseHandler: null }, 0);
    });
  }
}

const installer = Buffer.from('MZ a pretend installer');

interface Offer {
  version: string;
  /** What the feed says about the file; by default the truth. */
  sha512?: string;
  /** Offers a web installer, which downloads the program afterwards. */
  web?: boolean;
}

interface Feed {
  url: string;
  asked: string[];
  headers: IncomingHttpHeaders[];
}

async function serveFeed(offer: Offer | null): Promise<Feed> {
  const feed: Feed = { url: '', asked: [], headers: [] };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://127.0.0.1').pathname;
    feed.asked.push(path);
    feed.headers.push(request.headers);
    if (offer && path.endsWith('.yml')) response.end(offered(offer));
    else if (offer && path === '/latchkey.exe') response.end(installer);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  feed.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return feed;
}

function offered({ version, sha512, web }: Offer): string {
  const hash = sha512 ?? createHash('sha512').update(installer).digest('base64');
  const packages = web ? { x64: { path: 'latchkey.exe', sha512: hash, size: installer.length } } : undefined;
  return JSON.stringify({ version, files: [{ url: 'latchkey.exe', sha512: hash }], path: 'latchkey.exe', packages });
}

interface Setting {
  platform?: Platform;
  packaged?: boolean;
  offer?: Offer | null;
  /** The line of app-update.yml with the publisher that must have signed a Windows version. */
  publisher?: boolean;
  signedBy?: 'us' | 'another publisher';
}

async function setUp(setting: Setting = {}) {
  const { platform = 'win32', packaged = true, offer = { version: '1.1.0' }, publisher = true } = setting;
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-updates-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const feed = await serveFeed(offer);
  const resources = join(folder, 'resources');
  mkdirSync(resources);
  const config = join(resources, 'app-update.yml');
  const named = publisher ? 'publisherName: [CN=The Latchkey authors]\n' : '';
  writeFileSync(config, `provider: generic\nurl: ${feed.url}\nupdaterCacheDirName: latchkey-updater\n${named}`);

  const ends: string[] = [];
  const atQuit: ((exitCode: number) => void)[] = [];
  const adapter = {
    version: '1.0.0',
    name: 'Latchkey',
    isPackaged: packaged,
    appUpdateConfigPath: config,
    userDataPath: join(folder, 'user-data'),
    baseCachePath: join(folder, 'cache'),
    whenReady: async () => {},
    relaunch: () => ends.push('relaunch'),
    quit: () => ends.push('quit'),
    onQuit: (handler: (exitCode: number) => void) => atQuit.push(handler),
  };
  const updater: AppUpdater = platform === 'win32' ? new NsisUpdater(null, adapter) : new DebUpdater(null, adapter);
  Object.assign(updater, { httpExecutor: new NodeHttp() });
  // As if a channel were chosen, which makes electron-updater accept older versions.
  updater.allowDowngrade = true;
  if (updater instanceof NsisUpdater) {
    updater.verifyUpdateCodeSignature = async () =>
      setting.signedBy === 'another publisher' ? 'not signed by us' : null;
  }
  const told: { title: string; body: string }[] = [];
  let loads = 0;
  const deps: UpdateDeps = {
    platform,
    packaged,
    resources,
    async load() {
      loads += 1;
      return { updater, downloads: updater };
    },
    notify: (notification) => told.push(notification),
  };
  const downloaded = (): string[] => {
    const pending = join(folder, 'cache', 'latchkey-updater', 'pending');
    return existsSync(pending) ? readdirSync(pending).filter((name) => name.endsWith('.exe')) : [];
  };
  return { deps, feed, told, ends, atQuit, downloaded, resources, loads: () => loads };
}

async function checked(setting: Setting) {
  const found = await setUp(setting);
  const check = await updateCheck(found.deps);
  await check?.();
  return { ...found, check };
}

describe('updates', () => {
  test('send no request without a feed in the package, or without a package', async () => {
    const { deps, feed, loads, resources } = await setUp();
    expect(await updateCheck({ ...deps, packaged: false })).toBeNull();
    rmSync(join(resources, 'app-update.yml'));
    expect(await updateCheck(deps)).toBeNull();
    watchForUpdates(deps);
    expect(loads()).toBe(0);
    expect(feed.asked).toEqual([]);
  });

  test('download a newer version, say so once, and leave the restart to the user', async () => {
    const { check, told, ends, atQuit, downloaded } = await checked({});
    expect(told).toEqual([{ title: 'Latchkey 1.1.0 is ready', body: 'Quit Latchkey and start it again to update.' }]);
    expect(downloaded()).toEqual(['latchkey.exe']);
    await check?.();
    expect(told).toHaveLength(1);
    expect(ends).toEqual([]);
    // Installed when the program ends by itself.
    expect(atQuit).toHaveLength(1);
  });

  test.each(['1.0.0', '0.9.0', 'nonsense'])('stay quiet if the feed offers %s to 1.0.0', async (version) => {
    const { told, feed, downloaded } = await checked({ offer: { version } });
    expect(feed.asked).toHaveLength(1);
    expect(told).toEqual([]);
    expect(downloaded()).toEqual([]);
  });

  test('stay quiet if the feed cannot be read', async () => {
    const { told, feed } = await checked({ offer: null });
    expect(feed.asked.length).toBeGreaterThan(0);
    expect(told).toEqual([]);
  });

  test("accept no file that differs from the feed's description", async () => {
    const sha512 = createHash('sha512').update('another').digest('base64');
    const { told, atQuit, downloaded } = await checked({ offer: { version: '1.1.0', sha512 } });
    expect([told, atQuit, downloaded()]).toEqual([[], [], []]);
  });

  test('accept no installer of another signer, and no web installer', async () => {
    const foreign = await checked({ signedBy: 'another publisher' });
    expect([foreign.told, foreign.atQuit, foreign.downloaded()]).toEqual([[], [], []]);
    expect(foreign.feed.asked).toContain('/latchkey.exe');
    const web = await checked({ offer: { version: '1.1.0', web: true } });
    expect([web.told, web.atQuit, web.downloaded()]).toEqual([[], [], []]);
    expect(web.feed.asked).not.toContain('/latchkey.exe');
  });

  test.each([
    ['Linux, where nothing is signed', { platform: 'linux' }],
    ['a package for Windows that names no publisher', { platform: 'win32', publisher: false }],
  ] as const)('only tell of a newer version on %s', async (_where, setting) => {
    const { check, told, atQuit, feed, downloaded } = await checked(setting);
    await check?.();
    expect(told).toEqual([{ title: 'Latchkey 1.1.0 is out', body: 'Download it from where you got this version.' }]);
    expect(feed.asked.filter((path) => !path.endsWith('.yml'))).toEqual([]);
    expect([atQuit, downloaded()]).toEqual([[], []]);
  });

  test('do not tell the feed which installation asks', async () => {
    const first = await checked({});
    const second = await checked({});
    const ids = [...first.feed.headers, ...second.feed.headers].map((headers) => headers['x-user-staging-id']);
    expect(new Set(ids)).toEqual(new Set(['none']));
  });

  test.each([
    ['win32', NsisUpdater],
    ['linux', DebUpdater],
  ] as const)('are read from electron-updater when they are wanted, on %s', async (platform, kind) => {
    const { updater } = await loadUpdater(platform);
    expect(updater).toBeInstanceOf(kind);
  });
});
