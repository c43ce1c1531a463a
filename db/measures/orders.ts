import { sql, type RawBuilder } from 'kysely';
import { addDays } from '#core/period/day.ts';
import { addMonths } from '#core/period/fiscal.ts';
import {
  asOf,
  inScope,
  onTargetsAtEnd,
  targetSpans,
  type MeasureReader,
  type MeasureScope,
  type MeasureWindow,
} from './window.ts';

/** First orders: all that a customer ordered on its first day. */
export const countFirstOrders: MeasureReader = {
  measures: ['first_orders', 'first_orders_amount', 'first_orders_products'],
  count: async (db, window, scope) => {
    const { rows } = await sql<Record<string, number>>`
    select count(distinct f.account_id)::int as first_orders, coalesce(sum(o.revenue_yen), 0)::bigint as first_orders_amount,
           count(distinct (f.account_id, o.product)) filter (where o.product is not null)::int as first_orders_products
      from customer f join order_line o on o.account_id = f.account_id and o.ordered_on = f.first_ordered_on
     where f.first_ordered_on >= ${window.from} and f.first_ordered_on < ${window.to} and ${inScope(sql`f.account_id`, scope, window)}`.execute(
      db,
    );
    return rows[0]!;
  },
};

/**
 * Gross profit of the 36 months since the first order (domain.md §10.5); younger customers pro rata, none below 12 months.
 * Customers whose files tell no gross profit are left out. `customer` holds what was earned up to the end of each month; what was
 * ordered in the last month after the end of the period is taken off again.
 */
function listLifetimeValues(code: 'ltv_targets' | 'ltv_others'): MeasureReader {
  return {
    measures: [code],
    count: async (db, window, scope) => {
      const end = asOf(window);
      const [year, month, day] = end.split('-').map(Number) as [number, number, number];
      const lastMonth = year * 12 + month;
      const isTarget = onTargetsAtEnd(sql`c.account_id`, window);
      const months = sql`least(36, ${lastMonth} - c.first_month - (${day} < c.first_day)::int)`;
      const place = sql`width_bucket(${lastMonth}, c.profit_months)`;
      const nextMonth = addMonths(`${end.slice(0, 8)}01`, 1);
      // At the end of a month there is nothing to take off.
      const [later, grown] =
        addDays(end, 1) === nextMonth
          ? [sql`0`, sql`customer c where true`]
          : [
              sql`coalesce(l.profit, 0)::bigint`,
              sql`customer c left join later l using (account_id) where (l.account_id is null or c.profit_counts[${place}] > l.lines)`,
            ];
      // "offset 0" lets each customer's months and profit be worked out once, before they are looked at; without any month until then it is null.
      const { rows } = await sql<{ values: string | null }>`
      with later as materialized (
        select o.account_id, sum(o.gross_profit_yen) as profit, count(*) as lines
          from order_line o join customer c using (account_id)
         where o.ordered_on > ${end} and o.ordered_on < ${nextMonth} and o.ordered_on < c.profit_until and o.gross_profit_yen is not null
         group by o.account_id),
      grown as (
        select ${months} as months, c.profit_sums[${place}] - ${later} as profit
          from ${grown} and c.first_month <= ${lastMonth - 12}
           and ${inScope(sql`c.account_id`, scope, window)} and ${code === 'ltv_targets' ? isTarget : sql`not ${isTarget}`}
        offset 0)
      select array_agg((case when profit < 0 then -1 else 1 end) * (abs(profit) * 72 + months) / (2 * months))::text as values
        from grown where months >= 12 and profit is not null`.execute(db);
      // An array as text is read four times as fast as JSON made of it, and these are all customers.
      const text = rows[0]!.values;
      return { [code]: text === null ? [] : (JSON.parse(`[${text.slice(1, -1)}]`) as number[]) };
    },
  };
}
export const lifetimeValues = [listLifetimeValues('ltv_targets'), listLifetimeValues('ltv_others')];

/** The same values customer by customer, added up from the orders themselves: what the median opens to. */
export function customerValues(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  const end = asOf(window);
  return sql`
    with grown as (
      select f.account_id, f.first_ordered_on as first_on, least(36, (extract(year from age(${end}::date, f.first_ordered_on::date)) * 12 + extract(month from age(${end}::date, f.first_ordered_on::date)))) as months
        from customer f where ${inScope(sql`f.account_id`, scope, window)} and f.first_ordered_on::date <= ${end}::date - interval '12 months')
    select c.account_id, c.first_on, ${onTargetsAtEnd(sql`c.account_id`, window)} as "isTarget", round(sum(o.gross_profit_yen) * 36 / c.months)::bigint as value
      from grown c join order_line o on o.account_id = c.account_id and o.gross_profit_yen is not null
       and o.ordered_on < to_char(c.first_on::date + interval '36 months', 'YYYY-MM-DD') and o.ordered_on <= ${end}
     group by c.account_id, c.first_on, c.months`;
}

/** From a target's approval to its first deal after it; who left the list or has none yet is censored. */
export function firstDealWaits(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`
    select s.account_id, s.from_on, exists (select 1 from order_line o where o.account_id = s.account_id and o.ordered_on < s.from_on) as "isCustomer",
           coalesce(d.first_on, least(s.to_on, ${window.today}))::date - s.from_on::date as days, d.first_on is not null as converted
      from ${targetSpans} s
      left join lateral (select min(d.created_on) as first_on from deal d where d.account_id = s.account_id and d.created_on >= s.from_on and d.created_on <= ${window.today}) d on true
     where s.from_on >= ${window.from} and s.from_on < ${window.to} and s.from_on <= ${window.today} and ${inScope(sql`s.account_id`, scope, window)}`;
}

export const listFirstDealWaits: MeasureReader = {
  measures: ['first_deal_existing', 'first_deal_new'],
  count: async (db, window, scope) => {
    const { rows } = await sql<{
      isCustomer: boolean;
      days: number;
      converted: boolean;
    }>`${firstDealWaits(window, scope)}`.execute(db);
    const waitsOf = (isCustomer: boolean) =>
      rows.filter((row) => row.isCustomer === isCustomer).map(({ days, converted }) => ({ days, converted }));
    return { first_deal_existing: waitsOf(true), first_deal_new: waitsOf(false) };
  },
};
