// Reads the fuses of every program under dist and compares them with electron-builder.yml: `node
// scripts/check-fuses.mjs` after `npm run pack`. Exits with 1 if a fuse differs, or if there is no program.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const root = join(import.meta.dirname, '..');
const ofBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const { getConfig } = ofBuilder('app-builder-lib/out/util/config/config');

/** @type {Record<string, FuseV1Options>} */
const fuses = {
  runAsNode: FuseV1Options.RunAsNode,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
};

const dist = resolve(process.argv[2] ?? join(root, 'dist'));
const programs = readdirSync(dist).flatMap((folder) =>
  ['latchkey', 'Latchkey.exe', 'Latchkey.app']
    .map((name) => join(dist, folder, name))
    .filter((path) => /^(linux|win|mac)/.test(folder) && existsSync(path)),
);
const { electronFuses } = await getConfig(root, 'electron-builder.yml', null);

let wrong = programs.length === 0;
for (const program of programs) {
  const wire = await getCurrentFuseWire(program);
  const differing = Object.entries(fuses).filter(
    ([name, fuse]) => wire[fuse] !== (electronFuses[name] ? FuseState.ENABLE : FuseState.DISABLE),
  );
  console.log(`${program}: ${differing.length === 0 ? 'as it must be' : differing.map(([name]) => name).join(', ')}`);
  wrong ||= differing.length > 0;
}
if (programs.length === 0) console.error(`No program under ${dist}`);
process.exitCode = wrong ? 1 : 0;
