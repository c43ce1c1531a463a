import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerTimes } from '#core/demand/answer-time.ts';
import { clockClasses } from '#core/demand/handover.ts';
import { rateFigure } from '#core/measure/figure.ts';
import { sentenceOf, type NameOf } from '#core/route/because.ts';
import type { RouteDecision } from '#core/route/route.ts';
import { listReceivers } from '#db/handovers.ts';
import { countByReceiver, listRoutingChoices } from '#db/routing.ts';
import { inTransaction } from '#db/transaction.ts';
import { dryRunRouting, lastMonth, readRouting, saveRouting, tryRouting } from '#flows/edit-routing.ts';
import { listAnswerTimes, readAnswerTimes } from '#flows/answer-times.ts';
import { figure, sentence } from '../figure.ts';
import { readNames } from '../handover-view.ts';
import { leadLine } from '../lead-query.ts';
import { route } from '../route.ts';
import { dueRule } from './handover-settings.ts';
import { planOf, routingPlan } from '../routing-input.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const named = z.object({ id: z.string(), name: z.string() });
const receiver = z.object({ kind: z.string(), id: z.string(), name: z.string() });
const period = z.object({ from: day.optional(), to: day.optional() });

export function registerRouting(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/routing',
    policy: 'settings.read',
    summary: '振り分けルール: いまのルール、これまでの版、選べる値',
    response: z.object({
      version: z.string(),
      plan: routingPlan,
      versions: z.array(
        z.object({
          versionId: z.number(),
          plan: routingPlan,
          note: z.string().nullable(),
          savedBy: z.string().nullable(),
          savedAt: z.date(),
        }),
      ),
      choices: z.object({
        members: z.array(named),
        agencies: z.array(named),
        industries: z.array(z.string()),
        products: z.array(z.string()),
      }),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const [routing, receivers, choices] = await Promise.all([
        readRouting(db),
        listReceivers(db),
        listRoutingChoices(db),
      ]);
      return { ...routing, choices: { ...receivers, ...choices } };
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/routing',
    policy: 'routing.edit',
    summary: '振り分けルールを新しい版として保存する',
    body: z
      .object({ basedOn: z.string().max(40), plan: routingPlan, note: z.string().trim().max(500).nullable() })
      .strict(),
    response: z.object({ versionId: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        saveRouting(transaction, { ...body, plan: planOf(body.plan) }, actor.memberId, world.now()),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/routing/try',
    policy: 'settings.read',
    summary: '誰に渡る?: 1社のリードが誰に渡るかと、その理由(保存しない)',
    body: z
      .object({
        accountId: z.number().int(),
        product: z.string().max(200).nullable().default(null),
        plan: routingPlan.nullable().default(null),
      })
      .strict(),
    response: z.object({
      receiver,
      dueAt: z.date(),
      because: z.array(sentence),
      clash: z.array(z.string()),
    }),
    handler: async ({ body, world }) => {
      const { db } = world.database;
      const plan = body.plan ? planOf(body.plan) : null;
      const decision = await tryRouting(db, { ...body, plan }, world.now());
      const nameOf = await readNames(db, plan);
      return {
        receiver: receiverOf(decision, nameOf),
        dueAt: decision.due.dueAt,
        because: decision.because.map((one) => sentenceOf(one, nameOf)),
        clash: decision.warnings.flatMap((one) => one.agencyIds.map((id) => nameOf('agency', id))),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/routing/dry-run',
    policy: 'settings.read',
    summary: '先月のリードで試す: 渡し先が変わるリードと、人ごとの件数(保存しない)',
    body: z.object({ plan: routingPlan, from: day.optional(), to: day.optional() }).strict(),
    response: z.object({
      from: z.string(),
      to: z.string(),
      items: z.number(),
      isCut: z.boolean(),
      changedCount: z.number(),
      receivers: z.array(z.object({ receiver, before: z.number(), after: z.number() })),
      changed: z.array(
        z.object({
          cycleId: z.string(),
          accountName: z.string().nullable(),
          personName: z.string().nullable(),
          before: receiver,
          after: receiver,
          because: z.array(sentence),
        }),
      ),
      pools: z.array(
        z.object({
          poolId: z.string(),
          name: z.string(),
          items: z.number(),
          waiting: z.number(),
          members: z.array(z.object({ name: z.string(), given: z.number(), expected: z.number() })),
        }),
      ),
    }),
    handler: async ({ body, world }) => {
      const { db } = world.database;
      const plan = planOf(body.plan);
      const fallback = lastMonth(world.now());
      const range = { from: body.from ?? fallback.from, to: body.to ?? fallback.to };
      const run = await dryRunRouting(db, plan, range);
      const nameOf = await readNames(db, plan);
      return {
        ...range,
        items: run.items,
        isCut: run.isCut,
        changedCount: run.changed.length,
        receivers: run.receivers.map((one) => ({ ...one, receiver: receiverOf(one, nameOf) })),
        changed: run.changed.slice(0, 200).map(({ before, after }) => ({
          cycleId: after.itemId,
          ...run.names.get(after.itemId)!,
          before: receiverOf(before, nameOf),
          after: receiverOf(after, nameOf),
          because: after.because.map((one) => sentenceOf(one, nameOf)),
        })),
        pools: run.fairness.map(({ poolId, items, waiting, members }) => ({
          poolId,
          name: nameOf('pool', poolId),
          items,
          waiting,
          members: members.map((one) => ({ ...one, name: nameOf('member', one.memberId) })),
        })),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/routing/answer-times',
    policy: 'waterfall.read',
    summary: '期限内の返事: 時計の種類(今すぐ・ターゲット・通常・代理店)ごと',
    query: period,
    response: z.object({
      from: z.string(),
      to: z.string(),
      classes: z.array(
        z.object({
          clockClass: z.enum(clockClasses),
          answer: dueRule,
          handed: z.number(),
          in_time: z.number(),
          late: z.number(),
          missed: z.number(),
          waiting: z.number(),
          rate: figure,
        }),
      ),
    }),
    handler: async ({ query, world }) => {
      const range = { ...lastMonth(world.now()), ...query };
      return { ...range, classes: await readAnswerTimes(world.database.db, range, world.now()) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/routing/answer-times/rows',
    policy: 'waterfall.read',
    summary: '期限内・期限後・返事なし・返事待ちのリード',
    query: z.object({ from: day, to: day, clockClass: z.enum(clockClasses), time: z.enum(answerTimes) }),
    response: z.object({ total: z.number(), rows: z.array(leadLine) }),
    handler: ({ query: { from, to, ...of }, world }) =>
      listAnswerTimes(world.database.db, { from, to }, of, world.now()),
  });

  route(app, {
    method: 'GET',
    url: '/api/routing/fairness',
    policy: 'waterfall.read',
    summary: '配分の公平さ: 受け手ごとの受取・受入・差し戻し・期限切れ、ターゲットの割合',
    query: period,
    response: z.object({
      from: z.string(),
      to: z.string(),
      handed: z.number(),
      receivers: z.array(
        z.object({
          receiver,
          received: z.number(),
          accepted: z.number(),
          rejected: z.number(),
          ignored: z.number(),
          pending: z.number(),
          reRouted: z.number(),
          targets: z.number(),
          acceptanceRate: figure,
          targetShare: figure,
        }),
      ),
    }),
    handler: async ({ query, world }) => {
      const { db } = world.database;
      const fallback = lastMonth(world.now());
      const range = { from: query.from ?? fallback.from, to: query.to ?? fallback.to };
      const [rows, nameOf] = await Promise.all([countByReceiver(db, range.from, range.to), readNames(db)]);
      return {
        ...range,
        handed: rows.reduce((sum, row) => sum + row.received, 0),
        receivers: rows.map(({ kind, id, name, ...row }) => ({
          receiver: { kind, id, name: name ?? nameOf('queue', id) },
          ...row,
          acceptanceRate: rateFigure(row.accepted, row.received),
          targetShare: rateFigure(row.targets, row.received),
        })),
      };
    },
  });
}

const receiverOf = ({ receiver: { kind, id } }: Pick<RouteDecision, 'receiver'>, nameOf: NameOf) => ({
  kind,
  id,
  name: nameOf(kind, id),
});
