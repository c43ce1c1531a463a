-- Of the lines that one company has after a merge the one that is furthest stands for it, not the oldest: a new candidate before one that was declined.
create or replace view target_now as
  select distinct on (account_id) *
    from (select t.target_line_id, coalesce(d.to_id, t.account_id) as account_id, t.class, t.owner_id, t.owner_name, t.agency_id, t.tier, t.reason, t.status
            from target_line t left join entity_redirect d on d.kind = 'account' and d.from_id = t.account_id) resolved
   order by account_id,
            array_position(array['active', 'awaiting_sales', 'awaiting_marketing', 'candidate', 'on_hold', 'paused', 'declined', 'excluded'], status),
            target_line_id;
