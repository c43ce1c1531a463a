-- Addresses with the row that told each, where there are several or mail bounces; and those that bounce.
alter table person
  add column email_told json,
  add column bounced_emails text[] not null default '{}';
