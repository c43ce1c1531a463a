import { sql, type RawBuilder } from 'kysely';
import { accountAttributes, storeProvenance } from '#core/account/provenance.ts';
import { byAgreement, byPeople, reachTold, type ToldDomain, type ToldPhone } from '#core/account/agreed.ts';
import type { GoldenAccount, Origin } from '#core/account/survive.ts';
import { registrableDomain } from '#core/contact/email.ts';
import { keyHash } from '#core/identify/key-hash.ts';
import { phoneKey } from '#core/identify/lookup-keys.ts';
import { carriersMax } from '#core/match/shared-value.ts';
import { companiesByRole } from '#core/observation/mark-companies.ts';
import type { LinkedFact } from './facts.ts';
import { gramsOfAccount, lockAccounts, readGoldenAccounts } from './golden-accounts.ts';
import { applyOverrides } from './overrides.ts';
import type { Db } from './pool.ts';
import type { Transaction } from './transaction.ts';

/** Phone and domain of a company, which follow from all rows together: how many agree, how many other companies carry them. */

/**
 * Chooses phone and domain of these companies anew where their rows give several, and of others that a shared number concerns as well;
 * undefined means all. One number or domain alone is chosen as its row comes in.
 */
export async function refreshAgreed(
  transaction: Pick<Transaction, 'db'>,
  accountIds: readonly number[] | undefined,
): Promise<void> {
  const { db } = transaction;
  const ids = accountIds && [...new Set([...accountIds, ...(await carriersOfShared(db, accountIds))])];
  const [phones, domains] = [await readPhones(db, severalPhones(ids)), await readDomains(db, severalDomains(ids))];
  const concerned = [...new Set([...phones.keys(), ...domains.keys()])];
  await lockAccounts(db, concerned);
  const golden = await readGoldenAccounts(db, concerned);
  const changed = concerned.flatMap((id) => {
    const held = golden.get(id);
    const isOther = held && [take(held, 'phone', phones.get(id)?.[0]), take(held, 'domain', domains.get(id)?.[0])];
    return isOther?.includes(true) ? [{ id, golden: held! }] : [];
  });
  await write(db, changed);
  await applyOverrides(
    transaction,
    changed.map(({ id }) => id),
  );
}

/** Lets the best stand; true when another stood there. */
function take(
  { values, provenance }: GoldenAccount,
  attribute: 'phone' | 'domain',
  best: ToldPhone | ToldDomain | undefined,
): boolean {
  if (!best || (values[attribute] === best.value && provenance[attribute]?.row === best.origin.row)) return false;
  values[attribute] = best.value;
  provenance[attribute] = best.origin;
  return true;
}

