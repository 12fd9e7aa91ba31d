import type { Account } from '../../shared/account.ts';
import type { Connection } from '../../shared/connection.ts';
import type { LogInAnswer } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { singleFlight } from '../lib/single-flight.ts';
import { type LoginLinkDeps, type LoginLinkRequest, obtainLoginLink } from './obtain-login-link.ts';

export interface LogInDeps extends LoginLinkDeps {
  browser: Pick<Desktop['browser'], 'openLogin'>;
  /** The browser was asked to open: hide, tell, and bring recents up to date. */
  opened: (account: Account, connection: Connection) => void;
}

export type LogIn = (request: LoginLinkRequest) => Promise<Result<LogInAnswer>>;

/** Logs in to an account in the default browser. A second request for the same, while one is under way, joins it. */
export function logInWith(deps: LogInDeps): LogIn {
  const join = singleFlight<Result<LogInAnswer>>();
  return (request) => join(`${request.target ?? ''} ${request.accountId}`, () => logIn(deps, request));
}

async function logIn(deps: LogInDeps, request: LoginLinkRequest): Promise<Result<LogInAnswer>> {
  const outcome = await obtainLoginLink(deps, request, {
    how: 'open',
    deliver: (link, { call, provider }) =>
      deps.browser.openLogin(link.url, call.endpoint.linkOrigins, provider.facts.shortName),
  });
  if (!outcome.ok) return outcome;
  if (!outcome.value.delivered) {
    const { delivered, ...question } = outcome.value;
    return ok({ opened: false, ...question });
  }
  const { account, connection } = outcome.value;
  deps.opened(account, connection);
  return ok({ opened: true, accountName: account.name, connectionLabel: connection.label });
}
