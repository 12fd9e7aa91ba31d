import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { licences, shipped } from '../../scripts/make-licences.mjs';
import { linkMarker } from '../../src/main/desktop/argv.ts';

const root = join(import.meta.dirname, '..', '..');
// electron-builder keeps its reader and its schema in a package of its own, which only it may know.
const ofBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const { getConfig, validateConfiguration } = ofBuilder('app-builder-lib/out/util/config/config');
const { DebugLogger } = ofBuilder('builder-util');

interface Packaging {
  appId: string;
  publish: unknown;
  npmRebuild: boolean;
  asar: unknown;
  asarUnpack: string[];
  files: { filter: string[] }[];
  electronFuses: Record<string, boolean>;
  protocols: { schemes: string[] }[];
  mac: Record<string, unknown> & { extendInfo: Record<string, unknown>; icon: string; entitlements: string };
  win: { icon: string; requestedExecutionLevel: string };
  nsis: { perMachine: boolean; include: string };
  toolsets: Record<string, string>;
  linux: { executableArgs: string[]; syncDesktopName: boolean; icon: string };
}

const config: Packaging = await getConfig(root, 'electron-builder.yml', null);
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `src/${file.replaceAll('\\', '/')}`);

describe('the package', () => {
  test('uses only options that electron-builder knows', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
  });

  test('cannot be made to run other code: every fuse is set as it must be', { tags: ['package-fuses'] }, () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      enableCookieEncryption: false,
      grantFileProtocolExtraPrivileges: false,
      // Not a fuse: it lets an unsigned program start on Apple's processors after the fuses are set.
      resetAdHocDarwinSignature: true,
    });
    expect(config.asar).toBe(true);
    expect(text('electron-builder.yml')).not.toMatch(/disableAsarIntegrity|allow-unsigned|disable-library-validation/);
    expect(text(config.mac.entitlements)).not.toMatch(/disable-library-validation|allow-unsigned|get-task-allow/);
  });

  test('keeps the sandbox: nothing in it is started with --no-sandbox', () => {
    expect(config.linux.executableArgs).toEqual([linkMarker]);
    expect(text('electron-builder.yml').replaceAll(/^\s*#.*$/gm, '')).not.toContain('no-sandbox');
  });

  test('has no update feed, and never one that could be changed in transit', () => {
    expect(config.publish).toBeNull();
    expect(text('electron-builder.yml')).not.toContain('http:');
  });

  test('takes its version from package.json alone', () => {
    const { version } = JSON.parse(text('package.json'));
    expect(JSON.parse(text('package-lock.json')).packages[''].version).toBe(version);
    expect(text('electron-builder.yml')).not.toMatch(/buildVersion|bundleVersion|^\s*(version|electronVersion):/m);
    for (const file of sources) expect([file, text(file).includes(`'${version}'`)]).toEqual([file, false]);
  });

  test('opens no developer tools in a packaged window', () => {
    expect(sources.filter((file) => /\bdevTools\b|DevTools\(/.test(text(file)))).toEqual([
      'src/main/desktop/lockdown.ts',
    ]);
    expect(text('src/main/desktop/lockdown.ts')).toContain('devTools: !packaged');
  });

  test('starts as an AppImage without the old libfuse, which new systems lack', () => {
    expect(config.toolsets['appimage']).toMatch(/^1\./);
  });

  test('has keytar outside the archive and unchanged', () => {
    expect(config.asarUnpack).toContain('node_modules/keytar/prebuilds/**');
    expect(config.npmRebuild).toBe(false);
  });

  test('leaves out the three copies of Node in node_modules', () => {
    const filter = config.files.flatMap((set) => set.filter);
    expect(filter).toContain('!node_modules/node-linux-*/**');
    expect(filter).toContain('!node_modules/node-win-*/**');
    expect(filter).not.toContain('**/*');
    expect(filter.filter((pattern) => /^(src|tests|scripts|bench)/.test(pattern))).toEqual([]);
  });

  test('has one name on Linux: in package.json, in the program and in its .desktop file', () => {
    const { desktopName } = JSON.parse(text('package.json'));
    expect(desktopName).toBe(`${config.appId}.desktop`);
    expect(text('src/main/desktop/environment.ts')).toContain(`'${config.appId}'`);
    expect(config.linux.syncDesktopName).toBe(true);
  });

  test('handles latchkey:// links, lives in the menu bar and needs no administrator', () => {
    expect(config.protocols.map(({ schemes }) => schemes)).toEqual([['latchkey']]);
    expect(config.mac.extendInfo['LSUIElement']).toBe(true);
    expect(config.win.requestedExecutionLevel).toBe('asInvoker');
    expect(config.nsis.perMachine).toBe(false);
  });

  test('finds every file that it names', () => {
    const named = [config.mac.icon, config.win.icon, config.linux.icon, config.nsis.include, config.mac.entitlements];
    for (const path of [...named, 'LICENSE', 'resources/tray', 'resources/licences.txt']) {
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});

describe('the licences', { tags: ['package-licences'] }, () => {
  test('cover every shipped package of the current lock file', () => {
    expect(text('resources/licences.txt')).toBe(licences());
  });

  test('are there for every package that the sources use, bundled or not', () => {
    const imported = /^import\b[^;]*?'([^']+)';$|\bimport\('([^']+)'\)/gm;
    const used = sources.flatMap((file) =>
      [...text(file).matchAll(imported)].map(([, by, later]) => by ?? later ?? ''),
    );
    const packages = used
      .filter((name) => !/^\.|^electron$|\.css$/.test(name) && !isBuiltin(name))
      .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? '');
    expect(packages).toEqual(expect.arrayContaining(['react-dom', 'electron-updater', 'keytar', 'zod']));
    const shippedFolders = shipped.map(({ folder }) => folder);
    expect(packages.filter((name) => !shippedFolders.includes(`node_modules/${name}`))).toEqual([]);
  });

  test('have their own words, or say that there came none', () => {
    const parts = text('resources/licences.txt').split('─'.repeat(80)).slice(2);
    expect(parts).toHaveLength(shipped.length);
    for (const part of parts) expect(part).toMatch(/Copyright|©|\(c\)/i);
  });

  test('are all of the kind that lets the program be given away', () => {
    const allowed = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|BlueOak-1\.0\.0|Python-2\.0|\(MIT OR CC0-1\.0\))$/;
    expect(shipped.filter(({ license }) => !allowed.test(license ?? '')).map(({ name }) => name)).toEqual([]);
    expect(shipped.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['react', 'undici', 'zod', 'electron-store']),
    );
  });
});
