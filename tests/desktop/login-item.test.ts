import { app } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { autostartEntry, setStartAtLogin, startCommand } from '../../src/main/desktop/login-item.ts';

describe('the autostart entry of Linux', () => {
  test('starts the program hidden', () => {
    expect(autostartEntry({ path: '/opt/Latchkey/latchkey', args: [] })).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Latchkey',
        'Exec="/opt/Latchkey/latchkey" "--hidden"',
        'Terminal=false',
        'X-GNOME-Autostart-enabled=true',
        '',
      ].join('\n'),
    );
  });

  test("quotes every character of the program's path", () => {
    const entry = autostartEntry({ path: '/home/a b/100% "mine"/$HOME/`x`\\y\nHidden=true', args: [] });
    const exec = entry.split('\n')[3];
    expect(exec).toBe('Exec="/home/a b/100%% \\\\"mine\\\\"/\\\\$HOME/\\\\`x\\\\`\\\\\\\\y\\nHidden=true" "--hidden"');
    expect(entry.split('\n')).toHaveLength(7);
  });
});

describe('the command that starts the program again', () => {
  const environment = { APPDIR: '/tmp/.mount_LatchkA1', APPIMAGE: '/home/sam/Latchkey.AppImage' };
  const of = (program: string, packaged = true) => startCommand({ packaged, root: '/src', program, environment });

  test('is the file of the AppImage that it runs from', () => {
    expect(of('/tmp/.mount_LatchkA1/latchkey')).toEqual({ path: '/home/sam/Latchkey.AppImage', args: [] });
  });

  test("is never another program's AppImage that started it", () => {
    expect(of('/opt/Latchkey/latchkey')).toEqual({ path: '/opt/Latchkey/latchkey', args: [] });
    expect(of('/tmp/.mount_LatchkA12/latchkey')).toEqual({ path: '/tmp/.mount_LatchkA12/latchkey', args: [] });
  });

  test("is the runtime with the program's folder while developing", () => {
    expect(of('/tmp/.mount_LatchkA1/electron', false)).toEqual({
      path: '/tmp/.mount_LatchkA1/electron',
      args: ['/src'],
    });
  });
});

test('on Windows Electron quotes the arguments of the login item, not Latchkey', () => {
  const set = vi.spyOn(app, 'setLoginItemSettings').mockImplementation(() => {});
  setStartAtLogin(true, { path: 'C:\\electron.exe', args: ['C:\\my work\\latchkey'] }, 'win32');
  expect(set).toHaveBeenCalledWith({
    openAtLogin: true,
    path: 'C:\\electron.exe',
    args: ['C:\\my work\\latchkey', '--hidden'],
  });
  vi.restoreAllMocks();
});
