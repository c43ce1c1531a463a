import { sql } from 'kysely';
import { refreshAgreed } from './agreed-values.ts';
import { refreshCurrentReach } from './current-reach.ts';
import { refreshDepartments } from './departments.ts';
import { setHere } from './appointments.ts';
import { employed, personOf } from './employments.ts';
import type { Transaction } from './transaction.ts';

/** An appointment that nobody came to, or that was called off or moved, was no contact. */
const tookPlace = sql<boolean>`coalesce(appointment_status, '') not in ('no_show', 'cancelled', 'rescheduled')`;

/**
 * Counts and sums per account that lists sort and filter by, the departments of the accounts, and the values that follow from all rows together: phone and domain of companies, direct line and mail address of people who moved. `only` undefined means all accounts; those where
 * their people are known as well are counted with them, for a row of one company tells who left another. `today` is the JST day from
 * which the 36 months of value look back.
 */
export async function refreshRollups(
  transaction: Pick<Transaction, 'db'>,
  today: string,
  only?: readonly number[],
): Promise<void> {
  const accountIds = only && [...new Set([...only, ...(await accountsBeside(transaction, only))])];
  const ids = accountIds && `{${accountIds.join(',')}}`;
  const among = (column: string) =>
    ids ? sql<boolean>`${sql.ref(column)} = any(${ids}::bigint[])` : sql<boolean>`true`;
  const since = `${Number(today.slice(0, 4)) - 3}${today.slice(4)}`;
  await sql`
    insert into account_rollup as r (account_id, person_count, decider_count, activity_count, last_activity_on, open_deal_count, won_deal_count, revenue_36m_yen, gross_profit_36m_yen, source_count, is_customer)
    select a.account_id, coalesce(p.people, 0), coalesce(p.deciders, 0), coalesce(v.activities, 0), greatest(v.last_on, h.last_on), coalesce(d.open, 0), coalesce(d.won, 0), o.revenue, o.profit, coalesce(s.sources, 0),
           o.account_id is not null or coalesce(d.won, 0) > 0
      from account a
      left join (select account_id, count(*)::int as people, (count(*) filter (where title_rank >= 6))::int as deciders
                   from ${employed(among('f.account_id'))} e group by account_id) p using (account_id)
      left join (select account_id, count(*)::int as activities, (max(day) filter (where ${tookPlace}))::text as last_on
                   from activity where day <= ${today}::date and ${among('account_id')} group by account_id) v using (account_id)
      left join (select now_account_id as account_id, max(meets_on)::text as last_on
                   from ${setHere} s where status = 'held' and meets_on <= ${today}::date and ${among('now_account_id')} group by now_account_id) h using (account_id)
      left join (select account_id, (count(*) filter (where state = 'open'))::int as open, (count(*) filter (where state = 'won'))::int as won
                   from deal where ${among('account_id')} group by account_id) d using (account_id)
      left join (select account_id, (sum(revenue_yen) filter (where ordered_on > ${since} and ordered_on <= ${today}))::bigint as revenue,
                        (sum(gross_profit_yen) filter (where ordered_on > ${since} and ordered_on <= ${today}))::bigint as profit
                   from order_line where account_id is not null and ${among('account_id')} group by account_id) o using (account_id)
      left join (select l.account_id, count(distinct r.source)::int as sources
                   from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version where ${among('l.account_id')} group by l.account_id) s using (account_id)
     where ${among('a.account_id')}
    on conflict (account_id) do update
       set person_count = excluded.person_count, decider_count = excluded.decider_count, activity_count = excluded.activity_count,
           last_activity_on = excluded.last_activity_on, open_deal_count = excluded.open_deal_count, won_deal_count = excluded.won_deal_count,
           revenue_36m_yen = excluded.revenue_36m_yen, gross_profit_36m_yen = excluded.gross_profit_36m_yen, source_count = excluded.source_count, is_customer = excluded.is_customer
     where (r.person_count, r.decider_count, r.activity_count, r.last_activity_on, r.open_deal_count, r.won_deal_count, r.revenue_36m_yen, r.gross_profit_36m_yen, r.source_count, r.is_customer)
           is distinct from (excluded.person_count, excluded.decider_count, excluded.activity_count, excluded.last_activity_on, excluded.open_deal_count, excluded.won_deal_count, excluded.revenue_36m_yen, excluded.gross_profit_36m_yen, excluded.source_count, excluded.is_customer)
  `.execute(transaction.db);
  await refreshDepartments(transaction, accountIds);
  await refreshCustomers(transaction, accountIds);
  await refreshCurrentReach(transaction, accountIds);
  await refreshAgreed(transaction, accountIds);
}

