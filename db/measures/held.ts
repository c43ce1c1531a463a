import { sql, type RawBuilder } from 'kysely';
import type { Input } from '#core/kpi/input.ts';
import { anySetBefore, knowsInsideSales } from '../appointments.ts';
import type { Db } from '../pool.ts';
import { asOf, targetSpans, type MeasureWindow } from './window.ts';

/** Those of the asked inputs of which something had come in by the end of the period; all else is unmeasured there, not 0. */
export async function readHeldInputs(
  db: Db,
  window: MeasureWindow,
  asked: ReadonlySet<Input>,
): Promise<ReadonlySet<Input>> {
  const questions = isHeldIn(window);
  const inputs = [...asked].filter((input) => questions[input] !== undefined);
  if (inputs.length === 0) return new Set();
  const columns = inputs.map((input) => sql`${questions[input]!} as ${sql.ref(input)}`);
  const { rows } = await sql<Partial<Record<Input, boolean>>>`select ${sql.join(columns)}`.execute(db);
  return new Set(inputs.filter((input) => rows[0]![input]));
}

const isHeldIn = (window: MeasureWindow): Partial<Record<Input, RawBuilder<boolean>>> => {
  const { to } = window;
  const end = sql`(${to}::date)::timestamp at time zone 'Asia/Tokyo'`;
  return {
    targets: sql`exists (select 1 from ${targetSpans} s where s.from_on <= ${asOf(window)})`,
    accounts: sql`exists (select 1 from account)`,
    people: sql`exists (select 1 from person)`,
    leads: sql`exists (select 1 from lead where created_on < ${to})`,
    cycles: sql`exists (select 1 from lead_cycle where mql_at < ${to})`,
    feedback: sql`exists (select 1 from feedback where given_at < ${end})`,
    deals: sql`exists (select 1 from deal where created_on < ${to})`,
    orders: sql`exists (select 1 from order_line where ordered_on < ${to})`,
    activities: sql`exists (select 1 from activity where day < ${to}::date)`,
    meetings: sql`${anySetBefore(to)}`,
    inside_sales: sql`${knowsInsideSales}`,
    plans: sql`exists (select 1 from kpi_plan where kpi_code = 'K5.5d' and state = 'in_force' and from_on < ${to} and to_on > ${window.from})`,
    weekly_meetings: sql`exists (select 1 from meeting where meets_on < ${to}::date and state in ('held', 'minutes_confirmed', 'missed') and taken_back_at is null)`,
    import_costs: sql`exists (select 1 from import_batch where state = 'done' and unit_cost_yen is not null and created_at < ${end})`,
    imports: sql`exists (select 1 from import_batch where created_at < ${end})`,
  };
};
