-- Months a contract runs, where the file of deals tells it: amounts of several years are counted by the year (K4.2).
alter table deal add column term_months integer;
