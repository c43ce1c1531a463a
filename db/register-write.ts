import { sql } from 'kysely';
import { parseCompanyName } from '#core/company/name.ts';
import { keyHash } from '#core/identify/key-hash.ts';
import { looseKana } from '#core/text/kana.ts';
import type { FormerName, RegisterRow } from '#core/register/register-row.ts';
import { copyIntoTemporary, copyLine, type Transaction } from './transaction.ts';

/** What a written batch did to the register. */
export type RegisterCounts = { readonly new: number; readonly changed: number };

const columns = [
  'corporate_number',
  'name',
  'name_key',
  'kana',
  'english_name',
  'kind',
  'prefecture',
  'city',
  'street',
  'postal_code',
  'closed_on',
  'closed_cause',
  'successor_number',
  'process',
  'updated_on',
  'changed_on',
  'is_latest',
  'kana_key',
  'english_key',
] as const;
const formerColumns = ['corporate_number', 'name', 'name_key', 'kana', 'kana_key', 'until_on'] as const;
const later =
  "(i.updated_on, i.is_latest, coalesce(i.changed_on, '-infinity')) > (r.updated_on, r.is_latest, coalesce(r.changed_on, '-infinity'))";

/** The key under which a name is found: no legal form, kana and old kanji folded. */
export function registerNameKey(loose: string): string {
  return keyHash(`register|${loose}`);
}

const nameKeyOf = (name: string) => registerNameKey(parseCompanyName(name).loose);

/** The key of an English name or of furigana, under which a row that is written so is found; undefined where there is none. */
export function registerReadingKey(reading: string | null | undefined): string | undefined {
  if (reading === undefined || reading === null) return undefined;
  return isPlainKana.test(reading) ? registerNameKey(looseKana(reading)) : nameKeyOf(reading);
}

/** Furigana as nearly all is, in which there is nothing to cut off: five million need not be taken apart as names. */
const isPlainKana = /^(?!.*イシ[ヤャ])[ァ-ヶー]+$/;

/**
 * Writes rows, one per corporation at most, and names known to be former. The later state wins, whichever file came first; a
 * name that loses stays as a former one; 削除 (99) takes a corporation out.
 */
export async function writeRegister(
  transaction: Transaction,
  rows: Iterable<RegisterRow>,
  formerNames: readonly FormerName[],
): Promise<RegisterCounts> {
  // A batch looks up its own rows by index; without this the planner reads the whole register for each one.
  await transaction.run('set local enable_hashjoin = off; set local enable_mergejoin = off');
  await copyIntoTemporary(transaction, 'register_company', columns, Array.from(rows, companyLine));
  await copyIntoTemporary(transaction, 'register_former_name', formerColumns, formerNames.map(formerLine));
  await transaction.run(`
    insert into register_former_name (${formerColumns.join(', ')})
    select distinct on (corporate_number, name) * from (
    select ${formerColumns.join(', ')} from incoming_register_former_name
    union all
    select r.corporate_number, case when ${later} then r.name else i.name end, case when ${later} then r.name_key else i.name_key end,
           case when ${later} then r.kana else i.kana end, case when ${later} then r.kana_key else i.kana_key end,
           case when ${later} then i.changed_on else r.changed_on end
      from register_company r join incoming_register_company i using (corporate_number) where r.name <> i.name) x
     order by corporate_number, name, until_on desc nulls last
    on conflict (corporate_number, name) do update set until_on = greatest(register_former_name.until_on, excluded.until_on)`);
  const { rows: counted } = await sql<{ new: number; changed: number }>`
    with written as (
      insert into register_company as r (${sql.raw(columns.join(', '))})
      select ${sql.raw(columns.join(', '))} from incoming_register_company
      on conflict (corporate_number) do update set
        ${sql.raw(
          columns
            .slice(1)
            .map((column) => `${column} = excluded.${column}`)
            .join(', '),
        )}
      where ${sql.raw(later.replaceAll('i.', 'excluded.'))}
      returning xmax = 0 as is_new)
    select count(*) filter (where is_new)::int as new, count(*) filter (where not is_new)::int as changed from written`.execute(
    transaction.db,
  );
  await transaction.run(
    "delete from register_company r using incoming_register_company i where i.process = '99' and r.corporate_number = i.corporate_number and r.process = '99'",
  );
  return counted[0]!;
}

function companyLine(row: RegisterRow): string {
  return copyLine([
    row.corporateNumber,
    row.name,
    nameKeyOf(row.name),
    row.kana,
    row.englishName,
    row.kind,
    row.prefecture,
    row.city,
    row.street,
    row.postalCode,
    row.closedOn,
    row.closedCause,
    row.successorNumber,
    row.process,
    row.updatedOn,
    row.changedOn,
    row.isLatest,
    registerReadingKey(row.kana),
    registerReadingKey(row.englishName),
  ]);
}

function formerLine({ corporateNumber, name, kana, untilOn }: FormerName): string {
  return copyLine([corporateNumber, name, nameKeyOf(name), kana, registerReadingKey(kana), untilOn]);
}
