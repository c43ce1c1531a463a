-- Gross profit of a customer month by month, added up, so that its value at the end of any period is one look and no sum over orders.
-- Months count from year 0: year × 12 + month. Only months with orders that tell a gross profit stand here, and only the first 36.
alter table customer add column profit_months integer[] not null default '{}';
alter table customer add column profit_sums bigint[] not null default '{}';
alter table customer add column profit_counts integer[] not null default '{}';
alter table customer add column first_month integer generated always as (substr(first_ordered_on, 1, 4)::int * 12 + substr(first_ordered_on, 6, 2)::int) stored;
alter table customer add column first_day integer generated always as (substr(first_ordered_on, 9, 2)::int) stored;
update customer c set profit_months = m.months, profit_sums = m.sums, profit_counts = m.counts
  from (
    select account_id, array_agg(month order by month) as months, array_agg(total order by month)::bigint[] as sums, array_agg(lines order by month)::int[] as counts
      from (
        select account_id, month, sum(sum(profit)) over earlier as total, sum(count(*)) over earlier as lines
          from (
            select o.account_id, substr(o.ordered_on, 1, 4)::int * 12 + substr(o.ordered_on, 6, 2)::int as month, o.gross_profit_yen as profit
              from order_line o join customer f using (account_id)
             where o.gross_profit_yen is not null and o.ordered_on >= f.first_ordered_on and o.ordered_on < f.profit_until) told
         group by account_id, month
        window earlier as (partition by account_id order by month)) added
     group by account_id) m
 where m.account_id = c.account_id;
alter table customer drop column profit_yen;
alter table customer drop column profit_lines;
