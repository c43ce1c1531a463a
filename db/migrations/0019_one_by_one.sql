-- Leads and cards that come one by one: one import for each source, kind and day. `followed_row` is the last row whose sums and
-- lead stages were worked out after it came.
alter table import_batch add column form_on text, add column followed_row integer not null default 0;
create unique index import_batch_form on import_batch (source, preset, form_on) where form_on is not null and state <> 'undone';
create index import_batch_unfollowed on import_batch (import_batch_id) where form_on is not null and followed_row < cursor_row;

-- How many companies and people there are, kept by whoever writes them: the prior of the matching asks for it at every row.
create table base_size (kind text primary key, entities bigint not null);
insert into base_size select 'account', count(*) from account union all select 'person', count(*) from person;
