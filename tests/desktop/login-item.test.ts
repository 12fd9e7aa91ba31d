import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, type LoginItemSettings } from 'electron';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { autostartEntry, setStartAtLogin, startCommand } from '../../src/main/desktop/login-item.ts';
import { ok } from '../../src/shared/result.ts';
import { tempFolder } from '../helpers/temp-directory.ts';

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

afterEach(() => vi.restoreAllMocks());

const installed = { path: '/opt/Latchkey/latchkey', args: [] };

describe('on Linux, in the folder of the desktop', () => {
  const appData = (): string => {
    const folder = tempFolder();
    vi.spyOn(app, 'getPath').mockReturnValue(folder);
    return folder;
  };

  test('the entry comes and goes, and one that is not there is gone', () => {
    const file = join(appData(), 'autostart', 'latchkey.desktop');
    expect(setStartAtLogin(true, installed, 'linux')).toEqual(ok(null));
    expect(readFileSync(file, 'utf8')).toBe(autostartEntry(installed));
    for (let twice = 0; twice < 2; twice++) {
      expect(setStartAtLogin(false, installed, 'linux')).toEqual(ok(null));
      expect(existsSync(file)).toBe(false);
    }
  });

  test('what is there in its place stays', () => {
    const folder = appData();
    writeFileSync(join(folder, 'autostart'), 'mine');
    expect(() => setStartAtLogin(true, installed, 'linux')).toThrow('EEXIST');
    expect(readFileSync(join(folder, 'autostart'), 'utf8')).toBe('mine');
  });
});

describe('what the system makes of it is said', () => {
  const refused = { ok: false, problem: { kind: 'start-at-login-refused', why: 'system' } };
  const unapproved = { ok: false, problem: { kind: 'start-at-login-unapproved' } };
  const system = (says: Partial<LoginItemSettings>) => {
    const set = vi.spyOn(app, 'setLoginItemSettings').mockImplementation(() => {});
    const get = vi.spyOn(app, 'getLoginItemSettings').mockReturnValue({
      ...{ openAtLogin: false, wasOpenedAtLogin: false, launchItems: [] },
      ...{ status: 'not-registered', executableWillLaunchAtLogin: false },
      ...says,
    });
    return { set, get };
  };

  test.each([
    ['enabled', ok(null)],
    ['requires-approval', unapproved],
    ['not-registered', refused],
    ['not-found', refused],
  ] as const)('macOS: %s', (status, answer) => {
    system({ status });
    expect(setStartAtLogin(true, installed, 'darwin')).toEqual(answer);
  });

  test.each([
    ['added', { openAtLogin: true, executableWillLaunchAtLogin: true }, ok(null)],
    ['switched off in the Task Manager', { openAtLogin: true, executableWillLaunchAtLogin: false }, unapproved],
    ['not added', {}, refused],
  ])('Windows: %s', (_, says, answer) => {
    const { get } = system(says);
    expect(setStartAtLogin(true, installed, 'win32')).toEqual(answer);
    // The item of these arguments: Electron compares them.
    expect(get).toHaveBeenCalledWith({ path: installed.path, args: ['--hidden'] });
  });

  test.each(['darwin', 'win32'] as const)('to remove it needs no approval: %s', (platform) => {
    const { set } = system({ status: 'requires-approval' });
    expect(setStartAtLogin(false, installed, platform)).toEqual(ok(null));
    expect(set).toHaveBeenCalledWith(expect.objectContaining({ openAtLogin: false }));
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
});
