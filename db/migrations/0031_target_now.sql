-- The line of the target list that a company has today, whatever it was put together with since: an active one before others.
create view target_now as
  select distinct on (account_id) *
    from (select t.target_line_id, coalesce(d.to_id, t.account_id) as account_id, t.class, t.owner_id, t.owner_name, t.agency_id, t.tier, t.reason, t.status
            from target_line t left join entity_redirect d on d.kind = 'account' and d.from_id = t.account_id) resolved
   order by account_id, status = 'active' desc, target_line_id;
