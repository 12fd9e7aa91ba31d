import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, vi } from 'vitest';
import type { AccountRow } from '../../src/shared/account.ts';
import type { Connection } from '../../src/shared/connection.ts';
import type { AppState, Input, Output, RequestName } from '../../src/shared/contract.ts';
import type { LedgerRow } from '../../src/shared/ledger.ts';
import { type NextStep, sentenceFor } from '../../src/shared/problem-sentences.ts';
import type { Problem, ProblemKind } from '../../src/shared/problems.ts';
import type { Result } from '../../src/shared/result.ts';
import { type Canary, leaksIn, type Sinks, sinksThatShowPlanted } from './canaries.ts';
import { type ChildOptions, type ChildRunner, runInChild, type World } from './child-runner.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { type ProviderName, ProviderServer } from './provider-server.ts';
import { type Runner, type RunOptions, runHere, type Seen } from './runner.ts';

export const bothProviders: readonly ProviderName[] = ['sendgrid', 'brevo'];

export interface TrialOptions {
  /** null: none. The program uses the real origins, through a proxy on this machine. */
  origins?: Readonly<Record<string, string>> | null;
  takenShortcuts?: readonly string[];
  proxy?: string;
  provider?: ProviderServer;
}

interface Kept {
  connections: Connection[];
  accounts: string[];
  ledger: LedgerRow[];
}

/** What a fault must lead to. */
export interface Expected {
  problem: { kind: ProblemKind } & Record<string, unknown>;
  step: NextStep;
  /** Whether the ledger gets a row. It does not if the log-in was refused before it started. */
  recorded?: boolean;
}

/**
 * One program, one pretend provider, one folder. Requests go through the schema, like those of a window. Every answer
 * is kept for the scan at the end.
 */
export class Trial {
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-trust-'));
  readonly provider: ProviderServer;
  readonly keychain = new MemoryKeychain();
  /** Connection ids by provider. */
  readonly connected: Partial<Record<ProviderName, string>> = {};
  readonly answers: unknown[] = [];
  readonly #options: TrialOptions;
  readonly #runners: Runner[] = [];
  /** What earlier runs have shown. */
  readonly #shown: Seen[] = [];

  private constructor(provider: ProviderServer, options: TrialOptions) {
    this.provider = provider;
    this.#options = options;
  }

  static async prepare(options: TrialOptions = {}): Promise<Trial> {
    return new Trial(options.provider ?? (await ProviderServer.start()), options);
  }

  get runner(): Runner {
    const runner = this.#runners.at(-1);
    if (!runner) throw new Error('the program does not run');
    return runner;
  }

  runOptions(): RunOptions {
    const {
      takenShortcuts,
      proxy,
      origins = { sendgrid: this.provider.origin, brevo: this.provider.origin },
    } = this.#options;
    return {
      folder: this.folder,
      environment: origins ? { LATCHKEY_ORIGINS: JSON.stringify(origins) } : {},
      ...(takenShortcuts ? { takenShortcuts } : {}),
      ...(proxy === undefined ? {} : { proxy }),
    };
  }

  /** Starts the program in this process. */
  async start(change: Partial<RunOptions> = {}, fork = () => this.keychain.fork()) {
    const runner = await runHere({ ...this.runOptions(), ...change }, fork);
    this.#runners.push(runner);
    return runner.desktop;
  }

  /** Starts the program in its own process. Its keyring in memory has the keys of the connections. */
  async startInChild(change: Partial<ChildOptions> = {}, world: World = 'ordinary'): Promise<ChildRunner> {
    const keys = Object.fromEntries(
      Object.entries(this.connected).map(([provider, id]) => [id, this.provider.keys[provider as ProviderName]]),
    );
    const runner = await runInChild({ ...this.runOptions(), keys, ...change }, world);
    this.#runners.push(runner);
    return runner;
  }

  /** Ends the program as its user would. What it has shown stays part of the scan. */
  async quit(): Promise<void> {
    const runner = this.#runners.pop();
    if (!runner) return;
    this.#shown.push(await runner.seen());
    await runner.quit();
  }

  /** Call this after a kill: the program cannot be asked any more. */
  forgetRunner(): void {
    this.#runners.pop();
  }

