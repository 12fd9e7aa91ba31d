import type Electron from 'electron';
import type { Protocol } from './cdp.ts';
import { listenForSockets } from './web-socket.ts';

// Keys of a test tool reach a page through here, so that 'before-input-event' comes first and really decides, as it
// does when a person types. Everything else passes unchanged.

type KeyEvent = Protocol.Input.dispatchKeyEventParameters;

interface Command {
  id: number;
  method: string;
  params: unknown;
  sessionId?: string;
}

/** Returns whether the page with that target id gets the key. */
export type MayPass = (targetId: string, input: Electron.Input) => boolean;

/** Returns the URL to attach to instead of `devToolsUrl`. */
export async function openInputGate(devToolsUrl: string, mayPass: MayPass): Promise<string> {
  const url = await listenForSockets((tool) => {
    const chromium = new WebSocket(devToolsUrl);
    const targets = new Map<string, string>();
    const early: string[] = [];
    const toChromium = (text: string): void => {
      if (chromium.readyState === WebSocket.OPEN) chromium.send(text);
      else early.push(text);
    };
    chromium.addEventListener('open', () => {
      for (const text of early.splice(0)) chromium.send(text);
    });
    chromium.addEventListener('message', ({ data }) => {
      const text = String(data);
      if (text.includes('"Target.attachedToTarget"')) {
        const { params } = JSON.parse(text) as { params: Protocol.Target.attachedToTargetPayload };
        targets.set(params.sessionId, params.targetInfo.targetId);
      }
      tool.send(text);
    });
    chromium.addEventListener('close', () => tool.close());
    chromium.addEventListener('error', () => tool.close());
    return {
      text(text) {
        if (text.includes('"Input.dispatchKeyEvent"')) {
          const command = JSON.parse(text) as Command;
          const targetId = targets.get(command.sessionId ?? '');
          const input = command.method === 'Input.dispatchKeyEvent' ? inputOf(command.params as KeyEvent) : null;
          if (input && targetId !== undefined && !mayPass(targetId, input)) {
            tool.send(JSON.stringify({ id: command.id, sessionId: command.sessionId, result: {} }));
            return;
          }
        }
        toChromium(text);
      },
      closed: () => chromium.close(),
    };
  });
  return url + new URL(devToolsUrl).pathname;
}

/** Returns what Electron would report for a key, or null if it reports nothing. */
export function inputOf(event: KeyEvent): Electron.Input | null {
  if (event.type === 'char') return null;
  const held = event.modifiers ?? 0;
  return {
    type: event.type === 'keyUp' ? 'keyUp' : 'keyDown',
    key: event.key ?? '',
    code: event.code ?? '',
    isAutoRepeat: event.autoRepeat ?? false,
    isComposing: false,
    alt: (held & 1) !== 0,
    control: (held & 2) !== 0,
    meta: (held & 4) !== 0,
    shift: (held & 8) !== 0,
    location: event.location ?? 0,
    modifiers: [],
  };
}
