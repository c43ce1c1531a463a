import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeAudits } from '#db/audit.ts';
import { readNamesNow } from '#db/match-sides.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { previewUndo } from '#flows/preview-change.ts';
import { readDecisions } from '#flows/read-decisions.ts';
import { undoDecision, undoDecisions, type Undone } from '#flows/undo-decision.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';
import { side } from './reviews.ts';

const kind = z.enum(['account', 'person']);

/** What was decided on matches, and taking it back. */
export function registerDecisions(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/decisions',
    policy: 'reviews.read',
    summary: '名寄せの判断の履歴。kind と about で1つの企業・人物についてだけ',
    query: z.object({
      kind: kind.optional(),
      about: z.coerce.number().int().optional(),
      /** So many of people, and so many of the model. */
      limit: z.coerce.number().int().min(1).max(200).default(200),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          decisionId: z.number(),
          kind: z.string(),
          verdict: z.string(),
          /** The company or person that the rows in question belong to now. */
          entityId: z.number().nullable(),
          entityName: z.string().nullable(),
          /** Both sides as their rows call them; null where a row is gone. */
          leftName: z.string().nullable(),
          rightName: z.string().nullable(),
          /** Where the person works; null for companies. */
          company: z.string().nullable(),
          note: z.string().nullable(),
          at: z.date(),
          memberName: z.string().nullable(),
          undoneBy: z.number().nullable(),
        }),
      ),
    }),
    handler: async ({ query, world }) => {
      const about = query.kind && query.about !== undefined ? { kind: query.kind, id: query.about } : undefined;
      return { rows: await readDecisions(world.database.db, query.limit, about) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/decisions/:id/undo-preview',
    policy: 'reviews.decide',
    summary: '判断を取り消すとどうなるか(まだ取り消さない)',
    params: idParams,
    response: z.object({ kind, verdict: z.string(), sides: z.array(side) }),
    handler: ({ params, world }) => previewUndo(world.database, params.id),
  });

  route(app, {
    method: 'POST',
    url: '/api/decisions/:id/undo',
    policy: 'reviews.decide',
    summary: '統合・分割を取り消す',
    params: idParams,
    response: z.object({ undone: z.number() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const undone = await undoDecision(transaction, params.id, actor.memberId);
        await writeAudits(transaction.db, await auditsOfUndone(transaction, [undone], actor.memberId));
        return { undone: params.id };
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/decisions/undo-many',
    policy: 'reviews.decide',
    summary: 'いくつもの判断(1組の全員、戻した Excel)を、並べた順にまとめて取り消す。取り消し済みは飛ばす',
    body: z.object({ decisionIds: z.array(z.number().int()).min(1).max(5_000) }).strict(),
    response: z.object({ undone: z.array(z.number()) }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const undone = await undoDecisions(transaction, body.decisionIds, actor.memberId);
        await writeAudits(transaction.db, await auditsOfUndone(transaction, undone, actor.memberId));
        return { undone: undone.map(({ decisionId }) => decisionId) };
      }),
  });
}

/** The lines of what was taken back: one for each decision, and one for each company or person that it was about. */
async function auditsOfUndone(transaction: Transaction, undone: readonly Undone[], memberId: number | null) {
  const names = new Map<number, string>();
  for (const [kind, own] of Map.groupBy(undone, (one) => one.kind))
    for (const [id, name] of await readNamesNow(
      transaction,
      kind,
      own.flatMap(({ ids }) => ids),
    ))
      names.set(id, name);
  return undone.flatMap(({ decisionId, kind: subjectKind, ids }) => {
    const [leftId, rightId] = ids;
    const pair =
      leftId === undefined || rightId === undefined
        ? {}
        : { after: { leftId, rightId, leftName: names.get(leftId), rightName: names.get(rightId) } };
    const line = { memberId, action: 'match.undo', ...pair };
    return [
      { ...line, subjectKind: 'decision', subjectId: decisionId },
      ...ids.map((subjectId) => ({ ...line, subjectKind, subjectId })),
    ];
  });
}
