import { app, powerMonitor } from 'electron';
import { afterEach, expect, test, vi } from 'vitest';
import { Lifecycle } from '../../src/main/desktop/lifecycle.ts';
import { eventually } from '../helpers/eventually.ts';

afterEach(() => {
  vi.restoreAllMocks();
  app.removeAllListeners('before-quit');
  powerMonitor.removeAllListeners('shutdown');
});

function started(): { goodbyes: () => number; exits: () => number; beforeQuit: () => 'prevented' | 'went on' } {
  const exit = vi.spyOn(app, 'exit').mockImplementation(() => {});
  const lifecycle = new Lifecycle();
  lifecycle.begin();
  let goodbyes = 0;
  lifecycle.onQuit(async () => void goodbyes++);
  const beforeQuit = (): 'prevented' | 'went on' => {
    let outcome: 'prevented' | 'went on' = 'went on';
    const event = {
      preventDefault: () => {
        outcome = 'prevented';
      },
    };
    app.emit('before-quit', event as never);
    return outcome;
  };
  return { goodbyes: () => goodbyes, exits: () => exit.mock.calls.length, beforeQuit };
}

test('runs its listeners once before it ends, however often it is asked to quit', async () => {
  const program = started();
  expect([program.beforeQuit(), program.beforeQuit()]).toEqual(['prevented', 'prevented']);
  expect(program.goodbyes()).toBe(1);
  await eventually(() => expect(program.exits()).toBeGreaterThan(0));
});

test('goes on if the end of the session was announced and then cancelled', () => {
  const program = started();
  powerMonitor.emit('shutdown');
  expect(program.goodbyes()).toBe(0);
});

test('does not delay the end of the session, and still runs its listeners', () => {
  const program = started();
  powerMonitor.emit('shutdown');
  expect(program.beforeQuit()).toBe('went on');
  expect(program.goodbyes()).toBe(1);
});

test('after a log-out that was called off, quitting waits for its listeners again', () => {
  vi.useFakeTimers();
  const program = started();
  powerMonitor.emit('shutdown');
  vi.advanceTimersByTime(60_001);
  expect(program.beforeQuit()).toBe('prevented');
  expect(program.goodbyes()).toBe(1);
  vi.useRealTimers();
});
