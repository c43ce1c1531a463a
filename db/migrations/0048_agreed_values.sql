-- What a row gives to reach its company by stands beside its link, so that rows that agree can be counted.
alter table row_link
  add column phone text,
  add column direct_phone text,
  add column domains text[],
  add column told_rank smallint,
  add column told_on text;
