// `npm run demo`: installs what is missing, builds, and runs the main job with sample customers; no key needed. It
// opens true Electron if its binary and a display exist. Otherwise a script walks through the same bundle on the
// stand-in.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, root, run } from './bootstrap.mjs';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** Returns Electron's executable, or null. Only looks at the disk: requiring `electron` would start a download. */
function electronBinary() {
  const folder = join(root, 'node_modules', 'electron');
  const path = join(folder, 'path.txt');
  const binary = existsSync(path) ? join(folder, 'dist', readFileSync(path, 'utf8').trim()) : null;
  return binary && existsSync(binary) ? binary : null;
}

/** Returns the binary. Fetches it once, if there is a display to show it on. */
function fetchedElectronBinary() {
  const present = electronBinary();
  if (present || !hasDisplay) return present;
  console.log("Fetching Electron's binary (once)");
  spawnSync('npx', ['install-electron'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    timeout: 180_000,
  });
  return electronBinary();
}

/** @param {string} binary */
function runInElectron(binary) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'));
  console.log(
    'Latchkey is starting, with a folder of its own. Choose "Explore with sample customers"; quit from the tray.',
  );
  const env = { ...process.env, LATCHKEY_USER_DATA: folder };
  const { status } = spawnSync(binary, ['.'], { cwd: root, stdio: 'inherit', env });
  rmSync(folder, { recursive: true, force: true });
  return status ?? 1;
}

bootstrap();
console.log('Building');
if (run('electron-vite', ['build', '--logLevel', 'warn']) !== 0) process.exit(1);
const binary = fetchedElectronBinary();
if (binary && hasDisplay) {
  process.exitCode = runInElectron(binary);
} else {
  const missing = [binary ? null : "Electron's binary", hasDisplay ? null : 'a display'].filter(Boolean).join(' and ');
  console.log(`No ${missing} here: walking through the same bundle on the stand-in, with Chromium pages for windows.`);
  process.exitCode = run('node', ['scripts/with-keyring.mjs', 'node', 'scripts/demo-walk.ts']);
}
