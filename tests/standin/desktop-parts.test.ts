import { join } from 'node:path';
import { app, ClipboardItem, clipboard, globalShortcut, Menu, nativeImage, nativeTheme, shell, Tray } from 'electron';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  globalShortcut.unregisterAll();
  clipboard.clear();
  nativeTheme.themeSource = 'system';
});

test('all spellings of a shortcut are the same shortcut', () => {
  expect(globalShortcut.register('Ctrl+Shift+Y', () => {})).toBe(true);
  expect(globalShortcut.isRegistered('Shift+Control+y')).toBe(true);
  expect(globalShortcut.register('Shift+Control+y', () => {})).toBe(false);
  globalShortcut.unregister('Control+Shift+Y');
  expect(globalShortcut.isRegistered('Ctrl+Shift+Y')).toBe(false);
});

test.skipIf(process.platform !== 'linux')('in a Wayland session every shortcut is granted, and none taken back', () => {
  vi.stubEnv('XDG_SESSION_TYPE', 'wayland');
  expect(globalShortcut.register('Ctrl+Shift+K', () => {})).toBe(true);
  expect(globalShortcut.register('Ctrl+Shift+K', () => {})).toBe(true);
  globalShortcut.unregister('Ctrl+Shift+K');
  globalShortcut.unregisterAll();
  expect(globalShortcut.isRegistered('Ctrl+Shift+K')).toBe(true);
  // All keys that the portal does not know are one.
  expect(globalShortcut.isRegistered('Ctrl+F9')).toBe(false);
  globalShortcut.register('Alt+F3', () => {});
  expect(globalShortcut.isRegistered('Ctrl+F9')).toBe(true);
  vi.unstubAllEnvs();
});

test('no shortcut is granted while shortcuts are suspended', () => {
  globalShortcut.setSuspended(true);
  expect(globalShortcut.register('Alt+F3', () => {})).toBe(false);
  globalShortcut.setSuspended(false);
});

test('a clipboard entry that fails leaves the old contents', async () => {
  await clipboard.writeText('before');
  const failing = new ClipboardItem({ 'text/plain': Promise.reject(new Error('no')) });
  await expect(clipboard.write([failing])).rejects.toThrow('no');
  expect(await clipboard.readText()).toBe('before');
});

test('opening resolves even if nothing opens, but rejects what is no URL', async () => {
  await expect(shell.openExternal('https://nobody.example/')).resolves.toBeUndefined();
  await expect(shell.openExternal('nothing')).rejects.toThrow('Invalid URL');
});

test('a missing picture is empty, and its path makes no tray', () => {
  expect(nativeImage.createFromPath('/nowhere.png').isEmpty()).toBe(true);
  expect(() => new Tray('/nowhere.png')).toThrow("Failed to load image from path '/nowhere.png'");
});

test('a picture has its size, and its versions of higher resolution', () => {
  const image = nativeImage.createFromPath(join(app.getAppPath(), 'resources/tray/idle-tile.png'));
  const { width, height } = image.getSize();
  expect(width).toBe(height);
  expect(width).toBeGreaterThan(0);
  expect(image.getScaleFactors()).toContain(2);
});

test('an item of a menu runs its action, unless it is disabled', () => {
  const clicked: string[] = [];
  const menu = Menu.buildFromTemplate([
    { label: 'A', click: () => clicked.push('A') },
    { label: 'B', enabled: false, click: () => clicked.push('B') },
    { label: 'C', type: 'checkbox', click: (item) => clicked.push(`C ${item.checked}`) },
    { label: 'More', submenu: [{ id: 'deep', label: 'D', click: () => clicked.push('D') }] },
  ]);
  for (const item of menu.items) item.click();
  menu.getMenuItemById('deep')?.click();
  expect(clicked).toEqual(['A', 'C true', 'D']);
});

test('the theme emits a change, and nothing else', () => {
  let told = 0;
  const listener = () => {
    told += 1;
  };
  nativeTheme.on('updated', listener);
  nativeTheme.themeSource = 'light';
  expect([nativeTheme.shouldUseDarkColors, told]).toEqual([false, 0]);
  nativeTheme.themeSource = 'dark';
  expect([nativeTheme.shouldUseDarkColors, told]).toEqual([true, 1]);
  nativeTheme.off('updated', listener);
});
