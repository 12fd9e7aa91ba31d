import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LogInReminders } from '../../src/main/app/log-in-reminders.ts';
import type { ProgramEvents } from '../../src/main/app/program-events.ts';
import { account, connection } from '../helpers/accounts.ts';

const { accountId } = account();
const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Situation {
  busy?: boolean;
  known?: () => boolean;
  connected?: () => boolean;
}

function remindersOf({ busy = false, known = () => true, connected = () => true }: Situation = {}) {
  const seen: string[] = [];
  const clicks: (() => void)[] = [];
  const events: ProgramEvents = new EventEmitter();
  const reminders = new LogInReminders({
    accounts: { get: (id) => (id === accountId && known() ? account() : null) },
    settings: { connection: () => (connected() ? connection() : undefined) },
    desktop: {
      announce: (name, announced) => void seen.push(`${name} ${JSON.stringify(announced)}`),
      launcher: { show: ({ text, select, from }) => void seen.push(`launcher ${text} ${select} ${from}`) },
    },
    namesakes: { called: ({ name }) => name },
    notifications: {
      showAsked(title, body, onClick) {
        seen.push(`notification ${title}. ${body}`);
        clicks.push(onClick);
      },
    },
    use: { isBusy: () => busy },
    events,
    now: Date.now,
  });
  return { reminders, seen, clicks, events };
}

test('tells at the time, and a click shows the customer in the launcher', () => {
  const { reminders, seen, clicks } = remindersOf();
  expect(reminders.set(accountId, inSeconds(30))).toEqual({ ok: true, value: null });
  vi.advanceTimersByTime(29_999);
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(1);
  const { name } = account();
  expect(seen).toEqual([`notification You can log in to ${name} again. ${connection().label}: open Latchkey`]);
  clicks[0]?.();
  expect(seen.at(-1)).toBe(`launcher ${name} ${accountId} reminder`);
});

test('a click waits in the bar while the user types or is asked something', () => {
  const { reminders, seen, clicks } = remindersOf({ busy: true });
  reminders.set(accountId, inSeconds(1));
  vi.advanceTimersByTime(1_000);
  clicks[0]?.();
  expect(seen.at(-1)).toMatch(/^waiting \{"text":"[^"]+","select":"[^"]+","from":"reminder","name":"[^"]+"\}$/);
});

test('a second one for the customer takes the place of the first', () => {
  const { reminders, seen } = remindersOf();
  reminders.set(accountId, inSeconds(10));
  reminders.set(accountId, inSeconds(60));
  vi.advanceTimersByTime(59_999);
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(seen).toHaveLength(1);
});

test('a user who has logged in by then is not reminded', () => {
  const { reminders, seen, events } = remindersOf();
  reminders.set(accountId, inSeconds(10));
  events.emit('logged-in', {
    accountId,
    accountName: '',
    connectionLabel: '',
    how: 'open',
    replaces: null,
    browserSilent: false,
  });
  vi.advanceTimersByTime(3_600_000);
  expect(seen).toEqual([]);
});

test('a customer who is gone is neither named nor shown', () => {
  let isKnown = true;
  const { reminders, seen, clicks } = remindersOf({ known: () => isKnown });
  reminders.set(accountId, inSeconds(1));
  reminders.set(accountId, inSeconds(2));
  vi.advanceTimersByTime(2_000);
  isKnown = false;
  clicks[0]?.();
  expect(seen).toHaveLength(1);
  expect(reminders.set(accountId, inSeconds(1))).toMatchObject({ problem: { kind: 'account-unknown' } });
  vi.advanceTimersByTime(10_000);
  expect(seen).toHaveLength(1);
});

test('a customer whose connection was removed is not named', () => {
  let isConnected = true;
  const { reminders, seen } = remindersOf({ connected: () => isConnected });
  reminders.set(accountId, inSeconds(1));
  isConnected = false;
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual([]);
});

test('a time in the past is now, and none is later than an hour from now', () => {
  const { reminders, seen } = remindersOf();
  reminders.set(accountId, inSeconds(-60));
  vi.advanceTimersByTime(0);
  expect(seen).toHaveLength(1);
  reminders.set(accountId, inSeconds(365 * 86_400));
  vi.advanceTimersByTime(3_599_999);
  expect(seen).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(seen).toHaveLength(2);
  reminders.set(accountId, inSeconds(2 * 3_600));
  vi.advanceTimersByTime(3_600_000);
  expect(seen).toHaveLength(3);
});

test('the end of the program drops them', () => {
  const { reminders, seen } = remindersOf();
  reminders.set(accountId, inSeconds(1));
  reminders.end();
  vi.advanceTimersByTime(10_000);
  expect(seen).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
