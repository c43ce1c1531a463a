-- Why a row was not taken in, in English as well; older rows have the meaning of their code alone.
alter table rejected_row add column detail_en text;

-- What a check told, in both languages; of the checks so far the Japanese sentence.
update check_row
   set told = jsonb_set(told::jsonb, '{rejection,detail}', jsonb_build_object('ja', told #>> '{rejection,detail}', 'en', told #>> '{rejection,detail}'))
 where json_typeof(told #> '{rejection,detail}') = 'string';
update import_batch
   set check_result = jsonb_set(check_result, '{reasons}', (
         select coalesce(jsonb_agg(jsonb_set(reason, '{example}', jsonb_build_object('ja', reason ->> 'example', 'en', reason ->> 'example'))), '[]')
           from jsonb_array_elements(check_result -> 'reasons') reason))
 where jsonb_typeof(check_result -> 'reasons') = 'array';
