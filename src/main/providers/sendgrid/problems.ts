import type { Problem } from '../../../shared/problems.ts';
import type { About } from '../../http/network-problems.ts';
import { type ProblemFromResponse, readRecord, readRecords } from '../read-reply.ts';

/** What a request is about: the reseller's organization as a whole, or one account of it. */
export type SendgridSubject = 'organization' | 'account';

/**
 * What SendGrid's 4xx and 5xx mean. Bodies are `{errors: [{message, field, error_id}]}`, where `field` may be null and
 * `error_id` missing. Decided by status and documented error_id; by words only if SendGrid gives nothing else.
 */
export const problemFromResponse =
  (about: About, subject: SendgridSubject): ProblemFromResponse =>
  (status, body): Problem => {
    if (status >= 500) return { kind: 'provider-down', status, ...about };
    switch (status) {
      case 401:
        return { kind: 'key-rejected', ...about };
      case 402:
        return { kind: 'plan-required', ...about };
      case 403:
        if (isTemporaryBlock(body)) return { kind: 'temporarily-blocked', ...about };
        return { kind: subject === 'organization' ? 'key-not-reseller' : 'key-not-allowed', ...about };
      case 404:
        return subject === 'account'
          ? { kind: 'account-gone', ...about }
          : { kind: 'request-refused', status, ...about };
      case 451:
        return { kind: 'wrong-region', ...about };
      default:
        return { kind: 'request-refused', status, ...about };
    }
  };

/** 10-40300 is the documented "not authorized"; the block has no id of its own, only "Too many bad requests". */
function isTemporaryBlock(body: unknown): boolean {
  const errors = readRecords(readRecord(body)?.['errors']);
  if (errors.some((error) => error['error_id'] === '10-40300')) return false;
  return errors.some((error) => {
    const message = error['message'];
    return typeof message === 'string' && /too many bad requests|temporary block/i.test(message);
  });
}
