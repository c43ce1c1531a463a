import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decisionObjects } from '#core/meeting/item.ts';
import { todayJst } from '#core/period/day.ts';
import { agendaNumberRows } from '#db/agenda.ts';
import { readAgendaItems } from '#db/agenda-items.ts';
import { inTransaction } from '#db/transaction.ts';
import { lastMissed, readMeeting, readMeetings, readPlannedMeetings, type MeetingSummary } from '#db/meetings.ts';
import type { Db } from '#db/pool.ts';
import {
  addMeetingItem,
  confirmMinutes,
  holdMeeting,
  isMeetingMissing,
  removeMeetingItem,
  settleAction,
  unconfirmedMeetings,
} from '#flows/weekly-meeting.ts';
import { keptAgenda, openActions, withStatesNow, writeAgenda, type Agenda } from '#flows/write-agenda.ts';
import { measureRow } from '../kpi-view.ts';
import { actionView, addedView, agendaView, itemView, meetingSummary, toMeetingView } from '../meeting-view.ts';
import { route } from '../route.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const id = z.object({ id: z.coerce.number().int() });
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
    summary: '週次会議: 次の会議と議題(前もって作った議題か、いまの議題)、これからの会議、これまでの会議',
    response: z.object({
      today: z.string(),
      isMissing: z.boolean(),
      agenda: agendaView,
      added: addedView,
      /** The next first; today's is among them until it is held. */
      planned: z.array(meetingSummary),
      meetings: z.array(meetingSummary),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const today = todayJst(world.now());
      const planned = await readPlannedMeetings(db, today);
      const [isMissing, agenda, added, meetings] = await Promise.all([
        isMeetingMissing(db, today),
        nextAgenda(db, planned[0], world.now()),
        readAgendaItems(db, null),
        readMeetings(db, today),
      ]);
      return {
        today,
        isMissing,
        agenda,
        added,
        planned: planned.map(toMeetingView),
        meetings: meetings.map(toMeetingView),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/meetings/due',
    policy: 'meetings.read',
    summary:
      '1週間以上会議がないか、開催されなかった会議、次の会議、24時間を過ぎても議事録が下書きの会議、残っている宿題(最初の画面用)',
    response: z.object({
      today: z.string(),
      isMissing: z.boolean(),
      missed: meetingSummary.nullable(),
      next: meetingSummary.nullable(),
      unconfirmed: z.array(z.object({ meetingId: z.number(), meetsOn: z.string() })),
      actions: z.array(actionView),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const today = todayJst(world.now());
      const missed = await lastMissed(db, today);
      const [next] = await readPlannedMeetings(db, today);
      return {
        today,
        isMissing: await isMeetingMissing(db, today),
        missed: missed ? toMeetingView(missed) : null,
        next: next ? toMeetingView(next) : null,
        unconfirmed: await unconfirmedMeetings(db, world.now()),
        actions: (await openActions(db, today)).filter(({ state }) => state === 'open' || state === 'late'),
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
    summary: '会議1回: 議題(書いた時のまま。宿題は議事録を確定するまで今の状態。まだなければ null)、決定、宿題',
    params: id,
    response: meetingSummary.extend({ agenda: agendaView.nullable(), added: addedView, items: z.array(itemView) }),
    handler: async ({ params, world }) => {
      const { db } = world.database;
      const today = todayJst(world.now());
      const meeting = await readMeeting(db, params.id, today);
      const view = toMeetingView(meeting);
      if (!meeting.agenda) return { ...view, agenda: null };
      const kept = keptAgenda(meeting.agenda);
      if (meeting.state === 'minutes_confirmed') return { ...view, agenda: kept };
      return { ...view, agenda: { ...kept, lastActions: await withStatesNow(db, kept.lastActions, today) } };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/meetings',
    policy: 'meetings.edit',
    summary:
      '会議を始める(議題を固定する。予定があればその会議を、なければ新しく。開催されなかったとした日の会議も記録できる)',
    body: z.object({ on: day.optional(), attendees: z.string().max(500).default('') }).strict(),
    response: z.object({ meetingId: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        holdMeeting(
          transaction,
          { on: body.on ?? todayJst(world.now()), attendees: body.attendees },
          { memberId: actor.memberId, now: world.now() },
        ),
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
        confirmMinutes(transaction, params.id, { memberId: actor.memberId, now: world.now() }),
      ),
  });
}

/** The agenda that was written ahead, its actions as they stand by now; else the one that would be written now. */
async function nextAgenda(db: Db, next: MeetingSummary | undefined, now: Date): Promise<Agenda> {
  const today = todayJst(now);
  if (next?.state !== 'agenda_ready') return writeAgenda(db, today, now, next?.meetsOn);
  const kept = keptAgenda((await readMeeting(db, next.meetingId, today)).agenda);
  return { ...kept, lastActions: await withStatesNow(db, kept.lastActions, today) };
}
