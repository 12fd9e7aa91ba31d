// Measures log-ins and bare requests for a login link, alternately: node measure-login.ts '<LoginTask as JSON>'

import { request } from 'undici';
import type { SandboxProvider } from '../../src/main/sandbox/sandbox.ts';
import type { LogInRequest } from '../../src/shared/log-in.ts';
import { medianOf } from '../children.ts';
import { runProgram } from './running-program.ts';

export interface LoginTask {
  service: SandboxProvider;
  rounds: number;
  realKeychain: boolean;
}

export interface MeasuredLogin {
  /** From the start of the log-in action to the call that opens the browser. */
  logInMs: number;
  /** The same request for a login link, alone. */
  providerMs: number;
  overheadMs: number;
  realKeychain: boolean;
}

const { service, rounds, realKeychain } = JSON.parse(process.argv[2] ?? '{}') as LoginTask;
const { program, connectionId, openedAt, end } = await runProgram('sendgrid', service, realKeychain);
await program.syncs.sync(connectionId);
const [accounts = []] = program.accounts.slices(rounds);

async function askBarely(remoteId: string): Promise<number> {
  const from = performance.now();
  const reply = await request(`${service.origin}/v3/partners/accounts/${remoteId}/sso`, {
    method: 'POST',
    headers: { accept: 'application/json', authorization: `Bearer ${service.key}` },
  });
  await reply.body.dump();
  if (reply.statusCode !== 303) throw new Error(`The provider answered ${reply.statusCode}.`);
  return performance.now() - from;
}

async function logIn(accountId: string): Promise<number> {
  const opened = openedAt.length;
  const from = performance.now();
  const request: LogInRequest = {
    accountId,
    target: null,
    reason: '',
    confirmed: ['lookalike', 'replaces-session', 'state'],
    chosen: 'text',
  };
  const answer = await program.door.run(request, 'open');
  const at = openedAt[opened];
  if (!answer.ok || at === undefined) throw new Error(answer.ok ? 'Nothing was opened.' : answer.problem.kind);
  return at - from;
}

const bare: number[] = [];
const logIns: number[] = [];
for (const { accountId, remoteId } of accounts) {
  bare.push(await askBarely(remoteId));
  logIns.push(await logIn(accountId));
}
const [logInMs, providerMs] = [medianOf(logIns), medianOf(bare)];
await end();
const measured: MeasuredLogin = { logInMs, providerMs, overheadMs: logInMs - providerMs, realKeychain };
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit());
