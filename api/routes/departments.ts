import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { isVisible } from '#db/accounts.ts';
import { findDepartmentToday } from '#flows/read-departments.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

export function registerDepartments(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/departments/:id',
    policy: 'accounts.read',
    summary: '部署1つ: 企業と人数(まとめた番号・改称前の番号は今の部署を返す)',
    params: idParams,
    response: z.object({
      departmentId: z.number(),
      name: z.string(),
      people: z.number(),
      accountId: z.number(),
      accountName: z.string(),
    }),
    handler: async ({ params, actor, world }) => {
      const { db } = world.database;
      const found = await findDepartmentToday(db, params.id);
      if (found && (await isVisible(db, found.accountId, actor))) {
        const { personIds: _, ...department } = found;
        const account = await db
          .selectFrom('account')
          .select('name')
          .where('account_id', '=', found.accountId)
          .executeTakeFirstOrThrow();
        return { ...department, accountName: account.name };
      }
      throw new Refusal('department_not_found', `部署 ${params.id} は見つかりません。`, { status: 404 });
    },
  });
}
