import type { Problem } from '../../../shared/problems.ts';
import type { About } from '../../http/network-problems.ts';
import { type JsonRecord, type ProblemFromResponse, readRecord } from '../read-reply.ts';

/** What a request is about: whether the key is good, the admin account with its lists, or one sub-account of it. */
export type BrevoSubject = 'key' | 'admin-account' | 'sub-account';

/**
 * What Brevo's 4xx and 5xx mean. Bodies are `{code?, message}`. Decided by code, then by status; by words only in the
 * cases that Brevo distinguishes by nothing else. Source: developers.brevo.com, error codes; read 2026-11-21.
 */
export const problemFromResponse =
  (about: About, subject: BrevoSubject): ProblemFromResponse =>
  (status, body): Problem => {
    if (status >= 500) return { kind: 'provider-down', status, ...about };
    const error = readRecord(body);
    const message = typeof error?.['message'] === 'string' ? error['message'] : '';
    const isBrevos = message !== '' || typeof error?.['code'] === 'string';
    if (!isBrevos && status === 403) return { kind: 'intermediary-refused', status, ...about };
    switch (reasonOf(error, status)) {
      case 'unauthorized':
        // A blocked machine looks like a bad key, except that the message names its address and the page to allow it.
        return { kind: isAboutIp(message) ? 'ip-not-authorised' : 'key-rejected', ...about };
      case 'permission_denied':
        return { kind: reasonOfRefusal(message, false), ...about };
      case 'forbidden':
        // "Current account is not an admin account" is the documented 403 of the corporate calls; its code is not.
        return { kind: reasonOfRefusal(message, subject !== 'sub-account'), ...about };
      case 'not_enough_credits':
        return { kind: 'plan-required', ...about };
      case 'document_not_found':
        return subject === 'sub-account' ? { kind: 'account-gone', ...about } : requestRefused(about, subject, status);
      case 'out_of_range':
        return subject === 'key'
          ? requestRefused(about, subject, status)
          : { kind: 'request-refused', status, why: 'out-of-range', ...about };
      case 'account_under_validation':
        return { kind: 'account-not-active', ...about };
      case 'other':
        return requestRefused(about, subject, status);
    }
  };

const requestRefused = (about: About, subject: BrevoSubject, status: number): Problem =>
  subject === 'key' && (status === 400 || status === 404)
    ? { kind: 'connect-refused', status, why: 'key', ...about }
    : { kind: 'request-refused', status, ...about };

function reasonOfRefusal(message: string, isAdminsByDefault: boolean) {
  if (isAboutReview(message)) return 'account-not-active';
  return isAdminsByDefault || isAboutAdmin(message) ? 'key-not-reseller' : 'key-not-allowed';
}

/** Codes that decide on their own. For all others, and without a code, the status decides. */
const decisive = [
  'unauthorized',
  'permission_denied',
  'not_enough_credits',
  'document_not_found',
  'account_under_validation',
  'out_of_range',
] as const;
const byStatus = {
  401: 'unauthorized',
  402: 'not_enough_credits',
  403: 'forbidden',
  404: 'document_not_found',
} as const;

function reasonOf(error: JsonRecord | null, status: number): (typeof decisive)[number] | 'forbidden' | 'other' {
  const code = decisive.find((known) => known === error?.['code']);
  return code ?? (status in byStatus ? byStatus[status as keyof typeof byStatus] : 'other');
}

const isAboutIp = (message: string): boolean => /authori[sz]ed_ips|unrecogni[sz]ed ip|\bip address\b/i.test(message);

const isAboutAdmin = (message: string): boolean => /not an? (admin|master|corporate)/i.test(message);

const isAboutReview = (message: string): boolean => /not (yet )?activated|under (review|validation)/i.test(message);
