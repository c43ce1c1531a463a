import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { adoptModel } from '#flows/adopt-match-model.ts';
import { dropProposal, proposeModel, type ModelRequest } from '#flows/propose-match-model.ts';
import { readMatchModel } from '#flows/read-match-models.ts';
import { matchModel, viewModel } from '../match-model-view.ts';
import { route } from '../route.ts';
import { idParams } from './accounts.ts';

const kind = z.enum(['account', 'person']);
const bits = z.number().finite();
const request = z.discriminatedUnion('origin', [
  z.object({ origin: z.literal('trained') }).strict(),
  z
    .object({
      origin: z.literal('edited'),
      change: z
        .object({
          thresholds: z
            .object({ auto: bits.optional(), review: bits.optional(), margin: bits.optional() })
            .strict()
            .optional(),
          levels: z
            .array(z.object({ comparison: z.string().max(60), level: z.string().max(60), value: bits }).strict())
            .max(200)
            .optional(),
        })
        .strict(),
    })
    .strict(),
  z.object({ origin: z.literal('returned'), to: z.union([z.literal('shipped'), z.number().int().min(1)]) }).strict(),
]);

export function registerMatchModels(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/match-models/:kind',
    policy: 'matching.redecide',
    summary: '名寄せのモデル: いまの数字、版、最後の試算',
    params: z.object({ kind }),
    response: matchModel,
    handler: async ({ params, world }) => viewModel(await readMatchModel(world.database.db, params.kind)),
  });

  route(app, {
    method: 'POST',
    url: '/api/match-models/:kind/proposals',
    policy: 'matching.redecide',
    summary: '名寄せのモデルを試す: 自社の行から学ぶ、数字を変える、前の版に戻す(まだ変えない)',
    status: 202,
    params: z.object({ kind }),
    body: request,
    response: z.object({ id: z.number() }),
    handler: async ({ params, body, actor, world }) => {
      const asked: ModelRequest = body;
      const id = await proposeModel(world.database, params.kind, asked, actor.memberId, world.now());
      await world.startModelProposal(id);
      return { id };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/match-models/proposals/:id/adopt',
    policy: 'matching.redecide',
    summary: '試した数字を新しい版として採用する',
    params: idParams,
    body: z.object({ reason: z.string().trim().min(1).max(500) }).strict(),
    response: z.object({ number: z.number() }),
    handler: ({ params, body, actor, world }) =>
      adoptModel(world.database, params.id, {
        reason: body.reason,
        memberId: actor.memberId,
        now: world.now(),
      }),
  });

  route(app, {
    method: 'DELETE',
    url: '/api/match-models/proposals/:id',
    policy: 'matching.redecide',
    summary: '試算を取りやめる',
    params: idParams,
    response: z.object({ id: z.number() }),
    handler: async ({ params, actor, world }) => {
      await dropProposal(world.database, params.id, actor.memberId);
      return { id: params.id };
    },
  });
}
