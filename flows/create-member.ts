import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { pinMembersOfNames } from '#db/overrides.ts';
import { refreshOwners } from '#db/rollups.ts';
import { markLeadsOfOwner } from '#db/stale-cycles.ts';

export type NewMember = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly department?: string | null;
  readonly agencyAccountId?: number | null;
};
type Doors = {
  readonly database: Database;
  readonly auth: { readonly createLogin: (email: string, name: string, password: string) => Promise<string> };
};

/** A login (利用者). Companies that files or people gave to a person of this name become theirs. */
export async function createMember({ database, auth }: Doors, given: NewMember): Promise<{ memberId: number }> {
  const email = given.email.trim().toLowerCase();
  const known = await database.db
    .selectFrom('member')
    .select('member_id')
    .where('email', '=', email)
    .executeTakeFirst();
  if (known)
    throw new Refusal('member_exists', `${email} の利用者はすでにいます。`, { status: 409, details: { email } });
  if (given.role === 'agency' && !given.agencyAccountId)
    throw new Refusal('agency_missing', '代理店の利用者には、どの代理店かを選んでください。', { status: 422 });
  const authUserId = await auth.createLogin(email, given.name, given.password);
  const member = await database.db
    .insertInto('member')
    .values({
      auth_user_id: authUserId,
      email,
      name: given.name,
      role: given.role,
      department: given.department ?? null,
      agency_account_id: given.agencyAccountId ?? null,
    })
    .returning('member_id')
    .executeTakeFirstOrThrow();
  await takeUpAccounts(database);
  await markLeadsOfOwner({ db: database.db }, given.name);
  return { memberId: member.member_id };
}

/** Companies given to somebody by name become those of the member of that name. */
export async function takeUpAccounts({ db }: Pick<Database, 'db'>): Promise<void> {
  await pinMembersOfNames({ db });
  await refreshOwners({ db });
}
