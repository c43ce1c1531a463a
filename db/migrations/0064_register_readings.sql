-- Furigana and English names find a corporation as its names do; hashed as name_key is. Of a register that was loaded before, a job of the
-- worker fills them when it starts: the hash is worked out there.
alter table register_company add column kana_key bigint;
alter table register_company add column english_key bigint;
create index register_company_kana on register_company (kana_key) where kana_key is not null;
create index register_company_english on register_company (english_key) where english_key is not null;
alter table register_former_name add column kana_key bigint;
create index register_former_name_kana on register_former_name (kana_key) where kana_key is not null;
-- What still lacks its keys: empty once the job is through.
create index register_company_unkeyed on register_company (corporate_number)
  where kana is not null and kana_key is null or english_name is not null and english_key is null;
create index register_former_name_unkeyed on register_former_name (corporate_number, name)
  where kana is not null and kana_key is null;
