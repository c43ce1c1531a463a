import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { listAbsences } from '#db/absences.ts';
import { inTransaction } from '#db/transaction.ts';
import { addAbsence, removeAbsence, requireAbsence } from '#flows/edit-absences.ts';
import { isAllowed, type Actor } from '../policy.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export function registerAbsences(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/absences',
    policy: 'absences.read',
    summary: '不在と代理: これからの不在と、代わりに返事をする人',
    response: z.object({
      absences: z.array(
        z.object({
          absenceId: z.number(),
          memberId: z.number(),
          memberName: z.string(),
          fromOn: z.string(),
          toOn: z.string(),
          deputyId: z.number().nullable(),
          deputyName: z.string().nullable(),
          waiting: z.number(),
          mayRemove: z.boolean(),
        }),
      ),
      today: z.string(),
    }),
    handler: async ({ actor, world }) => {
      const today = todayJst(world.now());
      const absences = await listAbsences(world.database.db, today);
      return { absences: absences.map((line) => ({ ...line, mayRemove: mayWriteFor(actor, line.memberId) })), today };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/absences',
    policy: 'absences.own',
    summary: '不在と代理を登録する(自分の分。管理者・運用・営業責任者は誰の分でも)',
    body: z
      .object({ memberId: z.number().int(), fromOn: day, toOn: day, deputyId: z.number().int().nullable() })
      .strict(),
    response: z.object({ absenceId: z.number(), deputyIsAway: z.boolean() }),
    handler: ({ body, actor, world }) => {
      requireOwn(actor, body.memberId);
      return inTransaction(world.database, (transaction) => addAbsence(transaction, body, actor.memberId));
    },
  });

  route(app, {
    method: 'DELETE',
    url: '/api/absences/:id',
    policy: 'absences.own',
    summary: '不在の登録を消す',
    params: idParams,
    response: z.object({
      memberId: z.number(),
      fromOn: z.string(),
      toOn: z.string(),
      deputyId: z.number().nullable(),
    }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        requireOwn(actor, (await requireAbsence(transaction, params.id)).memberId);
        return removeAbsence(transaction, params.id, actor.memberId);
      }),
  });
}

const mayWriteFor = (actor: Actor, memberId: number) =>
  actor.memberId === memberId || isAllowed(actor, 'absences.others');

function requireOwn(actor: Actor, memberId: number): void {
  if (!mayWriteFor(actor, memberId))
    throw new Refusal(
      'absence_of_another',
      '登録できるのは自分の不在だけです。営業責任者か運用担当に頼んでください。',
      {
        status: 403,
      },
    );
}
