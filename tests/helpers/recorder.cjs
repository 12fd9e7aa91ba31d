// Loaded with -r before the app, in true Electron and in the stand-in. Records what a test cannot see in a page: tray,
// shortcuts, notifications, opened links, dialogs, clipboard. Keeps it from the real desktop, and lets a test decide
// what the desktop is like. LATCHKEY_TEST_DESKTOP describes the desktop at the start.
const {
  app,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  screen,
  session,
  shell,
  Tray,
} = require('electron');
const { navigate } = require('./navigate.cjs');

/** @type {import('./recording.ts').Recording} */
const recording = {
  wishes: JSON.parse(process.env['LATCHKEY_TEST_DESKTOP'] || '{}'),
  asked: [],
  opened: [],
  visits: [],
  shownFiles: [],
  trays: [],
  pictures: [],
  shortcuts: new Map(),
  notices: [],
  clipboardWrites: [],
  dialogAnswers: [],
  dialogsAsked: [],
  handlers: new Map(),
  boundsAsked: new Map(),
  applyTheme: () => {},
};
globalThis.recording = recording;

shell.openExternal = async (url) => {
  recording.asked.push(url);
  const { browserAfterMs = 0, opening } = recording.wishes;
  if (opening === 'rejects') throw new Error('Failed to open URL');
  // As on Linux, this does not wait for the browser.
  if (browserAfterMs === 0) recording.visits.push(visit(url));
  else if (browserAfterMs !== null) setTimeout(() => recording.visits.push(visit(url)), browserAfterMs);
};
/** @param {string} url */
const visit = async (url) => {
  const led = await navigate(url);
  if (led !== null) recording.opened.push(led);
};
shell.showItemInFolder = (path) => {
  recording.shownFiles.push(path);
};

const trayOf = (/** @type {Electron.Tray} */ tray) => {
  const known = recording.trays.find((entry) => entry.tray === tray);
  if (known) return known;
  const entry = { tray, menu: null, toolTip: '' };
  recording.trays.push(entry);
  return entry;
};
app.on('browser-window-created', (_event, window) => {
  const { setBounds } = window;
  window.setBounds = (bounds, animate) => {
    recording.boundsAsked.set(window.id, bounds);
    setBounds.call(window, bounds, animate);
  };
});

const { setContextMenu, setToolTip, destroy } = Tray.prototype;
Tray.prototype.setContextMenu = function (/** @type {Electron.Menu | null} */ menu) {
  trayOf(this).menu = menu;
  return setContextMenu.call(this, menu);
};
Tray.prototype.setToolTip = function (/** @type {string} */ toolTip) {
  trayOf(this).toolTip = toolTip;
  return setToolTip.call(this, toolTip);
};
Tray.prototype.destroy = function () {
  recording.trays = recording.trays.filter((entry) => entry.tray !== this);
  return destroy.call(this);
};

const { createFromPath } = nativeImage;
nativeImage.createFromPath = (path) => {
  recording.pictures.push(path);
  return createFromPath.call(nativeImage, path);
};

const { register, unregister, unregisterAll } = globalShortcut;
globalShortcut.register = (accelerator, callback) => {
  if (recording.wishes.takenShortcuts?.includes(accelerator)) return false;
  const granted = register.call(globalShortcut, accelerator, callback);
  if (granted) recording.shortcuts.set(accelerator, callback);
  return granted;
};
globalShortcut.unregister = (accelerator) => {
  unregister.call(globalShortcut, accelerator);
  // The portal of Wayland keeps it, and reports its presses.
  if (!globalShortcut.isRegistered(accelerator)) recording.shortcuts.delete(accelerator);
};
globalShortcut.unregisterAll = () => {
  unregisterAll.call(globalShortcut);
  for (const accelerator of recording.shortcuts.keys()) {
    if (!globalShortcut.isRegistered(accelerator)) recording.shortcuts.delete(accelerator);
  }
};

// Do not show them: a real desktop would keep them.
Notification.prototype.show = function () {
  recording.notices.push(this);
};

const { write, writeText, clear } = clipboard;
clipboard.writeText = async (text) => {
  await writeText.call(clipboard, text);
  recording.clipboardWrites.push({ types: ['text/plain'], text });
};
clipboard.write = async (items) => {
  await write.call(clipboard, items);
  const types = items.flatMap((item) => item.types);
  const textItem = items.find((item) => item.types.includes('text/plain'));
  const text = textItem ? await (await textItem.getType('text/plain')).text() : '';
  recording.clipboardWrites.push({ types, text });
};
clipboard.clear = () => {
  recording.clipboardWrites.push({ types: [], text: '' });
  return clear.call(clipboard);
};

