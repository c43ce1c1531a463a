-- The list of people stands in the order of readings; names without one follow those that have one.
create index person_reading_order on person ((coalesce(kana, name)), person_id);
drop index person_name_order;
