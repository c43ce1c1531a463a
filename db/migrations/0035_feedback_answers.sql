-- What marketing answered to a tap of sales or an agency, and when.
alter table feedback
  add column answered_at timestamptz,
  add column answered_by bigint references member (member_id),
  add column answer text check (answer <> ''),
  add constraint feedback_answered check ((answered_at is null) = (answer is null));
