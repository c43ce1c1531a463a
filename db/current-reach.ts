import { sql, type RawBuilder } from 'kysely';
import { personAttributes, storeProvenance } from '#core/account/provenance.ts';
import { keepCurrentReach, type ToldLine } from '#core/person/current-reach.ts';
import { employed, personOf } from './employments.ts';
import { readGoldenPeople } from './golden-people.ts';
import type { Db } from './pool.ts';
import type { Transaction } from './transaction.ts';

/** Direct lines and mail addresses of people who were at several companies, or of whom a row says that they left one. */

/** Chooses them anew for such people of these companies, once it is known where they stand now; undefined means all companies. */
export async function refreshCurrentReach(
  { db }: Pick<Transaction, 'db'>,
  accountIds?: readonly number[],
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct f.person_id as id from affiliation f join ${personOf('f')} on true
     where (p.company_count > 1 or f.left_told_on is not null) and not p.is_role_address
       and ${accountIds ? sql`f.account_id = any(${`{${accountIds.join(',')}}`}::bigint[])` : sql`true`}`.execute(db);
  for (let start = 0; start < rows.length; start += partMax)
    await refreshPart(
      db,
      rows.slice(start, start + partMax).map(({ id }) => id),
    );
}
/** People whose values are in memory at once. */
const partMax = 5_000;

async function refreshPart(db: Db, ids: readonly number[]): Promise<void> {
  const golden = await readGoldenPeople(db, ids);
  const told = await readTold(db, sql`= any(${ids}::bigint[])`);
  const former = new Set(told.flatMap(({ row, isFormer }) => (isFormer ? [row] : [])));
  const linesOf = Map.groupBy(
    told.filter(({ phone }) => phone !== null),
    ({ personId }) => personId,
  );
  const changed = [...golden].filter(([id, held]) =>
    keepCurrentReach(held, (linesOf.get(id) ?? []).map(lineOf), (row) => former.has(row)),
  );
  if (changed.length === 0) return;
  const column = <T>(value: (held: (typeof changed)[number][1]) => T) => changed.map(([, held]) => value(held));
  await sql`
    update person p set phone = q.phone, email = q.email, provenance = q.provenance
      from unnest(${changed.map(([id]) => id)}::bigint[], ${column(({ values }) => values.phone ?? null)}::text[], ${column(({ values }) => values.email ?? null)}::text[],
                  ${column(({ provenance }) => JSON.stringify(storeProvenance(provenance, personAttributes)))}::json[]) q(id, phone, email, provenance)
     where p.person_id = q.id`.execute(db);
}

type Told = {
  personId: number;
  accountId: number | null;
  row: string;
  source: string;
  on: string;
  phone: string | null;
  isFormer: boolean;
};
const lineOf = ({ phone, row, source, on }: Told): ToldLine => ({
  value: phone!,
  origin: { row, source, rank: 0, on },
});

/** Every row of these people with the direct line it tells, and whether they left the company where it stands. */
async function readTold(db: Db, among: RawBuilder<unknown>): Promise<Told[]> {
  const { rows } = await sql<Told>`
    with here as materialized (select person_id, account_id from ${employed(sql`f.person_id ${among}`)} e)
    select l.person_id as "personId", l.account_id as "accountId", l.row_key as row, r.source, coalesce(l.told_on, '') as on, l.direct_phone as phone,
           exists (select from affiliation f where f.person_id = l.person_id and f.account_id = l.account_id)
             and not exists (select from here h where h.person_id = l.person_id and h.account_id = l.account_id) as "isFormer"
      from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version
     where l.role = 'main' and l.person_id ${among}
     order by l.told_on desc nulls last, l.row_key`.execute(db);
  return rows;
}

/** Direct lines and mail addresses that rows of former employers tell of a person, company by company. */
export async function readFormerReach(
  db: Db,
  personId: number,
): Promise<{ readonly accountId: number; readonly values: readonly string[] }[]> {
  const golden = (await readGoldenPeople(db, [personId])).get(personId);
  const told = await readTold(db, sql`= any(${[personId]}::bigint[])`);
  const byCompany = Map.groupBy(
    told.filter(({ isFormer, accountId }) => isFormer && accountId !== null),
    ({ accountId }) => accountId!,
  );
  return Array.from(byCompany, ([accountId, rows]) => {
    const keys = new Set(rows.map(({ row }) => row));
    const addresses = [...(golden?.emails ?? [])].flatMap(([address, { origin }]) =>
      keys.has(origin.row) && address !== golden?.values.email ? [address] : [],
    );
    const lines = rows.flatMap(({ phone }) => (phone !== null && phone !== golden?.values.phone ? [phone] : []));
    return { accountId, values: [...new Set([...lines, ...addresses])] };
  });
}