  async end(): Promise<void> {
    for (const runner of this.#runners.splice(0)) await runner.quit();
    await this.provider.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async ask<N extends RequestName>(name: N, input: Input<N>): Promise<Result<Output<N>>> {
    const answer = (await this.runner.ask(name, input)) as Result<Output<N>>;
    this.answers.push(answer);
    return answer;
  }

  async get<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
    const answer = await this.ask(name, input);
    if (!answer.ok) throw new Error(`${name} answered ${answer.problem.kind}`);
    return answer.value;
  }

  state(): Promise<AppState> {
    return this.get('getState', {});
  }

  connect(provider: ProviderName, key = this.provider.keys[provider]): Promise<Result<Output<'connectProvider'>>> {
    return this.ask('connectProvider', { provider, key, label: '', colour: 'blue', region: '' });
  }

  /** Connects the providers as a user does, and waits until every customer has a name. */
  async connectAll(providers: readonly ProviderName[] = bothProviders): Promise<void> {
    for (const provider of providers) {
      const answer = await this.connect(provider);
      if (!answer.ok) throw new Error(`connecting answered ${answer.problem.kind}`);
      this.connected[provider] = answer.value.connectionId;
    }
    await this.settled();
  }

  /** Waits until no background work is running and there is no problem. */
  async settled(): Promise<void> {
    await vi.waitFor(
      async () => {
        for (const { provider, health } of (await this.state()).connections) {
          expect(health).toMatchObject({ status: 'idle', problem: null, progress: null });
          expect(health.lastSyncedAt).not.toBeNull();
          // SendGrid's list has no names: the backfill fetches them.
          if (provider === 'sendgrid') expect(health.names).toMatchObject({ status: 'done' });
        }
      },
      { timeout: 20_000, interval: 40 },
    );
  }

  /** The rows that the launcher shows for the customers of a provider, in the provider's own order. */
  async rowsOf(provider: ProviderName): Promise<AccountRow[]> {
    const { rows } = await this.get('searchAccounts', { text: this.provider.nameCanary.core, typed: false });
    const order = this.provider.customers[provider].map(({ remoteId }) => remoteId);
    return rows
      .filter((row) => row.connectionId === this.connected[provider] && row.kind === 'customer')
      .sort((a, b) => order.indexOf(a.remoteId) - order.indexOf(b.remoteId));
  }

  async firstRow(provider: ProviderName): Promise<AccountRow> {
    const [row] = await this.rowsOf(provider);
    if (!row) throw new Error(`no customer of ${provider} is found`);
    return row;
  }

  /** Presses Enter on the first customer of a provider, and confirms the question of every guard. */
  async logIn(provider: ProviderName): Promise<Result<Output<'logIn'>>> {
    const { accountId } = await this.firstRow(provider);
    return this.logInTo(accountId);
  }

  logInTo(accountId: string): Promise<Result<Output<'logIn'>>> {
    return this.ask('logIn', {
      accountId,
      target: null,
      reason: '',
      confirmed: ['replaces-session', 'lookalike', 'state'],
      chosen: 'text',
    });
  }

  /** Login links that the browser was asked to open, in every run so far. */
  async opened(): Promise<readonly string[]> {
    const now = this.#runners.length > 0 ? [await this.runner.seen()] : [];
    return [...this.#shown, ...now].flatMap(({ opened }) => opened);
  }

  /** What must not get lost: connections, the customers that can be found, every row of the ledger. */
  async kept(): Promise<Kept> {
    const { connections } = await this.state();
    const rows = (await Promise.all(bothProviders.map((provider) => this.rowsOf(provider)))).flat();
    const ledger = await this.get('searchLedger', { text: '', beforeRowId: null });
    expect(ledger).toMatchObject({ intact: true, mismatches: [] });
    return {
      connections: connections.map(({ health: _health, ...connection }) => connection),
      accounts: rows.map(({ accountId, name }) => `${accountId} ${name}`).sort(),
      ledger: [...ledger.rows].reverse(),
    };
  }

  /**
   * Defines "survived" for a fault between Enter and the browser: the answer, the next action for the user, nothing
   * opened or lost, at most one request to the provider, and a working log-in when the fault has passed.
   * `expectNothingLeaked` checks for leaks once, at the end.
   */
  async survives(
    provider: ProviderName,
    fault: { bring: () => unknown; pass: () => unknown; act?: () => Promise<Result<unknown>> },
    { problem, step, recorded = true }: Expected,
  ): Promise<void> {
    const before = await this.kept();
    const opened = await this.opened();
    const asked = this.provider.logInRequests;
    await fault.bring();
    const answer = await (fault.act ?? (() => this.logIn(provider)))();
    expect(answer).toMatchObject({ ok: false, problem });
    if (answer.ok) return;
    expectSaid(answer.problem, step);
    expect(await this.opened()).toEqual(opened);
    expect(this.provider.logInRequests - asked).toBeLessThanOrEqual(1);
    await fault.pass();
    const after = await this.kept();
    expect(after.connections).toEqual(before.connections);
    expect(after.accounts).toEqual(before.accounts);
    expect(after.ledger.slice(0, before.ledger.length)).toEqual(before.ledger);
    const added = after.ledger.slice(before.ledger.length);
    expect(added).toEqual(
      recorded ? [expect.objectContaining({ outcome: 'failed', problemKind: problem.kind, who: 'sam' })] : [],
    );
    await this.expectOrdinaryLogIn(provider);
  }

  /** An ordinary log-in opens that customer once, and is in the ledger. */
  async expectOrdinaryLogIn(provider: ProviderName): Promise<void> {
    const row = await this.firstRow(provider);
    const before = await this.opened();
    const answer = await this.logInTo(row.accountId);
    expect(answer, JSON.stringify(answer)).toMatchObject({
      ok: true,
      value: { result: 'opened', accountName: row.name },
    });
    const opened = await this.opened();
    expect(opened.slice(0, -1)).toEqual(before);
    expect(this.provider.ownerOf(opened.at(-1) ?? '')?.remoteId).toBe(row.remoteId);
    const ledger = await this.get('searchLedger', { text: '', beforeRowId: null });
    expect(ledger.intact).toBe(true);
    expect(ledger.rows[0]).toMatchObject({ accountId: row.accountId, outcome: 'opened', problemKind: null });
  }

  get secrets(): readonly Canary[] {
    const { keyCanaries, codeCanary } = this.provider;
    return [keyCanaries.sendgrid, keyCanaries.brevo, codeCanary];
  }

  /** Everything that was written, shown or sent in this trial, except the links for the browser and the clipboard. */
  async sinks(): Promise<Map<string, Buffer>> {
    const sinks = new Map<string, Buffer>();
    const add = (name: string, content: unknown): void => {
      sinks.set(name, Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)));
    };
    const shown = [...this.#shown, ...(await Promise.all(this.#runners.map((runner) => runner.seen())))];
    add('bridge: answers', this.answers);
    add(
      'bridge: announcements',
      shown.map(({ told }) => told),
    );
    add(
      'notifications',
      shown.map(({ notifications }) => notifications),
    );
    add('tray', shown.map(({ tray }) => tray).join());
    add(
      'pages opened',
      shown.map(({ pages }) => pages),
    );
    add(
      'bugs',
      shown.map(({ bugs }) => bugs),
    );
    for (const [n, runner] of this.#runners.entries()) {
      if (!('output' in runner)) continue;
      const { stdout, stderr } = (runner as ChildRunner).output();
      sinks.set(n === 0 ? 'stdout' : `stdout ${n}`, stdout);
      sinks.set(n === 0 ? 'stderr' : `stderr ${n}`, stderr);
    }
    for (const [name, content] of filesIn(this.folder)) sinks.set(`file ${name}`, content);
    return sinks;
  }

  async expectNothingLeaked(): Promise<void> {
    const sinks = await this.sinks();
    expect(leaksIn(sinks, this.secrets)).toEqual([]);
    expect(sinksThatShowPlanted(sinks, this.secrets)).toEqual([...sinks.keys()]);
    const { bugs } = this.#runners.length > 0 ? await this.runner.seen() : { bugs: [] };
    expect(bugs).toEqual([]);
    expect(logOf(sinks)).not.toContain('bug reference');
  }
}

const logOf = (sinks: Sinks): string =>
  [...sinks].flatMap(([name, content]) => (name.includes('latchkey.log') ? [content.toString('utf8')] : [])).join('');

/**
 * Checks that the sentence of a problem says what happened and what to do next, and that its button is the expected
 * one.
 */
export function expectSaid(problem: Problem, step: NextStep): void {
  const sentence = sentenceFor(problem);
  expect(sentence.step).toBe(step);
  expect(sentence.what).toMatch(/^[A-Z].+[.)]$/s);
  expect(sentence.next).not.toBe('');
}

export function* filesIn(folder: string, below = folder): Generator<[name: string, content: Buffer]> {
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    // What a symbolic link leads to is not in the folder; a browser's lock leads nowhere.
    const stat = lstatSync(path);
    if (stat.isDirectory()) yield* filesIn(path, below);
    else if (stat.isFile()) yield [relative(below, path), readFileSync(path)];
  }
}
