-- Since when and until when a person is known at a company, what a row says of their leaving, and who works at two companies at once.
alter table affiliation
  add column title_on text,
  add column title_row uuid,
  add column first_on text,
  add column has_second_post boolean not null default false,
  add column left_told_on text,
  add column left_row uuid,
  add column left_on text;
-- What is known already starts with its newest row; a rebuild tells the first ones.
update affiliation
   set first_on = observed_on,
       title_on = case when title is not null then coalesce(observed_on, '') end,
       title_row = case when title is not null then row_key end;
-- At how many companies a person was seen: few people at more than one, and only they can have moved.
alter table person add column company_count smallint not null default 0;
update person p set company_count = f.companies
  from (select person_id, count(distinct account_id) as companies from affiliation group by person_id) f
 where f.person_id = p.person_id;
create index person_of_several on person (person_id) where company_count > 1;