/** @param {'open' | 'save' | 'message'} kind @param {unknown[]} args */
const asked = (kind, args) => {
  const options = /** @type {{ title?: string, message?: string, defaultPath?: string }} */ (args.at(-1));
  const { title = '', message = '', defaultPath = '' } = options;
  recording.dialogsAsked.push({ kind, title, message, defaultPath });
  return recording.dialogAnswers.shift() ?? null;
};
dialog.showOpenDialog = async (/** @type {unknown[]} */ ...args) => {
  const answer = asked('open', args);
  return Array.isArray(answer) ? { canceled: false, filePaths: [...answer] } : { canceled: true, filePaths: [] };
};
dialog.showSaveDialog = async (/** @type {unknown[]} */ ...args) => {
  const answer = asked('save', args);
  return Array.isArray(answer) ? { canceled: false, filePath: answer[0] ?? '' } : { canceled: true, filePath: '' };
};
dialog.showMessageBox = async (/** @type {unknown[]} */ ...args) => {
  const answer = asked('message', args);
  return { response: typeof answer === 'number' ? answer : 0, checkboxChecked: false };
};

const { handle, removeHandler } = ipcMain;
ipcMain.handle = (channel, handler) => {
  recording.handlers.set(channel, handler);
  return handle.call(ipcMain, channel, handler);
};
ipcMain.removeHandler = (channel) => {
  recording.handlers.delete(channel);
  return removeHandler.call(ipcMain, channel);
};

const isOnline = net.isOnline;
const getSystemLocale = app.getSystemLocale;
app.getSystemLocale = () => recording.wishes.locale ?? getSystemLocale.call(app);
net.isOnline = () => recording.wishes.online ?? isOnline.call(net);

/** @param {string} property */
const themeProperty = (property) => {
  let holder = Object.getPrototypeOf(nativeTheme);
  while (holder && !Object.hasOwn(holder, property)) holder = Object.getPrototypeOf(holder);
  return (
    Object.getOwnPropertyDescriptor(nativeTheme, property) ?? Object.getOwnPropertyDescriptor(holder ?? {}, property)
  );
};
/** @param {string} property @param {() => boolean | undefined} wished */
const wishTheme = (property, wished) => {
  const descriptor = themeProperty(property);
  Object.defineProperty(nativeTheme, property, {
    configurable: true,
    get: () => wished() ?? (descriptor?.get ? descriptor.get.call(nativeTheme) : descriptor?.value),
  });
};
// A dark system is played by the app's own setting: pages then follow it as they follow the system's. An emulation from
// outside would outrank what the app sets later.
const realSource = themeProperty('themeSource');
let source = nativeTheme.themeSource;
recording.applyTheme = () => {
  const { darkSystem } = recording.wishes;
  const asSystem = darkSystem === undefined ? 'system' : darkSystem ? 'dark' : 'light';
  realSource?.set?.call(nativeTheme, source === 'system' ? asSystem : source);
};
Object.defineProperty(nativeTheme, 'themeSource', {
  configurable: true,
  get: () => source,
  set: (wanted) => {
    source = wanted;
    recording.applyTheme();
  },
});
if (recording.wishes.darkSystem !== undefined) recording.applyTheme();
wishTheme('shouldUseDarkColorsForSystemIntegratedUI', () => recording.wishes.darkSystem);
wishTheme('shouldUseHighContrastColors', () => recording.wishes.highContrast);
wishTheme('inForcedColorsMode', () => recording.wishes.highContrast);

// Add this before the app's own listeners: these parts exist only when the app is ready.
app.prependOnceListener('ready', () => {
  const { resolveProxy } = session.defaultSession;
  session.defaultSession.resolveProxy = async (url) =>
    recording.wishes.proxy ?? resolveProxy.call(session.defaultSession, url);

  const { getAllDisplays, getPrimaryDisplay, getDisplayNearestPoint, getDisplayMatching, getCursorScreenPoint } =
    screen;
  /** @returns {Electron.Display[] | null} */
  const wished = () =>
    recording.wishes.displays?.map(({ bounds, workArea = bounds }, at) => ({
      ...getPrimaryDisplay.call(screen),
      id: at + 1,
      bounds,
      workArea,
      size: { width: bounds.width, height: bounds.height },
      workAreaSize: { width: workArea.width, height: workArea.height },
    })) ?? null;
  const nearest = (/** @type {Electron.Display[]} */ displays, /** @type {Electron.Point} */ point) =>
    /** @type {Electron.Display} */ (
      displays.toSorted((a, b) => distance(a.bounds, point) - distance(b.bounds, point))[0]
    );
  screen.getAllDisplays = () => wished() ?? getAllDisplays.call(screen);
  screen.getPrimaryDisplay = () => wished()?.[0] ?? getPrimaryDisplay.call(screen);
  screen.getCursorScreenPoint = () => recording.wishes.pointer ?? getCursorScreenPoint.call(screen);
  screen.getDisplayNearestPoint = (point) => {
    const displays = wished();
    return displays ? nearest(displays, point) : getDisplayNearestPoint.call(screen, point);
  };
  screen.getDisplayMatching = (area) => {
    const displays = wished();
    const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
    return displays ? nearest(displays, middle) : getDisplayMatching.call(screen, area);
  };
});

/** @param {Electron.Rectangle} area @param {Electron.Point} point */
function distance(area, point) {
  const outsideX = Math.max(area.x - point.x, 0, point.x - (area.x + area.width - 1));
  const outsideY = Math.max(area.y - point.y, 0, point.y - (area.y + area.height - 1));
  return Math.hypot(outsideX, outsideY);
}
