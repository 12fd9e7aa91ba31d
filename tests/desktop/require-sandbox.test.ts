import { app } from 'electron';
import { expect, test, vi } from 'vitest';
import { closeDebuggerPorts, requireSandbox } from '../../src/main/desktop/require-sandbox.ts';

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

test.for([
  { packaged: true, switches: [], sandboxed: true },
  // The packaged program refuses to run then; see `lacksSandbox`.
  { packaged: true, switches: ['no-sandbox'], sandboxed: true },
  { packaged: false, switches: [], sandboxed: true },
  { packaged: false, switches: ['no-sandbox'], sandboxed: false },
])('the sandbox is for every page, unless developers do without: %j', ({ packaged, switches, sandboxed }) => {
  vi.spyOn(app.commandLine, 'hasSwitch').mockImplementation((name) => switches.includes(name));
  const enabled = vi.spyOn(app, 'enableSandbox');
  requireSandbox(packaged);
  expect(enabled).toHaveBeenCalledTimes(sandboxed ? 1 : 0);
  vi.restoreAllMocks();
});
