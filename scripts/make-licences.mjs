// Collects the licences of everything that ships, from package-lock.json and node_modules, into resources/licences.txt:
// `node scripts/make-licences.mjs`. Electron and Chromium bring their own files.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Development dependencies that ship with all that they need, because they are bundled into the windows. */
const bundled = ['react', 'react-dom', '@base-ui/react', 'lucide-react'];
/** Node itself, for development only. */
const notShipped = /^node-(linux|win)-/;

/** @typedef {{ version: string, license?: string, dev?: boolean, dependencies?: Record<string, string> }} Locked */
/** @type {Record<string, Locked>} */
const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** These packages and their dependencies, by name. @param {string[]} names @returns {Set<string>} */
function withDependencies(names, found = new Set()) {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    withDependencies(Object.keys(locked[`node_modules/${name}`]?.dependencies ?? {}), found);
  }
  return found;
}
const inWindows = withDependencies(bundled);

/** Every package that ships, by its folder. */
export const shipped = Object.entries(locked)
  .map(([folder, entry]) => ({ folder, name: folder.split('node_modules/').at(-1) ?? '', ...entry }))
  .filter(({ folder, name, dev }) => folder !== '' && (!dev || inWindows.has(name)) && !notShipped.test(name))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Returns the licence file of the package, or what its package.json says. @param {string} folder */
function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)([.-].*)?$/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const { author, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const holder = typeof author === 'string' ? author : author?.name;
  return `${holder ? `Copyright (c) ${holder}. ` : ''}Licensed under ${license}; it came without the text.`;
}

/** Returns the whole text of resources/licences.txt. */
export function licences() {
  const parts = shipped.map(({ folder, name, version, license }) => {
    return `${name} ${version} (${license ?? 'see below'})\n\n${licenceText(join(root, folder))}`;
  });
  const own = `Latchkey\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}`;
  const electron =
    'Electron, Chromium and Node.js\n\nTheir licences lie beside the program: LICENSE.electron.txt and LICENSES.chromium.html.';
  return `${[own, electron, ...parts].join(`\n\n${'─'.repeat(80)}\n\n`)}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(root, 'resources', 'licences.txt'), licences());
