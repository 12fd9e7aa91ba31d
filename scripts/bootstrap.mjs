// Installs what is missing, and nothing else: node_modules from the lock file, and system packages.
// Runs under any Node from 20 on and imports only builtins: a clean clone has nothing else yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkMachine } from './machine.mjs';
import { giveUp, projectEnv, root, run } from './project.mjs';
import { installSystemPackages, testNeeds } from './system-packages.mjs';

/** Installs node_modules, or ends the process with one sentence if this machine cannot run the scripts. */
export function installModules() {
  checkMachine();
  installLocked();
  checkNode();
}

function installLocked() {
  const marker = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages from the lock file');
  // EBADENGINE warnings are about the Node that runs npm itself. Everything else runs under the project's own.
  if (run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']) === 0) return;
  giveUp('npm could not install the packages, and says above why: mend that, then try again.');
}

/** Scripts must run under the Node that Electron embeds: node:sqlite and type stripping differ in older versions. */
function checkNode() {
  const { status, stdout } = spawnSync('node', ['-p', 'process.versions.node'], {
    env: projectEnv,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0 && Number(stdout.split('.')[0]) >= 24) return;
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = Object.values(optionalDependencies)[0];
  giveUp(
    `Node ${(stdout ?? '').trim()} would run the scripts, and 24 is needed. Install Node ${version} or later, then try again.`,
  );
}

/** Leaves a machine on which every test can run, or ends the process with what to do. */
export function bootstrap() {
  installModules();
  installSystemPackages(testNeeds);
}
