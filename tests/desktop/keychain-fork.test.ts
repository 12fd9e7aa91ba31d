import { EventEmitter } from 'node:events';
import { utilityProcess } from 'electron';
import { afterEach, expect, test, vi } from 'vitest';
import { forkKeychain } from '../../src/main/desktop/keychain-fork.ts';

afterEach(() => vi.restoreAllMocks());

test('survives a fatal error of its child, and still reports its exit', () => {
  const child = new EventEmitter();
  vi.spyOn(utilityProcess, 'fork').mockReturnValue(child as never);
  let ends = 0;
  forkKeychain('/program/keychain-process.js').onExit(() => ends++);
  expect(() => child.emit('error', 'FatalError', 'v8.cc', '{"environmentVariables":{}}')).not.toThrow();
  child.emit('exit', 134);
  expect(ends).toBe(1);
});
