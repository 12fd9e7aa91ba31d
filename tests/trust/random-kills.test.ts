import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { mixBits } from '../../src/main/lib/mix-bits.ts';
import type { Output } from '../../src/shared/contract.ts';
import type { LedgerRow } from '../../src/shared/ledger.ts';
import type { Result } from '../../src/shared/result.ts';
import '../helpers/figures.ts';
import type { ChildRunner } from '../helpers/child-runner.ts';
import { amount, seedOf } from '../helpers/model/effort.ts';
import { only } from '../helpers/provider-server.ts';
import { Trial } from '../helpers/trial.ts';
import { browserOn, WindowBrowser, windowsUnavailable } from '../helpers/window-browser.ts';

// The program is killed at a random moment while several hands log in, cancel, rename, undo, export and import a desk, and open
// and close windows of customers' own. After each restart, what was acknowledged is there, and what was on its way is
// there or not, never half.

const noWindows = windowsUnavailable();
/** One kill in so many is among windows, because a browser takes long to start. */
const windowsEvery = 5;

/** What something may be: one value when it was acknowledged, more while a change of it is on its way. */
class Slot<T> {
  possible: T[];
  busy = false;

  constructor(now: T) {
    this.possible = [now];
  }

  get now(): T {
    return this.possible.at(-1) as T;
  }

  /** Changes it by a request. `next` is so if the request is acknowledged, and perhaps if it is not. */
  async change(next: T, request: () => Promise<Result<unknown>>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    const before = this.now;
    this.possible = [before, next];
    const answer = await request();
    this.possible = [answer.ok ? next : before];
    this.busy = false;
    return answer.ok;
  }

  /** After a restart: it must be one of what it may be. */
  settle(found: T, what: string): void {
    expect(this.possible, what).toContainEqual(found);
    this.possible = [found];
    this.busy = false;
  }
}

const customers = Array.from({ length: 12 }, (_, n) => `${7000 + n}`);
const own = customers.slice(0, 4);
const windowed = customers.slice(4, 6);
const ofDesk = customers.slice(6);

class Story {
  readonly trial: Trial;
  readonly browser: WindowBrowser | null;
  readonly outside = mkdtempSync(join(tmpdir(), 'latchkey-kills-'));
  readonly names = new Map(own.map((id) => [id, new Slot(`Listed ${id}`)]));
  /** Which desk was imported, or ''. */
  readonly desk = new Slot('');
  readonly interval = new Slot(60);
  /** Whether a customer's own window is open. */
  readonly windows = new Map(windowed.map((id) => [id, new Slot(false)]));
  readonly acknowledged = {
    opened: 0,
    copied: 0,
    cancelled: 0,
    renamed: 0,
    undone: 0,
    exports: 0,
    imports: 0,
    windows: 0,
  };
  readonly figures = { rows: 0, unknown: 0, cancelled: 0, superseded: 0 };
  readonly #changes = new Map<string, { changeId: string; before: string }>();
  runner: ChildRunner | null = null;
  #state: number;
  #count = 0;
  #killed = false;

  private constructor(trial: Trial, seed: number) {
    this.trial = trial;
    this.browser = noWindows ? null : new WindowBrowser();
    this.#state = seed;
  }

  static async begin(seed: number): Promise<Story> {
    const story = new Story(await Trial.prepare(), seed);
    const { provider } = story.trial;
    provider.customers.brevo = customers.map((remoteId) => ({ remoteId, name: `Listed ${remoteId}` }));
    // Long enough that a cancel and a kill come before the reply.
    provider.fault = only('brevo', 'login', async () => {
      await sleep(story.below(40));
      return 'ordinary' as const;
    });
    await story.start();
    const answer = await story.trial.connect('brevo');
    if (!answer.ok) throw new Error(answer.problem.kind);
    story.trial.connected.brevo = answer.value.connectionId;
    await story.trial.get('syncAccounts', { connectionId: answer.value.connectionId });
    return story;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mixBits(this.#state) % limit;
  }

  pick<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T;
  }

  async start(): Promise<void> {
    const environment = { ...this.trial.runOptions().environment, ...this.browser?.environment };
    this.runner = await this.trial.startInChild({ environment });
    this.#killed = false;
  }

  accountId(remoteId: string): string {
    return `${this.trial.connected.brevo}/${remoteId}`;
  }

