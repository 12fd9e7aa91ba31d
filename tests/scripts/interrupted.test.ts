import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { eventually } from '../helpers/eventually.ts';

// Commands that end, and that Ctrl+C, a closed terminal or a `kill` ends: they leave neither files nor processes.

const folder = mkdtempSync(join(tmpdir(), 'i'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a script of ours with a folder of its own for temporary files, in a process group of its own. */
function start(args: string[]) {
  const temporary = mkdtempSync(join(folder, 't'));
  const child = spawn(process.execPath, args, {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return { child, temporary, said: () => said, pid: child.pid ?? 0 };
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

/** Not if it has ended and only waits for a parent to ask how. */
const isRunning = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));

/** Leaves a folder, and a process in a group of its own, as browsers are started. Ends by no signal if it is stubborn. */
const leavesMuch = (stubborn: boolean) => `
  const { mkdtempSync } = require('node:fs');
  mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'left-'));
  const { pid } = require('node:child_process').spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ${stubborn} || process.exit(9));
  console.log('left ' + pid + ' ' + process.pid);
  setInterval(() => {}, 1000);`;

describe.skipIf(process.platform !== 'linux')('a command beside a private keyring', () => {
  async function interrupt(stubborn: boolean, send: (pid: number) => void) {
    const run = start(['scripts/with-keyring.mjs', process.execPath, '-e', leavesMuch(stubborn)]);
    await eventually(() => expect(run.said()).toMatch(/left \d+ \d+\n/));
    const pids = (/left (\d+) (\d+)/.exec(run.said()) ?? []).slice(1).map(Number);
    const ended = codeOf(run.child);
    send(run.pid);
    return { code: await ended, files: readdirSync(run.temporary), running: pids.filter(isRunning) };
  }

  test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s leaves nothing', async (signal) => {
    expect(await interrupt(false, (pid) => process.kill(pid, signal))).toEqual({ code: 9, files: [], running: [] });
  });

  test('Ctrl+C, which reaches every process of the terminal, leaves nothing', async () => {
    expect(await interrupt(false, (pid) => process.kill(-pid, 'SIGINT'))).toEqual({ code: 9, files: [], running: [] });
  });

  test('a command that goes on is killed', { timeout: 40_000 }, async () => {
    expect(await interrupt(true, (pid) => process.kill(pid, 'SIGTERM'))).toEqual({ code: 137, files: [], running: [] });
  });
});

describe.skipIf(process.platform !== 'linux')('the walk of the demo', () => {
  const walk = `import('./scripts/demo-on-stand-in.mjs')
    .then(({ walkOnStandIn, noDisplay }) => walkOnStandIn(noDisplay))
    .then((code) => { process.exitCode = code; })`;

  /** The stand-in has started its Chromium. */
  const starts = (temporary: string): boolean =>
    readdirSync(temporary, { recursive: true }).some((name) => String(name).includes('latchkey-stand-in-'));
  const walks = (_temporary: string, said: string): boolean => said.includes('1-first-run.png');

  test('goes to its end, and leaves nothing but its pictures', { timeout: 120_000 }, async () => {
    const run = start(['-e', walk]);
    expect(await codeOf(run.child), run.said()).toBe(0);
    expect(run.said()).toContain('The sandbox accepted every log-in.');
    expect(readdirSync(run.temporary)).toEqual([]);
  });

  test.for([
    // As Ctrl+C in a terminal, which reaches every process.
    ['while it starts', 'SIGINT', (pid: number) => -pid, starts],
    ['while it walks', 'SIGTERM', (pid: number) => pid, walks],
  ] as const)('%s, %s leaves nothing, and no process runs', { timeout: 120_000 }, async ([, signal, whom, isAt]) => {
    const run = start(['-e', walk]);
    const ended = codeOf(run.child);
    await vi.waitFor(() => expect(isAt(run.temporary, run.said())).toBe(true), 90_000);
    process.kill(whom(run.pid), signal);
    expect(await ended).not.toBe(0);
    expect(readdirSync(run.temporary)).toEqual([]);
    expect(processesThatKnow(run.temporary)).toEqual([]);
    expect(run.said()).not.toMatch(/^\s+at /m);
  });
});

function processesThatKnow(path: string): string[] {
  const known: string[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/environ`, 'latin1').includes(path)) known.push(pid);
    } catch {
      // It has just ended.
    }
  }
  return known;
}
