import { sql } from 'kysely';
import type { Figure } from '#core/measure/figure.ts';
import type { FrozenFigure, MonthFigure } from '#core/report/figures.ts';
import type { MonthText } from '#core/report/month.ts';
import type { Closing, MonthTexts } from '#core/report/month-report.ts';
import type { Db } from './pool.ts';

/** All closings, the newest month first and within it the newest closing. */
export async function readClosings(db: Db): Promise<Closing[]> {
  const { rows } = await sql<Closing>`
    select c.month_closing_id as "closingId", c.month, c.start_month as "startMonth", c.closed_at as "closedAt", m.name as "closedByName",
           c.reopened_at as "reopenedAt", o.name as "reopenedByName", c.reopen_reason as "reopenReason", c.checked_at as "checkedAt",
           (select count(*) from month_figure f where f.month_closing_id = c.month_closing_id and f.figure_now is not null)::int as differences
      from month_closing c left join member m on m.member_id = c.closed_by left join member o on o.member_id = c.reopened_by
     order by c.month desc, c.month_closing_id desc limit 240`.execute(db);
  return rows;
}

/** The figures of a closing as they were frozen, with what the last check found. */
export async function readFrozenFigures(db: Db, closingId: number): Promise<FrozenFigure[]> {
  const { rows } = await sql<FrozenFigure>`
    select kpi_code as code, kind, from_on as "from", to_on as "to", kpi_version as version, figure, missing, target,
           figure_now as "figureNow", version_now as "versionNow", cases_changed as "casesChanged"
      from month_figure where month_closing_id = ${closingId} order by kpi_code, from_on, to_on`.execute(db);
  return rows;
}

export async function insertFigures(db: Db, closingId: number, figures: readonly MonthFigure[]): Promise<void> {
  await sql`
    insert into month_figure (month_closing_id, kpi_code, kind, from_on, to_on, kpi_version, figure, missing, target)
    select ${closingId}, f.code, f.kind, f."from", f."to", f.version, f.figure, f.missing, f.target
      from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb)
        as f (code text, kind text, "from" date, "to" date, version integer, figure jsonb, missing text[], target double precision)`.execute(
    db,
  );
}

export type FoundFigure = Pick<MonthFigure, 'code' | 'from' | 'to'> & {
  readonly figureNow: Figure;
  readonly versionNow: number;
  /** Leads and deals that came or went; null where they are not known. */
  readonly casesChanged: number | null;
};

/** Keeps what a check found beside the frozen figures; those it did not find differ no more. */
export async function saveCheck(db: Db, closingId: number, found: readonly FoundFigure[], now: Date): Promise<void> {
  await sql`
    update month_figure m set figure_now = f."figureNow", version_now = f."versionNow", cases_changed = f."casesChanged"
      from month_figure own
      left join jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f (code text, "from" date, "to" date, "figureNow" jsonb, "versionNow" integer, "casesChanged" integer)
        on f.code = own.kpi_code and f."from" = own.from_on and f."to" = own.to_on
     where own.month_closing_id = ${closingId} and own.kind = 'period'
       and m.month_closing_id = own.month_closing_id and m.kind = own.kind and m.kpi_code = own.kpi_code and m.from_on = own.from_on and m.to_on = own.to_on
       and (m.figure_now is not null or f.code is not null)`.execute(db);
  await db.updateTable('month_closing').set({ checked_at: now }).where('month_closing_id', '=', closingId).execute();
}

export async function readMonthTexts(db: Db, month: MonthText): Promise<MonthTexts> {
  const row = await db
    .selectFrom('month_text')
    .leftJoin('member', 'member.member_id', 'month_text.changed_by')
    .select(['findings', 'requests', 'changed_at as changedAt', 'name as changedByName'])
    .where('month', '=', month)
    .executeTakeFirst();
  return row ?? { findings: '', requests: '', changedAt: null, changedByName: null };
}

export async function writeMonthTexts(
  db: Db,
  month: MonthText,
  texts: { readonly findings: string; readonly requests: string },
  memberId: number | null,
  now: Date,
): Promise<void> {
  const given = { ...texts, changed_at: now, changed_by: memberId };
  await db
    .insertInto('month_text')
    .values({ month, ...given })
    .onConflict((conflict) => conflict.column('month').doUpdateSet(given))
    .execute();
}
