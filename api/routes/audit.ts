import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from '../route.ts';

export function registerAudit(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/audit',
    policy: 'audit.read',
    summary: '変更の記録',
    query: z.object({
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          id: z.number(),
          at: z.date(),
          action: z.string(),
          subjectKind: z.string(),
          subjectId: z.string().nullable(),
          before: z.unknown(),
          after: z.unknown(),
          memberName: z.string().nullable(),
        }),
      ),
    }),
    handler: async ({ query, world }) => {
      const all = world.database.db
        .selectFrom('audit_entry as e')
        .leftJoin('member as m', 'm.member_id', 'e.member_id')
        .select([
          'e.audit_entry_id as id',
          'e.at',
          'e.action',
          'e.subject_kind as subjectKind',
          'e.subject_id as subjectId',
          'e.before',
          'e.after',
          'm.name as memberName',
        ])
        .orderBy('e.audit_entry_id', 'desc')
        .limit(query.limit);
      return { rows: await (query.before ? all.where('e.audit_entry_id', '<', query.before) : all).execute() };
    },
  });
}
