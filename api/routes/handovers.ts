import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { possibleEvents } from '#core/demand/advance.ts';
import { rejectionReasons } from '#core/demand/reasons.ts';
import { sentenceOf } from '#core/route/because.ts';
import {
  countHandovers,
  listHandovers,
  listReceivers,
  openDealsOf,
  readHandover,
  recentEvents,
  salesActivityAt,
} from '#db/handovers.ts';
import { listTakesOfCycle } from '#db/offers.ts';
import { formerOwnerOf } from '#db/reassignments.ts';
import { inTransaction } from '#db/transaction.ts';
import { checkHandovers, lastHandoverCheck } from '#flows/check-handovers.ts';
import { answerHandOver, handOver, undoAnswer, type Answer } from '#flows/hand-over.ts';
import { requireFree } from '#flows/qualification-rules.ts';
import { readHandoverSettings } from '#flows/handover-settings.ts';
import { handOverAgain, mayComeAgain } from '#flows/next-cycle.ts';
import { readCycles } from '#flows/lead-cycles.ts';
import {
  fitting,
  isAnsweredBy,
  notFound,
  readNames,
  requireAnswerable,
  requireFit,
  requireReadable,
  withClock,
  type Explanation,
} from '../handover-view.ts';
import { isAllowed } from '../policy.ts';
import { route } from '../route.ts';
import { dueRule } from './handover-settings.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const cycleIds = z.array(z.guid()).min(1).max(500);
const clock = z
  .object({
    remindAt: z.date(),
    dueAt: z.date(),
    ignoredAt: z.date(),
    offersReRoute: z.boolean(),
    /** The rule that this clock runs by; `isOwn` where other classes have another one. */
    answer: dueRule,
    isOwn: z.boolean(),
    state: z.enum(['waiting', 'reminded', 'overdue', 'ignored', 'postponed', 'answered', 'followed_up']),
  })
  .nullable();
const line = z.object({
  cycleId: z.string(),
  state: z.string(),
  number: z.number(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  personId: z.number().nullable(),
  personName: z.string().nullable(),
  department: z.string().nullable(),
  title: z.string().nullable(),
  campaign: z.string().nullable(),
  leadSource: z.string().nullable(),
  handedOn: z.string().nullable(),
  postponedUntil: z.string().nullable(),
  receiverKind: z.string().nullable(),
  receiverName: z.string().nullable(),
  /** The queue it waits in; null where somebody has it. */
  queueId: z.string().nullable(),
  ownerNameInFile: z.string().nullable(),
  reason: z.string().nullable(),
  nextAction: z.string().nullable(),
  nextOn: z.string().nullable(),
  isOnTargetList: z.boolean(),
  tier: z.string().nullable(),
  isClash: z.boolean(),
  /** The act-now offer that brought it, the latest where there are several. */
  actNow: z.string().nullable(),
  clockClass: z.enum(['hot', 'tal', 'normal', 'agency']),
  clock,
});
const tally = {
  handed: z.number(),
  sal: z.number(),
  rejected: z.number(),
  ignored: z.number(),
  pending: z.number(),
};
const check = z.object({
  checkedAt: z.date(),
  isBalanced: z.boolean(),
  total: z.object(tally),
  cohorts: z.array(z.object({ month: z.string(), isBalanced: z.boolean(), ...tally })),
  problems: z.array(
    z.object({ cycleId: z.string(), accountName: z.string().nullable(), state: z.string(), why: z.string() }),
  ),
});
const named = z.object({ id: z.string(), name: z.string() });
const views = ['mine', 'waiting', 'candidates', 'accepted', 'unfollowed', 'returned', 'ignored', 'new'] as const;

const receiver = z.object({ kind: z.enum(['member', 'agency', 'queue']), id: z.string().max(40) }).strict();
const words = z.string().trim().min(1).max(500);
const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept'), nextAction: words, nextOn: day }).strict(),
  z.object({ kind: z.literal('join_deal'), dealId: z.guid() }).strict(),
  z.object({ kind: z.literal('reroute'), to: receiver, why: words.optional() }).strict(),
  z.object({ kind: z.literal('give_to_agency'), agencyId: z.string().max(40), why: words.optional() }).strict(),
  z.object({ kind: z.literal('postpone'), until: day, why: words.optional() }).strict(),
  z
    .object({
      kind: z.enum(['reject', 'return']),
      reason: z.enum(rejectionReasons),
      recycleOn: day.optional(),
      why: words.optional(),
    })
    .strict(),
  z.object({ kind: z.literal('follow_up'), why: words.optional() }).strict(),
  z
    .object({
      kind: z.literal('confirm'),
      need: words,
      budget: words.optional(),
      authority: words.optional(),
      timing: words.optional(),
    })
    .strict(),
  z.object({ kind: z.literal('recycle'), until: day.optional() }).strict(),
  z.object({ kind: z.literal('disqualify'), why: words.optional() }).strict(),
]);

