// Forty log-ins of a working day in the built program, on the stand-in: node measure-day.ts '<DayTask as JSON>'

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { SampleCustomer } from '../../src/main/providers/pretend-provider.ts';
import { Driver } from '../../tests/helpers/driver.ts';
import { launchApp } from '../../tests/helpers/launch-app.ts';
import { asRealProviders, customersOf, providerIn } from '../../tests/helpers/sandbox-provider.ts';
import { closeSettings, launcherShortcut, listRead, searchBox, visit } from '../../tests/helpers/steps.ts';
import { startProviders } from '../children.ts';
import { Random } from '../random.ts';

export interface DayTask {
  /** Of both providers together. */
  customers: number;
  logIns: number;
  /** How long each reply of a provider takes. */
  providerMs: number;
}

/** One way in which a customer is looked for. */
export interface Way {
  way: 'first letters' | 'one of the last' | 'id pasted';
  logIns: number;
  /** Of each log-in, in the middle: keys that are pressed, the shortcut included, ... */
  keys: number;
  /** ... and the time from the shortcut to the link in the browser, without the pauses between keys. */
  ms: number;
  questions: number;
}

export interface MeasuredDay {
  target: 'standin';
  customers: number;
  logIns: number;
  providerMs: number;
  /** Log-ins that opened the customer who was meant. */
  right: number;
  questions: number;
  ways: Way[];
}

/** The pause between two keys of a fast typist. */
const betweenKeysMs = 70;
/** Between two log-ins. No more than 30 may begin within a minute. */
const restMs = 2_100;

const task = JSON.parse(process.argv[2] ?? '{}') as DayTask;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const random = new Random(11);
const medianOf = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;

interface Meant {
  way: Way['way'];
  customer: SampleCustomer;
}

interface Done extends Meant {
  keys: number;
  ms: number;
  questions: number;
  isRight: boolean;
}

/** Half by their name, a quarter again within minutes, the rest from a ticket. */
async function plan(): Promise<Meant[]> {
  const each = task.customers / 2;
  const [brevo, sendgrid] = await Promise.all([customersOf('brevo', each), customersOf('sendgrid', each)]);
  const nameable = Array.from({ length: each }, (_, at) => brevo.at(at)).filter(({ name }) =>
    /^[A-Za-z]{3,}[A-Za-z ]+$/.test(name),
  );
  const day: Meant[] = [];
  for (let nth = 0; nth < task.logIns; nth++) {
    const part = nth % 8;
    const recent = day.slice(-4, -1);
    if ((part === 3 || part === 7) && recent.length > 0)
      day.push({ way: 'one of the last', customer: random.pick(recent).customer });
    else if (part === 4 || part === 6) day.push({ way: 'id pasted', customer: sendgrid.at(random.below(each)) });
    else day.push({ way: 'first letters', customer: random.pick(nameable) });
  }
  return day;
}

/** The place of a customer in the list, from 0; -1 if it is not there. */
const placeOf = (launcher: Page, { id }: SampleCustomer): Promise<number> =>
  launcher
    .locator('[data-line]')
    .evaluateAll(
      (lines, wanted) => lines.findIndex((line) => line.getAttribute('data-line')?.endsWith(wanted)),
      `/${id}`,
    );

const isSelected = async (launcher: Page, { id }: SampleCustomer): Promise<boolean> =>
  (await launcher.locator(`[aria-selected="true"][data-line$="/${id}"]`).count()) > 0;

/** Waits until the list answers what is in the field. */
async function answered(launcher: Page): Promise<void> {
  await launcher.locator('.search:not([data-waiting])').waitFor();
  await sleep(20);
}

/** Types, pastes or only moves until the customer is selected. Returns how many keys that took. */
async function select(launcher: Page, { way, customer }: Meant): Promise<number> {
  let keys = 0;
  if (way === 'id pasted') {
    await searchBox(launcher).fill(customer.id);
    await launcher.locator(`[data-line$="/${customer.id}"]`).waitFor();
    keys += 1;
  } else if (way === 'first letters') {
    for (const letter of customer.name.toLowerCase()) {
      await launcher.keyboard.type(letter);
      keys += 1;
      await sleep(betweenKeysMs);
      await answered(launcher);
      if ((await placeOf(launcher, customer)) === 0) break;
    }
  }
  if (way === 'one of the last') {
    // The text of the log-in before is selected: without it the list is those who were opened.
    await launcher.keyboard.press('Backspace');
    keys += 1;
    await launcher.getByRole('group', { name: 'Last opened' }).waitFor();
  }
  if ((await placeOf(launcher, customer)) < 0) throw new Error(`${way}: ${customer.id} is not in the list`);
  while (!(await isSelected(launcher, customer))) {
    await launcher.keyboard.press('ArrowDown');
    keys += 1;
  }
  return keys;
}

