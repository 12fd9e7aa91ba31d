import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { start } from '../../src/main/app/start.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/main/sandbox/sandbox.ts';
import type { ConnectionView } from '../../src/shared/connection.ts';
import type { Input, Output, RequestName } from '../../src/shared/contract.ts';
import type { Result } from '../../src/shared/result.ts';
import { FakeDesktop, type FakeDesktopOptions } from './fake-desktop.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { asRealProviders, providerIn } from './sandbox-provider.ts';

export type PretendProvider = 'sendgrid' | 'brevo';

/** Takes requests as from a window: the program in this process, or in another. */
interface Asked {
  ask(name: RequestName, input: unknown): Promise<Result<unknown>>;
}

/** More than any list has pages. */
export const unlimited = { sendgrid: 1_000_000, brevo: 1_000_000 };

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-scale-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Pretend providers that end with the test. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Starts programs in this process that share a keychain. Ends those that still run when the test ends. */
export function launcher(folder: string, environment: Readonly<Record<string, string>>) {
  const keychain = new MemoryKeychain();
  let running: FakeDesktop | null = null;
  const quit = async (): Promise<void> => {
    await running?.quit();
    running = null;
  };
  onTestFinished(quit);
  return {
    quit,
    keychain,
    async launch(options: Partial<FakeDesktopOptions> = {}): Promise<FakeDesktop> {
      running = new FakeDesktop({ folder, environment, fork: () => keychain.fork(), ...options });
      await start(running.desktop, environment);
      return running;
    },
  };
}

/**
 * Until the end of the test, the program's clock and timers run at the real pace but can jump, so that no test waits
 * for an hour. The network is real.
 */
export function movableClock() {
  vi.useFakeTimers({
    now: Date.parse('2026-11-21T12:00:00Z'),
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
    shouldAdvanceTime: true,
  });
  onTestFinished(() => void vi.useRealTimers());
  return {
    /** Jumps to just before an ISO time, so that whatever is scheduled for it happens. */
    passUntil: (iso: string) => vi.advanceTimersByTimeAsync(Date.parse(iso) - Date.now() - 200),
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
    /** The machine sleeps: its clock goes on, timers do not. */
    sleepUntil: (iso: string) => void vi.setSystemTime(iso),
  };
}

/** Returns the answer's value. A problem fails the test. */
export async function get<N extends RequestName>(program: Asked, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = (await program.ask(name, input)) as Result<Output<N>>;
  if (!answer.ok) throw new Error(`${name} answered ${answer.problem.kind}`);
  return answer.value;
}

export async function connect(program: Asked, provider: PretendProvider, key: string): Promise<string> {
  const request = { provider, key, label: '', colour: 'blue', region: '' } as const;
  return (await get(program, 'connectProvider', request)).connectionId;
}

/** A program on a new folder, connected to one of some pretend providers by a key that works, or by this one. */
export async function programAt(provider: PretendProvider, { key, ...options }: SandboxOptions & { key?: string }) {
  const sandbox = await openSandbox(options);
  const program = launcher(tempFolder(), asRealProviders(sandbox));
  const desktop = await program.launch();
  const connectionId = await connect(desktop, provider, key ?? providerIn(sandbox, provider).key);
  return { ...program, sandbox, desktop, connectionId };
}

export async function healthOf(program: Asked, connectionId: string): Promise<ConnectionView['health']> {
  const { connections } = await get(program, 'getState', {});
  const connection = connections.find((each) => each.connectionId === connectionId);
  if (!connection) throw new Error('no such connection');
  return connection.health;
}

/** Waits until a connection has this health. */
export const untilHealth = (
  program: Asked,
  connectionId: string,
  wanted: Partial<Record<keyof ConnectionView['health'], unknown>>,
): Promise<ConnectionView['health']> =>
  vi.waitFor(
    async () => {
      const health = await healthOf(program, connectionId);
      expect(health).toMatchObject(wanted);
      return health;
    },
    { timeout: 30_000, interval: 20 },
  );

/** Presses Enter on the best row for a text, and confirms the question of every guard. */
export async function logIn(program: Asked, text: string): Promise<Result<Output<'logIn'>>> {
  const { rows } = await get(program, 'searchAccounts', { text, typed: false });
  const accountId = rows.find(({ kind }) => kind === 'customer')?.accountId ?? '';
  const confirmed = ['replaces-session', 'lookalike', 'state'];
  return (await program.ask('logIn', { accountId, target: null, reason: '', confirmed, chosen: 'text' })) as Result<
    Output<'logIn'>
  >;
}
