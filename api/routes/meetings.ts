import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decisionObjects } from '#core/meeting/item.ts';
import { todayJst } from '#core/period/day.ts';
import { agendaNumberRows } from '#db/agenda.ts';
import { readAgendaItems } from '#db/agenda-items.ts';
import { inTransaction } from '#db/transaction.ts';
import { readMeeting, readMeetings } from '#db/meetings.ts';
import {
  addMeetingItem,
  confirmMinutes,
  holdMeeting,
  isMeetingMissing,
  removeMeetingItem,
  settleAction,
  unconfirmedMeetings,
} from '#flows/weekly-meeting.ts';
import { keptAgenda, openActions, withStatesNow, writeAgenda } from '#flows/write-agenda.ts';
import { sentence } from '../figure.ts';
import { measureRow } from '../kpi-view.ts';
import { route } from '../route.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const id = z.object({ id: z.coerce.number().int() });
const rate = z.object({
  numerator: z.number(),
  denominator: z.number(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const part = z.object({
  count: z.number(),
  lines: z.array(
    z.object({
      subject: z.string(),
      accountId: z.number().nullable(),
      cycleId: z.string().nullable(),
      detail: z.string().nullable(),
      on: z.string().nullable(),
      amountYen: z.number().nullish(),
      said: z.object({ ja: z.string(), en: z.string() }).nullish(),
      counts: z.record(z.string(), z.number()).optional(),
    }),
  ),
});
const target = z.object({
  number: z.enum(['handed', 'rejected', 'ignored', 'salRate', 'dealRate']),
  code: z.string(),
  period: sentence,
  unit: z.enum(['rate', 'count', 'yen', 'days', 'score', 'ratio']),
  value: z.number().nullable(),
  target: z.number(),
  achievement: z.number().nullable(),
  status: z.enum(['green', 'amber', 'red', 'none']),
});
const action = z.object({
  itemId: z.number(),
  text: z.string(),
  ownerName: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'done', 'late', 'dropped']),
  evidence: z.string().nullish(),
});
const agenda = z.object({
  on: z.string(),
  lastActions: z.array(action),
  numbers: z.object({
    handed: z.number(),
    sal: z.number(),
    rejected: z.number(),
    ignored: z.number(),
    cohortHanded: z.number(),
    cohortSal: z.number(),
    cohortRejected: z.number().optional(),
    cohortIgnored: z.number().optional(),
    cohortPending: z.number().optional(),
    cohortDeals: z.number(),
    salRate: rate,
    dealRate: rate,
  }),
  targets: z.array(target),
  handovers: part,
  ruleChanges: part,
  movedAccounts: part,
  stalled: part,
  stalledDeals: part,
  focusAccount: part,
  listChanges: part,
  plays: part,
  fieldVoice: part,
});
const added = z.array(
  z.object({
    agendaItemId: z.number(),
    text: z.string(),
    accountId: z.number().nullable(),
    accountName: z.string().nullable(),
    addedBy: z.string().nullable(),
  }),
);
const summary = z.object({
  meetingId: z.number(),
  heldOn: z.string(),
  state: z.string(),
  attendees: z.string(),
  decisions: z.number(),
  actions: z.number(),
});
const item = z.object({
  itemId: z.number(),
  kind: z.enum(['decision', 'action']),
  text: z.string(),
  ownerName: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  affects: z.enum(decisionObjects).nullable(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  isReversible: z.boolean().nullable(),
  evidence: z.string().nullable(),
});
const newItem = z.object({
  kind: z.enum(['decision', 'action']),
  text: z.string(),
  ownerId: z.number().int().optional(),
  dueOn: day.optional(),
  affects: z.enum(decisionObjects).optional(),
  accountId: z.number().int().optional(),
  isReversible: z.boolean().optional(),
});
const numbersOpened = [
  'handed',
  'sal',
  'rejected',
  'ignored',
  'cohortHanded',
  'cohortSal',
  'cohortRejected',
  'cohortIgnored',
  'cohortPending',
  'cohortDeals',
] as const;
const words = z.string().trim().min(1).max(1000);

export function registerMeetings(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/meetings',
    policy: 'meetings.read',
    summary: '週次会議: 次の議題、残っている宿題、これまでの会議',
    response: z.object({ today: z.string(), isMissing: z.boolean(), agenda, added, meetings: z.array(summary) }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const today = todayJst(world.now());
      const [isMissing, next, byHand, meetings] = await Promise.all([
        isMeetingMissing(db, today),
        writeAgenda(db, today, world.now()),
        readAgendaItems(db, null),
        readMeetings(db),
      ]);
      return { today, isMissing, agenda: next, added: byHand, meetings };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/meetings/due',
    policy: 'meetings.read',
    summary: '1週間以上会議がないか、24時間を過ぎても議事録が下書きの会議、残っている宿題(最初の画面用)',
    response: z.object({
      isMissing: z.boolean(),
      unconfirmed: z.array(z.object({ meetingId: z.number(), heldOn: z.string() })),
      actions: z.array(action),
    }),
    handler: async ({ world }) => {
      const today = todayJst(world.now());
      return {
        isMissing: await isMeetingMissing(world.database.db, today),
        unconfirmed: await unconfirmedMeetings(world.database.db, world.now()),
        actions: (await openActions(world.database.db, today)).filter(
          ({ state }) => state === 'open' || state === 'late',
        ),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/meetings/numbers/:number',
    policy: 'meetings.read',
    summary: '会議の数字の元になったリード(その日までの7日か28日)',
    params: z.object({ number: z.enum(numbersOpened) }),
    query: z.object({ on: day.optional(), limit: z.coerce.number().int().min(1).max(1_000).default(200) }),
    response: z.object({ total: z.number(), rows: z.array(measureRow) }),
    handler: ({ params, query, world }) =>
      agendaNumberRows(world.database.db, query.on ?? todayJst(world.now()), params.number, query.limit),
  });

  route(app, {
    method: 'GET',
    url: '/api/meetings/:id',
    policy: 'meetings.read',
    summary: '会議1回: 議題(当時のまま。宿題は下書きの間だけ今の状態)、決定、宿題',
    params: id,
    response: summary.extend({ agenda, added, items: z.array(item) }),
    handler: async ({ params, world }) => {
      const { db } = world.database;
      const meeting = await readMeeting(db, params.id);
      const kept = keptAgenda(meeting.agenda);
      if (meeting.state !== 'held') return { ...meeting, agenda: kept };
      const lastActions = await withStatesNow(db, kept.lastActions, todayJst(world.now()));
      return { ...meeting, agenda: { ...kept, lastActions } };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/meetings',
    policy: 'meetings.edit',
    summary: '会議を始める(議題を固定する)',
    body: z.object({ on: day.optional(), attendees: z.string().max(500).default('') }).strict(),
    response: z.object({ meetingId: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        holdMeeting(transaction, body.on ?? todayJst(world.now()), body.attendees, actor.memberId),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/meetings/:id/items',
    policy: 'meetings.edit',
    summary: '決定(影響する対象と、やり直せるか)または宿題を記録する',
    params: id,
    body: newItem.extend({ text: words }).strict(),
    response: z.object({ itemId: z.number() }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, (transaction) => addMeetingItem(transaction, params.id, body, actor.memberId)),
  });

  route(app, {
    method: 'DELETE',
    url: '/api/meetings/:id/items/:itemId',
    policy: 'meetings.edit',
    summary: '決定や宿題の記録を取り消す(議事録が下書きの間)',
    params: id.extend({ itemId: z.coerce.number().int() }),
    response: z.object({ removed: newItem }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        removeMeetingItem(transaction, params.id, params.itemId, actor.memberId),
      ),
  });

  route(app, {
    method: 'PATCH',
    url: '/api/meetings/actions/:id',
    policy: 'meetings.edit',
    summary: '宿題を終える(結果やリンクを添えられる)・やめる・元に戻す',
    params: id,
    body: z
      .object({
        event: z.enum(['finish', 'drop', 'reopen']),
        reason: z.string().max(500).optional(),
        evidence: z.string().trim().max(500).optional(),
      })
      .strict(),
    response: z.object({ state: z.string() }),
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        settleAction(transaction, params.id, body.event, body, todayJst(world.now()), actor.memberId),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/meetings/:id/confirm',
    policy: 'meetings.edit',
    summary: '議事録を確定する',
    params: id,
    response: z.object({ state: z.string() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        confirmMinutes(transaction, params.id, actor.memberId, world.now()),
      ),
  });
}
