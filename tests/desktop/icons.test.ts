import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { trayIconName } from '../../src/main/desktop/tray-icon.ts';

const resources = join(import.meta.dirname, '..', '..', 'resources');

/** Width and height in pixels, from the first chunk of a PNG. */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** The sizes of the PNGs in an ICO file, each as its directory says. */
function sizesInIco(ico: Buffer): number[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, place) => {
    const entry = 6 + 16 * place;
    const start = ico.readUInt32LE(entry + 12);
    const size = ico.readUInt8(entry) || 256;
    expect(sizeOf(ico.subarray(start, start + ico.readUInt32LE(entry + 8)))).toEqual([size, size]);
    return size;
  });
}

describe('icons of the tray', () => {
  const states = ['idle', 'syncing', 'attention'] as const;

  test.each([
    ['darwin', 16],
    ['linux', 32],
  ] as const)('are there for every state, taskbar and scale on %s', (platform, points) => {
    for (const state of states) {
      for (const dark of [true, false]) {
        const name = trayIconName(state, platform, dark);
        for (const scale of [1, 2, 3]) {
          const file = scale === 1 ? name : name.replace('.png', `@${scale}x.png`);
          expect(sizeOf(readFileSync(join(resources, 'tray', file)))).toEqual([points * scale, points * scale]);
        }
      }
    }
  });

  test('have every size that Windows draws, in one file', () => {
    for (const state of states) {
      for (const dark of [true, false]) {
        const file = readFileSync(join(resources, 'tray', trayIconName(state, 'win32', dark)));
        // 100, 125, 150, 175, 200, 250 and 300 %.
        expect(sizesInIco(file)).toEqual([16, 20, 24, 28, 32, 40, 48]);
      }
    }
  });

  test('are template images on macOS, by their names', () => {
    for (const state of states) expect(trayIconName(state, 'darwin', true)).toMatch(/Template\.png$/);
  });

  test('are light on a dark Windows taskbar', () => {
    expect(trayIconName('idle', 'win32', true)).toBe('idle-light.ico');
    expect(trayIconName('idle', 'win32', false)).toBe('idle-dark.ico');
  });

  test('differ from state to state', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const drawings = states.map((state) =>
        readFileSync(join(resources, 'tray', trayIconName(state, platform, true))).toString('base64'),
      );
      expect(new Set(drawings).size).toBe(states.length);
    }
  });
});

describe('icons of the program', () => {
  test('have every size that Linux desktops look for', () => {
    const files = readdirSync(join(resources, 'icons', 'linux'));
    expect(files).toHaveLength(8);
    for (const file of files) {
      const size = Number.parseInt(file, 10);
      expect(sizeOf(readFileSync(join(resources, 'icons', 'linux', file)))).toEqual([size, size]);
    }
  });

  test('are whole PNGs in the .ico for Windows', () => {
    expect(sizesInIco(readFileSync(join(resources, 'icons', 'app.ico')))).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  test('are whole PNGs up to 1024 px in the .icns for macOS', () => {
    const icns = readFileSync(join(resources, 'icons', 'app.icns'));
    expect(icns.subarray(0, 4).toString('latin1')).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const sizes: number[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      sizes.push(sizeOf(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))[0]);
    }
    expect(sizes).toEqual([16, 32, 128, 256, 512, 1024, 32, 64, 256, 512]);
  });
});
