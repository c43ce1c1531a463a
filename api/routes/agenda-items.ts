import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inTransaction } from '#db/transaction.ts';
import { addAgendaItem, removeAgendaItem } from '#flows/agenda-items.ts';
import { route } from '../route.ts';

const id = z.number().int();
const line = { text: z.string(), accountId: id.optional(), meetingId: id.optional() };

export function registerAgendaItems(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/meetings/agenda',
    policy: 'meetings.edit',
    summary: '議題を手で加える(会議を言わなければ次の会議の議題)',
    body: z.object({ ...line, text: line.text.trim().min(1).max(1000) }).strict(),
    response: z.object({ agendaItemId: id }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) => addAgendaItem(transaction, body, actor.memberId)),
  });

  route(app, {
    method: 'DELETE',
    url: '/api/meetings/agenda/:id',
    policy: 'meetings.edit',
    summary: '手で加えた議題を取り消す(議事録が下書きの間)',
    params: z.object({ id: z.coerce.number().int() }),
    response: z.object({ removed: z.object(line) }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) => removeAgendaItem(transaction, params.id, actor.memberId)),
  });
}
