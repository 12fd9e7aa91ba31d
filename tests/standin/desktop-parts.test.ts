import { join } from 'node:path';
import { app, ClipboardItem, clipboard, globalShortcut, Menu, nativeImage, nativeTheme, shell, Tray } from 'electron';
import { afterEach, expect, test } from 'vitest';

afterEach(() => {
  globalShortcut.unregisterAll();
  clipboard.clear();
  nativeTheme.themeSource = 'system';
});

test('a shortcut is one shortcut, however it is written', () => {
  expect(globalShortcut.register('Ctrl+Shift+Y', () => {})).toBe(true);
  expect(globalShortcut.isRegistered('Shift+Control+y')).toBe(true);
  expect(globalShortcut.register('Shift+Control+y', () => {})).toBe(false);
  globalShortcut.unregister('Control+Shift+Y');
  expect(globalShortcut.isRegistered('Ctrl+Shift+Y')).toBe(false);
});

test('no shortcut is granted while they are suspended', () => {
  globalShortcut.setSuspended(true);
  expect(globalShortcut.register('Alt+F3', () => {})).toBe(false);
  globalShortcut.setSuspended(false);
});

test('a clipboard entry that fails leaves what was there', async () => {
  await clipboard.writeText('before');
  const failing = new ClipboardItem({ 'text/plain': Promise.reject(new Error('no')) });
  await expect(clipboard.write([failing])).rejects.toThrow('no');
  expect(await clipboard.readText()).toBe('before');
});

test('opening resolves whether or not anything opens, but not for what is no URL', async () => {
  await expect(shell.openExternal('https://nobody.example/')).resolves.toBeUndefined();
  await expect(shell.openExternal('nothing')).rejects.toThrow('Invalid URL');
});

test('a picture that is not there is empty, and a tray cannot be made of its path', () => {
  expect(nativeImage.createFromPath('/nowhere.png').isEmpty()).toBe(true);
  expect(() => new Tray('/nowhere.png')).toThrow("Failed to load image from path '/nowhere.png'");
});

test('a picture has its size, and the sharper ones beside it', () => {
  const image = nativeImage.createFromPath(join(app.getAppPath(), 'resources/tray/idle-tile.png'));
  const { width, height } = image.getSize();
  expect(width).toBe(height);
  expect(width).toBeGreaterThan(0);
  expect(image.getScaleFactors()).toContain(2);
});

test('a row of a menu does what it is there for, unless it is disabled', () => {
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

test('the theme tells of a change, and of nothing else', () => {
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
