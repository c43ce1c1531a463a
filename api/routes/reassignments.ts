import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { listLetters, listReassignments, type ReassignmentLine } from '#db/reassignments.ts';
import type { Db } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { letterWorkbook } from '#flows/export-letters.ts';
import { planReassignment, previewReassignment, undoReassignment } from '#flows/reassign.ts';
import { route, workbook as sheet } from '../route.ts';
import { idParams } from './accounts.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = z.array(z.string().max(200)).max(200).optional();
const wanted = z
  .object({
    fromId: z.number().int(),
    shares: z
      .array(
        z
          .object({
            toId: z.string().regex(/^\d{1,15}$/),
            prefectures: words,
            industries: words,
            targetsOnly: z.boolean().optional(),
          })
          .strict(),
      )
      .min(1)
      .max(20),
    effectiveOn: day,
    actionsTo: z.number().int().nullable().default(null),
    note: z.string().trim().max(500).nullable().default(null),
  })
  .strict();
const line = z.object({
  reassignmentId: z.number(),
  fromId: z.number(),
  fromName: z.string(),
  toNames: z.array(z.string()),
  effectiveOn: z.string(),
  sharedUntil: z.string(),
  note: z.string().nullable(),
  state: z.enum(['planned', 'applied', 'undone']),
  accounts: z.number(),
  moved: z
    .object({
      accounts: z.number(),
      targets: z.number(),
      cycles: z.number(),
      clocks: z.number(),
      appointments: z.number(),
      actions: z.number(),
    })
    .nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.date(),
  appliedAt: z.date().nullable(),
});
const text = z.string().nullable();
const letter = z.object({
  accountId: z.number(),
  name: z.string(),
  prefecture: text,
  industry: text,
  phone: text,
  isTarget: z.boolean(),
  tier: text,
  reason: text,
  agencyName: text,
  toName: z.string(),
  outcome: z.enum(['moved', 'elsewhere']).nullable(),
  people: z.array(z.object({ name: z.string(), department: text, title: text, lastOn: text })),
  aims: z.array(z.object({ department: z.string(), role: text, personName: text, isGone: z.boolean() })),
  deals: z.array(z.object({ name: z.string(), stage: z.string(), amountYen: z.number().nullable(), createdOn: text })),
  leads: z.array(
    z.object({
      personName: text,
      isGone: z.boolean(),
      state: z.string(),
      campaign: text,
      handedOn: text,
      nextAction: text,
      nextOn: text,
    }),
  ),
  appointments: z.array(
    z.object({ meetsOn: z.string(), meetsAt: text, personName: text, isGone: z.boolean(), subject: text }),
  ),
  activities: z.array(z.object({ day: z.string(), type: z.string(), subject: text, memberName: text })),
  notes: z.array(z.object({ text: z.string(), memberName: text, on: z.string() })),
});
const shownMax = 500;

export function registerReassignments(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/reassignments',
    policy: 'reassignments.read',
    summary: '担当替え(一括): 予定と実施済み',
    response: z.object({ reassignments: z.array(line), today: z.string() }),
    handler: async ({ world }) => ({
      reassignments: await listReassignments(world.database.db),
      today: todayJst(world.now()),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/reassignments/preview',
    policy: 'reassignments.edit',
    summary: '担当替えをすると何が動くか(保存しない)',
    body: wanted,
    response: z.object({
      sharedUntil: z.string(),
      openActions: z.number(),
      shares: z.array(
        z.object({
          toId: z.string().nullable(),
          accounts: z.number(),
          targets: z.number(),
          openHandovers: z.number(),
          accepted: z.number(),
          openDeals: z.number(),
          appointments: z.number(),
        }),
      ),
      accounts: z.array(
        z.object({
          accountId: z.number(),
          name: z.string(),
          prefecture: text,
          industry: text,
          isTarget: z.boolean(),
          people: z.number(),
          openDeals: z.number(),
          lastActivityOn: text,
          openHandovers: z.number(),
          accepted: z.number(),
          appointments: z.number(),
          toId: text,
        }),
      ),
    }),
    handler: async ({ body, world }) => {
      const preview = await previewReassignment(world.database.db, body, todayJst(world.now()));
      return { ...preview, accounts: preview.accounts.slice(0, shownMax) };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/reassignments',
    policy: 'reassignments.edit',
    summary: '担当替えを予定する(実施日に切り替わる)',
    body: wanted,
    response: z.object({ reassignmentId: z.number(), accounts: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) => planReassignment(transaction, body, actor.memberId, world.now())),
  });

  route(app, {
    method: 'POST',
    url: '/api/reassignments/:id/undo',
    policy: 'reassignments.edit',
    summary: '実施日より前の担当替えを取り消す',
    params: idParams,
    response: z.object({ reassignmentId: z.number() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        undoReassignment(transaction, params.id, actor.memberId, world.now()),
      ),
  });

  route(app, {
    method: 'GET',
    url: '/api/reassignments/:id/letters',
    policy: 'reassignments.read',
    summary: '引継書: 企業ごとの人物・商談・次の行動・最近の活動・メモ',
    params: idParams,
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: z.object({ reassignment: line, letters: z.array(letter), total: z.number() }),
    handler: async ({ params, query, world }) => {
      const { db } = world.database;
      const reassignment = await requireReassignment(db, params.id);
      return { reassignment, letters: await listLetters(db, params.id, query), total: reassignment.accounts };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/reassignments/:id/letters.xlsx',
    policy: 'export',
    summary: '引継書を Excel で書き出す',
    params: idParams,
    response: sheet,
    handler: async ({ params, actor, world, reply }) => {
      const { db } = world.database;
      const reassignment = await requireReassignment(db, params.id);
      const workbook = await letterWorkbook(db, reassignment);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'export.letters',
        subjectKind: 'reassignment',
        subjectId: params.id,
      });
      return reply
        .header('content-disposition', `attachment; filename="mori-letters-${params.id}.xlsx"`)
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(Buffer.from(workbook));
    },
  });
}

async function requireReassignment(db: Db, id: number): Promise<ReassignmentLine> {
  const [found] = await listReassignments(db, id);
  if (!found) throw new Refusal('reassignment_not_found', `担当替え ${id} は見つかりません。`, { status: 404 });
  return found;
}
