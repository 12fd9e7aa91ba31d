import { jsonReply, type PretendReply, type SampleCustomers } from '../pretend-provider.ts';
import { error } from './pretend-error.ts';
import { groupId } from './pretend-groups.ts';

// The users of the admin account. Shapes: developers.brevo.com, "Get the list of all admin users", "Check admin user
// permissions" and "Get details of a group", and the types of the official SDK 6.0.3.

interface AdminUser {
  email: string;
  isOwner: boolean;
  status: 'active' | 'pending';
  /** Whether this admin may manage and open sub-accounts. */
  manages: boolean;
}

/** Plainly invented, and the same after every start. */
const adminUsers = [
  { email: 'admin@sample-agency.example', isOwner: true, status: 'active', manages: true },
  { email: 'sam@sample-agency.example', isOwner: false, status: 'active', manages: false },
  { email: 'ines@sample-agency.example', isOwner: false, status: 'pending', manages: true },
] as const satisfies readonly AdminUser[];

const userOf = (email: string): AdminUser | undefined => adminUsers.find((user) => user.email === email.toLowerCase());

/** A guess: the page names 403 for "Current account is not an admin account", and nothing for a user of the account. */
export function refusalOfAdmin(email: string): PretendReply | null {
  const user = userOf(email);
  return user?.status === 'active' && user.manages
    ? null
    : error(403, 'permission_denied', 'You do not have the permission to perform this action');
}

const accessOf = ({ isOwner, manages }: AdminUser) => ({
  user_management: isOwner ? ['all'] : ['none'],
  api_keys: isOwner ? ['all'] : ['none'],
  my_plan: isOwner ? ['all'] : ['none'],
  create_sub_organizations: isOwner ? ['all'] : ['none'],
  manage_sub_organizations: manages ? ['all'] : ['none'],
  analytics: ['all'],
});

/** `offset` is the number of a page, the first is 1. */
export function listAdminUsers(query: URLSearchParams): PretendReply {
  const type = query.get('type');
  const limit = Number(query.get('limit') ?? 20);
  const page = Number(query.get('offset') ?? 1);
  if (type !== null && type !== 'active' && type !== 'pending')
    return error(400, 'invalid_parameter', 'type is invalid');
  if (type === null && query.has('offset')) return error(400, 'missing_parameter', 'type is missing');
  if (!(limit >= 1 && limit <= 100)) return error(400, 'out_of_range', 'limit is out of range');
  const users = adminUsers
    .filter(({ status }) => type === null || status === type)
    .slice((page - 1) * limit, page * limit)
    .map((user) => ({
      email: user.email,
      is_owner: String(user.isOwner),
      status: user.status,
      feature_access: accessOf(user),
      groups: {},
    }));
  return jsonReply(200, { users });
}

export function permissionsOf(email: string): PretendReply {
  const user = userOf(email);
  if (!user) return error(404, 'document_not_found', 'User not found');
  return jsonReply(200, { email: user.email, status: user.status, feature_access: accessOf(user), groups: [] });
}

/** So many sub-accounts of a group are listed at most: the samples can be a million. */
const mostInGroup = 100;

/** The sub-accounts of a group, and the admins who look after it. */
export function groupDetails(id: string, customers: SampleCustomers): PretendReply {
  const name = customers.groups.find((group) => groupId(customers, group) === id);
  if (name === undefined) return error(404, 'document_not_found', 'Group not found');
  const subAccounts: string[] = [];
  for (let index = 0; index < customers.count && subAccounts.length < mostInGroup; index++) {
    const customer = customers.at(index);
    if (customer.group !== name) continue;
    const created = new Date(customer.createdAt * 1000).toISOString();
    subAccounts.push(`{"id":${customer.id},"companyName":${JSON.stringify(customer.name)},"createdAt":"${created}"}`);
  }
  const group = JSON.stringify({ id, groupName: name, createdAt: '2024-02-01T09:00:00.000Z' });
  const users = JSON.stringify([{ email: adminUsers[0].email, firstName: 'Ada', lastName: 'Sample' }]);
  return jsonReply(200, `{"group":${group},"sub-accounts":[${subAccounts.join(',')}],"users":${users}}`);
}
