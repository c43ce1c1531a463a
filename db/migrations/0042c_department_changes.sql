-- What people say became of departments: renamed, merged, split, put elsewhere or added by hand, each on a day and until it is taken back.
create table department_change (
  department_change_id bigint generated always as identity primary key,
  account_id bigint not null,
  kind text not null check (kind in ('rename', 'merge', 'split', 'move', 'add')),
  from_keys text[] not null,
  -- Each with key, name, department id, and the people given to it where one was split.
  into_departments jsonb not null,
  -- Where a moved or new department lies, null at the top; `is_placed` says that the change speaks of it.
  parent_key text,
  is_placed boolean not null,
  on_day text not null,
  member_id bigint references member (member_id),
  at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by bigint references member (member_id)
);
create index department_change_account on department_change (account_id);
-- A confirmed proposal is such a change; what is left of successions is what was denied.
insert into department_change (account_id, kind, from_keys, into_departments, is_placed, on_day, member_id, at)
select s.account_id, 'rename', array[s.from_key],
       jsonb_build_array(jsonb_build_object('key', d.department_key, 'name', d.name, 'departmentId', d.department_id, 'personIds', '[]'::jsonb)),
       false, to_char(s.at at time zone 'Asia/Tokyo', 'YYYY-MM-DD'), s.member_id, s.at
  from department_succession s join department d on d.account_id = s.account_id and d.department_key = s.to_key
 where s.state = 'confirmed';
delete from department_succession where state = 'confirmed';
