import { expect, test } from 'vitest';
import { closeDebuggerPorts } from '../../src/main/desktop/require-sandbox.ts';

const switchesLeft = (packaged: boolean): string[] => {
  const switches = new Set(['remote-debugging-port', 'remote-debugging-pipe', 'lang']);
  closeDebuggerPorts({ removeSwitch: (name) => void switches.delete(name) }, packaged);
  return [...switches];
};

test('the packaged program opens no port to a debugger, whatever it was started with', () => {
  expect(switchesLeft(true)).toEqual(['lang']);
});

test('while developing, tests may reach the windows', () => {
  expect(switchesLeft(false)).toHaveLength(3);
});
