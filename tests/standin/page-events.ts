import type Electron from 'electron';
import type { CdpEvents } from './cdp.ts';
import { toElectron } from './schemes.ts';

// Turns Chromium's events of a page into Electron's.

export const windowWish = (
  url: string,
  disposition: Electron.HandlerDetails['disposition'],
): Electron.HandlerDetails => ({
  url: toElectron(url || 'about:blank'),
  frameName: '',
  features: '',
  disposition,
  referrer: { url: '', policy: 'default' },
});

export function consoleMessage(
  call: CdpEvents['Runtime.consoleAPICalled'],
): ['info' | 'warning' | 'error' | 'debug', string, string, number] {
  const levels: Record<string, 'warning' | 'error' | 'debug'> = {
    warning: 'warning',
    error: 'error',
    assert: 'error',
    debug: 'debug',
  };
  const message = call.args
    .map((arg) => String(arg.value ?? arg.unserializableValue ?? arg.description ?? ''))
    .join(' ');
  const frame = call.stackTrace?.callFrames[0];
  return [levels[call.type] ?? 'info', message, frame?.url ?? '', frame?.lineNumber ?? 0];
}
