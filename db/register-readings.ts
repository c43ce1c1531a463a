import { sql } from 'kysely';
import type { ReadingAsked } from '#core/register/readings.ts';
import type { NameCarrier } from '#core/register/name-carrier.ts';
import type { Database, Db } from './pool.ts';
import { registerNameKey, registerReadingKey } from './register-write.ts';

const companyLacksKeys = sql`(kana is not null and kana_key is null or english_name is not null and english_key is null)`;
const formerNameLacksKeys = sql`(kana is not null and kana_key is null)`;
const lacksKeys = sql<boolean>`(exists (select 1 from register_company where ${companyLacksKeys}) or exists (select 1 from register_former_name where ${formerNameLacksKeys}))`;

const seat = sql`r.corporate_number as "corporateNumber", r.prefecture, r.city, r.street, r.postal_code as "postalCode"`;

/** A reading that more corporations have says nothing. */
const readersMax = 100;

/**
 * Whom the register calls so in English, or reads so by furigana, now or formerly. A reading that more than a hundred corporations have is
 * answered with none, and so is every one while corporations lack their keys (`fillReadingKeys`): nobody could tell who else is read so.
 */
export async function registerByReadings(
  db: Db,
  asked: readonly ReadingAsked[],
): Promise<(reading: ReadingAsked) => readonly NameCarrier[]> {
  const found = new Map(asked.map((reading) => [keyOf(reading), { reading, carriers: [] as NameCarrier[] }]));
  const places = [...found.values()];
  if (places.length > 0) {
    const kinds = places.map(({ reading }) => reading.by);
    const keys = places.map(({ reading }) => registerNameKey(reading.loose));
    const { rows } = await sql<Omit<NameCarrier, 'reading'> & { place: number; text: string }>`
      select q.place::int as place, c.*
        from unnest(${kinds}::text[], ${keys}::bigint[]) with ordinality q (kind, key, place)
       cross join lateral (
          (select r.english_name as text, r.name as "writtenName", false as "isFormer", ${seat} from register_company r
            where q.kind = 'english' and r.english_key = q.key limit ${readersMax + 1})
          union all
          (select r.kana, r.name, false, ${seat} from register_company r
            where q.kind = 'kana' and r.kana_key = q.key limit ${readersMax + 1})
          union all
          (select f.kana, f.name, true, ${seat} from register_former_name f join register_company r using (corporate_number)
            where q.kind = 'kana' and f.kana_key = q.key and f.name <> r.name limit ${readersMax + 1})) c
       where not ${lacksKeys}
       order by q.place, c."isFormer", c."corporateNumber"`.execute(db);
    for (const { place, text, ...carrier } of rows) {
      const { reading, carriers } = places[place - 1]!;
      carriers.push({ ...carrier, reading: { by: reading.by, text } });
    }
  }
  return (reading) => {
    const carriers = found.get(keyOf(reading))?.carriers ?? [];
    return carriers.length > readersMax ? [] : carriers;
  };
}

const keyOf = ({ by, loose }: ReadingAsked) => `${by}|${loose}`;

/** Whether a register that was loaded by an older version waits for its keys. */
export async function readingKeysAreMissing(db: Db): Promise<boolean> {
  const { rows } = await sql<{ isMissing: boolean }>`select ${lacksKeys} as "isMissing"`.execute(db);
  return rows[0]!.isMissing;
}

const rowsPerBatch = 10_000;

/**
 * Gives every furigana and English name of a register that was loaded before they had keys its own, each batch by itself: whatever ends
 * it, it goes on where it stood. A file that is loaded meanwhile brings its keys with it.
 */
export async function fillReadingKeys({ db, pool }: Database): Promise<void> {
  let last: Place | undefined = { number: '', name: '' };
  while (last) last = await fillCompanies(db, last);
  last = { number: '', name: '' };
  while (last) last = await fillFormerNames(db, last);
  // Until then every look whether something still lacks its keys goes past what did.
  await pool.query('vacuum register_company, register_former_name');
}

type Place = { readonly number: string; readonly name: string };

/** One batch behind `after`; its last corporation, or undefined where none was left. */
async function fillCompanies(db: Db, after: Place): Promise<Place | undefined> {
  const { rows } = await sql<Place & { kana: string | null; english: string | null }>`
    select corporate_number as number, name, kana, english_name as english from register_company
     where ${companyLacksKeys} and corporate_number > ${after.number} order by corporate_number limit ${rowsPerBatch}`.execute(
    db,
  );
  const keysOf = (readings: readonly (string | null)[]) =>
    readings.map((reading) => registerReadingKey(reading) ?? null);
  const [kana, english] = [rows.map((row) => row.kana), rows.map((row) => row.english)];
  await sql`
    update register_company r set kana_key = i.kana_key, english_key = i.english_key
      from unnest(${rows.map(({ number }) => number)}::text[], ${kana}::text[], ${english}::text[], ${keysOf(kana)}::bigint[], ${keysOf(english)}::bigint[])
             i (number, kana, english_name, kana_key, english_key)
     where r.corporate_number = i.number and r.kana is not distinct from i.kana and r.english_name is not distinct from i.english_name`.execute(
    db,
  );
  return rows.at(-1);
}

async function fillFormerNames(db: Db, after: Place): Promise<Place | undefined> {
  const { rows } = await sql<Place & { kana: string }>`
    select corporate_number as number, name, kana from register_former_name
     where ${formerNameLacksKeys} and (corporate_number, name) > (${after.number}, ${after.name}) order by corporate_number, name limit ${rowsPerBatch}`.execute(
    db,
  );
  await sql`
    update register_former_name f set kana_key = i.kana_key
      from unnest(${rows.map(({ number }) => number)}::text[], ${rows.map(({ name }) => name)}::text[],
                  ${rows.map(({ kana }) => registerReadingKey(kana))}::bigint[]) i (number, name, kana_key)
     where f.corporate_number = i.number and f.name = i.name`.execute(db);
  return rows.at(-1);
}
