import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inTransaction } from '#db/transaction.ts';
import { checkMonth, readChangedCases } from '#flows/check-month.ts';
import { closeMonth, reopenMonth, writeTexts } from '#flows/close-month.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { writeFiscalStart } from '#flows/fiscal-settings.ts';
import { listMonths, readMonthReport, readReportedCases, readReportLanding } from '#flows/month-report.ts';
import { month } from '../lead-query.ts';
import { isShownTo, measureRow, openedLanding } from '../kpi-view.ts';
import { closing, closingView, monthReport, monthReportView } from '../month-view.ts';
import { route } from '../route.ts';

const params = z.object({ month });
/** A sheet holds this much; control characters would break a slide. */
const words = z
  .string()
  .max(600)
  .refine((text) => text.split('\n').length <= 14, '14行までにしてください')
  .transform((text) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, ''));

export function registerMonths(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/months',
    policy: 'reports.read',
    summary: '月次報告の月と締めの状態(新しい順)',
    response: z.object({
      latest: z.string(),
      months: z.array(z.object({ month: z.string(), closing: closing.nullable() })),
    }),
    handler: async ({ world }) => {
      const { months, latest } = await listMonths(world.database.db, world.now());
      return { latest, months: months.map((one) => ({ ...one, closing: one.closing && closingView(one.closing) })) };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/months/:month/report',
    policy: 'reports.read',
    summary: '月次報告: 計画比・前年同月比・累計・着地見込み・所見・お願い事項。締めた月は締めたときの数値',
    params,
    response: monthReport,
    handler: async ({ params: given, actor, world }) =>
      monthReportView(await readMonthReport(world.database.db, given.month, world.now(), isShownTo(actor))),
  });

  route(app, {
    method: 'GET',
    url: '/api/months/:month/landing',
    policy: 'reports.read',
    summary:
      '商談の積み上げによる着地見込みの内訳: 受注済みと、段階ごと・商談ごとの金額×受注率。締めた月は締めたときの商談',
    params,
    response: openedLanding,
    handler: ({ params: given, world }) => readReportLanding(world.database.db, given.month, world.now()),
  });

  route(app, {
    method: 'PUT',
    url: '/api/months/:month/texts',
    policy: 'reports.write',
    summary: '所見とお願い事項を書く',
    params,
    body: z.object({ findings: words, requests: words }).strict(),
    response: z.object({ month: z.string() }),
    handler: ({ params: given, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        writeTexts(transaction, given.month, body, actor.memberId, world.now()),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/months/:month/close',
    policy: 'months.close',
    summary: '月次締め: 数値を固定する',
    params,
    response: z.object({ closingId: z.number() }),
    handler: ({ params: given, actor, world }) => closeMonth(world.database, given.month, actor.memberId, world.now()),
  });

  route(app, {
    method: 'POST',
    url: '/api/months/:month/reopen',
    policy: 'months.close',
    summary: '締めを解く(理由が必要)',
    params,
    body: z.object({ reason: z.string().max(500) }).strict(),
    response: z.object({ month: z.string() }),
    handler: ({ params: given, body, actor, world }) =>
      inTransaction(world.database, (transaction) =>
        reopenMonth(transaction, given.month, body.reason, actor.memberId, world.now()),
      ),
  });

  route(app, {
    method: 'POST',
    url: '/api/months/:month/check',
    policy: 'months.close',
    summary: '締めた数値を今のデータと比べる(毎晩も行う)',
    params,
    response: z.object({ differences: z.number() }),
    handler: ({ params: given, world }) => checkMonth(world.database, given.month, world.now()),
  });

  route(app, {
    method: 'GET',
    url: '/api/months/:month/corrections/:code',
    policy: 'reports.read',
    summary: '締めたあとに増えた・減った・金額が変わったリードと商談',
    params: params.extend({ code: z.string().max(10) }),
    response: z.object({
      changed: z.number(),
      rows: z.array(
        z.object({
          measure: z.string(),
          change: z.enum(['added', 'removed', 'amount']),
          kind: z.enum(['lead', 'deal']),
          id: z.string(),
          accountId: z.number().nullable(),
          accountName: z.string().nullable(),
          amountFrozenYen: z.number().nullable(),
          amountYen: z.number().nullable(),
        }),
      ),
    }),
    handler: ({ params: given, world }) =>
      readChangedCases(world.database.db, given.month, given.code, world.now(), 500),
  });

  route(app, {
    method: 'GET',
    url: '/api/months/rows/:code',
    policy: 'reports.read',
    summary: '月次報告の数値の元になったリードと商談(今のデータ)',
    params: z.object({ code: z.string().max(10) }),
    query: z.object({
      part: z.enum(['numerator', 'denominator']).default('numerator'),
      /** Days, `[from, to)`. */
      from: z.iso.date(),
      to: z.iso.date(),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    }),
    response: z.object({ total: z.number(), rows: z.array(measureRow) }),
    handler: ({ params: { code }, query: { part, limit, ...span }, world }) =>
      readReportedCases(world.database.db, code, part, span, world.now(), limit),
  });

  route(app, {
    method: 'GET',
    url: '/api/settings/fiscal',
    policy: 'settings.read',
    summary: '会計年度の始まりの月',
    response: z.object({ startMonth: z.number() }),
    handler: async ({ world }) => ({ startMonth: await readFiscalStart(world.database.db) }),
  });

  route(app, {
    method: 'PUT',
    url: '/api/settings/fiscal',
    policy: 'settings.edit',
    summary: '会計年度の始まりの月を変える(締めた月はそのまま)',
    body: z.object({ startMonth: z.number().int() }).strict(),
    response: z.object({ startMonth: z.number() }),
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, (transaction) => writeFiscalStart(transaction, body.startMonth, actor.memberId)),
  });
}
