import type { Problem } from '../../../shared/problems.ts';
import type { About } from '../../http/network-problems.ts';
import { type JsonRecord, type ProblemFromResponse, readRecord, readRecords } from '../read-reply.ts';

/** What a request is about: whether the key is good, the reseller's organization as a whole, one account of it, or a log-in. */
export type SendgridSubject = 'key' | 'organization' | 'account' | 'log-in';

/**
 * What SendGrid's 4xx and 5xx mean. Bodies are `{errors: [{message, field, error_id}]}`, where `field` may be null and
 * `error_id` missing. Decided by status and documented error_id; by words only if SendGrid gives nothing else.
 */
export const problemFromResponse =
  (about: About, subject: SendgridSubject): ProblemFromResponse =>
  (status, body): Problem => {
    if (status >= 500) return { kind: 'provider-down', status, ...about };
    const errors = readRecords(readRecord(body)?.['errors']);
    switch (status) {
      case 401:
        return { kind: says(errors, '10-40100', isAboutCredits) ? 'plan-required' : 'key-rejected', ...about };
      case 402:
        return { kind: 'plan-required', ...about };
      case 403:
        return errors.length === 0
          ? { kind: 'intermediary-refused', status, ...about }
          : { kind: reasonOf403(errors, subject), ...about };
      case 404:
        if (subject === 'log-in') return { kind: 'account-gone', orNoSso: true, ...about };
        if (subject === 'account') return { kind: 'account-gone', ...about };
        break;
      case 451:
        return { kind: 'wrong-region', ...about };
    }
    return subject === 'key' && (status === 400 || status === 404)
      ? { kind: 'connect-refused', status, why: 'key-or-region', ...about }
      : { kind: 'request-refused', status, ...about };
  };

/** 10-40300 is the documented "not authorized". The other reasons have no id of their own, only words. */
function reasonOf403(errors: readonly JsonRecord[], subject: SendgridSubject) {
  const isOrganization = subject === 'key' || subject === 'organization';
  if (says(errors, '10-40300', isTemporaryBlock)) return 'temporarily-blocked';
  if (says(errors, '10-40300', isAboutIp)) return 'ip-not-authorised';
  if (says(errors, '10-40300', isAboutReview)) return 'account-not-active';
  if (errors.some((error) => error['error_id'] === '10-40300'))
    return isOrganization ? 'key-not-reseller' : 'key-not-allowed';
  // "access forbidden" says nothing more. For a profile it is how SendGrid refuses a key without that permission.
  return subject === 'account' ? 'key-not-allowed' : 'access-forbidden';
}

/** Whether a message has these words. A documented id of another meaning counts for more. */
const says = (errors: readonly JsonRecord[], documentedId: string, words: RegExp): boolean =>
  !errors.some((error) => error['error_id'] === documentedId) &&
  errors.some(({ message }) => typeof message === 'string' && words.test(message));

const isAboutCredits = /credits? exceeded|out of credits/i;
const isTemporaryBlock = /too many bad requests|temporary block/i;
/** IP Access Management. Source: sendgrid/docs issues 5464 and 5045, sendgrid-csharp issue 427. */
const isAboutIp = /white-?list|allow-?list|\bip address\b|\bip access\b/i;
const isAboutReview = /contact support|under review|suspended|not (yet )?activated/i;