  async kill(): Promise<void> {
    this.#killed = true;
    await this.runner?.kill();
    this.trial.forgetRunner();
    // A change is undone only by the program that made it.
    this.#changes.clear();
    this.#asking.clear();
    this.#moving = false;
    this.#exporting = false;
  }

  /** Several hands at once, until the program is killed. */
  async bustle(withWindows: boolean): Promise<void> {
    const quiet = [this.#rename, this.#undo, this.#settings, this.#export, this.#desk];
    // Windows open slowly, and every wish for another customer would supersede them.
    const acts = withWindows ? [...quiet, this.#pause] : [...quiet, this.#logIn, this.#logIn, this.#cancel];
    const hand = async (): Promise<void> => {
      while (!this.#killed) {
        const act = withWindows && this.below(3) > 0 ? this.#window : this.pick(acts);
        await act.call(this);
      }
    };
    const hands = Array.from({ length: 4 }, () =>
      hand().catch((error: unknown) => {
        // Only what was cut off by the kill.
        if (!this.#killed) throw error;
      }),
    );
    const busyMs = withWindows ? 500 + this.below(8_000) : 20 + this.below(900);
    await Promise.race([sleep(busyMs), Promise.all(hands)]);
    await this.kill();
    await Promise.all(hands);
  }

  async #rename(): Promise<void> {
    const id = this.pick(own);
    const slot = this.names.get(id);
    if (!slot) return;
    this.#count += 1;
    const name = `Named ${this.#count}`;
    const before = slot.now;
    let changeId = '';
    const done = await slot.change(name, async () => {
      const answer = await this.trial.ask('renameAccount', { accountId: this.accountId(id), name });
      if (answer.ok) changeId = answer.value?.changeId ?? '';
      return answer;
    });
    if (!done) return;
    this.acknowledged.renamed += 1;
    this.#changes.set(id, { changeId, before });
  }

  async #undo(): Promise<void> {
    const id = this.pick(own);
    const slot = this.names.get(id);
    const change = this.#changes.get(id);
    if (!slot || !change || slot.busy) return this.#pause();
    this.#changes.delete(id);
    const undone = await slot.change(change.before, () => this.trial.ask('undoChange', { changeId: change.changeId }));
    if (undone) this.acknowledged.undone += 1;
  }

  async #settings(): Promise<void> {
    const minutes = this.pick([15, 30, 45, 60, 90, 120]);
    await this.interval.change(minutes, () => this.trial.ask('changeSettings', { syncEveryMinutes: minutes }));
  }

  #exporting = false;
  async #export(): Promise<void> {
    if (this.#exporting) return this.#pause();
    this.#exporting = true;
    await this.runner?.bend({ fileToWrite: this.exported });
    const answer = await this.trial.ask('exportDesk', {});
    expect(answer).toMatchObject({ ok: true, value: { rows: expect.any(Number) } });
    this.acknowledged.exports += 1;
    this.#exporting = false;
  }

  get exported(): string {
    return join(this.outside, 'exported.json');
  }

  #moving = false;
  async #desk(): Promise<void> {
    if (this.#moving) return this.#pause();
    this.#moving = true;
    await this.#importOrUndo();
    this.#moving = false;
  }

