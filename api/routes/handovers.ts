import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { possibleEvents } from '#core/demand/advance.ts';
import { rejectionReasons } from '#core/demand/reasons.ts';
import { handoverClock } from '#core/demand/handover.ts';
import { Refusal } from '#core/refusal.ts';
import {
  answeredBy,
  countHandovers,
  listHandovers,
  listReceivers,
  openDealsOf,
  recentEvents,
  type HandoverLine,
} from '#db/handovers.ts';
import type { Db } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { sql } from 'kysely';
import { answerHandOver, handOver, undoAnswer, type Answer } from '#flows/hand-over.ts';
import { readHandoverSettings, type HandoverSettings } from '#flows/handover-settings.ts';
import { readCycles } from '#flows/lead-cycles.ts';
import type { Actor } from '../policy.ts';
import { route } from '../route.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const cycleIds = z.array(z.uuid()).min(1).max(500);
const clock = z
  .object({
    remindAt: z.date(),
    dueAt: z.date(),
    ignoredAt: z.date(),
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
  ownerNameInFile: z.string().nullable(),
  reason: z.string().nullable(),
  nextAction: z.string().nullable(),
  nextOn: z.string().nullable(),
  isOnTargetList: z.boolean(),
  tier: z.string().nullable(),
  clock,
});
const named = z.object({ id: z.string(), name: z.string() });
const views = ['mine', 'waiting', 'candidates', 'accepted', 'returned', 'ignored', 'new'] as const;

const receiver = z.object({ kind: z.enum(['member', 'agency', 'queue']), id: z.string().max(40) }).strict();
const words = z.string().trim().min(1).max(500);
const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept'), nextAction: words, nextOn: day }).strict(),
  z.object({ kind: z.literal('join_deal'), dealId: z.uuid() }).strict(),
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
    url: '/api/handovers/:cycleId',
    policy: 'handovers.read',
    summary: '引き渡し1件: 根拠、経緯、できる返事',
    params: z.object({ cycleId: z.uuid() }),
    response: z.object({
      state: z.string(),
      possible: z.array(z.string()),
      mayAnswer: z.boolean(),
      events: z.array(
        z.object({
          kind: z.string(),
          at: z.string(),
          by: z.string().nullable(),
          why: z.string().nullable(),
          isInferred: z.boolean(),
          reason: z.string().nullable(),
        }),
      ),
      explanation: z.array(z.object({ rule: z.string(), isMatch: z.boolean(), name: z.string().nullable() })),
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
      const [names, recent, deals, mayAnswer] = await Promise.all([
        memberNames(db),
        recentEvents(db, held.accountId, held.personId),
        openDealsOf(db, held.accountId),
        isAnsweredBy(db, [params.cycleId], actor),
      ]);
      const handed = cycle.events.findLast((event) => event.kind === 'hand_over') as
        | { explanation?: { rules?: { rule: string; isMatch: boolean; name: string | null }[] } }
        | undefined;
      return {
        state: cycle.state,
        possible: possibleEvents(cycle),
        mayAnswer,
        events: cycle.events.map((event) => ({
          kind: event.kind,
          at: event.at,
          by: event.by === null ? null : (names.get(event.by) ?? event.by),
          why: event.why ?? null,
          isInferred: event.isInferred === true,
          reason: event.kind === 'reject' || event.kind === 'return' ? event.reason : null,
        })),
        explanation: handed?.explanation?.rules ?? [],
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
    body: z.object({ cycleIds }).strict(),
    response: z.object({ handedOver: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        handOver(transaction, body.cycleIds, { memberId: actor.memberId, now: world.now() }),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/handovers/answer',
    policy: 'handovers.answer',
    summary: '引き渡しに返事をする(受け入れる・差し戻す など)',
    body: z.object({ cycleIds, answer }).strict(),
    response: z.object({ answered: z.number() }),
    handler: async ({ body, actor, world }) => {
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

function withClock({ clockFrom, receiverId: _, ...row }: HandoverLine, settings: HandoverSettings, now: Date) {
  const waiting = row.state === 'handed_over' && clockFrom !== null;
  const clock = waiting
    ? handoverClock(
        { ...row, clockFrom: clockFrom.toISOString(), followedUpAt: row.followedUpAt },
        settings.rule,
        settings.calendar,
        now,
      )
    : undefined;
  return { ...row, clock: clock ?? null };
}

/** Sales managers and administrators answer for everybody; others for what is theirs. */
async function requireAnswerable(db: Db, ids: readonly string[], actor: Actor): Promise<void> {
  await requireReadable(db, ids, actor);
  if (!(await isAnsweredBy(db, ids, actor)))
    throw new Refusal('handover_of_another', '返事ができるのは、引き渡された本人・代理の人・営業マネージャーです。', {
      status: 403,
    });
}

async function isAnsweredBy(db: Db, ids: readonly string[], actor: Actor): Promise<boolean> {
  if (actor.role === 'admin' || actor.role === 'sales_manager') return true;
  const queue = actor.role === 'agency' ? sql`false` : sql`c.receiver_kind = 'queue'`;
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from lead_cycle c
     where c.cycle_id = any(${ids}::uuid[]) and not coalesce(${answeredBy(actor)} or ${queue}, false)`.execute(db);
  return rows[0]!.others === 0;
}

/** An agency reads only what was given to it. */
async function requireReadable(db: Db, ids: readonly string[], actor: Actor): Promise<void> {
  const seen = actor.role === 'agency' ? answeredBy(actor) : sql`true`;
  const { rows } = await sql<{ cycle_id: string }>`
    select c.cycle_id from lead_cycle c where c.cycle_id = any(${ids}::uuid[]) and ${seen}`.execute(db);
  const found = new Set(rows.map((row) => row.cycle_id));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined) throw notFound(missing);
}

async function memberNames(db: Db): Promise<Map<string, string>> {
  const members = await db.selectFrom('member').select(['member_id', 'name']).execute();
  return new Map(members.map((member) => [String(member.member_id), member.name]));
}

const notFound = (cycleId: string) =>
  new Refusal('lead_not_found', `リード ${cycleId} は見つかりません。`, { status: 404, details: { cycleId } });
