import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startPrivateKeyring } from '../../scripts/private-keyring.mjs';
import '../helpers/figures.ts';
import { faults } from '../helpers/faults.ts';
import { Trial } from '../helpers/trial.ts';

// The system writes the memory of a program that crashes to a file, if it was set up to. A key must not be in it.

/** A program that has a key in its memory, made from parts so that its source is no place to find it. */
const program = (before: string): string => `
  ${before}
  globalThis.key = Buffer.from(['in', 'the', 'memory', 'of', 'a', 'program'].join('-'));
  process.abort();
`;
const key = Buffer.from('in-the-memory-of-a-program');
const asLatchkey = `
  const { leaveMemoryOutOfDumps } = await import(${JSON.stringify(new URL('../../src/main/lib/core-dumps.ts', import.meta.url).href)});
  leaveMemoryOutOfDumps('linux');
`;

/** What the system wrote when the program crashed; empty if it writes nowhere that this test can read. */
async function dumpOf(source: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-dump-'));
  try {
    const script = 'ulimit -c unlimited && exec "$0" --input-type=module -e "$1"';
    await new Promise((ended) =>
      execFile('sh', ['-c', script, process.execPath, source], { cwd: folder }, () => ended(null)),
    );
    return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isWrittenHere =
  process.platform === 'linux' && /^core(\.|%|$)/m.test(readFileSync('/proc/sys/kernel/core_pattern', 'utf8'));

test.skipIf(!isWrittenHere)(
  'a core dump has the memory of an ordinary program, and not of Latchkey',
  {
    tags: ['keychain-no-dump'],
  },
  async () => {
    expect((await dumpOf(program(''))).includes(key)).toBe(true);
    const ours = await dumpOf(program(asLatchkey));
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.includes(key)).toBe(false);
  },
);

const noKeyring = faults[24].notRun();

test.skipIf(noKeyring)(
  'the keychain’s own process leaves its memory out before it is asked for a key',
  {
    tags: ['keychain-no-dump'],
  },
  async () => {
    const keyring = await startPrivateKeyring();
    const trial = await Trial.prepare();
    try {
      const runner = await trial.startInChild({ keyringAddress: keyring.address });
      await trial.connectAll(['brevo']);
      const helpers = readFileSync(`/proc/${runner.pid}/task/${runner.pid}/children`, 'utf8').trim().split(' ');
      expect(helpers).toHaveLength(1);
      for (const pid of helpers) expect(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim()).toBe('00000000');
    } finally {
      await trial.end();
      await keyring.stop();
    }
  },
);
