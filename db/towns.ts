import { sql } from 'kysely';
import type { Town } from '#core/town/town.ts';
import type { Db } from './pool.ts';
import { copyIntoTemporary, copyLine, type Transaction } from './transaction.ts';

const columns = ['prefecture', 'city', 'name', 'city_romaji', 'romaji'] as const;
const townColumns = sql`prefecture, city, name, city_romaji as "cityRomaji", romaji`;

/** Towns whose name and whose city, or its ward, are both spelt by one of `romaji`, and towns of these names in these wards of Kyoto. */
export async function findTowns(
  db: Db,
  romaji: readonly string[],
  kyoto: readonly { readonly city: string; readonly name: string }[],
): Promise<Town[]> {
  const { rows } = await sql<Town>`
    select ${townColumns} from town
     where romaji = any(${romaji}::text[]) and romaji <> ''
       and (substring(city_romaji from '([^ ]+)-[a-z]+$') = any(${romaji}::text[])
            or replace(substring(city_romaji from '[^ ]+$'), '-', '') = any(${romaji}::text[]))
    union
    select ${townColumns} from town
     where (city, name) in (select * from unnest(${kyoto.map(({ city }) => city)}::text[], ${kyoto.map(({ name }) => name)}::text[]))
     order by 1, 2, 3, 5`.execute(db);
  return rows;
}

/**
 * Writes towns. A town of which the table held no reading gets it; another reading stands beside the one that was there, and a line without one
 * adds nothing to it: the order of the files does not matter.
 */
export async function writeTowns(
  transaction: Transaction,
  towns: readonly Town[],
): Promise<{ readonly new: number; readonly changed: number }> {
  await copyIntoTemporary(
    transaction,
    'town',
    columns,
    towns.map((town) => copyLine([town.prefecture, town.city, town.name, town.cityRomaji, town.romaji])),
  );
  const changed = await sql`
    update town t set city_romaji = i.city_romaji, romaji = i.romaji
      from (select distinct on (prefecture, city, name) * from incoming_town where romaji <> '' order by prefecture, city, name, romaji) i
     where t.prefecture = i.prefecture and t.city = i.city and t.name = i.name and t.romaji = ''`.execute(
    transaction.db,
  );
  const added = await sql`
    insert into town (${sql.raw(columns.join(', '))})
    select ${sql.raw(columns.join(', '))} from incoming_town i
     where i.romaji <> '' or not exists (select 1 from town t where t.prefecture = i.prefecture and t.city = i.city and t.name = i.name)
    on conflict do nothing`.execute(transaction.db);
  return { new: Number(added.numAffectedRows), changed: Number(changed.numAffectedRows) };
}

/** Towns in the table, and those of them whose reading is known. */
export async function countTowns(db: Db): Promise<{ readonly towns: number; readonly townsWithReading: number }> {
  const { rows } = await sql<{ towns: number; townsWithReading: number }>`
    select count(*)::int as towns, count(*) filter (where reads)::int as "townsWithReading"
      from (select bool_or(romaji <> '') as reads from town group by prefecture, city, name) t`.execute(db);
  return rows[0]!;
}
