import { expect, test } from 'vitest';
import { browserEnvironment } from '../../src/main/browsers/browser-environment.ts';

test('a browser gets the user’s environment as it is', () => {
  const users = {
    HOME: '/home/sam',
    DISPLAY: ':0',
    WAYLAND_DISPLAY: 'wayland-0',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
    LD_LIBRARY_PATH: '/opt/own/lib',
    PATH: '/usr/bin:/bin',
    XDG_DATA_DIRS: '/usr/share',
    http_proxy: 'http://proxy.example:3128',
    EMPTY: '',
  };
  expect(browserEnvironment(users)).toEqual(users);
});

test.each([
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_RENDERER_URL',
  'NODE_OPTIONS',
  'NODE_ENV',
  'LATCHKEY_ORIGINS',
  'LATCHKEY_USER_DATA',
  'CHROME_DESKTOP',
  'APPIMAGE',
  'ARGV0',
  'OWD',
])('%s is Latchkey’s own, and not given on', (name) => {
  expect(browserEnvironment({ [name]: 'x', HOME: '/home/sam' })).toEqual({ HOME: '/home/sam' });
});

test('a Firefox from which Latchkey was started does not lead windows to its own folder', () => {
  const users = { HOME: '/home/sam', MOZ_ENABLE_WAYLAND: '1' };
  expect(
    browserEnvironment({ ...users, XRE_PROFILE_PATH: '/home/sam/.mozilla/own', XRE_PROFILE_LOCAL_PATH: '/x' }),
  ).toEqual(users);
});

test('a name that only looks like one of ours stays', () => {
  const users = { CHROME_DESKTOP_FILE: 'a', MY_NODE_OPTIONS: 'b', APPDIRS: 'c', NODE: 'd' };
  expect(browserEnvironment(users)).toEqual(users);
});

test('a variable without a value is left out', () => {
  expect(browserEnvironment({ HOME: '/home/sam', LANG: undefined })).toEqual({ HOME: '/home/sam' });
});

test('the folders that an AppImage has put first in the lists are taken out of them, and nothing else', () => {
  const image = '/tmp/.mount_LatchkAbCd';
  const found = browserEnvironment({
    APPDIR: image,
    PATH: `${image}:${image}/usr/sbin:/usr/bin:/bin`,
    LD_LIBRARY_PATH: `${image}/usr/lib:/opt/own/lib`,
    XDG_DATA_DIRS: `${image}/usr/share:/usr/share:${image}x/share`,
    GSETTINGS_SCHEMA_DIR: `${image}/usr/share/glib-2.0/schemas`,
    NOTE: `${image}/usr/lib:/opt`,
  });
  expect(found).toEqual({
    PATH: '/usr/bin:/bin',
    LD_LIBRARY_PATH: '/opt/own/lib',
    XDG_DATA_DIRS: `/usr/share:${image}x/share`,
    NOTE: `${image}/usr/lib:/opt`,
  });
});

test('a list that had only the AppImage’s folders is gone, as before it was started', () => {
  const found = browserEnvironment({ APPDIR: '/tmp/image', LD_LIBRARY_PATH: '/tmp/image/usr/lib:' });
  expect(found).toEqual({});
});
