import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { isVisible } from '#db/accounts.ts';
import { findDepartment } from '#db/departments.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

export function registerDepartments(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/departments/:id',
    policy: 'accounts.read',
    summary: '部署1つ: 企業と人数(まとめられた番号はまとめた先を返す)',
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
      const found = await findDepartment(db, params.id);
      if (found && (await isVisible(db, found.accountId, actor))) return found;
      throw new Refusal('department_not_found', `部署 ${params.id} は見つかりません。`, { status: 404 });
    },
  });
}
