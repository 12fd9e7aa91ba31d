// Measures windows of customers' own in a real browser on an X server: node measure-windows.ts '<WindowsTask as JSON>'

import { spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../../src/main/app/start.ts';
import type { Input, Output, RequestName } from '../../src/shared/contract.ts';
import type { OpensIn } from '../../src/shared/own-windows.ts';
import { ok, type Result } from '../../src/shared/result.ts';
import { FakeDesktop } from '../../tests/helpers/fake-desktop.ts';
import { MemoryKeychain } from '../../tests/helpers/memory-keychain.ts';
import { type Fault, ProviderServer } from '../../tests/helpers/provider-server.ts';
import { browserOn, type Installed, killBrowserOn, WindowBrowser } from '../../tests/helpers/window-browser.ts';
import { XDisplay } from '../../tests/helpers/x-display.ts';
import { medianOf } from '../children.ts';

export interface WindowsTask {
  rounds: number;
  installed: Installed;
}

type UsersBrowser = 'handOverCold' | 'handOverWarm' | 'plainCold' | 'plainWarm';

export interface MeasuredWindows {
  rounds: number;
  /**
   * To the second frame of the customer's page. Cold: no browser runs on the folder. Warm: one does. The user's own
   * browser is measured in Chromium only.
   */
  enterToPageMs: Record<'windowCold' | 'windowWarm', number> & Partial<Record<UsersBrowser, number>>;
  /** Of all its processes; what they share with others is divided among them. */
  memoryMb: number;
  diskMb: number;
  /** From asking for it to the last file being gone. */
  closeToWipedMs: number;
}

const { installed, rounds } = JSON.parse(process.argv[2] ?? '{}') as WindowsTask;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
const display = await XDisplay.start();
const browser = new WindowBrowser(display.name, { installed });
const provider = await ProviderServer.start();

/** A page says when it is on the screen. */
let painted: () => void = () => {};
const page = `<!doctype html><title>Logged in</title><h1>Logged in</h1>
<script>requestAnimationFrame(() => requestAnimationFrame(() => fetch('/painted', { method: 'POST' })))</script>`;
const pages: Fault = ({ url }, response) => {
  if (url === '/painted') painted();
  else if (!provider.ownerOf(`${provider.origin}${url}`)) return 'ordinary';
  response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' }).end(page);
  return 'taken';
};
provider.fault = pages;

const environment = {
  LATCHKEY_ORIGINS: JSON.stringify({ sendgrid: provider.origin, brevo: provider.origin }),
  ...browser.environment,
};
const keychain = new MemoryKeychain();
const latchkey = new FakeDesktop({ folder, fork: () => keychain.fork() });
const { desktop } = latchkey;

/** The folder of the user's own browser: the same program, as the system would start it. */
const usersFolder = join(browser.folder, 'users');
async function openUsersBrowser(address: string): Promise<Result<null>> {
  const args = [`--user-data-dir=${usersFolder}`, '--no-first-run', '--no-default-browser-check', address];
  spawn(browser.program, args, { env: environment, stdio: 'ignore', detached: true }).unref();
  return ok(null);
}
await start(
  { ...desktop, browser: { ...desktop.browser, openLogin: openUsersBrowser, openHandOver: openUsersBrowser } },
  environment,
);

async function get<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await latchkey.ask(name, input);
  if (!answer.ok) throw new Error(`${name} answered ${answer.problem.kind}`);
  return answer.value;
}

const connection = { provider: 'brevo', key: provider.keys.brevo, label: '', colour: 'blue', region: '' } as const;
const { connectionId } = await get('connectProvider', connection);
await get('syncAccounts', { connectionId });
const accountId = `${connectionId}/${provider.customers.brevo[0]?.remoteId}`;

/** From Enter to the page's second frame. */
async function logIn(opensIn: OpensIn): Promise<number> {
  const isPainted = new Promise<void>((resolve) => {
    painted = resolve;
  });
  const from = performance.now();
  await get('logIn', { accountId, target: null, reason: '', confirmed: [], chosen: 'row', opensIn });
  await isPainted;
  return performance.now() - from;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function ended(path: string): Promise<void> {
  while (browserOn(path) !== null && existsSync(`/proc/${browserOn(path)}`)) await pause(20);
}

/** The user's browser, first not running and then running. */
async function measureUsers(linkHandOver: 'on' | 'off'): Promise<{ cold: number; warm: number }> {
  await get('changeSettings', { linkHandOver });
  rmSync(usersFolder, { recursive: true, force: true });
  const cold = await logIn('browser');
  await pause(settleMs);
  const warm = await logIn('browser');
  killBrowserOn(usersFolder);
  await ended(usersFolder);
  return { cold, warm };
}

/** A browser that has only just started still reads and writes a lot. */
const settleMs = 3_000;

async function measureWindow() {
  const cold = await logIn('window');
  await pause(settleMs);
  const [id = ''] = readdirSync(join(folder, 'windows')).filter((name) => !name.endsWith('.json'));
  const path = join(folder, 'windows', id);
  const memoryMb = memoryOf(browserOn(path) ?? 0);
  const diskMb = bytesIn(path) / 1e6;
  const warm = await logIn('window');
  await pause(settleMs);
  const from = performance.now();
  await get('closeWindow', { windowId: id });
  if (readdirSync(join(folder, 'windows')).length > 0) throw new Error('Something of the window is left.');
  return { cold, warm, memoryMb, diskMb, closeMs: performance.now() - from };
}

/** Of a process and all below it, in MB: what each shares with others counts for its part. Source: proc(5), smaps_rollup. */
function memoryOf(root: number): number {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), parentOf(pid)]),
  );
  const below = (pid: number): boolean => {
    const parent = parents.get(pid);
    return pid === root || (parent !== undefined && parent > 0 && below(parent));
  };
  const kb = [...parents.keys()].filter(below).map((pid) => {
    const rollup = readOrEmpty(`/proc/${pid}/smaps_rollup`);
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
  });
  return kb.reduce((sum, each) => sum + each, 0) / 1_000;
}

const parentOf = (pid: string): number => Number(/^PPid:\s+(\d+)/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] ?? 0);

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
}

const bytesIn = (path: string): number =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => lstatSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);

const windows = [];
const handOvers: Awaited<ReturnType<typeof measureUsers>>[] = [];
const plain: typeof handOvers = [];
// In turn, so that what else the machine does disturbs all alike.
for (let round = 0; round < rounds; round++) {
  windows.push(await measureWindow());
  if (installed === 'firefox') continue;
  handOvers.push(await measureUsers('on'));
  plain.push(await measureUsers('off'));
}
const ofUsers = () => ({
  handOverCold: medianOf(handOvers.map(({ cold }) => cold)),
  handOverWarm: medianOf(handOvers.map(({ warm }) => warm)),
  plainCold: medianOf(plain.map(({ cold }) => cold)),
  plainWarm: medianOf(plain.map(({ warm }) => warm)),
});
const measured: MeasuredWindows = {
  rounds,
  enterToPageMs: {
    windowCold: medianOf(windows.map(({ cold }) => cold)),
    windowWarm: medianOf(windows.map(({ warm }) => warm)),
    ...(installed === 'firefox' ? {} : ofUsers()),
  },
  memoryMb: medianOf(windows.map((each) => each.memoryMb)),
  diskMb: medianOf(windows.map((each) => each.diskMb)),
  closeToWipedMs: medianOf(windows.map(({ closeMs }) => closeMs)),
};
await latchkey.quit();
browser.end(folder);
display.end();
await provider.stop();
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit());
