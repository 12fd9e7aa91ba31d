import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findOnLinux } from '../../src/main/browsers/find-on-linux.ts';
import { findOnMac } from '../../src/main/browsers/find-on-mac.ts';
import { findOnWindows } from '../../src/main/browsers/find-on-windows.ts';
import { systemOf } from '../../src/main/browsers/systems.ts';

// Which browsers can open customers’ own windows, from the files by which each system knows its programs.

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-browsers-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, content = ''): string {
  const whole = join(home, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content);
  return whole;
}

describe('on Linux', () => {
  const own = '.local/share/applications';
  const system = 'system/applications';

  const opensPages = 'MimeType=text/html;x-scheme-handler/http;x-scheme-handler/https;';

  const entry = (exec: string, ...more: string[]): string =>
    ['[Desktop Entry]', 'Type=Application', `Exec=${exec}`, opensPages, ...more, ''].join('\n');

  const find = (defaultId = '', environment: Record<string, string> = {}) =>
    findOnLinux({
      environment: {
        XDG_DATA_DIRS: join(home, 'system'),
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
        ...environment,
      },
      home,
      defaultDesktopId: async () => defaultId,
    });

  test('each known browser is found once, and the default one is first', async () => {
    write(`${system}/brave-browser.desktop`, entry('/usr/bin/brave-browser-stable %U'));
    write(`${system}/chromium.desktop`, entry('/usr/bin/chromium %U'));
    write(`${system}/google-chrome.desktop`, entry('/usr/bin/google-chrome-stable %U'));
    write(`${system}/microsoft-edge.desktop`, entry('/usr/bin/microsoft-edge-stable %U'));
    write(`${system}/vivaldi-stable.desktop`, entry('/usr/bin/vivaldi-stable %U'));
    write(`${system}/firefox-esr.desktop`, entry('/usr/lib/firefox-esr/firefox-esr %u'));
    const { browsers, confined } = await find('google-chrome.desktop');
    expect(browsers.map(({ name, command }) => [name, command])).toEqual([
      ['Google Chrome', ['/usr/bin/google-chrome-stable']],
      ['Brave', ['/usr/bin/brave-browser-stable']],
      ['Chromium', ['/usr/bin/chromium']],
      ['Firefox', ['/usr/lib/firefox-esr/firefox-esr']],
      ['Microsoft Edge', ['/usr/bin/microsoft-edge-stable']],
      ['Vivaldi', ['/usr/bin/vivaldi-stable']],
    ]);
    expect(browsers.filter(({ family }) => family === 'firefox').map(({ id }) => id)).toEqual(['firefox']);
    expect(confined).toEqual([]);
  });

  test.each([
    ['another browser', entry('/usr/bin/epiphany %u')],
    ['a program that opens no pages of the web', entry('/usr/bin/chromium').replace(opensPages, 'MimeType=text/html;')],
    ['one that is hidden', entry('/usr/bin/chromium', 'Hidden=true')],
    ['one without a program', entry('')],
    ['a page that is an app of a browser', entry('/opt/google/chrome/google-chrome-app --app-id=abc')],
    ['a file that is no entry', 'Exec=/usr/bin/chromium\nMimeType=x-scheme-handler/https;'],
  ])('%s is not offered', async (_, content) => {
    write(`${system}/one.desktop`, content);
    expect(await find('one.desktop')).toEqual({ browsers: [], confined: [] });
  });

  test('the program is the one of the entry itself, not of one of its actions', async () => {
    const lines = [entry('/usr/bin/chromium %U'), '[Desktop Action private]', 'Exec=/usr/bin/chromium --incognito', ''];
    write(`${system}/chromium.desktop`, ['# a comment', ...lines].join('\n'));
    expect((await find()).browsers.map(({ command }) => command)).toEqual([['/usr/bin/chromium']]);
  });

  test.each<[string, string[]]>([
    ['/usr/bin/chromium --ozone-platform=x11 %U', ['/usr/bin/chromium', '--ozone-platform=x11']],
    ['"/opt/My Browser/chromium" %u --flag', ['/opt/My Browser/chromium', '--flag']],
    ['"/opt/a\\"b/chromium" "two words" %U', ['/opt/a"b/chromium', 'two words']],
    ['env GTK_THEME=Adwaita LANG=de /usr/bin/chromium %U', ['/usr/bin/chromium']],
    ['chromium %F', ['chromium']],
  ])('of %j the words are %j', async (exec, command) => {
    write(`${system}/chromium.desktop`, entry(exec));
    expect((await find()).browsers.map((found) => found.command)).toEqual([command]);
  });

  test('an entry of the user replaces the system’s of the same name, and can hide it', async () => {
    write(`${system}/chromium.desktop`, entry('/usr/bin/chromium'));
    write(`${system}/vivaldi.desktop`, entry('/usr/bin/vivaldi'));
    write(`${own}/chromium.desktop`, entry('/home/sam/chromium/chromium'));
    write(`${own}/vivaldi.desktop`, entry('/usr/bin/vivaldi', 'Hidden=true'));
    expect((await find()).browsers.map(({ command }) => command)).toEqual([['/home/sam/chromium/chromium']]);
    // Another folder of the user’s.
    const elsewhere = join(home, 'elsewhere');
    expect((await find('', { XDG_DATA_HOME: elsewhere })).browsers.map(({ id }) => id)).toEqual([
      'chromium',
      'vivaldi',
    ]);
  });

  test.each([
    ['a snap', '/snap/bin/chromium %U', 'Chromium'],
    [
      'a snap that is started with variables',
      'env BAMF_DESKTOP_FILE_HINT=x /var/lib/snapd/snap/bin/chromium %U',
      'Chromium',
    ],
    [
      'a flatpak',
      '/usr/bin/flatpak run --branch=stable --command=/app/bin/chromium org.chromium.Chromium @@u %U @@',
      'Chromium',
    ],
    [
      'Ubuntu’s Firefox',
      'env BAMF_DESKTOP_FILE_HINT=/var/lib/snapd/desktop/applications/firefox_firefox.desktop /snap/bin/firefox %u',
      'Firefox',
    ],
    [
      'Firefox as a flatpak',
      '/usr/bin/flatpak run --branch=stable --arch=x86_64 --command=firefox --file-forwarding org.mozilla.firefox @@u %u @@',
      'Firefox',
    ],
  ])('%s may not use a folder of ours: it is named, and not offered', async (_, exec, name) => {
    write(`${system}/one.desktop`, entry(exec));
    expect(await find('one.desktop')).toEqual({ browsers: [], confined: [name] });
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['with a bus of the session', {}, ['firefox']],
    ['with one where it is by default', { DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: 'runtime' }, ['firefox']],
    ['without one', { DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: 'other' }, []],
    ['in a session that says nothing of one', { DBUS_SESSION_BUS_ADDRESS: '' }, []],
    ['with one that is switched off', { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, []],
  ])(
    'Firefox is offered only if it can be given a second address: %s',
    async (_, { XDG_RUNTIME_DIR, ...rest }, ids) => {
      write('runtime/bus');
      write(`${system}/firefox.desktop`, entry('/usr/bin/firefox %u'));
      const runtime = XDG_RUNTIME_DIR === undefined ? {} : { XDG_RUNTIME_DIR: join(home, XDG_RUNTIME_DIR) };
      expect((await find('', { ...rest, ...runtime })).browsers.map(({ id }) => id)).toEqual(ids);
    },
  );

  test('a browser that is installed both ways is offered, and not named as one that cannot be', async () => {
    write(`${system}/chromium.desktop`, entry('/usr/bin/chromium'));
    write(`${system}/chromium_chromium.desktop`, entry('/snap/bin/chromium %U'));
    const { browsers, confined } = await find('chromium_chromium.desktop');
    expect(browsers.map(({ command }) => command)).toEqual([['/usr/bin/chromium']]);
    expect(confined).toEqual([]);
  });

  test('a machine without any of it has none', async () => {
    expect(await find('chromium.desktop', { XDG_DATA_DIRS: `:${join(home, 'missing')}:` })).toEqual({
      browsers: [],
      confined: [],
    });
  });
});

describe('on macOS', () => {
  const application = (name: string, folder = 'Applications', program = name) =>
    write(`${folder}/${name}.app/Contents/MacOS/${program}`);

  /** As `defaults read` prints it. */
  const handlersWith = (bundle: string): string => `(
        {
        LSHandlerContentType = "public.html";
        LSHandlerPreferredVersions =         {
            LSHandlerRoleAll = "-";
        };
        LSHandlerRoleAll = "com.apple.safari";
    },
        {
        LSHandlerPreferredVersions =         {
            LSHandlerRoleAll = "-";
        };
        LSHandlerRoleAll = "${bundle}";
        LSHandlerURLScheme = https;
    }
)`;

  const find = (handlers = '') =>
    findOnMac({ folders: ['Applications', 'own'].map((folder) => join(home, folder)), handlers: async () => handlers });

  test('applications are found in both folders, and started directly', async () => {
    const chrome = application('Google Chrome');
    const vivaldi = application('Vivaldi', 'own');
    application('Safari');
    // Its program has another name.
    const firefox = application('Firefox', 'Applications', 'firefox');
    expect(await find()).toEqual({
      browsers: [
        { id: 'chrome', name: 'Google Chrome', family: 'chromium', command: [chrome] },
        { id: 'vivaldi', name: 'Vivaldi', family: 'chromium', command: [vivaldi] },
        { id: 'firefox', name: 'Firefox', family: 'firefox', command: [firefox] },
      ],
      confined: [],
    });
  });

  test('one that is in both is found once, in the first', async () => {
    const first = application('Chromium');
    application('Chromium', 'own');
    expect((await find()).browsers.map(({ command }) => command)).toEqual([[first]]);
  });

  test.each([
    ['com.brave.Browser', ['brave', 'chrome', 'edge', 'firefox']],
    ['com.microsoft.edgemac', ['edge', 'chrome', 'brave', 'firefox']],
    ['org.mozilla.firefox', ['firefox', 'chrome', 'edge', 'brave']],
    ['com.apple.safari', ['chrome', 'edge', 'brave', 'firefox']],
  ])('the program for https is first (%s)', async (bundle, order) => {
    for (const name of ['Google Chrome', 'Microsoft Edge', 'Brave Browser']) application(name);
    application('Firefox', 'own', 'firefox');
    expect((await find(handlersWith(bundle))).browsers.map(({ id }) => id)).toEqual(order);
  });

  test('an application folder without its program is none', async () => {
    write('Applications/Vivaldi.app/Contents/Info.plist');
    expect(await find(handlersWith('com.vivaldi.vivaldi'))).toEqual({ browsers: [], confined: [] });
  });
});

describe.skipIf(process.platform === 'win32')('the system is asked for the default browser', () => {
  /** A program on the path that prints this. */
  function program(name: string, lines: readonly string[]): Record<string, string> {
    chmodSync(write(`bin/${name}`, ['#!/bin/sh', ...lines, ''].join('\n')), 0o755);
    return { PATH: `${join(home, 'bin')}:/usr/bin:/bin` };
  }
  const desktopEntry = (exec: string) => `[Desktop Entry]\nExec=${exec}\nMimeType=x-scheme-handler/https;\n`;

  test('on Linux, with the words of xdg-settings', async () => {
    write('.local/share/applications/chromium.desktop', desktopEntry('/usr/bin/chromium'));
    write('.local/share/applications/vivaldi.desktop', desktopEntry('/usr/bin/vivaldi'));
    const environment = {
      ...program('xdg-settings', ['[ "$*" = "get default-web-browser" ] && echo vivaldi.desktop']),
      XDG_DATA_DIRS: join(home, 'none'),
    };
    const { browsers } = await systemOf('linux', { environment, home, folder: home }).find();
    expect(browsers.map(({ id }) => id)).toEqual(['vivaldi', 'chromium']);
  });

  test('without that program, or if it fails, browsers are found all the same', async () => {
    write('.local/share/applications/chromium.desktop', desktopEntry('/usr/bin/chromium'));
    const rest = { XDG_DATA_DIRS: join(home, 'none') };
    for (const environment of [
      { PATH: join(home, 'nothing'), ...rest },
      { ...program('xdg-settings', ['echo chromium.desktop', 'exit 3']), ...rest },
    ])
      expect((await systemOf('linux', { environment, home, folder: home }).find()).browsers).toHaveLength(1);
  });

  test('on macOS, in the user’s own folder too', async () => {
    const program1 = write('Applications/Vivaldi.app/Contents/MacOS/Vivaldi');
    const environment = program('defaults', ['exit 1']);
    const { browsers } = await systemOf('darwin', { environment, home, folder: home }).find();
    expect(browsers.find(({ id }) => id === 'vivaldi')?.command).toEqual([program1]);
  });

  test('on Windows, with its own reg, whatever the path finds', async () => {
    const chrome = write('Programs/chrome.exe');
    const printed = [
      '',
      'HKEY_CURRENT_USER\\Software\\Clients\\StartMenuInternet\\Google Chrome\\shell\\open\\command',
      `    (Default)    REG_SZ    "${chrome}"`,
      '',
    ].join('\r\n');
    write('printed', printed);
    const reg = write(
      'Windows/System32/reg.exe',
      `#!/bin/sh\ncase "$*" in *StartMenuInternet*) cat '${join(home, 'printed')}';; *) exit 1;; esac\n`,
    );
    chmodSync(reg, 0o755);
    const environment = { ...program('reg.exe', ['echo another one']), SYSTEMROOT: join(home, 'Windows') };
    const { browsers } = await systemOf('win32', { environment, home, folder: home }).find();
    expect(browsers).toEqual([{ id: 'chrome', name: 'Google Chrome', family: 'chromium', command: [chrome] }]);
  });
});

describe('on Windows', () => {
  const clients = 'Software\\Clients\\StartMenuInternet';
  const choice = 'HKCU\\Software\\Microsoft\\Windows\\Shell\\Associations\\UrlAssociations\\https';
  const environment = {
    SystemRoot: 'C:\\Windows',
    ProgramFiles: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    LOCALAPPDATA: 'C:\\Users\\Jörg Müller\\AppData\\Local',
  };

  /** As `reg query … /s` prints it, with the values of a browser that are not asked for. */
  const client = (
    name: string,
    command: string,
    { root = 'HKEY_LOCAL_MACHINE', type = 'REG_SZ', word = '(Default)' } = {},
  ) => {
    const key = `${root}\\${clients}\\${name}`;
    return [
      '',
      key,
      `    ${word}    REG_SZ    ${name.split(/[.-]/)[0]}`,
      '',
      `${key}\\Capabilities`,
      '    ApplicationName    REG_SZ    A browser',
      '    ApplicationIcon    REG_SZ    C:\\Elsewhere\\chrome.exe,0',
      '',
      `${key}\\Capabilities\\URLAssociations`,
      '    https    REG_SZ    ChromeHTML',
      '',
      `${key}\\InstallInfo`,
      '    IconsVisible    REG_DWORD    0x1',
      '    ReinstallCommand    REG_SZ    "C:\\Elsewhere\\chrome.exe" --make-default-browser',
      '',
      `${key}\\shell\\open\\command`,
      `    ${word}    ${type}    ${command}`,
      '',
    ].join('\r\n');
  };

  const chosen = (progId: string, key = 'UserChoice') =>
    [
      '',
      `HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\Shell\\Associations\\UrlAssociations\\https\\${key}`,
      '    Hash    REG_SZ    pPQ1l0gdBEA=',
      `    ProgId    REG_SZ    ${progId}`,
      '',
    ].join('\r\n');

  /** `there`: files of this machine, in the right case. */
  const find = (there: readonly string[], { own = '', system = '', choice: how = '' } = {}, more = {}) =>
    findOnWindows({
      environment: { ...environment, ...more },
      registry: async (key) => ({ [`HKCU\\${clients}`]: own, [`HKLM\\${clients}`]: system, [choice]: how })[key] ?? '',
      isThere: (path) => there.includes(path.replaceAll('/', '\\')),
    });

  const paths = {
    chrome: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    edge: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    firefox: 'D:\\Programme\\Firefox & mehr\\firefox.exe',
    brave: 'C:\\Users\\Jörg Müller\\AppData\\Local\\BraveSoftware\\Brave-Browser\\Application\\brave.exe',
    vivaldi: 'C:\\Tools\\Vivaldi\\Application\\vivaldi.exe',
  };

  const everything = {
    system: [
      client('Google Chrome', `"${paths.chrome}"`),
      client('IEXPLORE.EXE', 'C:\\Program Files\\Internet Explorer\\iexplore.exe'),
      client('Microsoft Edge', `"${paths.edge}"`),
      client('Firefox-308046B0AF4A39CB', `"${paths.firefox}"`),
    ].join(''),
    own: client('Vivaldi.7YC4QXLAZSCTHOHUH2ZVVDQHPU', paths.vivaldi, { root: 'HKEY_CURRENT_USER' }),
  };

  test('each known browser is found by its registration, for all users and for one', async () => {
    const { chrome, edge, firefox, vivaldi } = paths;
    expect(await find([chrome, edge, firefox, vivaldi], everything)).toEqual({
      browsers: [
        { id: 'chrome', name: 'Google Chrome', family: 'chromium', command: [chrome] },
        { id: 'edge', name: 'Microsoft Edge', family: 'chromium', command: [edge] },
        { id: 'vivaldi', name: 'Vivaldi', family: 'chromium', command: [vivaldi] },
        { id: 'firefox', name: 'Firefox', family: 'firefox', command: [firefox] },
      ],
      confined: [],
    });
  });

  test('one whose program is gone is none', async () => {
    expect((await find([paths.edge], everything)).browsers.map(({ id }) => id)).toEqual(['edge']);
  });

  test.each([
    ['ChromeHTML', 'chrome'],
    ['FirefoxURL-308046B0AF4A39CB', 'firefox'],
    ['VivaldiHTM.7YC4QXLAZSCTHOHUH2ZVVDQHPU', 'vivaldi'],
    ['MSEdgeHTM', 'edge'],
    // Chrome's beta, and a program from Microsoft's store.
    ['ChromeBHTML', 'chrome'],
    ['AppXq0fevzme2pys62n3e0fbqa7peapykr8v', 'chrome'],
  ])('the program for https is first (%s)', async (progId, first) => {
    const there = [paths.chrome, paths.edge, paths.firefox, paths.vivaldi];
    const { browsers } = await find(there, { ...everything, choice: chosen(progId) });
    expect(browsers[0]?.id).toBe(first);
  });

  test.each(['UserChoiceLatest', 'UserChoiceLatest\\ProgId'])(
    'of two choices the one that this Windows uses counts (%s)',
    async (key) => {
      const both = chosen('ChromeHTML') + chosen('FirefoxURL-308046B0AF4A39CB', key);
      const { browsers } = await find([paths.chrome, paths.firefox], { ...everything, choice: both });
      expect(browsers[0]?.id).toBe('firefox');
    },
  );

  test('the default value has another name in each language, and the data may have a variable', async () => {
    const system = [
      client('Google Chrome', `"${paths.chrome}"`, { word: '(Standard)' }),
      client('Microsoft Edge', '"%ProgramFiles(x86)%\\Microsoft\\Edge\\Application\\msedge.exe"', {
        type: 'REG_EXPAND_SZ',
        word: '(par d\ufffdfaut)',
      }),
    ].join('');
    expect((await find([paths.chrome, paths.edge], { system })).browsers.map(({ command }) => command)).toEqual([
      [paths.chrome],
      [paths.edge],
    ]);
  });

  test('a path that the console cannot write, and one that may not be queried, is found where installers put it', async () => {
    const garbled = client('Brave.QXLAZSCTHOHUH2ZVVDQ', paths.brave.replace('ö', '\ufffd').replace('ü', '\ufffd'), {
      root: 'HKEY_CURRENT_USER',
    });
    const braves = [
      { id: 'brave', name: 'Brave', family: 'chromium', command: [expect.stringMatching(/brave\.exe$/)] },
    ];
    expect((await find([paths.brave], { own: garbled })).browsers).toEqual(braves);
    expect((await find([paths.brave])).browsers).toEqual(braves);
  });

  test.each([
    ['another browser of the same maker', client('Google Chrome SxS', '"C:\\x\\chrome.exe"')],
    ['a name that goes on', client('Google ChromeX', '"C:\\x\\chrome.exe"')],
    ['another program', client('Google Chrome', '"C:\\x\\launcher.exe"')],
    ['a value that is not set', client('Google Chrome', '(value not set)')],
    ['a program on another computer', client('Google Chrome', '"\\\\server\\share\\chrome.exe"')],
    ['a text that is no answer', 'ERROR: The system was unable to find the specified registry key or value.'],
  ])('%s is not offered', async (_, system) => {
    const found = await findOnWindows({
      environment: {},
      registry: async (key) => (key.startsWith('HKLM') ? system : ''),
      // Everything is there: what counts is whether it is looked for.
      isThere: (path) => path !== '',
    });
    expect(found).toEqual({ browsers: [], confined: [] });
  });

  test('arguments of a registration are left out: windows of customers have their own', async () => {
    const system = client('Google Chrome', `"${paths.chrome}" --single-argument %1`);
    expect((await find([paths.chrome], { system })).browsers.map(({ command }) => command)).toEqual([[paths.chrome]]);
  });

  test('a machine without any of it has none', async () => {
    expect(await find([])).toEqual({ browsers: [], confined: [] });
  });
});
