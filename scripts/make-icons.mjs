// Draws every icon of the program from resources/icons/*.svg: `node scripts/make-icons.mjs`. Needs rsvg-convert
// (Debian: librsvg2-bin). The icons are committed, so that a build needs no drawing program.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const resources = join(import.meta.dirname, '..', 'resources');
const sources = join(resources, 'icons');
const tray = join(resources, 'tray');
const states = ['idle', 'syncing', 'attention'];

/**
 * Returns a drawing as a PNG of `size` by `size` pixels, coloured by `style` if there is one.
 * @param {string} name @param {number} size @param {string} [style] @returns {Buffer}
 */
function png(name, size, style) {
  const drawing = readFileSync(join(sources, `${name}.svg`), 'utf8');
  const coloured = style === undefined ? drawing : drawing.replace('</svg>', `<style>${style}</style></svg>`);
  return execFileSync('rsvg-convert', ['--width', String(size), '--height', String(size)], { input: coloured });
}

/** Returns the drawing for a size. The small one has its edges on the pixels of 16 and 32. @param {number} size */
const appIcon = (size) => png(size <= 32 ? 'app-small' : 'app', size);

/**
 * Writes files such as `idle-light.png` and `idle-light@2x.png`. Electron finds the larger ones by the name of the first.
 * @param {string} name @param {number} points @param {readonly number[]} scales @param {(size: number) => Buffer} draw
 */
function writeScales(name, points, scales, draw) {
  for (const scale of scales) {
    writeFileSync(join(tray, `${name}${scale === 1 ? '' : `@${scale}x`}.png`), draw(Math.round(points * scale)));
  }
}

/** The sizes of a tray icon on Windows from 100 to 300 %. @param {string} name @param {(size: number) => Buffer} draw */
function writeIco(name, draw) {
  writeFileSync(join(tray, `${name}.ico`), ico([16, 20, 24, 28, 32, 40, 48], draw));
}

/** @param {string} glyph @param {string} badge */
const colours = (glyph, badge) => `.glyph { fill: ${glyph} } .work { stroke: ${glyph} } .badge { fill: ${badge} }`;

/**
 * Returns an ICO file: a directory of 6 + 16 n bytes, then PNGs. Source: Microsoft, ICO file format.
 * @param {readonly number[]} sizes @param {(size: number) => Buffer} draw
 */
function ico(sizes, draw) {
  const images = sizes.map((size) => ({ size, data: draw(size) }));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [place, { size, data }] of images.entries()) {
    const entry = 6 + 16 * place;
    // One byte each for width and height; 0 means 256.
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(data.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += data.length;
  }
  return Buffer.concat([head, ...images.map(({ data }) => data)]);
}

/** Types of PNG entries and their sizes in pixels. Source: the icns format as macOS writes it with iconutil. */
const icnsEntries = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

function icns() {
  const entries = icnsEntries.map(([type, size]) => {
    const data = appIcon(size);
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([head, data]);
  });
  const body = Buffer.concat(entries);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

mkdirSync(tray, { recursive: true });
mkdirSync(join(sources, 'linux'), { recursive: true });
for (const state of states) {
  // macOS uses only the shape and colours it for its menu bar.
  writeScales(`${state}Template`, 16, [1, 2, 3], (size) => png(`tray-${state}`, size, colours('#000', '#000')));
  // The name is that of the glyph: the light one is for dark taskbars. Windows draws one file at every scale of its own.
  writeIco(`${state}-light`, (size) => png(`tray-${state}`, size, colours('#fff', '#ff6b60')));
  writeIco(`${state}-dark`, (size) => png(`tray-${state}`, size, colours('#1b1b1f', '#d42a20')));
  // Linux panels scale icons themselves, and scale down better than up.
  const tile = state === 'idle' ? 'app-small' : `tile-${state}`;
  writeScales(`${state}-tile`, 32, [1, 2, 3], (size) => png(tile, size));
}
for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  writeFileSync(join(sources, 'linux', `${size}x${size}.png`), appIcon(size));
}
writeFileSync(join(sources, 'app.png'), appIcon(1024));
writeFileSync(join(sources, 'app.ico'), ico([16, 24, 32, 48, 64, 128, 256], appIcon));
writeFileSync(join(sources, 'app.icns'), icns());
