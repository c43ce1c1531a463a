import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { todayJst } from '#core/period/day.ts';
import { jobChangeVerdicts } from '#core/person/job-change.ts';
import type { ConcernedMember } from '#db/job-changes.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideJobChange, undoJobChange } from '#flows/decide-job-change.ts';
import { listJobChanges } from '#flows/job-changes.ts';
import type { Actor } from '../policy.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

const side = z.object({
  accountId: z.number(),
  accountName: z.string(),
  ownerName: z.string().nullable(),
  department: z.string().nullable(),
  title: z.string().nullable(),
  firstOn: z.string().nullable(),
  lastOn: z.string().nullable(),
  source: z.string(),
});
const verdict = z.enum(jobChangeVerdicts);
const jobChange = z.object({
  personId: z.number(),
  otherPersonId: z.number().nullable(),
  name: z.string(),
  from: side,
  to: side,
  matched: z.array(z.string()),
  knownBy: z.array(z.string()),
  answer: z
    .object({
      answerId: z.number(),
      verdict,
      askAgainOn: z.string().nullable(),
      memberName: z.string().nullable(),
      at: z.date(),
    })
    .nullable(),
});

/** Whoever looks after data is told of job changes that are nobody's. */
export function concernedIn({ memberId, name, role }: Actor): ConcernedMember {
  return { memberId, name, isSteward: role === 'admin' || role === 'ops' || role === 'marketing_manager' };
}

/** People who seem to have moved from one company to another, and what is said of it. */
export function registerJobChanges(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/job-changes',
    policy: 'reviews.read',
    summary: '転職の確認: ある企業の人が、その後ほかの企業で見つかった',
    query: z.object({
      /** Of the member's own companies and acquaintances, or everybody's. */
      scope: z.enum(['mine', 'all']).default('mine'),
      personId: z.coerce.number().int().optional(),
      answered: z.enum(['without', 'with']).default('without'),
    }),
    response: z.object({ rows: z.array(jobChange) }),
    handler: async ({ query, actor, world }) => ({
      rows: await listJobChanges(world.database.db, {
        today: todayJst(world.now()),
        concerned: query.scope === 'mine' && query.personId === undefined ? concernedIn(actor) : undefined,
        personId: query.personId,
        withAnswered: query.answered === 'with',
      }),
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/job-changes/decide',
    policy: 'reviews.decide',
    summary: '転職を確認する(移った・両方に在籍・別の人・後で)。判断は名寄せに残り、作り直しても変わらない',
    body: z
      .object({
        personId: z.number().int(),
        otherPersonId: z.number().int().nullable(),
        fromId: z.number().int(),
        toId: z.number().int(),
        verdict,
      })
      .strict(),
    response: z.object({ answerId: z.number(), personId: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        decideJobChange(transaction, body, todayJst(world.now()), actor.memberId),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/job-changes/answers/:id/undo',
    policy: 'reviews.decide',
    summary: '転職の確認の答えを取り消す',
    params: idParams,
    response: z.object({ undone: z.number() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        await undoJobChange(transaction, params.id, actor.memberId);
        return { undone: params.id };
      }),
  });
}
