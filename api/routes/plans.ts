import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { catalogue, getKpi } from '#core/kpi/catalogue.ts';
import { isPlannable, type PlanStep } from '#core/kpi/plan-approval.ts';
import { readPlanSheet } from '#core/kpi/plan-sheet.ts';
import { fiscalQuarter, todayJst } from '#core/period/day.ts';
import { fiscalYear, periodFrom, periodOf } from '#core/period/fiscal.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { listPlans } from '#db/plans.ts';
import { inTransaction } from '#db/transaction.ts';
import { decidePlans, draftPlans } from '#flows/edit-plans.ts';
import { planCsv } from '#flows/export-plans.ts';
import { sentence } from '../figure.ts';
import { sideOf, type Actor } from '../policy.ts';
import { csv, route } from '../route.ts';
import type { World } from '../world.ts';

const periodKind = z.enum(['month', 'quarter', 'half', 'year']);
const scope = z.enum(['all', 'inside']);
const unit = z.enum(['rate', 'count', 'yen', 'days', 'score', 'ratio']);
const code = z.string().max(10);
const yearQuery = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() });
const event = z.object({
  at: z.string(),
  memberName: z.string().nullable(),
  verdict: z.enum(['create', 'submit', 'approve', 'return', 'withdraw', 'supersede']),
  side: z.enum(['marketing', 'sales']).nullable(),
  isProxy: z.boolean(),
  note: z.string().nullable(),
});
const plan = z.object({
  planId: z.number(),
  kpiCode: z.string(),
  kpiName: sentence,
  unit,
  scope,
  periodKind,
  period: sentence,
  from: z.string(),
  to: z.string(),
  version: z.number(),
  target: z.number(),
  state: z.enum(['draft', 'submitted', 'in_force', 'superseded', 'withdrawn']),
  events: z.array(event),
});

async function plansOf(given: z.output<typeof yearQuery>, world: World) {
  const { db } = world.database;
  const startMonth = await readFiscalStart(db);
  const year = given.year ?? fiscalQuarter(todayJst(world.now()), startMonth).year;
  const { from, to } = fiscalYear(year, startMonth);
  return { year, startMonth, plans: await listPlans(db, from, to) };
}

/** Managers speak for their own side; an administrator may enter for either what a meeting agreed. */
function approvalStep(
  given: { side?: 'marketing' | 'sales' | undefined; isProxy: boolean; note?: string | undefined },
  actor: Actor,
): PlanStep {
  const side = given.isProxy ? given.side : sideOf(actor.role);
  if (!side || (given.isProxy && actor.role !== 'admin'))
    throw new Refusal(
      'plan_needs_side',
      '承認はマーケと営業のマネージャーが行います。管理者は会議で合意した内容を代わりに入力できます。',
      {
        status: 403,
      },
    );
  return { verdict: 'approve', side, memberId: actor.memberId, isProxy: given.isProxy, note: given.note };
}

