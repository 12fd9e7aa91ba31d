// npm run bench [-- search|sync|login|start|paint|day|bundles|windows …]: measures, prints tables, and writes
// docs/bench.json. It keeps the sections that it does not measure. Figures only: no test depends on them.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { comeFirst } from './priority.ts';
import { benchBundles } from './program/bundles-section.ts';
import { benchDay } from './program/day-section.ts';
import { benchLogin } from './program/login-section.ts';
import { benchPaint } from './program/paint-section.ts';
import { benchStart } from './program/start-section.ts';
import { benchSync } from './program/sync-section.ts';
import { benchWindows } from './program/windows-section.ts';
import { benchSearch } from './search/search-section.ts';

const file = fileURLToPath(new URL('../docs/bench.json', import.meta.url));

/** Each measures one thing and returns its part of docs/bench.json. */
const sections: Readonly<Record<string, () => Promise<object>>> = {
  search: benchSearch,
  sync: benchSync,
  login: benchLogin,
  start: benchStart,
  paint: benchPaint,
  day: benchDay,
  bundles: benchBundles,
  windows: benchWindows,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`No such section: ${unknown.join(', ')}. There are: ${Object.keys(sections).join(', ')}.`);
  process.exit(2);
}

comeFirst();
for (const [name, measure] of Object.entries(sections)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const loadBefore = loadavg()[0] ?? 0;
  const found = await measure();
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { measured?: object }) : {};
  const measured = {
    ...known.measured,
    // The figures need this: how busy the machine was with other work.
    [name]: {
      at: new Date().toISOString(),
      node: process.version,
      cpu: cpus()[0]?.model.trim() ?? '',
      cores: availableParallelism(),
      loadBefore,
    },
  };
  writeFileSync(file, `${JSON.stringify({ ...known, ...found, measured }, null, 2)}\n`);
}
