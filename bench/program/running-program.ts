import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Program } from '../../src/main/app/compose.ts';
import { overridesFrom } from '../../src/main/app/overrides.ts';
import { connectProvider } from '../../src/main/connections/connect-provider.ts';
import { openDirectory } from '../../src/main/directory/directory.ts';
import { openLog } from '../../src/main/log/log.ts';
import type { SandboxProvider } from '../../src/main/sandbox/sandbox.ts';
import { SettingsFile } from '../../src/main/settings/settings-file.ts';
import { FakeDesktop } from '../../tests/helpers/fake-desktop.ts';
import { forkChild } from '../../tests/helpers/fork-child.ts';
import { MemoryKeychain } from '../../tests/helpers/memory-keychain.ts';

export interface RunningProgram {
  program: Program;
  connectionId: string;
  /** When the browser was asked to open each customer, on the clock of `performance.now`. */
  openedAt: number[];
  end: () => Promise<void>;
}

/** The keychain process with the real keytar, or a keychain in memory if this machine has no keyring. */
const forkKeychain = (real: boolean): (() => ReturnType<MemoryKeychain['fork']>) => {
  if (real) return () => forkChild('src/main/secrets/keychain-process.ts', process.env);
  const memory = new MemoryKeychain();
  return () => memory.fork();
};

/**
 * The whole main process but Electron in a new folder, connected to a pretend provider: real adapters, real HTTP, real
 * SQLite. Connecting starts the first sync; it is under way when this resolves.
 */
export async function runProgram(
  provider: 'sendgrid' | 'brevo',
  service: SandboxProvider,
  realKeychain: boolean,
): Promise<RunningProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  const openedAt: number[] = [];
  const { desktop } = new FakeDesktop({ folder, fork: forkKeychain(realKeychain) });
  const timed =
    <A extends unknown[], R>(open: (...asked: A) => R) =>
    (...asked: A): R => {
      openedAt.push(performance.now());
      return open(...asked);
    };
  const { openHandOver, openLogin, openPage } = desktop.browser;
  const browser = { openHandOver: timed(openHandOver), openLogin: timed(openLogin), openPage };
  const opened = openDirectory({ folder });
  if (!opened.ok) throw new Error(opened.problem.kind);
  const program = compose({
    desktop: { ...desktop, browser },
    settings: SettingsFile.open(folder).file,
    directory: opened.value.directory,
    log: openLog(desktop.logsFolder, false),
    overrides: overridesFrom({ LATCHKEY_ORIGINS: JSON.stringify({ [provider]: service.origin }) }, false),
    environment: {},
  });
  const connected = await connectProvider(program, {
    provider,
    key: service.key,
    label: 'Bench',
    colour: 'blue',
    region: 'global',
    sandbox: false,
  });
  if (!connected.ok) throw new Error(connected.problem.kind);
  return {
    program,
    connectionId: connected.value.connectionId,
    openedAt,
    async end() {
      await program.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
