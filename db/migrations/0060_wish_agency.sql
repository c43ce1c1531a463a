-- What sales writes beside a company it asks for: through which agency it is sold, and why it should be a target.
alter table wish_item add column agency text;
alter table wish_item add column agency_id bigint;
alter table wish_item add column reason text;
