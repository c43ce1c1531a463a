-- A notice that waited is looked at again when it is sent: what no longer concerns its reader ends here, with the reason.
alter table notice add column superseded_at timestamptz, add column superseded_because text,
  add constraint notice_superseded check ((superseded_at is null) = (superseded_because is null) and (superseded_at is null or sent_at is null));
drop index notice_unsent;
create index notice_unsent on notice (send_at) where sent_at is null and superseded_at is null;
alter table notice_delivery add column superseded_because text;
alter table notice_delivery drop constraint notice_delivery_state_check;
alter table notice_delivery add constraint notice_delivery_state_check
  check (state in ('waiting', 'sent', 'failed', 'superseded') and (state = 'superseded') = (superseded_because is not null));