/** Presses Enter, answers what is asked, and waits for the link. */
async function enter(latchkey: Driver, launcher: Page): Promise<{ keys: number; questions: number; link: string }> {
  const before = (await latchkey.opened()).length;
  await listRead(launcher);
  await launcher.keyboard.press('Enter');
  let [keys, questions] = [1, 0];
  const giveUpAt = performance.now() + 30_000;
  for (;;) {
    const opened = await latchkey.opened();
    if (opened.length > before) return { keys, questions, link: opened.at(-1) ?? '' };
    const question = launcher.locator('.prompt-bar[data-answerable] button', { hasText: 'Log in anyway' });
    if (await question.isVisible()) {
      await launcher.keyboard.press('Enter');
      keys += 1;
      questions += 1;
      await question.waitFor({ state: 'detached' });
    }
    if (performance.now() > giveUpAt) throw new Error('no link was opened within half a minute');
    await sleep(10);
  }
}

async function logIn(latchkey: Driver, launcher: Page, meant: Meant): Promise<Done> {
  await latchkey.request(launcher, 'hideLauncher', {});
  await sleep(restMs);
  const startedAt = performance.now();
  await latchkey.pressShortcut(launcherShortcut);
  await launcher.locator('[data-line]').first().waitFor();
  const found = await select(launcher, meant);
  const { keys, questions, link } = await enter(latchkey, launcher);
  const pausesMs = meant.way === 'first letters' ? found * betweenKeysMs : 0;
  const ms = performance.now() - startedAt - pausesMs;
  const isRight = (await visit(link)).words.includes(meant.customer.id);
  return { ...meant, keys: 1 + found + keys, ms, questions, isRight };
}

async function connectAll(latchkey: Driver, launcher: Page, keys: Record<string, string>): Promise<void> {
  for (const [provider, key] of Object.entries(keys)) {
    const connection = { provider, key, label: '', colour: 'blue', region: '' } as const;
    const answer = await latchkey.request(launcher, 'connectProvider', connection);
    if (!answer.ok) throw new Error(answer.problem.kind);
  }
  await latchkey.request(launcher, 'finishFirstRun', {});
  await closeSettings(latchkey);
  for (;;) {
    const state = await latchkey.request(launcher, 'getState', {});
    if (state.ok && state.value.connections.every(({ health }) => health.lastSyncedAt !== null)) return;
    await sleep(500);
  }
}

const userData = mkdtempSync(join(tmpdir(), 'latchkey-day-'));
const providers = await startProviders({
  accountsPerProvider: task.customers / 2,
  requestsPerHour: { brevo: 10_000_000 },
  replyDelayMs: task.providerMs,
});
const latchkey = new Driver(await launchApp({ target: 'standin', userData, env: asRealProviders(providers) }));
try {
  const launcher = await latchkey.window('launcher');
  const keyOf = (provider: string): string => providerIn(providers, provider).key;
  await connectAll(latchkey, launcher, { brevo: keyOf('brevo'), sendgrid: keyOf('sendgrid') });
  const done: Done[] = [];
  for (const meant of await plan()) done.push(await logIn(latchkey, launcher, meant));
  const ways = [...new Set(done.map(({ way }) => way))].map((way): Way => {
    const those = done.filter((each) => each.way === way);
    const middle = (figure: 'keys' | 'ms'): number => medianOf(those.map((each) => each[figure]));
    const questions = those.reduce((sum, each) => sum + each.questions, 0);
    return { way, logIns: those.length, keys: middle('keys'), ms: middle('ms'), questions };
  });
  const measured: MeasuredDay = {
    target: 'standin',
    ...task,
    right: done.filter(({ isRight }) => isRight).length,
    questions: ways.reduce((sum, { questions }) => sum + questions, 0),
    ways,
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
} finally {
  await latchkey.quit();
  providers.stop();
  rmSync(userData, { recursive: true, force: true });
}
