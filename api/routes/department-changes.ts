import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { departmentChangeKinds } from '#core/company/department-changes.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { isVisible } from '#db/accounts.ts';
import { findDepartmentChange } from '#db/department-changes.ts';
import { inTransaction } from '#db/transaction.ts';
import { changeDepartments, previewDepartmentChange, undoDepartmentChange } from '#flows/change-departments.ts';
import { route } from '../route.ts';
import { idParams, visibleAccount } from './accounts.ts';
import { department } from './family.ts';

const input = z
  .object({
    kind: z.enum(departmentChangeKinds),
    fromKeys: z.array(z.string().max(200)).max(50).default([]),
    into: z
      .array(
        z.object({ name: z.string().max(200), personIds: z.array(z.number().int()).max(20_000).default([]) }).strict(),
      )
      .max(50)
      .default([]),
    /** Where a moved or added department lies; null at the top. */
    parentKey: z.string().max(200).nullable().optional(),
    on: z.iso.date(),
  })
  .strict()
  .transform(({ parentKey, ...rest }) => ({ ...rest, parentKey }));

/** What somebody of ours says became of a company's departments: renamed, merged, split, put elsewhere, added. */
export function registerDepartmentChanges(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/accounts/:id/department-changes/preview',
    policy: 'reviews.decide',
    summary: '部署の改称・統合・分割・移動・追加をするとどうなるか(まだ書き込まない)',
    params: idParams,
    body: input,
    response: z.object({
      before: z.array(department),
      after: z.array(department),
      people: z.array(z.object({ personId: z.number(), name: z.string(), from: z.string(), to: z.string() })),
    }),
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return previewDepartmentChange(world.database.db, id, body, todayJst(world.now()));
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/accounts/:id/department-changes',
    policy: 'reviews.decide',
    summary: '部署の改称・統合・分割・移動・追加を、再編の日付と一緒に記録する',
    params: idParams,
    body: input,
    response: z.object({ changeId: z.number() }),
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return inTransaction(world.database, (transaction) =>
        changeDepartments(transaction, id, body, todayJst(world.now()), actor.memberId),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/department-changes/:id/undo',
    policy: 'reviews.decide',
    summary: '部署の再編を取り消す',
    params: idParams,
    response: z.object({ accountId: z.number() }),
    handler: async ({ params, actor, world }) => {
      const found = await findDepartmentChange(world.database.db, params.id);
      if (found && !(await isVisible(world.database.db, found.accountId, actor)))
        throw new Refusal('department_not_found', `部署の再編 ${params.id} は見つかりません。`, { status: 404 });
      return inTransaction(world.database, (transaction) =>
        undoDepartmentChange(transaction, params.id, actor.memberId),
      );
    },
  });
}
