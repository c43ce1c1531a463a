import { sql } from 'kysely';
import {
  changeByList,
  changeByPlan,
  changeBySetting,
  type DefinitionChange,
  type ListDay,
  type PlanVersion,
} from '#core/kpi/definition-change.ts';
import { catalogue } from '#core/kpi/catalogue.ts';
import { todayJst } from '#core/period/day.ts';
import { readFiscalStart } from './fiscal-start.ts';
import { targetSpans } from './measures/window.ts';
import type { Db } from './pool.ts';

/**
 * Every change of meaning, oldest first: those on record, days on which the target list changed in bulk, and targets that took
 * the place of others. They are few: people make them by hand.
 */
export async function listDefinitionChanges(db: Db): Promise<DefinitionChange[]> {
  const { rows } = await sql<DefinitionChange>`
    select c.on_day as "on", c.what, c.kpi_codes as codes, c.version, m.name as "by",
           json_build_object('ja', c.what_changed_ja, 'en', c.what_changed_en) as "whatChanged"
      from definition_change c left join member m using (member_id)
     order by c.on_day, c.definition_change_id limit 1000`.execute(db);
  const lists = (await listListDays(db)).flatMap((day, index) => changeByList(day, index + 1) ?? []);
  const startMonth = await readFiscalStart(db);
  const versions = (await listPlanVersions(db)).filter(({ kpiCode }) => isKnown(kpiCode));
  const plans = versions.map((version) => changeByPlan(version, startMonth));
  return [...rows, ...lists, ...plans].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

const known = new Set(catalogue.map(({ code }) => code));
const isKnown = (code: string) => known.has(code);

/** Each day on which companies joined or left the active target list, as the KPIs count it. */
async function listListDays(db: Db): Promise<ListDay[]> {
  const { rows } = await sql<ListDay>`
    with moved as (
      select from_on as day, 1 as added, 0 as removed from ${targetSpans} s
      union all select to_on, 0, 1 from ${targetSpans} s where to_on is not null),
    days as (select day, sum(added)::int as added, sum(removed)::int as removed from moved group by day)
    select day as "on", added, removed, (coalesce(sum(added - removed) over (order by day rows between unbounded preceding and 1 preceding), 0))::int as before
      from days order by day`.execute(db);
  return rows;
}

/** Targets that came into force in the place of an earlier version, on the day the second side agreed. */
async function listPlanVersions(db: Db): Promise<PlanVersion[]> {
  const { rows } = await sql<PlanVersion>`
    select * from (
      select to_char(e.at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as "on", p.kpi_code as "kpiCode", p.period_kind as "periodKind", p.from_on as "from", p.version,
             lag(p.target) over (partition by p.kpi_code, p.scope, p.period_kind, p.from_on order by p.version) as before, p.target as after, m.name as "by"
        from kpi_plan p
        join lateral (select at, member_id from kpi_plan_event e where e.kpi_plan_id = p.kpi_plan_id and e.verdict = 'approve' order by kpi_plan_event_id desc limit 1) e on true
        left join member m on m.member_id = e.member_id
       where p.state in ('in_force', 'superseded')) v
     where before is not null order by "on" limit 1000`.execute(db);
  return rows;
}

type NewChange = Pick<DefinitionChange, 'on' | 'what' | 'codes' | 'whatChanged'> & { readonly version?: string };

/** Records a change; without a version of its own it is the next of its kind. */
export async function recordDefinitionChange(db: Db, change: NewChange, memberId: number | null): Promise<void> {
  const next = sql<string>`((select count(*) + 2 from definition_change where what = ${change.what}
                             and kpi_codes is not distinct from ${change.codes}::text[]))::text`;
  await db
    .insertInto('definition_change')
    .values({
      on_day: change.on,
      what: change.what,
      kpi_codes: change.codes && [...change.codes],
      version: change.version ?? next,
      what_changed_ja: change.whatChanged.ja,
      what_changed_en: change.whatChanged.en,
      member_id: memberId,
    })
    .execute();
}

/** The marker that a changed setting leaves, where it changes what KPIs mean. */
export async function recordSettingChange(
  db: Db,
  name: string,
  before: unknown,
  after: unknown,
  memberId: number | null,
  now: Date,
): Promise<void> {
  const change = changeBySetting(name, before, after);
  if (change) await recordDefinitionChange(db, { ...change, on: todayJst(now) }, memberId);
}

/**
 * Compares the catalogue of this Mori with the one that ran here before: a KPI whose version rose gets its marker today. The
 * first start of an installation only takes note.
 */
export async function recordCatalogue(db: Db, now: Date): Promise<void> {
  const known = new Map(
    (await db.selectFrom('kpi_definition').selectAll().execute()).map((row) => [row.kpi_code, row] as const),
  );
  const different = catalogue.filter(({ code, version }) => known.get(code)?.version !== version);
  if (different.length === 0) return;
  const written = await db
    .insertInto('kpi_definition')
    .values(
      different.map(({ code, version, formula }) => ({
        kpi_code: code,
        version,
        formula_ja: formula.ja,
        formula_en: formula.en,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('kpi_code')
        .doUpdateSet((row) => ({
          version: row.ref('excluded.version'),
          formula_ja: row.ref('excluded.formula_ja'),
          formula_en: row.ref('excluded.formula_en'),
        }))
        .whereRef('kpi_definition.version', '<', 'excluded.version'),
    )
    .returning('kpi_code')
    .execute();
  const isWritten = new Set(written.map((row) => row.kpi_code));
  for (const { code, version, formula } of different) {
    const before = known.get(code);
    if (!before || !isWritten.has(code)) continue;
    const whatChanged = {
      ja: `計算式: ${before.formula_ja} → ${formula.ja}`,
      en: `formula: ${before.formula_en} → ${formula.en}`,
    };
    await recordDefinitionChange(
      db,
      { on: todayJst(now), what: 'definition', codes: [code], version: String(version), whatChanged },
      null,
    );
  }
}
