-- What the register said belongs to the version of a row that came then: after a change the version before is replayed as it was decided.
-- Of older bases only the last answer is known; it counts for every version, as it did.
create table row_alias_then as
  select a.row_key, r.version, a.role, a.corporate_number, a.carriers from row_alias a join raw_row r using (row_key);
truncate row_alias;
alter table row_alias drop constraint row_alias_pkey;
alter table row_alias add column version integer not null;
insert into row_alias (row_key, version, role, corporate_number, carriers)
  select row_key, version, role, corporate_number, carriers from row_alias_then;
alter table row_alias add primary key (row_key, version, role);
drop table row_alias_then;
