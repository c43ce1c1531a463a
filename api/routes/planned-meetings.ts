import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { meetingStepKinds } from '#core/meeting/course.ts';
import { closedDayRules, weeksMax } from '#core/meeting/series.ts';
import { inTransaction } from '#db/transaction.ts';
import { planMeetings, prepareMeeting, seriesDays, tellMeeting, undoMeetings } from '#flows/plan-meetings.ts';
import { followMeetings } from '#flows/follow-meetings.ts';
import type { Actor } from '../policy.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';

const id = z.object({ id: z.coerce.number().int() });
const day = z.iso.date();
const time = z.iso.time({ precision: -1 }).nullable().default(null);
const why = z.string().trim().min(1).max(500);
const series = z.object({
  first: day,
  weeks: z.coerce.number().int().min(1).max(weeksMax).default(1),
  /** What becomes of a week whose day is a holiday or a day off of the company. */
  whenClosed: z.enum(closedDayRules).default('move'),
});
const days = z.array(
  z.object({
    wantedOn: z.string(),
    meetsOn: z.string().nullable(),
    why: z.enum(['moved', 'closed', 'taken']).nullable(),
  }),
);
const told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), meetsOn: day, meetsAt: time, why: why.nullable().default(null) }).strict(),
  z.object({ kind: z.literal('cancel'), why: why.nullable().default(null) }).strict(),
  z.object({ kind: z.literal('explain'), why }).strict(),
]);
const done = z.object({ meetingIds: z.array(z.number()) });

/** Weekly meetings ahead of their day: planned alone or as a series, moved, called off, and taken back by whoever told the last of it. */
export function registerPlannedMeetings(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/meetings/series',
    policy: 'meetings.edit',
    summary: '毎週の会議を予定するとどの日になるか(書き込まない。休みの日は会社のカレンダーで決まる)',
    query: series,
    response: z.object({ days }),
    handler: async ({ query, world }) => ({ days: await seriesDays(world.database.db, query) }),
  });

  route(app, {
    method: 'POST',
    url: '/api/meetings/series',
    policy: 'meetings.edit',
    summary: '会議を予定する(1回、または同じ曜日で毎週。休みの日は翌営業日にするか、その週を飛ばす)',
    body: series
      .extend({
        meetsAt: time,
        leaderId: z.number().int().nullable().default(null),
        attendees: z.string().trim().max(500).default(''),
      })
      .strict(),
    response: done.extend({ days }),
    handler: ({ body: { meetsAt, leaderId, attendees, ...given }, actor, world }) =>
      change(world, actor, (transaction, by) => planMeetings(transaction, given, { meetsAt, leaderId, attendees }, by)),
  });

  route(app, {
    method: 'POST',
    url: '/api/meetings/:id/tell',
    policy: 'meetings.edit',
    summary: '会議を別の日にする(move)・取りやめる(cancel)・開催されなかった理由を書く(explain)',
    params: id,
    body: told,
    response: done,
    handler: ({ params, body, actor, world }) =>
      change(world, actor, async (transaction, by) => {
        await tellMeeting(transaction, params.id, body, by);
        return { meetingIds: [params.id] };
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/meetings/:id/prepare',
    policy: 'meetings.edit',
    summary: '予定した会議の議題を、いまの動きで作る(前の営業日の7時には自動で作られる)',
    params: id,
    response: done,
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        await prepareMeeting(transaction, params.id, { memberId: actor.memberId, now: world.now() });
        return { meetingIds: [params.id] };
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/meetings/undo',
    policy: 'meetings.edit',
    summary: '会議について自分が最後にした操作(予定・日程変更・取りやめ・開始・議事録の確定など)を取り消す',
    body: z
      .object({ meetingIds: z.array(z.number().int()).min(1).max(weeksMax), kind: z.enum(meetingStepKinds) })
      .strict(),
    response: done,
    handler: ({ body: { meetingIds, kind }, actor, world }) =>
      change(world, actor, async (transaction, by) => {
        await undoMeetings(transaction, meetingIds, kind, by);
        return { meetingIds };
      }),
  });
}

type Change<Result> = (
  transaction: Parameters<typeof tellMeeting>[0],
  by: { readonly memberId: number; readonly now: Date },
) => Promise<Result>;

/** Carries a change out, and has the agenda of a meeting that is near now written at once. */
async function change<Result>(
  { database, now }: World,
  { memberId }: Actor,
  carryOut: Change<Result>,
): Promise<Result> {
  const result = await inTransaction(database, (transaction) => carryOut(transaction, { memberId, now: now() }));
  await followMeetings(database, now());
  return result;
}
