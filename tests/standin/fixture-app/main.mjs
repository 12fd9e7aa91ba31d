// A small app for tests/e2e/standin-*.spec.ts. FIXTURE switches each behaviour on, so that a spec can show both that
// main decides and what happens if it does not.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  protocol,
  session,
  shell,
  Tray,
} from 'electron';

const wishes = new Set((process.env['FIXTURE'] ?? '').split(','));
const folder = import.meta.dirname;
const seen = {
  /** @type {{ argv: string[], data: unknown }[]} */
  starts: [],
  /** @type {string[]} */
  navigations: [],
  /** @type {{ url: string, isMainFrame: boolean }[]} */
  frameNavigations: [],
  /** @type {string[]} */
  redirects: [],
  /** @type {{ url: string, disposition: string }[]} */
  windows: [],
  /** @type {string[]} */
  permissions: [],
  /** @type {{ url: string, type: string }[]} */
  requests: [],
  /** @type {string[]} */
  downloads: [],
  /** @type {string[]} */
  crashes: [],
  askedToQuitAgain: false,
  /** @type {unknown} */
  afterNavigation: null,
};
Object.assign(globalThis, { seen });

if (process.env['FIXTURE_USER_DATA']) app.setPath('userData', process.env['FIXTURE_USER_DATA']);
if (!app.requestSingleInstanceLock({ from: process.pid })) app.exit(0);
else start();

function start() {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  app.on('second-instance', (_event, argv, _folder, data) => seen.starts.push({ argv: argv.slice(1), data }));
  app.on('window-all-closed', () => {});
  app.on('will-quit', (event) => {
    if (!wishes.has('slow-quit') || seen.askedToQuitAgain) return;
    event.preventDefault();
    seen.askedToQuitAgain = true;
    setTimeout(() => app.quit(), 50);
  });
  app.on('web-contents-created', (_event, contents) => watch(contents));
  app.whenReady().then(ready);
}

/** @param {Electron.WebContents} contents */
function watch(contents) {
  contents.on('render-process-gone', (_event, { reason }) => seen.crashes.push(reason));
  contents.on('will-navigate', (event) => {
    seen.navigations.push(event.url);
    if (!wishes.has('let-navigate')) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    seen.frameNavigations.push({ url: event.url, isMainFrame: event.isMainFrame });
    if (!event.isMainFrame && !wishes.has('let-frames')) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    seen.redirects.push(event.url);
    if (!wishes.has('let-redirect')) event.preventDefault();
  });
  if (!wishes.has('no-open-handler')) {
    contents.setWindowOpenHandler(({ url, disposition }) => {
      seen.windows.push({ url, disposition });
      return { action: 'deny' };
    });
  }
}

async function ready() {
  const ours = session.defaultSession;
  if (!wishes.has('no-permission-handlers')) {
    ours.setPermissionRequestHandler((_contents, permission, answer) => {
      seen.permissions.push(permission);
      answer(false);
    });
    ours.setPermissionCheckHandler(() => false);
  }
  ours.on('will-download', (event, item) => {
    seen.downloads.push(item.getFilename());
    item.once('done', (_done, state) => seen.downloads.push(state));
    // Without a path, Electron would ask the user for one.
    if (wishes.has('let-download')) item.setSavePath(join(app.getPath('userData'), 'rows.csv'));
    else event.preventDefault();
  });
  ours.webRequest.onBeforeRequest((details, answer) => {
    seen.requests.push({ url: details.url, type: details.resourceType });
    answer({ cancel: wishes.has('no-network') && !details.url.startsWith('app://fixture/') });
  });
  ours.webRequest.onHeadersReceived((details, answer) =>
    answer({ responseHeaders: { ...details.responseHeaders, 'x-added': ['by main'] } }),
  );
  protocol.handle('app', async ({ url }) => {
    const { host, pathname } = new URL(url);
    if (host !== 'fixture') return new Response(null, { status: 404 });
    if (pathname === '/throws') throw new Error('a handler that fails');
    if (pathname === '/refuses') return Response.error();
    const contentType = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
    const policy = wishes.has('loose')
      ? {}
      : { 'content-security-policy': "default-src 'none'; script-src 'self'; frame-src 'self'" };
    return new Response(await readFile(join(folder, pathname)), {
      headers: { 'content-type': contentType, ...policy },
    });
  });

  ipcMain.handle('echo', (_event, value) => value);
  ipcMain.handle('sender', (event) => describe(event.senderFrame));
  ipcMain.handle('slow-sender', async (event) => {
    const before = describe(event.senderFrame);
    await new Promise((resolve) => ipcMain.once('go-on', resolve));
    seen.afterNavigation = { before, after: describe(event.senderFrame) };
  });
  ipcMain.handle('throws', () => {
    throw new TypeError('main failed');
  });
  ipcMain.on('said', (event, value) => event.reply('heard', value));

  const window = new BrowserWindow({
    width: 640,
    height: 420,
    show: false,
    // With one, the page would be smaller than the window, by an amount that each system decides.
    frame: wishes.has('framed'),
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      nodeIntegrationInSubFrames: wishes.has('preload-in-frames'),
    },
  });
  Object.assign(globalThis, { electron: { window } });
  const tray = new Tray(nativeImage.createEmpty());
  tray.setToolTip('Fixture');
  tray.on('click', () => window.show());
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Show', click: () => window.show() },
      {
        label: 'More',
        submenu: [{ label: 'Deeper', click: () => shell.openExternal('https://fixture.example/deeper') }],
      },
      { type: 'separator' },
      { label: 'Quit', role: 'quit' },
    ]),
  );
  globalShortcut.register('CommandOrControl+Shift+Y', () => (window.isVisible() ? window.hide() : window.show()));
  await window.loadURL('app://fixture/launcher.html');
}

const describe = (/** @type {Electron.WebFrameMain | null} */ frame) =>
  frame && {
    url: frame.url,
    origin: frame.origin,
    isTop: frame.parent === null,
    parentUrl: frame.parent?.url ?? null,
    topUrl: frame.top?.url ?? null,
  };