async function write(
  db: Db,
  changed: readonly { readonly id: number; readonly golden: GoldenAccount }[],
): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    update account a set phone = q.phone, domain = q.domain, provenance = q.provenance
      from unnest(${changed.map(({ id }) => id)}::bigint[], ${changed.map(({ golden }) => golden.values.phone ?? null)}::text[],
                  ${changed.map(({ golden }) => golden.values.domain ?? null)}::text[],
                  ${changed.map(({ golden }) => JSON.stringify(storeProvenance(golden.provenance, accountAttributes)))}::json[]) q(id, phone, domain, provenance)
     where a.account_id = q.id`.execute(db);
  // A company of which no row tells a name is called by its domain.
  const nameless = changed.flatMap(({ id, golden }) => {
    const { name, domain } = golden.values;
    return name === undefined && domain !== undefined ? [{ id, domain, grams: gramsOfAccount(golden) }] : [];
  });
  if (nameless.length === 0) return;
  await sql`
    with q as (select * from jsonb_to_recordset(${JSON.stringify(nameless)}::jsonb) q(id bigint, domain text, grams text[])),
         called as (
           update account a set name = q.domain, name_order = case when a.kana is null then q.domain else a.name_order end
             from q where a.account_id = q.id)
    update account_search s set grams = q.grams from q where s.account_id = q.id`.execute(db);
}

type Line = { id: number; value: string; rows: number; origin: readonly [string, string, number, string] };
const originOf = ({ origin: [row, source, rank, on] }: Line): Origin => ({ row, source, rank, on });
/** The row that speaks loudest, as `beats` of core/account says. */
const loudest = sql`l.told_rank desc, coalesce(l.told_on, '') collate "C" desc, l.row_key desc`;
const isOneOf = (ids: readonly number[] | undefined) =>
  ids ? sql`account_id = any(${`{${ids.join(',')}}`}::bigint[])` : sql`account_id is not null`;

const severalPhones = (ids: readonly number[] | undefined) =>
  sql`select account_id from row_link where ${isOneOf(ids)} and phone is not null group by 1 having min(phone) <> max(phone)`;
const severalDomains = (ids: readonly number[] | undefined) =>
  sql`select account_id from row_link cross join unnest(domains) domain where ${isOneOf(ids)} group by 1 having min(domain) <> max(domain)`;
const oneAccount = (id: number) => sql`select ${id}::bigint as account_id`;

/** Every phone and domain that the rows of a company give, the best first. */
export async function readReach(
  db: Db,
  accountId: number,
): Promise<{ readonly phones: readonly ToldPhone[]; readonly domains: readonly ToldDomain[] }> {
  const [phones, domains] = [await readPhones(db, oneAccount(accountId)), await readDomains(db, oneAccount(accountId))];
  return { phones: phones.get(accountId) ?? [], domains: domains.get(accountId) ?? [] };
}

async function readPhones(db: Db, accounts: RawBuilder<unknown>): Promise<Map<number, ToldPhone[]>> {
  const { rows } = await sql<Line & { sources: number; isDirect: boolean }>`
    with several as materialized (${accounts}),
         direct as (
           select account_id, direct_phone from row_link join several using (account_id)
            where direct_phone is distinct from phone and direct_phone is not null and person_id is not null group by 1, 2 having count(distinct person_id) = 1)
    select l.account_id as id, l.phone as value, count(*)::int as rows, count(distinct r.source)::int as sources, bool_or(d.direct_phone is not null) as "isDirect",
           (array_agg(json_build_array(l.row_key, r.source, l.told_rank, coalesce(l.told_on, '')) order by ${loudest}))[1] as origin
      from several join row_link l using (account_id) join raw_row r on r.row_key = l.row_key and r.version = l.version
      left join direct d on d.account_id = l.account_id and d.direct_phone = l.phone
     where l.phone is not null group by 1, 2`.execute(db);
  const shared = await sharedPhones(db, new Set(rows.map(({ value }) => value)));
  const told = rows.map((row) => ({ ...row, origin: originOf(row), isShared: shared.has(row.value) }));
  return byCompany(told, byAgreement);
}

async function readDomains(db: Db, accounts: RawBuilder<unknown>): Promise<Map<number, ToldDomain[]>> {
  const { rows } = await sql<Line & { place: number }>`
    with several as materialized (${accounts}),
         told as (
           select distinct on (l.account_id, d.value) l.account_id, d.value, d.place::int, l.row_key, l.version, l.told_rank, l.told_on,
                  count(*) over (partition by l.account_id, d.value)::int as rows
             from several join row_link l using (account_id) cross join unnest(l.domains) with ordinality d(value, place)
            order by l.account_id, d.value, ${loudest})
    select t.account_id as id, t.value, t.rows, t.place, json_build_array(t.row_key, r.source, t.told_rank, coalesce(t.told_on, '')) as origin
      from told t join raw_row r on r.row_key = t.row_key and r.version = t.version`.execute(db);
  const reached = await peopleByDomain(db, [...new Set(rows.map(({ id }) => id))]);
  const told = rows.map((row) => ({
    ...row,
    origin: originOf(row),
    people: reached.get(`${row.id}/${row.value}`)?.size ?? 0,
  }));
  return byCompany(told, byPeople);
}

/** Who of these companies gets mail under a domain, by `company/domain`. An address that bounces or is a desk's reaches nobody. */
async function peopleByDomain(db: Db, ids: readonly number[]): Promise<Map<string, Set<number>>> {
  const { rows } = await sql<{ id: number; host: string; people: number[] }>`
    select p.account_id as id, split_part(e.address, '@', 2) as host, array_agg(distinct p.person_id) as people
      from person p cross join unnest(p.emails) e(address)
     where p.account_id = any(${ids}::bigint[]) and not p.is_role_address and e.address <> all(p.bounced_emails) group by 1, 2`.execute(
    db,
  );
  const reached = new Map<string, Set<number>>();
  for (const { id, host, people } of rows) {
    const key = `${id}/${registrableDomain(host)}`;
    reached.set(key, new Set([...(reached.get(key) ?? []), ...people]));
  }
  return reached;
}

function byCompany<Told extends { readonly id: number }>(
  lines: readonly Told[],
  order: (one: Told, other: Told) => number,
): Map<number, Told[]> {
  const found = Map.groupBy(lines, ({ id }) => id);
  for (const told of found.values()) told.sort(order);
  return found;
}

/** Of these numbers those that too many companies carry to be one's own, with who carries them: as many as make a key crowded. */
async function sharedPhones(db: Db, phones: ReadonlySet<string>): Promise<Map<string, readonly number[]>> {
  const phoneOf = new Map(Array.from(phones, (phone) => [keyHash(phoneKey(phone)), phone]));
  const { rows } = await sql<{ key: string; carriers: number[] }>`
    select key::text, array_agg(entity_id) as carriers from identity_key
     where key = any(${`{${[...phoneOf.keys()].join(',')}}`}::bigint[]) group by key having count(*) > ${carriersMax.phone}`.execute(
    db,
  );
  return new Map(rows.map(({ key, carriers }) => [phoneOf.get(key)!, carriers]));
}

/** Companies that carry a number which is shared, and which one of these companies carries as well. */
async function carriersOfShared(db: Db, accountIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ phone: string }>`
    select distinct phone from row_link where ${isOneOf(accountIds)} and phone is not null`.execute(db);
  return [...(await sharedPhones(db, new Set(rows.map(({ phone }) => phone)))).values()].flat();
}

/** Keeps with the links of these rows what they give in the version that is in force again; nothing where nothing is left. */
export async function writeReach(
  { db }: Pick<Transaction, 'db'>,
  rowKeys: readonly string[],
  facts: readonly LinkedFact[],
): Promise<void> {
  const lines = facts.flatMap(({ observation }) =>
    companiesByRole(observation).flatMap(([role, seen]) => {
      const reach = reachTold(observation, seen);
      return reach ? [{ row_key: observation.row.key, role, ...reach }] : [];
    }),
  );
  await sql`update row_link set phone = null, direct_phone = null, domains = null, told_rank = null, told_on = null
     where row_key = any(${rowKeys}::uuid[])`.execute(db);
  await sql`
    update row_link l set phone = q.phone, direct_phone = q."directPhone", domains = nullif(q.domains, '{}'), told_rank = q.rank, told_on = q.on
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) q(row_key uuid, role text, phone text, "directPhone" text, domains text[], rank smallint, "on" text)
     where l.row_key = q.row_key and l.role = q.role`.execute(db);
}
