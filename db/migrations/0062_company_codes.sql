-- Codes under which credit agencies and registries keep a company, beside its 法人番号.
alter table account add column tdb_code text, add column tsr_code text, add column duns_number text, add column lei text, add column edinet_code text;
