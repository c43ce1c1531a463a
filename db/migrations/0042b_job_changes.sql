-- What people said of a job change that was noticed, append-only. `other_person_id`: the record at the new company, where it was not
-- yet known to be the same person. An answer is void once it, or the decision it made about identity, is taken back.
create table job_change_answer (
  job_change_answer_id bigint generated always as identity primary key,
  person_id bigint not null,
  other_person_id bigint,
  from_id bigint not null,
  to_id bigint not null,
  verdict text not null check (verdict in ('confirmed', 'concurrent', 'different', 'later')),
  ask_again_on text,
  match_decision_id bigint,
  member_id bigint references member (member_id),
  at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by bigint references member (member_id),
  check ((ask_again_on is null) = (verdict <> 'later'))
);
create index job_change_answer_person on job_change_answer (person_id);
