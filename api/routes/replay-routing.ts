import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inputStates } from '#core/observation/known-value.ts';
import { replayInputs, type RoutingResult } from '#core/route/replay-routing.ts';
import { listRouted, runRoutingReplay } from '#flows/replay-routing.ts';
import { comparison, figure, sentence } from '../figure.ts';
import { readNames } from '../handover-view.ts';
import { leadLine, month, monthsOf } from '../lead-query.ts';
import { route } from '../route.ts';
import { planOf, routingPlan } from '../routing-input.ts';

/** Rules as they are edited; without any, those in force. */
const request = z.object({ plan: routingPlan.nullable().default(null), from: month, to: month }).strict();
const policy = z.enum(['draft', 'today', 'newest_first', 'actual']);
const part = z.enum(['tried', 'pending', 'different', 'unrecorded']);
const input = z.enum(replayInputs);
const inputState = z.enum(inputStates);
const receiver = z.object({ kind: z.string(), id: z.string(), name: z.string() });
const result = z.object({
  policy,
  leads: z.number(),
  tried: z.number(),
  pending: z.number(),
  different: z.number(),
  unrecorded: z.number(),
  salRate: figure,
  receivers: z.array(z.object({ receiver, leads: z.number(), tried: z.number(), salRate: figure })),
});

const asked = ({ plan, from, to }: z.output<typeof request>) => ({
  plan: plan ? planOf(plan) : null,
  ...monthsOf(from, to),
});

export function registerReplayRouting(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/replay/routing',
    policy: 'waterfall.read',
    summary: '別の振り分けルールを過去で試す(何も変えない)。今のルール・順番だけの場合・実際と比べる',
    body: request,
    response: z.object({
      isCut: z.boolean(),
      draft: result,
      today: result,
      newestFirst: result,
      actual: result,
      againstToday: comparison,
      againstNewest: comparison,
      inputs: z.array(
        z.object({ input, known: z.number(), assumed: z.number(), later: z.number(), never: z.number() }),
      ),
      caveat: sentence,
    }),
    handler: async ({ body, world }) => {
      const { db } = world.database;
      const given = asked(body);
      const { draft, today, newestFirst, actual, inputs, ...rest } = await runRoutingReplay(db, given);
      const nameOf = await readNames(db, given.plan);
      const told = (one: RoutingResult) => ({
        ...one,
        leads: one.leads.length,
        receivers: one.receivers.map(({ receiver: { kind, id }, ...counts }) => ({
          receiver: { kind, id, name: nameOf(kind, id) },
          ...counts,
        })),
      });
      return {
        ...rest,
        inputs: [...inputs],
        draft: told(draft),
        today: told(today),
        newestFirst: told(newestFirst),
        actual: told(actual),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/replay/routing/rows',
    policy: 'waterfall.read',
    summary: '振り分けの試算の数字の元になったリード',
    body: request
      .extend({
        policy,
        part: part.nullable().default(null),
        /** kind/id of the one whom the policy sends them to. */
        receiver: z.string().max(60).nullable().default(null),
        /** How far an input was known at the hand-over. */
        input: z.object({ of: input, state: inputState }).strict().nullable().default(null),
        limit: z.number().int().min(1).max(1_000).default(200),
      })
      .strict(),
    response: z.object({ total: z.number(), rows: z.array(leadLine.extend({ part, wouldGo: receiver })) }),
    handler: async ({ body: { limit, policy: chosen, part: of, receiver: to, input: asks, ...given }, world }) => {
      const { db } = world.database;
      const replayed = asked(given);
      const found = await listRouted(db, replayed, { policy: chosen, part: of, receiver: to, input: asks }, limit);
      const nameOf = await readNames(db, replayed.plan);
      return {
        total: found.total,
        rows: found.rows.map(({ wouldGo: { kind, id }, ...row }) => ({
          ...row,
          wouldGo: { kind, id, name: nameOf(kind as 'member', id) },
        })),
      };
    },
  });
}
