import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '#db/audit.ts';
import { findReDecision, listChanges, listReDecisions, type ReDecisionLine } from '#db/re-decisions.ts';
import { inTransaction } from '#db/transaction.ts';
import { reDecisionCsv } from '#flows/export-re-decision.ts';
import { beginReDecision, confirmReDecision, reDecisionMissing } from '#flows/re-decide.ts';
import { csv, route } from '../route.ts';
import { idParams } from './accounts.ts';

const counts = z.object({ merged: z.number(), split: z.number(), moved: z.number(), rows: z.number() });
const reDecision = z.object({
  id: z.number(),
  state: z.enum(['queued', 'ready', 'applying', 'applied', 'failed']),
  summary: z.object({ account: counts, person: counts }).nullable(),
  problem: z.string().nullable(),
  createdAt: z.date(),
  appliedAt: z.date().nullable(),
  memberName: z.string().nullable(),
});
const change = z.object({
  kind: z.enum(['account', 'person']),
  change: z.enum(['merged', 'split', 'moved']),
  fromId: z.number(),
  fromName: z.string().nullable(),
  /** Where the person works; null for companies. */
  fromCompany: z.string().nullable(),
  /** Negative: an entity that is not there yet. */
  toId: z.number(),
  toName: z.string().nullable(),
  toCompany: z.string().nullable(),
  rows: z.number(),
});
const changesMax = 50;

const view = ({ id, state, summary, problem, createdAt, appliedAt, memberName }: ReDecisionLine) => ({
  id,
  state,
  summary,
  problem,
  createdAt,
  appliedAt,
  memberName,
});

export function registerReDecisions(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/re-decisions',
    policy: 'matching.redecide',
    summary: '今の判定でまとめ直す: これまでの見積もりと実行',
    response: z.object({ rows: z.array(reDecision), changes: z.array(change) }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const rows = await listReDecisions(db);
      const [latest] = rows;
      return { rows: rows.map(view), changes: latest ? await listChanges(db, latest.id, changesMax) : [] };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/re-decisions',
    policy: 'matching.redecide',
    summary: 'まとめ直すと何が変わるかを調べる(まだ変えない)',
    status: 202,
    response: z.object({ id: z.number() }),
    handler: async ({ actor, world }) => {
      const id = await beginReDecision(world.database, actor.memberId, world.now());
      await world.startReDecision(id);
      return { id };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/re-decisions/:id/apply',
    policy: 'matching.redecide',
    summary: '調べた通りにまとめ直す',
    status: 202,
    params: idParams,
    response: z.object({ id: z.number() }),
    handler: async ({ params, actor, world }) => {
      await inTransaction(world.database, (transaction) => confirmReDecision(transaction, params.id, actor.memberId));
      await world.startReDecision(params.id);
      return { id: params.id };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/re-decisions/:id/rows.csv',
    policy: 'matching.redecide',
    summary: 'まとめ直すと変わる行のすべて',
    params: idParams,
    response: csv,
    handler: async ({ params, actor, world, reply }) => {
      const { db } = world.database;
      if (!(await findReDecision(db, params.id))) throw reDecisionMissing(params.id);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'export.re_decision.csv',
        subjectKind: 'export',
        subjectId: params.id,
      });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="mori-re-decision-${params.id}.csv"`)
        .send(await reDecisionCsv(db, params.id));
    },
  });
}
