-- Who was chosen as owner is told by name as well, and nobody where nobody was chosen, whatever files call the owner.
update account a
   set owner_name = m.name
  from (select distinct on (led.account_id) led.account_id, p.value
          from (select account_id, account_id as from_id from account
                union all select to_id, from_id from entity_redirect where kind = 'account') led
          join account_override p on p.account_id = led.from_id and p.attribute = 'owner_id'
         order by led.account_id, led.account_id <> led.from_id, p.at desc, led.from_id) pin
  left join member m on m.member_id = (pin.value #>> '{}')::bigint
 where pin.account_id = a.account_id;
