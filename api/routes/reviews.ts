import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeAudit, writeAudits } from '#db/audit.ts';
import { rowsOf } from '#db/account-page.ts';
import { twoSides } from '#db/match-sides.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideMatch, decideMatches, type Decided } from '#flows/decide-match.ts';
import { previewSplit } from '#flows/preview-change.ts';
import { requireEntity } from '#flows/require-entity.ts';
import { explainEntities } from '#flows/explain-pair.ts';
import { explainRow } from '#flows/explain-row.ts';
import { explanation, viewExplanation } from '../explanation.ts';
import { mergedRows } from '../record-page.ts';
import { countReviews, readReviews } from '#flows/read-reviews.ts';
import { readReviewSheet, reviewWorkbook } from '#flows/review-sheet.ts';
import { route, workbook } from '../route.ts';
import { readUpload } from '../upload.ts';

const kind = z.enum(['account', 'person']);
const inLanguage = z.object({ language: z.enum(['ja', 'en']).default('ja') });
export const side = z.object({
  id: z.number(),
  name: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  people: z.number(),
  deals: z.number(),
  activities: z.number(),
});
const review = z.object({
  records: z.array(side),
  pairs: z.array(
    z.object({
      leftId: z.number(),
      rightId: z.number(),
      reason: z.string(),
      evidence: z.object({ matched: z.array(z.string()), differs: z.array(z.string()) }),
    }),
  ),
  /** Why it stands where it stands: uncertainty × what is touched × tier. */
  priority: z.object({
    probability: z.number().nullable(),
    rows: z.number(),
    openDeals: z.number(),
    tier: z.string().nullable(),
  }),
});