  async #importOrUndo(): Promise<void> {
    if (this.desk.now !== '') {
      const imported = (await this.trial.get('listImports', {})).find(({ undone }) => !undone);
      await this.desk.change('', () => this.trial.ask('undoImport', { importId: imported?.importId ?? '' }));
      return;
    }
    this.#count += 1;
    const name = `Desk ${this.#count}`;
    const [connection] = (await this.trial.state()).connections;
    const file = join(this.outside, 'desk.json');
    const content = {
      latchkey: 'desk',
      version: 1,
      settings: {},
      connections: [
        {
          provider: 'brevo',
          region: connection?.region,
          label: connection?.label,
          colour: 'red',
          reasonRequired: false,
          adminEmail: '',
          opensIn: 'browser',
          namesPaused: false,
          customers: ofDesk.map((id) => ({ id, name: `${name} ${id}` })),
        },
      ],
    };
    writeFileSync(file, JSON.stringify(content));
    await this.runner?.bend({ fileToRead: file });
    const preview = await this.trial.get('chooseDeskFile', {});
    expect(preview?.counts).toMatchObject({ names: ofDesk.length, unreadable: 0 });
    const done = await this.desk.change(name, () =>
      this.trial.ask('importDesk', { importId: preview?.importId ?? '' }),
    );
    if (done) this.acknowledged.imports += 1;
  }

  #ask(remoteId: string, opensIn: 'browser' | 'window') {
    return {
      accountId: this.accountId(remoteId),
      target: null,
      reason: '',
      confirmed: ['replaces-session' as const, 'many-windows' as const],
      chosen: 'row' as const,
      opensIn,
    };
  }

  /** Answers that never came. */
  readonly #unanswered = { opened: 0, copied: 0 };
  readonly #asking = new Set<string>();

  /** Keeps count of what may be in the ledger. */
  async #counted(name: 'logIn' | 'copyLoginLink', remoteId: string, opensIn: 'browser' | 'window') {
    const outcome = name === 'logIn' ? 'opened' : 'copied';
    this.#unanswered[outcome] += 1;
    const answer = await this.trial.ask(name, this.#ask(remoteId, opensIn));
    this.#unanswered[outcome] -= 1;
    // So many that the program takes no more for a minute.
    if (!answer.ok) expect(answer.problem.kind).toBe('too-many-log-ins');
    else if (answer.value.result === outcome) this.acknowledged[outcome] += 1;
    else expect(['cancelled', 'superseded']).toContain(answer.value.result);
    return answer;
  }

  async #logIn(): Promise<void> {
    const name = this.pick(['logIn', 'copyLoginLink'] as const);
    const id = this.pick(own);
    // A second wish for the same would join the first, and most others would be superseded.
    if (this.#asking.has(`${name} ${id}`) || (this.#asking.size > 0 && this.below(6) > 0)) return this.#pause();
    this.#asking.add(`${name} ${id}`);
    await this.#counted(name, id, 'browser');
    this.#asking.delete(`${name} ${id}`);
  }

  #pause(): Promise<void> {
    return sleep(1 + this.below(40));
  }

  async #cancel(): Promise<void> {
    // Half of the log-ins get so far.
    if (this.below(3) > 0) return this.#pause();
    const answer = await this.trial.get('cancelLogIn', {});
    if (answer.result === 'cancelled') this.acknowledged.cancelled += 1;
  }

  async #window(): Promise<void> {
    const id = this.pick(windowed);
    const slot = this.windows.get(id);
    if (!slot || slot.busy) return this.#pause();
    if (!slot.now) {
      if (this.#asking.size > 0) return this.#pause();
      this.#asking.add(id);
      const opened = await slot.change(true, async () => {
        const answer = await this.#counted('logIn', id, 'window');
        // Cancelled, or superseded by another hand: no window.
        if (answer.ok && answer.value.result !== 'opened') return { ok: false } as Result<unknown>;
        return answer;
      });
      this.#asking.delete(id);
      if (opened) this.acknowledged.windows += 1;
      return;
    }
    const window = (await this.trial.state()).openWindows.find(({ accountId }) => accountId === this.accountId(id));
    await slot.change(false, () => this.trial.ask('closeWindow', { windowId: window?.windowId ?? '' }));
  }

  async #ledger(): Promise<LedgerRow[]> {
    const rows: LedgerRow[] = [];
    for (let beforeRowId: number | null = null; ; ) {
      const page: Output<'searchLedger'> = await this.trial.get('searchLedger', { text: '', beforeRowId });
      expect({ intact: page.intact, mismatches: page.mismatches }).toEqual({ intact: true, mismatches: [] });
      rows.push(...page.rows);
      if (!page.more) return rows;
      beforeRowId = page.rows.at(-1)?.rowId ?? 0;
    }
  }

  /** What must be so after every restart. */
  async check(): Promise<void> {
    const { settings, problems, connections, lostConnections } = await this.trial.state();
    expect({ problems, connections: connections.length, lostConnections }).toEqual({
      problems: [],
      connections: 1,
      lostConnections: [],
    });
    this.interval.settle(settings.syncEveryMinutes, 'the setting');
    await this.#checkNames();
    await this.#checkLedger();
    this.#checkExport();
    await this.#checkWindows();
    expect((await this.trial.runner.seen()).bugs).toEqual([]);
  }

  async #checkNames(): Promise<void> {
    const found = new Map<string, string>();
    for (const ids of [own, ofDesk]) {
      const accountIds = ids.map((id) => this.accountId(id));
      for (const { accountId, name } of await this.trial.get('readNames', { accountIds }))
        found.set(accountId.split('/')[1] ?? '', name);
    }
    for (const [id, slot] of this.names) slot.settle(found.get(id) ?? '', `the name of ${id}`);
    const desks = new Set(ofDesk.map((id) => (found.get(id) ?? '').replace(new RegExp(` ${id}$`), '')));
    expect([...desks], 'a desk is imported whole or not at all').toHaveLength(1);
    this.desk.settle([...desks][0] === 'Listed' ? '' : ([...desks][0] ?? ''), 'the desk');
  }

  async #checkLedger(): Promise<void> {
    const rows = await this.#ledger();
    const of = (outcome: string): number => rows.filter((row) => row.outcome === outcome).length;
    expect(of('started')).toBe(0);
    expect(of('failed')).toBe(0);
    // All that was acknowledged, and nothing that was acknowledged as cancelled or superseded.
    for (const outcome of ['opened', 'copied'] as const) {
      expect(of(outcome)).toBeGreaterThanOrEqual(this.acknowledged[outcome]);
      expect(of(outcome)).toBeLessThanOrEqual(this.acknowledged[outcome] + this.#unanswered[outcome]);
    }
    expect(rows.length).toBeGreaterThanOrEqual(this.trial.provider.logInRequests);
    this.figures.rows = rows.length;
    for (const outcome of ['unknown', 'cancelled', 'superseded'] as const) this.figures[outcome] = of(outcome);
  }

  /** The file that was there before, or the new one; readable by its owner only. */
  #checkExport(): void {
    if (!readdirSync(this.outside).includes('exported.json')) {
      expect(this.acknowledged.exports).toBe(0);
      return;
    }
    const { latchkey, connections } = JSON.parse(readFileSync(this.exported, 'utf8'));
    expect({ latchkey, connections: connections.length }).toEqual({ latchkey: 'desk', connections: 1 });
    if (process.platform !== 'win32') expect(statSync(this.exported).mode & 0o777).toBe(0o600);
  }

  /** Each that is listed has a browser, and of all others nothing is left. */
  async #checkWindows(): Promise<void> {
    const ids = await this.#settledWindows();
    const { openWindows } = await this.trial.state();
    expect(openWindows.map(({ windowId }) => windowId).toSorted()).toEqual(ids);
    const open = openWindows.map(({ accountId }) => accountId);
    for (const [id, slot] of this.windows) slot.settle(open.includes(this.accountId(id)), `the window of ${id}`);
  }

  /** Returns the ids of the windows that are open when all else is put in order. */
  async #settledWindows(): Promise<string[]> {
    const folder = join(this.trial.folder, 'windows');
    return vi.waitFor(
      async () => {
        const { openWindows } = await this.trial.state();
        const ids = openWindows.map(({ windowId }) => windowId).toSorted();
        const left = existsSync(folder) ? readdirSync(folder) : [];
        expect([...new Set(left.map((name) => name.replace(/\.json(\.new)?$/, '')))].toSorted()).toEqual(ids);
        for (const windowId of ids) expect(browserOn(join(folder, windowId))).not.toBeNull();
        return ids;
      },
      { timeout: 30_000, interval: 100 },
    );
  }

  async #expectNoWindowLeft(): Promise<void> {
    await this.trial.ask('closeAllWindows', {});
    expect(await this.#settledWindows()).toEqual([]);
  }

  async end(): Promise<void> {
    await this.#expectNoWindowLeft();
    await this.trial.expectNothingLeaked();
    this.browser?.end(this.trial.folder);
    await this.trial.end();
    rmSync(this.outside, { recursive: true, force: true });
  }
}

test('killed at any moment of log-ins, cancels, renames, undos, desks and windows, it loses nothing acknowledged', {
  tags: ['storage-killed'],
  timeout: 90 * 60_000,
}, async ({ task }) => {
  const story = await Story.begin(seedOf(0));
  const { kills } = amount;
  for (let kill = 1; kill <= kills; kill++) {
    await story.bustle(kill % windowsEvery === 0 || kill === kills);
    await story.start();
    await story.check();
  }
  task.meta.kills = kills;
  console.info(`${kills} kills`, JSON.stringify({ ...story.acknowledged, ...story.figures }));
  await story.end();
});