export function registerHandovers(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/handovers',
    policy: 'handovers.read',
    summary: '引き渡し: 返事待ち・候補・受け入れ済みなどの一覧',
    query: z.object({
      view: z.enum(views).default('mine'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: z.object({
      rows: z.array(line),
      total: z.number(),
      counts: z.record(z.string(), z.number()),
      now: z.date(),
    }),
    handler: async ({ query, actor, world }) => {
      const { db } = world.database;
      const [settings, page, counts] = await Promise.all([
        readHandoverSettings(db),
        listHandovers(db, query.view, actor, query),
        countHandovers(db, actor),
      ]);
      const now = world.now();
      return { rows: page.rows.map((row) => withClock(row, settings, now)), total: page.total, counts, now };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/handovers/receivers',
    policy: 'handovers.read',
    summary: '引き渡し先に選べる利用者と代理店',
    response: z.object({ members: z.array(named), agencies: z.array(named) }),
    handler: ({ actor, world }) =>
      actor.role === 'agency' ? { members: [], agencies: [] } : listReceivers(world.database.db),
  });

  route(app, {
    method: 'GET',
    url: '/api/handovers/check',
    policy: 'waterfall.read',
    summary: '引き渡しの点検: 月ごとに 引き渡し = 受入 + 差し戻し + 期限切れ + 返事待ち が成り立つか',
    response: z.object({ check: check.nullable() }),
    handler: async ({ world }) => ({ check: (await lastHandoverCheck(world.database.db)) ?? null }),
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/check',
    policy: 'settings.edit',
    summary: '引き渡しの点検を今すぐ行う(毎晩4時にも行う)',
    response: z.object({ check }),
    handler: async ({ world }) => ({ check: await checkHandovers(world.database.db, world.now()) }),
  });

  route(app, {
    method: 'GET',
    url: '/api/handovers/:cycleId',
    policy: 'handovers.read',
    summary: '引き渡し1件: 根拠、経緯、できる返事',
    params: z.object({ cycleId: z.guid() }),
    response: z.object({
      lead: line,
      state: z.string(),
      possible: z.array(z.string()),
      mayAnswer: z.boolean(),
      /** It came back and has no later cycle: marketing may hand it over again. */
      mayComeAgain: z.boolean(),
      events: z.array(
        z.object({
          kind: z.string(),
          at: z.string(),
          by: z.string().nullable(),
          why: z.string().nullable(),
          isInferred: z.boolean(),
          reason: z.string().nullable(),
          /** The act-now offer that brought it about by itself. */
          offer: z.string().nullable(),
          /** The SFA's word that this fact was read from. */
          sfa: z
            .object({
              status: z.string().nullable(),
              fileName: z.string().nullable(),
              rowNumber: z.number().nullable(),
            })
            .nullable(),
        }),
      ),
      because: z.array(z.object({ ja: z.string(), en: z.string() })),
      /** What the person asked for, and the row that says so. */
      offers: z.array(
        z.object({
          offerId: z.number(),
          offerName: z.string(),
          kind: z.string(),
          product: z.string().nullable(),
          on: z.string(),
          outcome: z.string(),
          words: z.array(z.string()),
          fileName: z.string().nullable(),
          rowNumber: z.number().nullable(),
          batchId: z.number().nullable(),
        }),
      ),
      clash: z.array(z.string()),
      formerOwner: z.object({ name: z.string(), until: z.string() }).nullable(),
      salesActivity: z
        .object({ ownerName: z.string().nullable(), lastOn: z.string().nullable(), openDeals: z.number() })
        .nullable(),
      recent: z.array(
        z.object({
          day: z.string(),
          type: z.string(),
          subject: z.string().nullable(),
          memberName: z.string().nullable(),
          isPerson: z.boolean(),
        }),
      ),
      deals: z.array(
        z.object({ dealId: z.string(), name: z.string(), stage: z.string(), amountYen: z.number().nullable() }),
      ),
    }),
    handler: async ({ params, actor, world }) => {
      const { db } = world.database;
      await requireReadable(db, [params.cycleId], actor);
      const held = (await readCycles(db, [params.cycleId], world.now())).get(params.cycleId);
      if (!held) throw notFound(params.cycleId);
      const { cycle } = held;
      const [lead, nameOf, recent, deals, mayAnswer, formerOwner, salesActivity, offers] = await Promise.all([
        readHandover(db, params.cycleId, actor),
        readNames(db),
        recentEvents(db, held.accountId, held.personId),
        openDealsOf(db, held.accountId),
        isAnsweredBy(db, [params.cycleId], actor),
        formerOwnerOf(db, held.accountId),
        salesActivityAt(db, held.accountId),
        listTakesOfCycle(db, params.cycleId),
      ]);
      const handed = cycle.events.findLast((event) => event.kind === 'hand_over') as
        | { explanation?: Explanation }
        | undefined;
      const explanation = handed?.explanation;
      const settings = await readHandoverSettings(db);
      return {
        lead: withClock(lead!, settings, world.now()),
        state: cycle.state,
        possible: fitting(possibleEvents(cycle), actor),
        mayAnswer,
        mayComeAgain: isAllowed(actor, 'handovers.hand_over') && (await mayComeAgain(db, cycle)),
        events: cycle.events.map((event) => ({
          kind: event.kind,
          at: event.at,
          by: event.by === null ? null : nameOf('member', event.by),
          why: event.why ?? null,
          isInferred: event.isInferred === true,
          reason: event.kind === 'reject' || event.kind === 'return' ? event.reason : null,
          offer: (event as { explanation?: Explanation | null }).explanation?.offer?.name ?? null,
          sfa: (event as { explanation?: Explanation | null }).explanation?.sfa ?? null,
        })),
        // Whose file it was is ours to know.
        offers:
          actor.role === 'agency'
            ? offers.map((one) => ({ ...one, fileName: null, rowNumber: null, batchId: null }))
            : offers,
        because: (explanation?.because ?? []).map((one) => sentenceOf(one, nameOf)),
        clash: (explanation?.warnings ?? []).flatMap((one) => one.agencyIds.map((id) => nameOf('agency', id))),
        formerOwner: formerOwner ?? null,
        salesActivity: lead!.isClash ? (salesActivity ?? null) : null,
        recent,
        deals,
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/hand-over',
    policy: 'handovers.hand_over',
    summary: 'リードを営業へ引き渡す',
    body: z.object({ cycleIds, despiteRule: z.boolean().default(false) }).strict(),
    response: z.object({ handedOver: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const version = await requireFree(transaction.db, body.cycleIds, body.despiteRule);
        return handOver(transaction, body.cycleIds, { memberId: actor.memberId, now: world.now() }, version);
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/next-cycle',
    policy: 'handovers.hand_over',
    summary: '戻ってきたリードに次のサイクルを始め、もう一度営業へ引き渡す(前のサイクルは残る)',
    body: z.object({ cycleIds, why: words, despiteRule: z.boolean().default(false) }).strict(),
    response: z.object({ handedOver: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const version = await requireFree(transaction.db, body.cycleIds, body.despiteRule);
        const by = { memberId: actor.memberId, now: world.now() };
        return handOverAgain(transaction, body.cycleIds, body.why, by, version);
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/answer',
    policy: 'handovers.answer',
    summary: '引き渡しに返事をする(受け入れる・差し戻す など)',
    body: z.object({ cycleIds, answer }).strict(),
    response: z.object({ answered: z.number() }),
    handler: async ({ body, actor, world }) => {
      requireFit(body.answer.kind, actor);
      await requireAnswerable(world.database.db, body.cycleIds, actor);
      return inTransaction(world.database, (transaction) =>
        answerHandOver(transaction, body.cycleIds, body.answer as Answer, {
          memberId: actor.memberId,
          now: world.now(),
        }),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/undo',
    policy: 'handovers.answer',
    summary: '自分の最後の返事を取り消す',
    body: z.object({ cycleIds }).strict(),
    response: z.object({ undone: z.number() }),
    handler: async ({ body, actor, world }) => {
      await requireReadable(world.database.db, body.cycleIds, actor);
      return inTransaction(world.database, (transaction) =>
        undoAnswer(transaction, body.cycleIds, { memberId: actor.memberId, now: world.now() }),
      );
    },
  });
}
