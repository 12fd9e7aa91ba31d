import type { Problem } from '../../../shared/problems.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ProviderCall } from '../provider.ts';
import { readEmail, readRecord, readRecords, readText, wrongShape } from '../read-reply.ts';
import { request } from './api.ts';

// The users of the admin account. Source: developers.brevo.com, "Get the list of all admin users" and "Check admin user
// permissions"; types of the official SDK 6.0.3.

/** The largest page that is documented. An agency with more admins types the email. */
const mostUsers = 100;

/** Emails of the active ones, the owner first. */
export async function listAdminUsers(call: ProviderCall): Promise<Result<readonly string[]>> {
  const body = await request(call, {
    path: `invited/users?type=active&offset=1&limit=${mostUsers}`,
    subject: 'admin-account',
  });
  if (!body.ok) return body;
  const list = readRecord(body.value);
  if (!list) return wrongShape(call.http.about);
  const users = readRecords(list['users'])
    .map((user) => ({ email: readEmail(user['email']), isOwner: String(user['is_owner']) === 'true' }))
    .filter(({ email }) => email !== '')
    .sort((a, b) => Number(b.isOwner) - Number(a.isOwner));
  return ok([...new Set(users.map(({ email }) => email))]);
}

/** What "Check admin user permissions" says of a refused log-in. */
export async function whyRefused(call: ProviderCall, adminEmail: string): Promise<Problem | null> {
  const { about } = call.http;
  const body = await request(call, {
    path: `user/${encodeURIComponent(adminEmail)}/permissions`,
    subject: 'sub-account',
  });
  if (!body.ok) {
    const { problem } = body;
    const isUnknown = problem.kind === 'account-gone' || (problem.kind === 'request-refused' && problem.status === 400);
    return isUnknown ? { kind: 'admin-refused', why: 'unknown', ...about } : null;
  }
  const user = readRecord(body.value);
  const access = readRecord(user?.['feature_access']);
  if (!user || !access) return null;
  const status = readText(user['status']).toLowerCase();
  if (status !== '' && status !== 'active') return { kind: 'admin-refused', why: 'not-active', ...about };
  const manages = access['manage_sub_organizations'];
  const mayManage = Array.isArray(manages) && manages.some((right) => right !== 'none');
  return mayManage ? null : { kind: 'admin-refused', why: 'may-not-manage', ...about };
}
