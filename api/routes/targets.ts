import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { targetStatuses } from '#core/target/line.ts';
import { Refusal } from '#core/refusal.ts';
import { todayJst } from '#core/period/day.ts';
import { proposeTargets } from '#core/target/propose.ts';
import type { FilterContext } from '#db/account-filter.ts';
import { listCandidates } from '#db/target-candidates.ts';
import { compileTargetFilter, inAnyState, targetFields, targetFilter, type TargetField } from '#db/target-filter.ts';
import { listTargetEvents } from '#db/target-history.ts';
import { countTargets, listTargetIds, listTargets, type TargetScope } from '#db/targets.ts';
import { inTransaction } from '#db/transaction.ts';
import { withAimsLeft } from '#flows/read-employments.ts';
import { addTargets, decideTargets, editTarget } from '#flows/edit-targets.ts';
import { editTargets, keepVerdicts, removeTargets } from '#flows/take-back-targets.ts';
import { undoBulkEdit } from '#flows/undo-bulk-edit.ts';
import { parseFilter } from '../filter-query.ts';
import { isAllowed, sideOf, type Actor } from '../policy.ts';
import { leaving } from '../leaving.ts';
import { route } from '../route.ts';
import { contextOf, idParams } from './accounts.ts';

const tier = z.enum(['strategic', 'lite', 'programmatic']);
const aim = z.object({
  aimId: z.number(),
  department: z.string(),
  personId: z.number().nullable(),
  personName: z.string().nullable(),
  role: z.string().nullable(),
  searchDueOn: z.string().nullable(),
  /** Why the person seems to have left the company. */
  left: leaving.nullable(),
});
const targetRow = z.object({
  targetLineId: z.number(),
  accountId: z.number(),
  name: z.string(),
  corporateNumber: z.string().nullable(),
  prefecture: z.string().nullable(),
  industry: z.string().nullable(),
  class: z.string().nullable(),
  tier: z.string().nullable(),
  ownerId: z.number().nullable(),
  ownerName: z.string().nullable(),
  agencyId: z.number().nullable(),
  agencyName: z.string().nullable(),
  reason: z.string().nullable(),
  origin: z.string(),
  nominatedBy: z.string().nullable(),
  status: z.string(),
  salesApproved: z.boolean(),
  marketingApproved: z.boolean(),
  hasProxy: z.boolean(),
  aims: z.array(aim),
  people: z.number(),
  openDeals: z.number(),
  lastActivityOn: z.string().nullable(),
  /** Record id in the SFA, by source. */
  externalKeys: z.record(z.string(), z.string()),
});
const proposal = z.object({
  accountId: z.number(),
  name: z.string(),
  points: z.number(),
  /** Their points add up to the points above. */
  reasons: z
    .array(
      z.object({
        code: z.string(),
        points: z.number(),
        detail: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    )
    .readonly(),
});
export const added = z.object({ added: z.number(), lineIds: z.array(z.number()) });
const decision = z
  .object({
    lineIds: z.array(z.number().int()).min(1).max(5_000),
    verdict: z.enum(['approve', 'withdraw', 'hold', 'decline', 'pause', 'resume', 'exclude', 'reopen']),
    side: z.enum(['marketing', 'sales']).optional(),
    reason: z.string().max(500).optional(),
    isProxy: z.boolean().default(false),
    proxyNote: z.string().max(500).optional(),
  })
  .strict();

const targetChanges = z
  .object({
    ownerId: z.number().int().nullable().optional(),
    ownerName: z.string().max(100).nullable().optional(),
    class: z.enum(['existing', 'prospect']).nullable().optional(),
    tier: tier.nullable().optional(),
    reason: z.string().max(1_000).nullable().optional(),
    agencyId: z.number().int().nullable().optional(),
  })
  .strict();

export function registerTargets(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/targets',
    policy: 'targets.read',
    summary: 'ターゲットリスト',
    query: z.object({
      status: z.enum(targetStatuses).optional(),
      search: z.string().max(200).optional(),
      filter: z.string().max(20_000).optional(),
      /** `list`: what sales asked for comes first. */
      sort: z.enum(['list', ...(Object.keys(targetFields) as TargetField[])]).default('list'),
      direction: z.enum(['asc', 'desc']).default('asc'),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(5_000).default(5_000),
    }),
    response: z.object({
      rows: z.array(targetRow),
      total: z.number(),
      /** All lines of the list, on whatever page. */
      lineIds: z.array(z.number()),
      /** How many are in each state, whichever state the list is narrowed to. */
      counts: z.record(z.string(), z.number()),
      side: z.enum(['marketing', 'sales']).nullable(),
      mayApprove: z.boolean(),
    }),
    handler: async ({ query: { limit, status, search, filter, ...order }, actor, world }) => {
      const { db } = world.database;
      const chosen = parseFilter(targetFilter, filter);
      const compiled = (given: typeof chosen) => given && compileTargetFilter(given, contextOf(actor, world));
      const scope = { status, search, where: compiled(chosen) };
      const [rows, lineIds, counts] = await Promise.all([
        listTargets(db, scope, limit, order),
        listTargetIds(db, scope),
        countTargets(db, { search, where: compiled(inAnyState(chosen)) }),
      ]);
      return {
        rows: await withAimsLeft(db, rows, actor),
        total: lineIds.length,
        lineIds,
        counts,
        side: sideOf(actor.role) ?? null,
        mayApprove: isAllowed(actor, 'targets.approve'),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/targets',
    policy: 'targets.edit',
    summary: '企業を候補に加える(営業から推薦する)',
    body: z
      .object({
        targets: z
          .array(
            z
              .object({
                accountId: z.number().int(),
                ownerId: z.number().int().nullable().optional(),
                ownerName: z.string().max(100).nullable().optional(),
                class: z.enum(['existing', 'prospect']).nullable().optional(),
                tier: tier.nullable().optional(),
                reason: z.string().max(1_000).nullable().optional(),
                nominatedBy: z.string().max(100).nullable().optional(),
                origin: z.enum(['sales_nominated', 'proposal', 'marketing']),
              })
              .strict(),
          )
          .min(1)
          .max(5_000),
      })
      .strict(),
    response: added,
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) => addTargets(transaction, body.targets, actor.memberId)),
  });

  route(app, {
    method: 'GET',
    url: '/api/targets/proposals',
    policy: 'targets.read',
    summary: '自社の実績からの提案(理由の点数は合計と一致)',
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.object({
      rows: z.array(proposal),
      considered: z.number(),
      basis: z.enum(['gross_profit', 'revenue']),
    }),
    handler: async ({ query, world }) => {
      const rows = await listCandidates(world.database.db, todayJst(world.now()));
      return {
        rows: proposeTargets(rows, query.limit),
        considered: rows.length,
        basis: rows.some((row) => row.hasProfit) ? ('gross_profit' as const) : ('revenue' as const),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/targets/decide',
    policy: 'targets.approve',
    summary: '承認・見送り・保留など。1件でもまとめてでも',
    body: decision,
    response: z.object({
      changed: z.array(z.object({ lineId: z.number(), status: z.string() })),
      bulkEditId: z.number(),
    }),
    handler: ({ body, actor, world }) => {
      const approval = approvalOf(actor, body);
      return inTransaction(world.database, async (transaction) => {
        const { changed } = await decideTargets(transaction, body.lineIds, approval, actor.memberId);
        const bulkEditId = await keepVerdicts(transaction, changed, actor.memberId);
        return { changed: changed.map(({ lineId, status: now }) => ({ lineId, status: now })), bulkEditId };
      });
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/targets/decide/:id/undo',
    policy: 'targets.approve',
    summary: '自分の承認・見送りなどを、まとめて元に戻す',
    params: idParams,
    response: z.object({ restored: z.number() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) => undoBulkEdit(transaction, params.id, actor.memberId)),
  });

  route(app, {
    method: 'POST',
    url: '/api/targets/remove',
    policy: 'targets.edit',
    summary: '加えたばかりの候補を外す(まだ誰も判断していないものだけ)',
    body: z.object({ lineIds: z.array(z.number().int()).min(1).max(5_000) }).strict(),
    response: z.object({ removed: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) => removeTargets(transaction, body.lineIds, actor.memberId)),
  });

  route(app, {
    method: 'POST',
    url: '/api/targets/edit',
    policy: 'targets.edit',
    summary: '選んだターゲットの担当・区分・階層・代理店をまとめて変える。まとめて取り消せる',
    body: z.object({ lineIds: z.array(z.number().int()).min(1).max(5_000), changes: targetChanges }).strict(),
    response: z.object({ edited: z.number(), bulkEditId: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        editTargets(transaction, body.lineIds, body.changes, actor.memberId),
      ),
  });

  route(app, {
    method: 'PATCH',
    url: '/api/targets/:id',
    policy: 'targets.edit',
    summary: 'ターゲットの担当・区分・階層・理由を変える',
    params: idParams,
    body: targetChanges,
    response: z.object({ status: z.string() }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, (transaction) => editTarget(transaction, params.id, body, actor.memberId)),
  });

  route(app, {
    method: 'GET',
    url: '/api/targets/:id/history',
    policy: 'targets.read',
    summary: '承認の履歴',
    params: idParams,
    response: z.object({
      events: z.array(
        z.object({
          at: z.date(),
          side: z.string().nullable(),
          verdict: z.string(),
          reason: z.string().nullable(),
          isProxy: z.boolean(),
          proxyNote: z.string().nullable(),
          memberName: z.string().nullable(),
          /** Taken back: it counts no longer. */
          isUndone: z.boolean(),
        }),
      ),
    }),
    handler: async ({ params, world }) => ({
      events: await listTargetEvents(world.database.db, params.id),
    }),
  });
}

/** What the address of a list asks for, as a scope of lines. */
export function targetScopeOf(
  { filter, search }: { readonly filter?: string | undefined; readonly search?: string | undefined },
  context: FilterContext,
): TargetScope {
  const chosen = parseFilter(targetFilter, filter);
  return { search, where: chosen && compileTargetFilter(chosen, context) };
}

/** A member speaks for their own side; for the other side only as 代理入力, marked as such. */
export function approvalOf(actor: Actor, given: z.infer<typeof decision>) {
  const own = sideOf(actor.role);
  const side = given.side ?? own;
  if (!side) throw new Refusal('side_missing', 'どちらの承認か(マーケ・営業)を選んでください。', { status: 422 });
  const speaksForOther =
    given.verdict === 'approve' ? side !== own : given.verdict === 'withdraw' && !!own && side !== own;
  if (speaksForOther && !(given.isProxy && given.verdict === 'approve'))
    throw new Refusal(
      'side_not_yours',
      side === 'sales'
        ? '営業の承認は営業の利用者が行います。会議で合意済みなら代理入力にしてください。'
        : 'マーケの承認はマーケの利用者が行います。会議で合意済みなら代理入力にしてください。',
      { status: 403 },
    );
  return { side, verdict: given.verdict, reason: given.reason, isProxy: given.isProxy, proxyNote: given.proxyNote };
}
