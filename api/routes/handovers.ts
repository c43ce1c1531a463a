import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { possibleEvents } from '#core/demand/advance.ts';
import { rejectionReasons } from '#core/demand/reasons.ts';
import { tallyParts } from '#core/demand/tally.ts';
import { sentenceOf } from '#core/route/because.ts';
import {
  contactOf,
  countHandovers,
  countParts,
  listHandovers,
  listReceivers,
  openDealsOf,
  readHandover,
  recentEvents,
  salesActivityAt,
  sameLeadsOf,
} from '#db/handovers.ts';
import { countNow } from '#db/handover-check.ts';
import { listTakesOfCycle } from '#db/offers.ts';
import { formerOwnerOf } from '#db/reassignments.ts';
import { withLeavings } from '#flows/read-employments.ts';
import { checkHandovers, lastHandoverCheck } from '#flows/check-handovers.ts';
import { readHandoverSettings } from '#flows/handover-settings.ts';
import { standingOf } from '#flows/waiting-by-receiver.ts';
import { isBack } from '#flows/hand-over.ts';
import { mayComeAgain } from '#flows/next-cycle.ts';
import { readCalendars } from '#flows/receiver-calendars.ts';
import { readCycles } from '#flows/lead-cycles.ts';
import {
  fitting,
  isAnsweredBy,
  isToldTo,
  notFound,
  readNames,
  requireReadable,
  toldTo,
  withClock,
  type Explanation,
} from '../handover-view.ts';
import { isAllowed } from '../policy.ts';
import { handedParts } from '../figure.ts';
import { leaving } from '../leaving.ts';
import { route } from '../route.ts';
import { dueRule } from './handover-settings.ts';

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
  /** Of the member, agency or queue that has it. */
  receiverId: z.string().nullable(),
  receiverName: z.string().nullable(),
  /** The queue it waits in; null where somebody has it. */
  queueId: z.string().nullable(),
  ownerNameInFile: z.string().nullable(),
  reason: z.string().nullable(),
  nextAction: z.string().nullable(),
  nextOn: z.string().nullable(),
  isOnTargetList: z.boolean(),
  tier: z.string().nullable(),
  isSalesMade: z.boolean(),
  isClash: z.boolean(),
  /** The act-now offer that brought it, the latest where there are several. */
  actNow: z.string().nullable(),
  clockClass: z.enum(['hot', 'tal', 'normal', 'agency']),
  clock,
  /** Why the person seems to have left the company. */
  left: leaving.nullable(),
});
const check = z.object({
  checkedAt: z.date(),
  isBalanced: z.boolean(),
  total: handedParts,
  cohorts: z.array(handedParts.extend({ month: z.string(), isBalanced: z.boolean() })),
  problems: z.array(
    z.object({ cycleId: z.string(), accountName: z.string().nullable(), state: z.string(), why: z.string() }),
  ),
});
const named = z.object({ id: z.string(), name: z.string() });
/** More leads than ever wait for an answer at one time. */
const waitingMax = 10_000;
const views = ['mine', 'waiting', 'candidates', 'accepted', 'unfollowed', 'returned', 'ignored', 'new'] as const;

export function registerHandovers(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/handovers',
    policy: 'handovers.read',
    summary: '引き渡し: 返事待ち・候補・受け入れ済みなどの一覧',
    query: z.object({
      view: z.enum(views).default('mine'),
      /** A part of 引き渡し = 受入 + 差し戻し + 期限切れ + 返事待ち instead of a list. */
      part: z.enum(tallyParts).optional(),
      /** Part of the company's, the person's or the campaign's name. */
      q: z.string().trim().max(100).default(''),
      /** Why sales sent it back. */
      reason: z.enum(rejectionReasons).optional(),
      /** Of one receiver alone: kind and id, such as `member/12`. */
      receiver: z
        .string()
        .regex(/^(member|agency|queue)\/[\w-]{1,50}$/)
        .optional(),
      /** Of those that wait, the ones whose clock stands there. */
      clock: z.enum(['overdue', 'near']).optional(),
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
        listHandovers(db, query.view, actor, query.clock ? { ...query, offset: 0, limit: waitingMax } : query),
        countHandovers(db, actor),
      ]);
      const now = world.now();
      const calendarOf = await readCalendars(db, settings.calendar);
      const read = page.rows.map((row) => withClock(row, settings, calendarOf, now));
      const found = query.clock ? read.filter(({ clock }) => clock && standingOf(clock.state) === query.clock) : read;
      const shown = query.clock ? found.slice(query.offset, query.offset + query.limit) : found;
      const rows = await withLeavings(db, shown, actor);
      return { rows, total: query.clock ? found.length : page.total, counts, now };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/handovers/parts',
    policy: 'handovers.read',
    summary: '今までの 引き渡し = 受入 + 差し戻し + 期限切れ + 返事待ち(代理店には自社の分だけ)',
    response: handedParts,
    handler: ({ actor, world }) => countParts(world.database.db, actor),
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
    response: z.object({ check: check.nullable(), /** As it stands at this moment. */ now: handedParts }),
    handler: async ({ world: { database } }) => {
      const [last, now] = await Promise.all([lastHandoverCheck(database.db), countNow(database.db)]);
      return { check: last ?? null, now };
    },
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
      /** It came back and nobody has ended it: marketing may nurture it again or exclude it. */
      mayEnd: z.boolean(),
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
      /** How to reach the person. */
      contact: z.object({ email: z.string().nullable(), phone: z.string().nullable() }).nullable(),
      /** Leads of the same person, then of the same company, that this one may be the same as. */
      sameLeads: z.array(
        z.object({
          cycleId: z.string(),
          personName: z.string().nullable(),
          campaign: z.string().nullable(),
          state: z.string(),
          handedOn: z.string().nullable(),
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
      const [lead, nameOf, recent, deals, contact, sameLeads, mayAnswer, formerOwner, salesActivity, offers] =
        await Promise.all([
          readHandover(db, params.cycleId, actor),
          readNames(db),
          recentEvents(db, held.accountId, held.personId),
          actor.role === 'agency' ? [] : openDealsOf(db, held.accountId),
          contactOf(db, held.personId),
          actor.role === 'agency' ? [] : sameLeadsOf(db, params.cycleId),
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
      const [read] = await withLeavings(
        db,
        [withClock(lead!, settings, await readCalendars(db, settings.calendar), world.now())],
        actor,
      );
      return {
        lead: read!,
        state: cycle.state,
        possible: fitting(possibleEvents(cycle), actor),
        mayAnswer,
        mayComeAgain: isAllowed(actor, 'handovers.hand_over') && (await mayComeAgain(db, cycle)),
        events: toldTo(actor, cycle).map((event) => ({
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
        because: (explanation?.because ?? [])
          .filter((one) => isToldTo(actor, one))
          .map((one) => sentenceOf(one, nameOf)),
        // An agency never learns of other agencies.
        clash:
          actor.role === 'agency'
            ? []
            : (explanation?.warnings ?? []).flatMap((one) => one.agencyIds.map((id) => nameOf('agency', id))),
        formerOwner: formerOwner ?? null,
        salesActivity: lead!.isClash ? (salesActivity ?? null) : null,
        recent,
        deals,
        contact: contact ?? null,
        sameLeads,
        mayEnd: isAllowed(actor, 'handovers.hand_over') && isBack(cycle),
      };
    },
  });
}
