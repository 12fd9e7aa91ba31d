import { join } from 'node:path';
import electronLog from 'electron-log/node';

/** Facts about an event: numbers and words of our own code. Never text from a user or a provider. */
type Facts = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  /** Something that happened, named by a word of our own code, e.g. `sync-complete`. */
  event(name: string, facts?: Facts): void;
  /** A bug, with the reference that the user was shown. */
  bug(reference: string, error: unknown): void;
}

const longestFileBytes = 1_000_000;

/** Writes `latchkey.log`, 0600, and keeps one older file. A packaged program writes nothing to the console. */
export function openLog(folder: string, toConsole: boolean): Log {
  const log = electronLog.create({ logId: 'latchkey' });
  log.transports.file.resolvePathFn = () => join(folder, 'latchkey.log');
  log.transports.file.maxSize = longestFileBytes;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.format = '{iso} {level} {text}';
  log.transports.console.level = toConsole ? 'info' : false;
  log.transports.console.format = '{level} {text}';
  return {
    event: (name, facts = {}) =>
      log.info([name, ...Object.entries(facts).map(([key, value]) => `${key}=${value}`)].join(' ')),
    bug: (reference, error) => log.error(`bug reference=${reference} ${describeError(error)}`),
  };
}

/**
 * Where an error came from. SECURITY: without its message or cause: those of fetch, URL and Headers embed what they were
 * given, keys and links included.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `name=${typeof error}`;
  const code =
    'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(error.code) ? error.code : 'none';
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => /([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .filter((frame) => frame !== undefined);
  const name = /^\w{1,40}$/.test(error.name) ? error.name : 'Error';
  return `name=${name} code=${code} at=${frames.join(' < ')}`;
}
