import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../helpers/e2e-fixtures.ts';
import { runOf, startSecond } from '../helpers/launch-app.ts';

test('the packaged program refuses to run without its sandbox, and shows why', async ({ browserName: _ }, testInfo) => {
  testInfo.skip(runOf(testInfo.project).target === 'electron', 'needs packaging there');
  const userData = testInfo.outputPath('user-data');
  const home = { HOME: userData, APPDATA: userData, XDG_CONFIG_HOME: join(userData, 'xdg-config') };
  const started = await startSecond(
    { target: 'standin', userData, env: { ...home, STANDIN_PACKAGED: '1' } },
    process.platform === 'linux' ? [] : ['--no-sandbox'],
  );
  expect(started.output).toContain('Latchkey does not run without its sandbox');
  expect(started.exitCode).toBe(1);
  // It did not start: it has no folder and no database.
  expect(existsSync(join(home.XDG_CONFIG_HOME, 'Latchkey'))).toBe(false);
});
