import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { navigationTo } from '../helpers/hand-over-desk.ts';

fault('another user asks for the link', { tags: ['hand-over-own-user'] }, async (trial) => {
  const desktop = await trial.start();
  await trial.connectAll();
  const row = await trial.firstRow('brevo');
  await trial.runner.bend({ browserVisits: false });
  const given = desktop.nextAddress();
  const answer = trial.logInTo(row.accountId);
  const address = await given;
  const ask = `
    const socket = require('node:net').connect(${new URL(address).port}, '127.0.0.1');
    socket.on('error', () => {}).on('data', (data) => process.stdout.write(data));
    socket.write(${JSON.stringify(navigationTo(address))});`;
  const asOther = ['--reuid=65534', '--regid=65534', '--clear-groups', '--', process.execPath, '-e', ask];
  expect((await promisify(execFile)('setpriv', asOther)).stdout).toBe('');
  expect(desktop.opened).toEqual([]);
  // It was not used up.
  await desktop.visit(address);
  expect(await answer).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(trial.provider.ownerOf(desktop.opened[0] ?? '')?.remoteId).toBe(row.remoteId);
  await trial.runner.bend({ browserVisits: true });
  await trial.expectOrdinaryLogIn('sendgrid');
});
