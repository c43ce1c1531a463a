import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { writeAudit } from '#db/audit.ts';
import { rowsOf } from '#db/account-page.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideMatch, undoDecision } from '#flows/decide-match.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

const kind = z.enum(['account', 'person']);

export function registerReviews(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/reviews',
    policy: 'reviews.read',
    summary: '名寄せの確認: 人が決める組',
    query: z.object({
      kind: kind.default('account'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ query, world }) => {
      const { db } = world.database;
      const isAccount = query.kind === 'account';
      const side = (alias: string) =>
        isAccount
          ? sql`(select json_build_object('id', a.account_id, 'name', a.name, 'detail', json_build_object('corporateNumber', a.corporate_number, 'address', a.address, 'phone', a.phone, 'domain', a.domain, 'industry', a.industry, 'employees', a.employees), 'people', coalesce(r.person_count, 0), 'deals', coalesce(r.open_deal_count, 0) + coalesce(r.won_deal_count, 0), 'activities', coalesce(r.activity_count, 0), 'tier', a.tier) from account a left join account_rollup r using (account_id) where a.account_id = ${sql.ref(`v.${alias}`)})`
          : sql`(select json_build_object('id', p.person_id, 'name', p.name, 'detail', json_build_object('company', a.name, 'department', p.department, 'title', p.title, 'email', p.email, 'phone', p.phone, 'mobile', p.mobile), 'people', 1, 'deals', 0, 'activities', (select count(*) from activity x where x.person_id = p.person_id), 'tier', null) from person p left join account a using (account_id) where p.person_id = ${sql.ref(`v.${alias}`)})`;
      const { rows } = await sql<{
        leftId: number;
        rightId: number;
        reason: string;
        evidence: object;
        left: object;
        right: object;
        total: number;
      }>`
        select v.left_id as "leftId", v.right_id as "rightId", v.reason, v.evidence, ${side('left_id')} as left, ${side('right_id')} as right, count(*) over ()::int as total
          from review v where v.kind = ${query.kind} and v.state = 'open'
         order by (select count(*) from row_link l where ${isAccount ? sql`l.account_id` : sql`l.person_id`} in (v.left_id, v.right_id)) desc, v.left_id, v.right_id offset ${query.offset} limit ${query.limit}`.execute(
        db,
      );
      const counts = await sql<{
        kind: string;
        open: number;
      }>`select kind, count(*)::int as open from review where state = 'open' group by kind`.execute(db);
      return {
        rows: rows.filter((row) => row.left && row.right),
        total: rows[0]?.total ?? 0,
        open: Object.fromEntries(counts.rows.map((row) => [row.kind, row.open])),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/reviews/:kind/:id/rows',
    policy: 'reviews.read',
    summary: '片方の元の行',
    params: z.object({ kind, id: z.coerce.number().int() }),
    handler: ({ params, world }) => rowsOf(world.database.db, params.kind, params.id),
  });

  route(app, {
    method: 'POST',
    url: '/api/reviews/decide',
    policy: 'reviews.decide',
    summary: '同じ会社・別の会社などを決める',
    body: z
      .object({
        kind,
        leftId: z.number().int(),
        rightId: z.number().int(),
        verdict: z.enum(['same', 'different', 'site', 'department', 'group', 'renamed', 'unsure']),
        note: z.string().max(500).optional(),
      })
      .strict(),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const result = await decideMatch(transaction, body, actor.memberId);
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: `match.${body.verdict}`,
          subjectKind: body.kind,
          subjectId: result.keptId,
          after: { leftId: body.leftId, rightId: body.rightId },
        });
        return result;
      }),
  });

  route(app, {
    method: 'GET',
    url: '/api/decisions',
    policy: 'reviews.read',
    summary: '名寄せの判断の履歴',
    handler: async ({ world }) => ({
      rows: await world.database.db
        .selectFrom('match_decision as d')
        .leftJoin('member as m', 'm.member_id', 'd.member_id')
        .leftJoin('match_decision as u', 'u.undoes', 'd.match_decision_id')
        .select([
          'd.match_decision_id as decisionId',
          'd.kind',
          'd.verdict',
          'd.note',
          'd.at',
          'm.name as memberName',
          'u.match_decision_id as undoneBy',
        ])
        .where('d.verdict', '<>', 'undo_import')
        .orderBy('d.match_decision_id', 'desc')
        .limit(200)
        .execute(),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/decisions/:id/undo',
    policy: 'reviews.decide',
    summary: '統合・分割を取り消す',
    params: idParams,
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        await undoDecision(transaction, params.id, actor.memberId);
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: 'match.undo',
          subjectKind: 'decision',
          subjectId: params.id,
        });
        return { undone: params.id };
      }),
  });
}
