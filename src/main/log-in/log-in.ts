import type { LogInAnswer } from '../../shared/contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { type LoginLinkDeps, type LoginLinkRequest, obtainLoginLink } from './obtain-login-link.ts';

export interface LogInDeps extends LoginLinkDeps {
  desktop: { readonly browser: Pick<Desktop['browser'], 'openLogin'> };
}

/** Logs in to an account in the default browser. Returns the problems of `obtainLoginLink` and `Desktop.browser.openLogin`. */
export async function logIn(deps: LogInDeps, request: LoginLinkRequest): Promise<Result<LogInAnswer>> {
  const outcome = await obtainLoginLink(deps, request, {
    how: 'open',
    deliver: (link, { call, provider }) =>
      deps.desktop.browser.openLogin(link.url, call.endpoint.linkOrigins, provider.facts.shortName),
  });
  if (!outcome.ok) return outcome;
  if (!outcome.value.delivered) {
    const { delivered, ...question } = outcome.value;
    return ok({ opened: false, ...question });
  }
  const { account, connection } = outcome.value;
  return ok({ opened: true, accountName: account.name, connectionLabel: connection.label });
}