export function registerPlans(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/plans',
    policy: 'kpis.read',
    summary: 'ある年度の目標: 期間ごと、版ごと、履歴つき',
    query: yearQuery,
    response: z.object({
      year: z.number(),
      startMonth: z.number(),
      plans: z.array(plan),
      plannable: z.array(z.object({ code: z.string(), name: sentence, unit })),
    }),
    handler: async ({ query, world }) => {
      const { year, startMonth, plans } = await plansOf(query, world);
      return {
        year,
        startMonth,
        plans: plans.map((row) => {
          const kpi = getKpi(row.kpiCode);
          return {
            ...row,
            kpiName: kpi.name,
            unit: kpi.unit,
            period: periodFrom(row.periodKind, row.from, startMonth).label,
          };
        }),
        plannable: catalogue.filter(isPlannable).map((kpi) => ({ code: kpi.code, name: kpi.name, unit: kpi.unit })),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/plans',
    policy: 'plans.edit',
    summary: '目標を下書きにする(有効な目標は次の版になる)',
    body: z
      .object({
        plans: z
          .array(z.object({ kpiCode: code, period: periodKind, at: z.iso.date(), scope, target: z.number() }).strict())
          .min(1)
          .max(500),
      })
      .strict(),
    response: z.object({ planIds: z.array(z.number()), changed: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async (transaction) => {
        const startMonth = await readFiscalStart(transaction.db);
        return draftPlans(
          transaction,
          body.plans.map(({ period, at, ...given }) => ({ ...given, period: periodOf(period, at, startMonth) })),
          { memberId: actor.memberId, now: world.now() },
        );
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/plans/sheet',
    policy: 'plans.edit',
    summary: 'Excel や CSV から貼り付けた目標を読む。isCheck なら書き込まない',
    body: z.object({ text: z.string().max(100_000), isCheck: z.boolean().default(false) }).strict(),
    response: z.object({
      lines: z.array(
        z.object({ kpiCode: z.string(), kpiName: sentence, unit, period: sentence, scope, target: z.number() }),
      ),
      problems: z.array(z.object({ line: z.number(), ja: z.string(), en: z.string() })),
      changed: z.number(),
    }),
    handler: async ({ body, actor, world }) => {
      const { lines, problems } = readPlanSheet(body.text, await readFiscalStart(world.database.db));
      if (lines.length === 0 && problems.length === 0)
        throw new Refusal('plan_sheet_empty', '目標の行がありません。指標・期間・目標の順に貼ってください。', {
          status: 422,
        });
      const plans = lines.map(({ kpi, ...line }) => ({ ...line, kpiCode: kpi.code }));
      const { changed } = body.isCheck
        ? { changed: 0 }
        : await inTransaction(world.database, (transaction) =>
            draftPlans(transaction, plans, { memberId: actor.memberId, now: world.now() }),
          );
      return {
        lines: lines.map(({ kpi, period, ...line }) => ({
          ...line,
          kpiCode: kpi.code,
          kpiName: kpi.name,
          unit: kpi.unit,
          period: period.label,
        })),
        problems,
        changed,
      };
    },
  });

  for (const [verdict, summary] of [
    ['submit', '下書きの目標を申請する'],
    ['withdraw', '下書きか申請中の目標を取り下げる'],
  ] as const)
    route(app, {
      method: 'POST',
      url: `/api/plans/${verdict}`,
      policy: 'plans.edit',
      summary,
      body: z.object({ planIds: z.array(z.number().int()).min(1).max(500) }).strict(),
      response: z.object({ changed: z.array(z.object({ planId: z.number(), state: z.string() })) }),
      handler: ({ body, actor, world }) =>
        inTransaction(world.database, (transaction) =>
          decidePlans(transaction, body.planIds, { verdict }, { memberId: actor.memberId, now: world.now() }),
        ),
    });

  route(app, {
    method: 'POST',
    url: '/api/plans/decide',
    policy: 'plans.approve',
    summary: '申請中の目標をマーケまたは営業として承認する・差し戻す',
    body: z
      .object({
        planIds: z.array(z.number().int()).min(1).max(500),
        verdict: z.enum(['approve', 'return']),
        /** Only for what a meeting agreed (isProxy); otherwise the role says the side. */
        side: z.enum(['marketing', 'sales']).optional(),
        isProxy: z.boolean().default(false),
        note: z.string().max(1_000).optional(),
      })
      .strict(),
    response: z.object({ changed: z.array(z.object({ planId: z.number(), state: z.string() })) }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        decidePlans(
          transaction,
          body.planIds,
          body.verdict === 'return' ? { verdict: 'return', note: body.note ?? '' } : approvalStep(body, actor),
          { memberId: actor.memberId, now: world.now() },
        ),
      ),
  });

  route(app, {
    method: 'GET',
    url: '/api/exports/plans.csv',
    policy: 'export',
    summary: 'ある年度の目標を CSV で書き出す(そのまま貼り戻せる)',
    query: yearQuery.extend({ language: z.enum(['ja', 'en']).default('ja') }),
    response: csv,
    handler: async ({ query, actor, world, reply }) => {
      const { year, startMonth, plans } = await plansOf(query, world);
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'export.plans.csv',
        subjectKind: 'export',
      });
      reply.header('content-disposition', `attachment; filename="mori-plans-${year}.csv"`);
      return reply.type('text/csv; charset=utf-8').send(planCsv(plans, startMonth, query.language));
    },
  });
}
