-- Lists tell existing customers without looking into orders: whoever ordered, or won a deal with us.
alter table account_rollup add column is_customer boolean not null default false;
update account_rollup r
   set is_customer = true
 where r.won_deal_count > 0 or exists (select 1 from order_line o where o.account_id = r.account_id);
