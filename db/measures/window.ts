import { sql, type RawBuilder } from 'kysely';
import { addDays } from '#core/period/day.ts';
import type { ClockClass } from '#core/demand/handover.ts';
import type { DateText } from '#core/value/date.ts';
import type { MeasureValues } from '#core/kpi/kpi.ts';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import type { Db } from '../pool.ts';
import { visibleTo } from '../visible.ts';

/** Which accounts' records count: all, those on the target list, those of one owner, or those an agency may see and was given. */
export type MeasureScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'inside' }
  | { readonly kind: 'owner'; readonly memberId: number }
  | { readonly kind: 'agency'; readonly agencyAccountId: number | null };

/** Targets are agreed for the whole and for the list, not for a part that somebody looks at. */
export const hasTargets = ({ kind }: MeasureScope): boolean => kind === 'all' || kind === 'inside';

/** A period `[from, to)` as seen from today, with the hand-over calendar worked out to days. */
export type MeasureWindow = {
  readonly from: DateText;
  readonly to: DateText;
  readonly today: DateText;
  /** Last day of hand-over whose unanswered leads count as ignored by today, by the clock that runs for them. */
  readonly ignoreDueUntil: Readonly<Record<ClockClass, DateText>>;
  readonly followUp: FollowUpCalendar;
};

/** When a follow-up is in time, worked out to days. */
export type FollowUpCalendar = {
  /** Names the rule and the calendar: what was judged by another one is judged anew. */
  readonly rule: string;
  /** Last day of hand-over or acceptance whose time for a follow-up has passed by today. */
  readonly passedUntil: Readonly<Record<ClockClass, DateText>>;
  /** For each day of `[from, to]` and each clock: the last day on which a follow-up is in time. */
  readonly dueOn: (
    from: DateText,
    to: DateText,
  ) => readonly (readonly [day: DateText, clockClass: ClockClass, dueOn: DateText])[];
};

/** All measures that one query counts. Each value is absent only where the query does not know it. */
export type MeasureReader = {
  readonly measures: readonly MeasureCode[];
  readonly count: (db: Db, window: MeasureWindow, scope: MeasureScope) => Promise<MeasureValues>;
};

/** The day of the clock that runs for a line. */
export function dayOfClass(
  clockClass: RawBuilder<unknown>,
  days: Readonly<Record<ClockClass, DateText>>,
): RawBuilder<string> {
  return sql<string>`case ${clockClass} when 'hot' then ${days.hot} when 'tal' then ${days.tal} when 'agency' then ${days.agency} else ${days.normal} end`;
}

/** The last day of the period that has come: what "at its end" means while it runs. */
export function asOf({ from, to, today }: Pick<MeasureWindow, 'from' | 'to' | 'today'>): DateText {
  const last = addDays(to, -1);
  return last < today ? last : today < from ? from : today;
}

/** Each line that ever was ターゲット確定, from its approval until the last verdict that stopped it; merges are followed. */
export const targetSpans: RawBuilder<unknown> = sql`(
      select t.target_line_id, coalesce(d.to_id, t.account_id) as account_id, to_char(t.activated_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as from_on,
             case when t.status <> 'active' then
               coalesce((select to_char(max(e.at) at time zone 'Asia/Tokyo', 'YYYY-MM-DD') from target_verdict e
                          where e.target_line_id = t.target_line_id and e.verdict in ('hold', 'pause', 'exclude', 'decline', 'withdraw')),
                        to_char(t.activated_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')) end as to_on
        from target_line t left join entity_redirect d on d.kind = 'account' and d.from_id = t.account_id
       where t.activated_at is not null)`;

/** Whether the account was an active target on a day of the row itself. Belongs into a `where`: there it is one join with the list. */
export function onTargets(account: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${targetSpans} s where s.account_id = ${account} and s.from_on <= ${day} and (s.to_on is null or s.to_on > ${day}))`;
}

/** Active targets at the end of the period. */
export function onTargetsAtEnd(account: RawBuilder<unknown>, window: MeasureWindow): RawBuilder<boolean> {
  const day = asOf(window);
  return sql<boolean>`${account} in (select s.account_id from ${targetSpans} s where s.from_on <= ${day} and (s.to_on is null or s.to_on > ${day}))`;
}

export function inScope(account: RawBuilder<unknown>, scope: MeasureScope, window: MeasureWindow): RawBuilder<boolean> {
  switch (scope.kind) {
    case 'all':
      return sql<boolean>`true`;
    case 'inside':
      return onTargetsAtEnd(account, window);
    case 'owner':
      return sql<boolean>`${account} in (select w.account_id from account w where w.owner_id = ${scope.memberId})`;
    case 'agency':
      return sql<boolean>`${account} in (select w.account_id from account w where ${visibleTo({ role: 'agency', agencyAccountId: scope.agencyAccountId }, 'w')})`;
  }
}

/** One row of counts under the measures' own names: `count(*) filter (where …)` for each condition. */
export function countEach(conditions: Readonly<Record<string, RawBuilder<boolean>>>): RawBuilder<unknown> {
  return sql.join(
    Object.entries(conditions).map(
      ([code, condition]) => sql`(count(*) filter (where ${condition}))::int as ${sql.ref(code)}`,
    ),
  );
}