/** Other accounts where people of these are known. */
async function accountsBeside({ db }: Pick<Transaction, 'db'>, accountIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct o.account_id as id
      from affiliation f join ${personOf('f')} on true join affiliation o using (person_id)
     where p.company_count > 1 and f.account_id = any(${`{${accountIds.join(',')}}`}::bigint[])`.execute(db);
  return rows.map(({ id }) => id);
}

/** Since when each account orders, and the gross profit of its first 36 months, added up month by month (domain.md §10.5). */
async function refreshCustomers({ db }: Pick<Transaction, 'db'>, accountIds?: readonly number[]): Promise<void> {
  const among = accountIds ? sql`account_id = any(${accountIds}::bigint[])` : sql`account_id is not null`;
  await sql`
    with first as (
      select account_id, min(ordered_on) as first_on, to_char(min(ordered_on)::date + interval '36 months', 'YYYY-MM-DD') as until
        from order_line where ordered_on is not null and ${among} group by account_id),
    month as (
      select f.account_id, substr(o.ordered_on, 1, 4)::int * 12 + substr(o.ordered_on, 6, 2)::int as month,
             sum(o.gross_profit_yen) as profit, count(*) as lines
        from first f join order_line o on o.account_id = f.account_id and o.ordered_on < f.until and o.gross_profit_yen is not null
       group by 1, 2),
    added as (
      select account_id, month, sum(profit) over earlier as profit, sum(lines) over earlier as lines
        from month window earlier as (partition by account_id order by month)),
    told as (
      select f.account_id, f.first_on, f.until,
             coalesce(array_agg(a.month order by a.month) filter (where a.month is not null), '{}') as months,
             coalesce(array_agg(a.profit::bigint order by a.month) filter (where a.month is not null), '{}') as sums,
             coalesce(array_agg(a.lines::int order by a.month) filter (where a.month is not null), '{}') as counts
        from first f
        left join added a using (account_id)
       group by f.account_id, f.first_on, f.until),
    gone as (delete from customer where ${among} and account_id not in (select account_id from told))
    insert into customer as c (account_id, first_ordered_on, profit_until, profit_months, profit_sums, profit_counts) select * from told
    on conflict (account_id) do update
       set first_ordered_on = excluded.first_ordered_on, profit_until = excluded.profit_until, profit_months = excluded.profit_months, profit_sums = excluded.profit_sums, profit_counts = excluded.profit_counts
     where (c.first_ordered_on, c.profit_months, c.profit_sums, c.profit_counts) is distinct from (excluded.first_ordered_on, excluded.profit_months, excluded.profit_sums, excluded.profit_counts)`.execute(
    db,
  );
}

/** Owners as files name them become members where one has that name, and cease to be where another is named; people without a login stay names. */
export async function refreshOwners(
  transaction: Pick<Transaction, 'db'>,
  accountIds?: readonly number[],
): Promise<void> {
  const among = accountIds ? sql`a.account_id = any(${accountIds}::bigint[])` : sql`true`;
  await sql`
    with named as (select name, min(member_id) as member_id from member where is_active group by name),
         told as (
           select a.account_id, coalesce(case when m.is_active then m.member_id end, n.member_id, m.member_id) as owner_id
             from account a left join named n on n.name = a.owner_name
             left join member m on m.member_id = a.owner_id and m.name = a.owner_name
            where ${among} and (a.owner_name is not null or a.owner_id is not null))
    update account a set owner_id = t.owner_id
      from told t
     where t.account_id = a.account_id and a.owner_id is distinct from t.owner_id
       and not exists (select 1 from account_override o where o.attribute = 'owner_id'
             and (o.account_id = a.account_id
                  or o.account_id in (select from_id from entity_redirect where kind = 'account' and to_id = a.account_id)))`.execute(
    transaction.db,
  );
}

/** Accounts that a batch touched, oldest first: the second look takes them part by part, and what it finds must not hang on a plan of PostgreSQL. */
export async function accountsOfBatch(transaction: Pick<Transaction, 'db'>, batchId: number): Promise<number[]> {
  const { rows } = await sql<{ account_id: number }>`
    select distinct l.account_id from raw_row r join row_link l on l.row_key = r.row_key
     where r.import_batch_id = ${batchId} and l.account_id is not null order by 1`.execute(transaction.db);
  return rows.map((row) => row.account_id);
}
