import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { traitNames } from '#core/demand/lead-traits.ts';
import { inputStates } from '#core/observation/known-value.ts';
import { writeAudit } from '#db/audit.ts';
import { listTraitValues } from '#db/handed-leads.ts';
import { actKinds, lastKnownDay } from '#db/lead-histories.ts';
import { readCurrentRule } from '#db/qualification-rules.ts';
import { defaultRule } from '#flows/qualification-rules.ts';
import { exportReplayed, listByInput, listReplayed, runReplay, type ReplayRequest } from '#flows/replay.ts';
import { comparison, figure, sentence } from '../figure.ts';
import { leadLine, month, monthsOf } from '../lead-query.ts';
import { csv, route } from '../route.ts';

const points = z.number().int().min(-1_000).max(1_000);
const hold = z
  .object({
    kind: z.enum(['stop_handing_over', 'check_data_first', 'nurture_longer']),
    trait: z.string().max(40),
    value: z.string().max(200),
  })
  .strict();
const rule = z
  .object({
    fit: z.record(z.string().max(40), z.record(z.string().max(200), points)).default({}),
    acts: z.partialRecord(z.enum(actKinds), points),
    windowDays: z.number().int().min(1).max(730),
    threshold: z.number().int().min(1).max(10_000),
    actNow: z.array(z.enum(actKinds)).default([]),
    holds: z.array(hold).max(100).default([]),
  })
  .strict();
const request = z
  .object({ rule, from: month, to: month, horizonDays: z.number().int().min(1).max(730).default(90) })
  .strict();
const trait = z.enum(traitNames);
const policy = z.enum(['rule', 'in_force', 'newest_first', 'today']);
const result = z.object({
  policy,
  picks: z.number(),
  unknown: z.number(),
  immature: z.number(),
  salRate: figure,
  dealRate: figure,
});
const against = z.object({ sal: comparison, deal: comparison });

const valuesShown = 50;

const asked = ({ from, to, ...given }: z.output<typeof request>) =>
  ({ ...given, ...monthsOf(from, to) }) as ReplayRequest;

export function registerReplay(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/replay/start',
    policy: 'waterfall.read',
    summary: '過去での試算の出発点: 今のルールと、記録のある最後の日',
    response: z.object({
      version: z.string().nullable(),
      rule,
      actKinds: z.array(z.enum(actKinds)),
      /** What leads are told apart by, with the values that leads handed over had, the most frequent first. */
      traits: z.array(z.object({ trait, values: z.array(z.string()) })),
      lastKnownDay: z.string().nullable(),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const { version, ...current } = (await readCurrentRule(db)) ?? { ...defaultRule, version: null };
      const values = await listTraitValues(db, valuesShown);
      return {
        version,
        rule: current as z.output<typeof rule>,
        actKinds: [...actKinds],
        traits: traitNames.map((one) => ({ trait: one, values: values.get(one) ?? [] })),
        lastKnownDay: await lastKnownDay(db),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/replay',
    policy: 'waterfall.read',
    summary: '別のルールを過去で試す(何も変えない)。今のルール・新しい順・実際の引き渡しと比べる',
    body: request,
    response: z.object({
      rule: result,
      inForce: result,
      newestFirst: result,
      today: result,
      againstToday: against,
      againstInForce: against,
      againstNewest: against,
      inputs: z.array(
        z.object({ input: trait, known: z.number(), assumed: z.number(), later: z.number(), never: z.number() }),
      ),
      caveat: sentence,
    }),
    handler: async ({ body, world }) => {
      const replay = await runReplay(world.database.db, asked(body), world.now());
      const counted = (one: typeof replay.rule) => ({ ...one, picks: one.picks.length });
      return {
        ...replay,
        inputs: [...replay.inputs],
        rule: counted(replay.rule),
        inForce: counted(replay.inForce),
        newestFirst: counted(replay.newestFirst),
        today: counted(replay.today),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/replay/rows',
    policy: 'waterfall.read',
    summary: '試算で引き渡されたはずのリード',
    body: request.extend({ policy, limit: z.number().int().min(1).max(1_000).default(200) }).strict(),
    response: z.object({ total: z.number(), rows: z.array(leadLine.extend({ chosenOn: z.string() })) }),
    handler: ({ body: { policy: chosen, limit, ...given }, world }) =>
      listReplayed(world.database.db, asked(given), chosen, limit, world.now()),
  });

  route(app, {
    method: 'POST',
    url: '/api/replay/inputs/rows',
    policy: 'waterfall.read',
    summary: '試算の期間のリードのうち、条件の項目がその時点で分かっていた・分かっていなかったもの',
    body: z
      .object({
        from: month,
        to: month,
        input: trait,
        state: z.enum(inputStates),
        limit: z.number().int().min(1).max(1_000).default(200),
      })
      .strict(),
    response: z.object({ total: z.number(), rows: z.array(leadLine) }),
    handler: ({ body: { from, to, input, state, limit }, world }) =>
      listByInput(world.database.db, monthsOf(from, to), { of: input, state }, limit),
  });

  route(app, {
    method: 'POST',
    url: '/api/replay/export',
    policy: 'export',
    summary: '試算で引き渡されたはずのリードの CSV',
    body: request.extend({ policy }).strict(),
    response: csv,
    handler: async ({ body: { policy: chosen, ...given }, actor, world, reply }) => {
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'export.replay',
        subjectKind: 'export',
        after: { policy: chosen, from: given.from, to: given.to },
      });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="replay.csv"')
        .send(await exportReplayed(world.database.db, asked(given), chosen, world.now()));
    },
  });
}
