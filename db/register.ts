import { sql } from 'kysely';
import { keyHash } from '#core/identify/key-hash.ts';
import { storedAccountKey } from '#core/identify/lookup-keys.ts';
import type { Db } from './pool.ts';
import { registerNameKey } from './register-write.ts';

/** What the register tells of one corporation. */
export type RegisterCompany = {
  readonly corporateNumber: string;
  readonly name: string;
  readonly kana: string | null;
  readonly englishName: string | null;
  readonly kind: string | null;
  readonly prefecture: string | null;
  readonly city: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly closedOn: string | null;
  readonly closedCause: string | null;
  readonly successorNumber: string | null;
  readonly updatedOn: string;
};

const companyColumns = sql`r.corporate_number as "corporateNumber", r.name, r.kana, r.english_name as "englishName", r.kind, r.prefecture, r.city, r.street,
  r.postal_code as "postalCode", r.closed_on as "closedOn", r.closed_cause as "closedCause", r.successor_number as "successorNumber", r.updated_on as "updatedOn"`;

/** A name under which a corporation may stand in a list. */
export type RegisterAlias = {
  readonly name: string;
  readonly kind: 'official' | 'former' | 'kana' | 'english';
  /** For former names: the day from which it was called otherwise. */
  readonly untilOn: string | null;
};

/** Official and former names, furigana and English name of each corporation the register knows. */
export async function registerAliases(
  db: Db,
  corporateNumbers: readonly string[],
): Promise<Map<string, RegisterAlias[]>> {
  const { rows } = await sql<RegisterAlias & { corporateNumber: string }>`
    select r.corporate_number as "corporateNumber", n.name, n.kind, null as "untilOn"
      from register_company r cross join lateral (values (1, r.name, 'official'), (2, r.kana, 'kana'), (3, r.english_name, 'english')) n (place, name, kind)
     where r.corporate_number = any(${corporateNumbers}::text[]) and n.name is not null
    union all
    select f.corporate_number, f.name, 'former', f.until_on
      from register_former_name f join register_company r using (corporate_number) where f.corporate_number = any(${corporateNumbers}::text[]) and f.name <> r.name
    order by 1, 3 desc, 4 desc nulls last, 2`.execute(db);
  const found = new Map<string, RegisterAlias[]>();
  for (const { corporateNumber, ...alias } of rows)
    found.set(corporateNumber, [...(found.get(corporateNumber) ?? []), alias]);
  return found;
}

/** A corporation that carries a name now or carried it once. */
export type RegisterCarrier = RegisterCompany & { readonly writtenName: string; readonly isFormer: boolean };

/** A name that more corporations carry says nothing. */
const carriersMax = 500;

/**
 * Who carries each of these names, now or formerly. Names come in their `loose` form (core/company/name.ts): legal form, kana
 * and old kanji do not count, so the caller compares `writtenName` as closely as it needs. A name with more than 500 carriers
 * is answered with none.
 */
export async function registerByNames(
  db: Db,
  looseNames: readonly string[],
): Promise<Map<string, readonly RegisterCarrier[]>> {
  const names = [...new Set(looseNames)].filter((name) => name !== '');
  const keys = names.map(registerNameKey);
  const { rows } = await sql<RegisterCarrier & { asked: number }>`
    select q.place::int as asked, c.*
      from unnest(${keys}::bigint[]) with ordinality q (key, place)
     cross join lateral (
        (select r.name as "writtenName", false as "isFormer", ${companyColumns} from register_company r where r.name_key = q.key limit ${carriersMax + 1})
        union all
        (select f.name, true, ${companyColumns} from register_former_name f join register_company r using (corporate_number)
          where f.name_key = q.key and f.name <> r.name limit ${carriersMax + 1})) c
     order by q.place, c."isFormer", c."corporateNumber"`.execute(db);
  const found = new Map<string, RegisterCarrier[]>(names.map((name) => [name, []]));
  for (const { asked, ...carrier } of rows) found.get(names[asked - 1]!)!.push(carrier);
  for (const [name, carriers] of found) if (carriers.length > carriersMax) found.set(name, []);
  return found;
}

