import type { Problem } from '../../../shared/problems.ts';
import type { About } from '../../http/network-problems.ts';
import { type JsonRecord, type Refusal, recordOf } from '../read-reply.ts';

/** What was asked about: the admin account with its lists, or one sub-account of it. */
export type BrevoSubject = 'admin-account' | 'sub-account';

/**
 * What Brevo's 4xx and 5xx mean. Bodies are `{code?, message}`. Told by code, then by status; by words only for the two
 * cases that Brevo tells apart by nothing else. Source: developers.brevo.com, error codes; read 2026-11-21.
 */
export const refusalOfBrevo =
  (about: About, subject: BrevoSubject): Refusal =>
  (status, body): Problem => {
    if (status >= 500) return { kind: 'provider-down', status, ...about };
    const told = recordOf(body);
    const message = typeof told?.['message'] === 'string' ? told['message'] : '';
    switch (reasonOf(told, status)) {
      case 'unauthorized':
        // A blocked machine looks like a bad key, but for a message that names its address and the page to allow it on.
        return { kind: isAboutIp(message) ? 'ip-not-authorised' : 'key-rejected', ...about };
      case 'permission_denied':
        return { kind: isAboutAdmin(message) ? 'key-not-reseller' : 'key-not-allowed', ...about };
      case 'forbidden':
        // "Current account is not an admin account" is the documented 403 of the corporate calls; its code is not.
        return {
          kind: subject === 'admin-account' || isAboutAdmin(message) ? 'key-not-reseller' : 'key-not-allowed',
          ...about,
        };
      case 'not_enough_credits':
        return { kind: 'plan-required', ...about };
      case 'document_not_found':
        return subject === 'sub-account'
          ? { kind: 'account-gone', ...about }
          : { kind: 'request-refused', status, ...about };
      case 'account_under_validation':
      case 'other':
        return { kind: 'request-refused', status, ...about };
    }
  };

/** Codes that decide by themselves; all others go by their status, as does a reply without one: `code` is optional. */
const decisive = [
  'unauthorized',
  'permission_denied',
  'not_enough_credits',
  'document_not_found',
  'account_under_validation',
] as const;
const byStatus = {
  401: 'unauthorized',
  402: 'not_enough_credits',
  403: 'forbidden',
  404: 'document_not_found',
} as const;

function reasonOf(told: JsonRecord | null, status: number): (typeof decisive)[number] | 'forbidden' | 'other' {
  const code = decisive.find((known) => known === told?.['code']);
  return code ?? (status in byStatus ? byStatus[status as keyof typeof byStatus] : 'other');
}

const isAboutIp = (message: string): boolean => /authori[sz]ed_ips|unrecogni[sz]ed ip|\bip address\b/i.test(message);

const isAboutAdmin = (message: string): boolean => /not an? (admin|master|corporate)/i.test(message);
