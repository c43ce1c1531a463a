import { sql } from 'kysely';
import type { Input } from '#core/kpi/input.ts';
import { anySetBefore, knowsInsideSales } from '../appointments.ts';
import type { Db } from '../pool.ts';
import { asOf, targetSpans, type MeasureWindow } from './window.ts';

/** Inputs of which something had come in by the end of the period; all else is unmeasured there, not 0. */
export async function readHeldInputs(db: Db, window: MeasureWindow): Promise<ReadonlySet<Input>> {
  const { to } = window;
  const { rows } = await sql<Partial<Record<Input, boolean>>>`
    select exists (select 1 from ${targetSpans} s where s.from_on <= ${asOf(window)}) as targets,
           exists (select 1 from account) as accounts,
           exists (select 1 from person) as people,
           exists (select 1 from lead where created_on < ${to}) as leads,
           exists (select 1 from lead_cycle where mql_at < ${to}) as cycles,
           exists (select 1 from feedback where given_at < (${to}::date)::timestamp at time zone 'Asia/Tokyo') as feedback,
           exists (select 1 from deal where created_on < ${to}) as deals,
           exists (select 1 from order_line where ordered_on < ${to}) as orders,
           exists (select 1 from activity where day < ${to}::date) as activities,
           ${anySetBefore(to)} as meetings,
           ${knowsInsideSales} as inside_sales,
           exists (select 1 from kpi_plan where kpi_code = 'K5.5d' and state = 'in_force' and from_on < ${to} and to_on > ${window.from}) as plans,
           exists (select 1 from meeting where meets_on < ${to}::date and state in ('held', 'minutes_confirmed', 'missed') and taken_back_at is null) as weekly_meetings,
           exists (select 1 from import_batch where state = 'done' and unit_cost_yen is not null and created_at < (${to}::date)::timestamp at time zone 'Asia/Tokyo') as import_costs,
           exists (select 1 from import_batch where created_at < (${to}::date)::timestamp at time zone 'Asia/Tokyo') as imports`.execute(
    db,
  );
  return new Set(
    (Object.entries(rows[0]!) as [Input, boolean][]).filter(([, isHeld]) => isHeld).map(([input]) => input),
  );
}
