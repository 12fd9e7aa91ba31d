import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const script = join(import.meta.dirname, '..', '..', 'scripts', 'sandbox.ts');

// Windows has no signal that a program could receive from another one.
test.skipIf(process.platform === 'win32')(
  'npm run sandbox prints addresses and keys that work, and ends with Ctrl+C',
  async () => {
    const switches = ['--port', '0', '--accounts', '7', '--eu-accounts', '3', '--per-hour', '50'];
    const sandbox = spawn(process.execPath, [script, ...switches]);
    onTestFinished(() => void sandbox.kill('SIGKILL'));
    let printed = '';
    sandbox.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    await vi.waitFor(() => expect(printed).toContain('npm run dev'), { timeout: 40_000 });

    const origins = JSON.parse(/LATCHKEY_ORIGINS='([^']+)'/.exec(printed)?.[1] ?? '{}') as Record<
      'sendgrid' | 'brevo',
      Record<string, string>
    >;
    const [sendgridPart = '', brevoPart = ''] = printed.split('Brevo  ');
    expect(sendgridPart).toContain(`region eu           ${origins.sendgrid['eu']}`);
    const keyCalled = (name: string): string => new RegExp(`  ${name} +(\\S+)`).exec(brevoPart)?.[1] ?? '';
    const list = (key: string) =>
      fetch(`${origins.brevo['global']}/v3/corporate/subAccount?offset=0&limit=10`, { headers: { 'api-key': key } });
    const good = await list(keyCalled('good key'));
    expect(await good.json()).toMatchObject({ count: 7 });
    expect(good.headers.get('x-sib-ratelimit-limit')).toBe('50');
    expect((await list(keyCalled('notAdmin'))).status).toBe(403);
    const authorization = `Bearer ${/good key +(\S+)/.exec(sendgridPart)?.[1]}`;
    const inEurope = await fetch(`${origins.sendgrid['eu']}/v3/partners/accounts`, { headers: { authorization } });
    expect(((await inEurope.json()) as { accounts: unknown[] }).accounts).toHaveLength(3);

    sandbox.kill('SIGINT');
    expect(await once(sandbox, 'exit')).toEqual([0, null]);
  },
);

test.each([
  [['--bad-day', 'rain'], 'There is no bad day “rain”. Choose one of: 402, '],
  [['--accounts', 'many'], '--accounts needs a whole number, not “many”.'],
  [['--bad-seconds', '60'], 'Give both.'],
  [['--delay', '5'], "Unknown option '--delay'"],
  [['--accounts'], 'The switches are: --port, --accounts, '],
])('npm run sandbox refuses %j with a sentence', async (switches, sentence) => {
  const sandbox = spawn(process.execPath, [script, '--port', '0', ...switches]);
  onTestFinished(() => void sandbox.kill('SIGKILL'));
  let said = '';
  sandbox.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  expect(await once(sandbox, 'close')).toEqual([2, null]);
  expect(said).toContain(sentence);
  expect(said).not.toContain('    at ');
});
