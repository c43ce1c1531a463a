import { sql, type RawBuilder } from 'kysely';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import { appointments } from '../appointments.ts';
import { createdOnTargets } from './deals.ts';
import {
  countEach,
  inScope,
  onTargetsAtEnd,
  type MeasureReader,
  type MeasureScope,
  type MeasureWindow,
} from './window.ts';

/** Days within which a deal counts as won by a meeting before it (domain.md §10.3, K3.2b). */
const dealWithinDays = 90;

const within = (day: RawBuilder<unknown>, { from, to }: MeasureWindow) =>
  sql<boolean>`(${day} >= ${from}::date and ${day} < ${to}::date)`;

/** A meeting that is entered later than this counts on no day; older months need not be looked at. */
const enteredWithinDays = 366;

/** Appointments with active targets that inside sales won, set or met in the period. */
const ofTargets = (window: MeasureWindow, scope: MeasureScope) => sql`${appointments} p
     where p.meets_on >= ${window.from}::date - ${enteredWithinDays}::int and (${within(sql`p.set_on`, window)} or ${within(sql`p.meets_on`, window)}) and p.is_inside_sales and ${onTargetsAtEnd(sql`p.account_id`, window)} and ${inScope(sql`p.account_id`, scope, window)}`;
/** Which of them each measure counts. What moved to another day is counted under that one; a result nobody told is no meeting. */
function conditionsOf(window: MeasureWindow) {
  const set = sql<boolean>`(${within(sql`p.set_on`, window)} and p.status <> 'rescheduled')`;
  const due = sql<boolean>`(${set} and (p.meets_on < ${window.today}::date or p.status in ('held', 'no_show', 'cancelled')))`;
  const met = within(sql`p.meets_on`, window);
  return {
    appointments_set: set,
    appointments_due: due,
    appointments_kept: sql<boolean>`(${due} and p.status = 'held')`,
    appointments_held: sql<boolean>`(${met} and p.status = 'held')`,
    appointments_missed: sql<boolean>`(${met} and p.status = 'no_show')`,
  };
}

/** Deals created on targets with a meeting held there in the days before, won by inside sales. */
const dealsAfterMeetings = (window: MeasureWindow, scope: MeasureScope) => sql`${createdOnTargets(window, scope)}
       and exists (select 1 from ${appointments} p
                    where p.account_id = d.account_id and p.status = 'held' and p.is_inside_sales
                      and p.meets_on >= ${window.from}::date - ${dealWithinDays}::int and p.meets_on < ${window.to}::date
                      and p.meets_on between d.created_on::date - ${dealWithinDays}::int and d.created_on::date)`;

/** Appointments of inside sales with targets (domain.md §10.3, K3.2a). */
export const countAppointments: MeasureReader = {
  measures: ['appointments_set', 'appointments_due', 'appointments_kept', 'appointments_held', 'appointments_missed'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
      select ${countEach(conditionsOf(window))} from ${ofTargets(window, scope)}`.execute(db);
    return rows[0]!;
  },
};

/** The deals that followed them (K3.2b). */
export const countDealsAfterMeetings: MeasureReader = {
  measures: ['deals_after_meetings'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
      select count(*)::int as deals_after_meetings from ${dealsAfterMeetings(window, scope)}`.execute(db);
    return rows[0]!;
  },
};

/** The appointments or deals behind a count, in the shape that every measure opens to. */
export function appointmentCases(
  measure: MeasureCode,
  window: MeasureWindow,
  scope: MeasureScope,
): RawBuilder<unknown> | undefined {
  if (measure === 'deals_after_meetings')
    return sql`select 'deal' as kind, d.deal_id::text as id, d.account_id, null::bigint as person_id, d.name as label, d.state, d.created_on as day,
             d.amount_yen, 1 as part, false as is_inferred
        from ${dealsAfterMeetings(window, scope)}`;
  const condition = (conditionsOf(window) as Partial<Record<MeasureCode, RawBuilder<boolean>>>)[measure];
  return (
    condition &&
    sql`select 'appointment' as kind, p.id, p.account_id, p.person_id, p.subject as label,
             case when p.status = 'scheduled' and p.meets_on < ${window.today}::date then 'unknown' else p.status end as state,
             to_char(p.meets_on, 'YYYY-MM-DD') as day, null::bigint as amount_yen, 1 as part, p.is_inferred
        from ${ofTargets(window, scope)} and ${condition}`
  );
}
