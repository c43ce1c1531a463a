import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { markLeadsOfOwner } from '#db/stale-cycles.ts';
import { createMember, takeUpAccounts } from '#flows/create-member.ts';
import { passwordLengthMin } from '../auth.ts';
import { roles } from '../policy.ts';
import { route } from '../route.ts';
import { readPausedSignIns, releaseSignIn } from '../sign-in-limit.ts';
import { idParams } from './accounts.ts';

const memberId = z.object({ memberId: z.number() });
const member = memberId.extend({
  name: z.string(),
  email: z.string(),
  role: z.string(),
  department: z.string().nullable(),
  agencyAccountId: z.number().nullable(),
  mayExport: z.boolean().nullable(),
  maySeeGrossProfit: z.boolean().nullable(),
  isActive: z.boolean(),
  /** Too many tries to sign in to this address in the last minutes. */
  isSignInPaused: z.boolean(),
});

export function registerMembers(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/members',
    policy: 'members.read',
    summary: '利用者と、ログインのない営業担当者',
    response: z.object({
      members: z.array(member),
      colleagues: z.array(
        z.object({ name: z.string(), email: z.string().nullable(), department: z.string().nullable() }),
      ),
      owners: z.array(z.string()),
    }),
    handler: async ({ world }) => {
      const [members, isPaused, colleagues, owners] = await Promise.all([
        world.database.db
          .selectFrom('member')
          .select([
            'member_id as memberId',
            'name',
            'email',
            'role',
            'department',
            'agency_account_id as agencyAccountId',
            'may_export as mayExport',
            'may_see_gross_profit as maySeeGrossProfit',
            'is_active as isActive',
          ])
          .orderBy('name')
          .execute(),
        readPausedSignIns(world),
        world.database.db
          .selectFrom('colleague')
          .select(['name', 'email', 'department'])
          .orderBy('name')
          .limit(1_000)
          .execute(),
        world.database.db
          .selectFrom('account')
          .select('owner_name as name')
          .distinct()
          .where('owner_name', 'is not', null)
          .orderBy('owner_name')
          .limit(500)
          .execute(),
      ]);
      return {
        members: members.map((one) => ({ ...one, isSignInPaused: isPaused(one.email) })),
        colleagues,
        owners: owners.flatMap(({ name }) => name ?? []),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/members',
    policy: 'members.manage',
    summary: '利用者を作る',
    body: z
      .object({
        name: z.string().trim().min(1).max(100),
        email: z.email().max(254),
        password: z.string().min(passwordLengthMin).max(128),
        role: z.enum(roles),
        department: z.string().max(100).nullable().optional(),
        agencyAccountId: z.number().int().nullable().optional(),
      })
      .strict(),
    response: memberId,
    handler: async ({ body, actor, world }) => {
      const { memberId } = await createMember(world, {
        ...body,
        department: body.department ?? null,
        agencyAccountId: body.agencyAccountId ?? null,
      });
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'member.create',
        subjectKind: 'member',
        subjectId: memberId,
        after: { role: body.role },
      });
      return { memberId };
    },
  });

  route(app, {
    method: 'PATCH',
    url: '/api/members/:id',
    policy: 'members.manage',
    summary: '利用者の役割・権限・停止',
    params: idParams,
    body: z
      .object({
        role: z.enum(roles).optional(),
        department: z.string().max(100).nullable().optional(),
        mayExport: z.boolean().nullable().optional(),
        maySeeGrossProfit: z.boolean().nullable().optional(),
        isActive: z.boolean().optional(),
      })
      .strict(),
    response: memberId,
    handler: async ({ params, body, actor, world }) => {
      const { db } = world.database;
      const before = await db.selectFrom('member').selectAll().where('member_id', '=', params.id).executeTakeFirst();
      if (!before) throw new Refusal('member_not_found', `利用者 ${params.id} は見つかりません。`, { status: 404 });
      const isLosingAdmin =
        before.role === 'admin' && (body.isActive === false || (body.role !== undefined && body.role !== 'admin'));
      const admins = await db
        .selectFrom('member')
        .select('member_id')
        .where('role', '=', 'admin')
        .where('is_active', '=', true)
        .execute();
      if (isLosingAdmin && admins.length <= 1)
        throw new Refusal('last_admin', '最後の管理者は外せません。先に別の管理者を作ってください。', { status: 409 });
      const columns = {
        role: body.role,
        department: body.department,
        may_export: body.mayExport,
        may_see_gross_profit: body.maySeeGrossProfit,
        is_active: body.isActive,
      };
      const set = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
      if (Object.keys(set).length > 0)
        await db.updateTable('member').set(set).where('member_id', '=', params.id).execute();
      if (body.isActive) await takeUpAccounts({ db });
      if (body.isActive !== undefined) await markLeadsOfOwner({ db }, before.name);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'member.change',
        subjectKind: 'member',
        subjectId: params.id,
        before: { role: before.role, is_active: before.is_active },
        after: set,
      });
      return { memberId: params.id };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/members/:id/release',
    policy: 'members.manage',
    summary: 'サインインの一時停止を解除する',
    params: idParams,
    response: memberId,
    handler: async ({ params, actor, world }) => {
      const { db } = world.database;
      const member = await db
        .selectFrom('member')
        .select('email')
        .where('member_id', '=', params.id)
        .executeTakeFirst();
      if (!member) throw new Refusal('member_not_found', `利用者 ${params.id} は見つかりません。`, { status: 404 });
      await releaseSignIn(world, member.email);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'sign_in.released',
        subjectKind: 'member',
        subjectId: params.id,
      });
      return { memberId: params.id };
    },
  });
}