const verdict = z.enum(['same', 'different', 'site', 'department', 'group', 'renamed', 'unsure']);
const sheetVerdict = z.object({
  leftId: z.number(),
  rightId: z.number(),
  leftName: z.string(),
  rightName: z.string(),
  verdict,
  word: z.string(),
  note: z.string(),
});
export function registerReviews(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/reviews',
    policy: 'reviews.read',
    summary: '名寄せの確認: 人が決める組(つながる記録はまとめて1組)',
    query: z.object({
      kind: kind.default('account'),
      /** Only what is asked about this company or person. */
      about: z.coerce.number().int().optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({
      rows: z.array(review),
      total: z.number(),
      open: z.object({ account: z.number(), person: z.number() }),
    }),
    handler: async ({ query, world }) => {
      const { db } = world.database;
      return { ...(await readReviews(db, query.kind, query)), open: await countReviews(db) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/reviews/compare',
    policy: 'reviews.read',
    summary: '2件を並べて見る(まとめる前に)',
    query: z.object({ kind, leftId: z.coerce.number().int(), rightId: z.coerce.number().int() }),
    response: z.object({ left: side, right: side }),
    handler: async ({ query, world }) => {
      const { db } = world.database;
      const [left, right] = await Promise.all([
        requireEntity({ db }, query.kind, query.leftId),
        requireEntity({ db }, query.kind, query.rightId),
      ]);
      return twoSides(db, query.kind, left, right);
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/reviews/explain',
    policy: 'reviews.read',
    summary: '2件が同じか違うかの理由(言葉とビット)',
    query: z.object({ kind, leftId: z.coerce.number().int(), rightId: z.coerce.number().int() }),
    response: explanation.extend({
      /** Nothing beside the name agrees: its probability decides nothing. */
      isNameAlone: z.boolean(),
    }),
    handler: async ({ query, world }) => {
      const { db } = world.database;
      const [left, right] = await Promise.all([
        requireEntity({ db }, query.kind, query.leftId),
        requireEntity({ db }, query.kind, query.rightId),
      ]);
      const { isNameAlone, ...explained } = await explainEntities(db, query.kind, left, right);
      return { ...viewExplanation(explained), isNameAlone };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/reviews/:kind/:id/rows',
    policy: 'reviews.read',
    summary: '片方の元の行',
    params: z.object({ kind, id: z.coerce.number().int() }),
    response: mergedRows,
    handler: ({ params, world }) => rowsOf(world.database.db, params.kind, params.id),
  });

  route(app, {
    method: 'GET',
    url: '/api/reviews/:kind/:id/rows/:rowKey',
    policy: 'reviews.read',
    summary: '元の行1つがここにある理由と、次に近かった相手',
    params: z.object({ kind, id: z.coerce.number().int(), rowKey: z.guid() }),
    response: z.object({
      /** As it was decided when the row came; null where nothing was weighed. */
      decided: explanation.nullable(),
      /** Null where it is the only row. */
      rest: explanation.nullable(),
      /** The likeliest one that was not taken. */
      next: z.object({ id: z.number(), name: z.string(), explanation }).nullable(),
    }),
    handler: ({ params, world }) =>
      inTransaction(world.database, async (transaction) => {
        const id = await requireEntity(transaction, params.kind, params.id);
        const { decided, rest, next } = await explainRow(transaction, params.kind, id, params.rowKey);
        return {
          decided: decided && viewExplanation(decided),
          rest: rest && viewExplanation(rest),
          next: next && { ...next, explanation: viewExplanation(next.explanation) },
        };
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/reviews/:kind/:id/split-preview',
    policy: 'reviews.decide',
    summary: '選んだ行を分けるとどうなるか(まだ分けない)',
    params: z.object({ kind, id: z.coerce.number().int() }),
    body: z.object({ rowKeys: z.array(z.guid()).min(1).max(5_000) }).strict(),
    response: z.object({ stays: side, leaves: side }),
    handler: async ({ params, body, world }) => {
      const id = await requireEntity(world.database, params.kind, params.id);
      return previewSplit(world.database, params.kind, id, body.rowKeys);
    },
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
        verdict,
        note: z.string().max(500).optional(),
      })
      .strict(),
    response: z.object({ decisionId: z.number(), keptId: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const decided = await decideMatch(transaction, body, actor.memberId);
        await writeAudit(transaction.db, auditOf(decided, actor.memberId));
        return { decisionId: decided.decisionId, keptId: decided.keptId };
      }),
  });

  route(app, {
    method: 'GET',
    url: '/api/reviews/:kind/sheet.xlsx',
    policy: 'export',
    summary: '確認を待つ組を Excel で持ち出す(判断の列つき)',
    params: z.object({ kind }),
    query: inLanguage,
    response: workbook,
    handler: async ({ params, query, actor, world, reply }) => {
      const { db } = world.database;
      await writeAudit(db, { memberId: actor.memberId, action: `sheet.reviews`, subjectKind: 'export' });
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename="mori-reviews-${params.kind}.xlsx"`)
        .send(Buffer.from(await reviewWorkbook(db, params.kind, query.language)));
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/reviews/:kind/sheet',
    policy: 'reviews.decide',
    summary: '戻した Excel の判断を確かめる(まだ書き込まない)。どちらの言語の Excel でもよい',
    params: z.object({ kind }),
    query: inLanguage,
    response: z.object({ verdicts: z.array(sheetVerdict), rows: z.number(), problems: z.array(z.string()) }),
    handler: async ({ params, query, world, request }) =>
      readReviewSheet(world.database.db, params.kind, await readUpload(request), world.files, query.language),
  });

  route(app, {
    method: 'POST',
    url: '/api/reviews/:kind/decide-many',
    policy: 'reviews.decide',
    summary: '何組かの判断(1組の全員、戻した Excel)をまとめて記録する',
    params: z.object({ kind }),
    body: z
      .object({
        verdicts: z
          .array(
            z
              .object({
                leftId: z.number().int(),
                rightId: z.number().int(),
                verdict,
                note: z.string().max(500).default(''),
              })
              .strict(),
          )
          .min(1)
          .max(5_000),
      })
      .strict(),
    response: z.object({ decisionIds: z.array(z.number()) }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const decisions = body.verdicts.map((one) => ({ ...one, note: one.note || undefined, kind: params.kind }));
        const decided = await decideMatches(transaction, decisions, actor.memberId);
        const { memberId } = actor;
        await writeAudits(transaction.db, [
          { memberId, action: 'match.many', subjectKind: params.kind, after: { decided: decided.length } },
          ...decided.map((one) => auditOf(one, memberId)),
        ]);
        return { decisionIds: decided.map(({ decisionId }) => decisionId) };
      }),
  });
}

/** The line of a verdict in the history: both as they were called before. */
function auditOf({ kind: subjectKind, verdict, keptId, goneId, keptName, goneName }: Decided, memberId: number | null) {
  return {
    memberId,
    action: `match.${verdict}`,
    subjectKind,
    subjectId: keptId,
    after: { leftId: keptId, rightId: goneId, leftName: keptName, rightName: goneName },
  };
}
