import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { todayJst } from '#core/period/day.ts';
import { listAppointments, waitingFor, withAccount } from '#db/appointments.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import {
  requireAppointment,
  setAppointment,
  tellAppointment,
  undoAppointment,
  type Told,
} from '#flows/set-appointments.ts';
import { isAnsweredBy, requireReadable } from '../handover-view.ts';
import type { Actor } from '../policy.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';
import { idParams, visibleAccount } from './accounts.ts';
import { visiblePerson } from './people.ts';

const appointmentLine = z.object({
  id: z.string(),
  /** Null where a file tells of it. */
  appointmentId: z.number().nullable(),
  accountId: z.number(),
  accountName: z.string().nullable(),
  personId: z.number().nullable(),
  personName: z.string().nullable(),
  subject: z.string().nullable(),
  /** `unknown`: its day has passed and nobody said what became of it. */
  status: z.enum(['scheduled', 'held', 'no_show', 'cancelled', 'rescheduled', 'unknown']),
  meetsOn: z.string(),
  meetsAt: z.string().nullable(),
  /** Without a result, and its day has come. */
  isDue: z.boolean(),
  setOn: z.string(),
  setBy: z.string().nullable(),
  hostId: z.number().nullable(),
  hostName: z.string().nullable(),
  source: z.string().nullable(),
  isInferred: z.boolean(),
  lastBy: z.number().nullable(),
});
const lines = z.object({ rows: z.array(appointmentLine) });
const appointmentId = z.object({ appointmentId: z.number() });
const day = z.iso.date();
const time = z.iso.time({ precision: -1 }).nullable().default(null);
const why = z.string().trim().min(1).max(500).nullable().default(null);
const words = z.string().trim().min(1).max(200).nullable().default(null);
const told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), meetsOn: day, meetsAt: time, why }).strict(),
  z.object({ kind: z.enum(['hold', 'no_show', 'cancel']), why }).strict(),
]);

/** Appointments with companies: set ahead, held or not, and taken back by whoever told the last of it. */
export function registerAppointments(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/appointments',
    policy: 'accounts.read',
    summary: '企業とのアポ・面談(取り込んだものも)',
    params: idParams,
    response: lines,
    handler: async ({ params, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return { rows: await listAppointments(world.database.db, todayJst(world.now()), withAccount(id)) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/appointments/mine',
    policy: 'accounts.edit',
    summary: '自分が会う面談のうち、結果待ちと、これから7日間のもの(最初の画面用)',
    response: lines,
    handler: async ({ actor, world }) => {
      const today = todayJst(world.now());
      return {
        rows: await listAppointments(world.database.db, today, waitingFor(actor.memberId, today, daysAhead)),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/appointments',
    policy: 'accounts.edit',
    summary: 'アポを設定する(企業・日時・相手・会う人。リードから設定すると、そのリードのフォローになる)',
    body: z
      .object({
        accountId: z.number().int(),
        personId: z.number().int().nullable().default(null),
        cycleId: z.guid().nullable().default(null),
        meetsOn: day,
        meetsAt: time,
        subject: words,
        /** Who goes there; the member who asks where it is left out. */
        hostId: z.number().int().optional(),
      })
      .strict(),
    response: appointmentId,
    handler: async ({ body, actor, world }) => {
      const { db } = world.database;
      const { cycleId, meetsOn, meetsAt, subject, hostId = actor.memberId } = body;
      const accountId = await visibleAccount(world, actor, body.accountId);
      const personId = body.personId === null ? null : await visiblePerson(world, actor, body.personId);
      if (cycleId !== null) await requireReadable(db, [cycleId], actor);
      const followsUp = cycleId !== null && (await isAnsweredBy(db, [cycleId], actor));
      return inTransaction(world.database, (transaction) =>
        setAppointment(
          transaction,
          { accountId, personId, cycleId, subject, hostId },
          { meetsOn, meetsAt },
          { memberId: actor.memberId, now: world.now() },
          followsUp,
        ),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/appointments/:id/tell',
    policy: 'accounts.edit',
    summary: '面談の結果を入れる(実施 hold・不参加 no_show・中止 cancel)、または日程を変える(move)',
    params: idParams,
    body: told,
    response: appointmentId,
    handler: async ({ params, body, actor, world }) =>
      changeVisible(world, actor, params.id, (transaction, by) =>
        tellAppointment(transaction, params.id, body as Told, by),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/appointments/:id/undo',
    policy: 'accounts.edit',
    summary: '自分が最後に入れた結果・日程変更・設定を取り消す',
    params: idParams,
    /** What is meant to be taken back; something else that came after it stays. */
    query: z.object({ kind: z.enum(['set', 'move', 'hold', 'no_show', 'cancel']).optional() }),
    response: appointmentId,
    handler: async ({ params, query, actor, world }) =>
      changeVisible(world, actor, params.id, (transaction, by) =>
        undoAppointment(transaction, params.id, by, query.kind),
      ),
  });
}

const daysAhead = 7;

type Change = (transaction: Transaction, by: { readonly memberId: number; readonly now: Date }) => Promise<void>;

/** An appointment with a company that the actor may not see does not exist for them. */
async function changeVisible(
  world: World,
  actor: Actor,
  id: number,
  change: Change,
): Promise<{ appointmentId: number }> {
  await inTransaction(world.database, async (transaction) => {
    const { accountId } = await requireAppointment(transaction.db, id);
    await visibleAccount(world, actor, accountId);
    await change(transaction, { memberId: actor.memberId, now: world.now() });
  });
  return { appointmentId: id };
}
