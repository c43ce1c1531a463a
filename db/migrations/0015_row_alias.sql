-- The corporation that the register gave for the company of a row when the row came: kept, so that a rebuild decides as then.
create table row_alias (
  row_key uuid not null,
  role text not null,
  corporate_number text not null,
  primary key (row_key, role)
);