/** Corporations by number. */
export async function registerCompanies(
  db: Db,
  corporateNumbers: readonly string[],
): Promise<Map<string, RegisterCompany>> {
  const { rows } = await sql<RegisterCompany>`
    select ${companyColumns} from register_company r where r.corporate_number = any(${corporateNumbers}::text[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.corporateNumber, row]));
}

/** At most so many mergers in a row are followed. */
const successionsMax = 10;

/**
 * The corporation that took over each closed one, at the end of the chain of mergers. Numbers without a successor are left out;
 * a chain that leads back to itself ends where it would repeat.
 */
export async function successorOf(db: Db, corporateNumbers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ first: string; last: string }>`
    with recursive chain (first, last, steps) as (
      select corporate_number, successor_number, array[corporate_number] from register_company
       where corporate_number = any(${corporateNumbers}::text[]) and successor_number is not null
      union all
      select c.first, r.successor_number, c.steps || c.last from chain c join register_company r on r.corporate_number = c.last
       where r.successor_number is not null and r.successor_number <> all(c.steps || c.last) and cardinality(c.steps) < ${successionsMax})
    select distinct on (first) first, last from chain order by first, cardinality(steps) desc`.execute(db);
  return new Map(rows.map(({ first, last }) => [first, last]));
}

/** The country has more corporations; files of all prefectures together come to it as well. */
const wholeMin = 4_000_000;

/**
 * How much of the register is loaded: `whole` after the file of the whole country (zenkoku_all) or as many corporations as it has. Only
 * then does it tell that nobody else carries a name.
 */
export async function registerExtent(db: Db): Promise<'none' | 'part' | 'whole'> {
  const { rows } = await sql<{ extent: 'none' | 'part' | 'whole' }>`
    select case when not exists (select 1 from register_company) then 'none'
                when exists (select 1 from reference_load where kind = 'register' and state = 'done' and (file_name ~* 'zenkoku_all' or (held->>'companies')::bigint >= ${wholeMin})) then 'whole'
                else 'part' end as extent`.execute(db);
  return rows[0]!.extent;
}

/** More than so many are not counted: the name says next to nothing either way. */
const countedMax = 2_000;

/** How many corporations carry each of these names (`loose`) now or did once, two thousand at most each way. */
export async function countCarriers(db: Db, looseNames: readonly string[]): Promise<Map<string, number>> {
  const names = [...new Set(looseNames)].filter((name) => name !== '');
  const { rows } = await sql<{ place: number; carriers: number }>`
    select q.place::int as place,
           ((select count(*) from (select from register_company where name_key = q.key limit ${countedMax}) n) +
            (select count(*) from (select from register_former_name where name_key = q.key limit ${countedMax}) f))::int as carriers
      from unnest(${names.map(registerNameKey)}::bigint[]) with ordinality q (key, place)`.execute(db);
  return new Map(rows.map(({ place, carriers }) => [names[place - 1]!, carriers]));
}

export async function countRegister(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('register_company')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A company of ours whose corporation is closed, with who took it over. */
export type ClosedAccount = {
  readonly accountId: number;
  readonly name: string;
  readonly corporateNumber: string;
  readonly ownerName: string | null;
  readonly officialName: string;
  readonly closedOn: string;
  readonly closedCause: string | null;
  readonly successorNumber: string | null;
  readonly successorName: string | null;
  readonly successorAccountId: number | null;
  /** What was decided about this closure; null while it waits for somebody. */
  readonly answer: 'kept' | 'merged' | null;
  readonly reason: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
};

/** The company of ours that has this 法人番号, also where it goes by another one since two became one; the oldest of several. */
export async function accountOfNumber(db: Db, corporateNumber: string): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select account_id as id from account where corporate_number = ${corporateNumber}
    union select a.account_id from identity_key k join account a on a.account_id = k.entity_id
     where k.key = ${keyHash(storedAccountKey(`1|${corporateNumber}`))}::bigint
    order by 1 limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** An answer is to this closure, and a merge that was taken back is none. */
const answersClosure = sql`c.account_id = a.account_id and c.closed_on = r.closed_on and
  (c.answer = 'kept' or exists (select 1 from entity_redirect e where e.kind = 'account' and e.to_id = a.account_id))`;

/**
 * Companies of ours whose 法人番号 the register calls closed or merged: those that wait for an answer first, then the latest. `narrow`
 * limits the accounts, such as to one.
 */
export async function closedAccounts(
  db: Db,
  narrow: { readonly accountId?: number },
  page: { readonly offset: number; readonly limit: number },
): Promise<{ rows: ClosedAccount[]; total: number }> {
  const { rows } = await sql<ClosedAccount & { total: number }>`
    select a.account_id as "accountId", a.name, a.corporate_number as "corporateNumber", coalesce(m.name, a.owner_name) as "ownerName", r.name as "officialName",
           r.closed_on as "closedOn", r.closed_cause as "closedCause", r.successor_number as "successorNumber", s.name as "successorName", t.account_id as "successorAccountId",
           c.answer, c.reason, d.name as "answeredBy", c.at as "answeredAt",
           count(*) over ()::int as total
      from account a join register_company r using (corporate_number)
      left join member m on m.member_id = a.owner_id
      left join register_company s on s.corporate_number = r.successor_number
      left join lateral (select account_id from account where corporate_number = r.successor_number order by account_id limit 1) t on true
      left join account_closure c on ${answersClosure}
      left join member d on d.member_id = c.member_id
     where r.closed_on is not null and ${narrow.accountId === undefined ? sql`true` : sql`a.account_id = ${narrow.accountId}`}
     order by c.answer is not null, r.closed_on desc, a.account_id offset ${page.offset} limit ${page.limit}`.execute(
    db,
  );
  return { rows, total: rows[0]?.total ?? 0 };
}

/** How many of our companies are closed by the register and wait for somebody to say what is to be done. */
export async function countOpenClosures(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from account a join register_company r using (corporate_number)
     where r.closed_on is not null and not exists (select 1 from account_closure c where ${answersClosure})`.execute(
    db,
  );
  return rows[0]!.n;
}

/** Keeps what was decided about a closure, in the place of what was decided before. */
export async function keepClosureAnswer(
  db: Db,
  {
    accountId,
    closedOn,
    answer,
    reason,
    memberId,
  }: { accountId: number; closedOn: string; answer: 'kept' | 'merged'; reason: string; memberId: number },
): Promise<void> {
  const given = { closed_on: closedOn, answer, reason, member_id: memberId, at: new Date() };
  await db
    .insertInto('account_closure')
    .values({ account_id: accountId, ...given })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(given))
    .execute();
}

/** Forgets what was decided about a closure and returns it; undefined where nothing was. */
export async function takeBackClosureAnswer(
  db: Db,
  accountId: number,
): Promise<{ answer: string; reason: string } | undefined> {
  return db
    .deleteFrom('account_closure')
    .where('account_id', '=', accountId)
    .returning(['answer', 'reason'])
    .executeTakeFirst();
}
