import { siteOf } from '#core/company/site.ts';
import { type Affiliation, affiliationOf, joinAffiliations } from '#core/person/affiliation.ts';
import { sql } from 'kysely';
import type { LinkedFact } from './facts.ts';
import { copyLine, type Transaction } from './transaction.ts';

type Line = readonly (string | number | boolean | undefined)[];

const affiliationColumns = [
  'person_id',
  'account_id',
  'department_key',
  'department',
  'title',
  'title_rank',
  'title_on',
  'title_row',
  'first_on',
  'observed_on',
  'source',
  'row_key',
  'has_second_post',
  'left_told_on',
  'left_row',
  'left_on',
  'left_by_change',
] as const;
/** `joinAffiliations` of core/person, in SQL: these columns follow the later of two rows. */
const laterWins = (columns: readonly string[], on: string, row: string) => {
  const isLater = `excluded.${row} is not null and (affiliation.${row} is null or (coalesce(excluded.${on}, ''), excluded.${row}) > (coalesce(affiliation.${on}, ''), affiliation.${row}))`;
  return columns.map(
    (column) => `${column} = case when ${isLater} then excluded.${column} else affiliation.${column} end`,
  );
};
const affiliationsJoin = `on conflict (person_id, account_id, department_key) do update set ${[
  ...laterWins(['department', 'observed_on', 'source', 'row_key'], 'observed_on', 'row_key'),
  ...laterWins(['title', 'title_rank', 'title_on', 'title_row'], 'title_on', 'title_row'),
  ...laterWins(['left_told_on', 'left_row', 'left_on', 'left_by_change'], 'left_told_on', 'left_row'),
  'first_on = least(excluded.first_on, affiliation.first_on)',
  'has_second_post = excluded.has_second_post or affiliation.has_second_post',
].join(', ')}`;
const acquaintanceColumns = ['person_id', 'member_name', 'source', 'last_on', 'row_key'] as const;
const laterAcquaintanceWins = `on conflict (person_id, member_name, source) do update set last_on = excluded.last_on, row_key = excluded.row_key
   where (coalesce(excluded.last_on, ''), excluded.row_key) > (coalesce(acquaintance.last_on, ''), acquaintance.row_key)`;
const siteColumns = ['account_id', 'name', 'address', 'row_key'] as const;
const laterSiteWins = `on conflict (account_id, name) do update set address = coalesce(excluded.address, site.address), row_key = excluded.row_key
   where excluded.row_key > site.row_key`;

/** Affiliations, acquaintances and sites of these entities become exactly what the given rows tell. */
export async function writeAffiliationsOf(
  transaction: Transaction,
  accountIds: readonly number[],
  personIds: readonly number[],
  facts: readonly LinkedFact[],
): Promise<void> {
  await sql`delete from affiliation where person_id = any(${personIds}::bigint[])`.execute(transaction.db);
  await sql`delete from acquaintance where person_id = any(${personIds}::bigint[])`.execute(transaction.db);
  await sql`delete from site where account_id = any(${accountIds}::bigint[])`.execute(transaction.db);
  const [accounts, people] = [new Set(accountIds), new Set(personIds)];
  const ofPeople = facts.filter((fact) => fact.personId !== undefined && people.has(fact.personId));
  await writeAffiliations(transaction, ofPeople, people);
  await writeAcquaintances(transaction, ofPeople, people);
  await writeSites(
    transaction,
    facts.filter((fact) => fact.accountId !== undefined && accounts.has(fact.accountId)),
  );
}

/** Who works where, in which department under which title. `fresh` are people of whom nothing is written yet. */
export async function writeAffiliations(
  transaction: Transaction,
  facts: readonly LinkedFact[],
  fresh: ReadonlySet<number>,
): Promise<void> {
  const held = new Map<string, { ids: readonly [number, number]; affiliation: Affiliation }>();
  for (const { observation, accountId, personId, replacedOn } of facts) {
    const affiliation = affiliationOf(observation, replacedOn);
    if (!affiliation || accountId === undefined || personId === undefined) continue;
    const key = `${personId}/${accountId}/${affiliation.departmentKey}`;
    const known = held.get(key);
    held.set(key, {
      ids: [personId, accountId],
      affiliation: known ? joinAffiliations(known.affiliation, affiliation) : affiliation,
    });
  }
  const lines = Array.from(held.values(), ({ ids, affiliation }) => affiliationLine(ids, affiliation));
  await write(transaction, 'affiliation', affiliationColumns, lines, fresh, affiliationsJoin);
}

function affiliationLine([personId, accountId]: readonly [number, number], one: Affiliation): Line {
  return [
    personId,
    accountId,
    one.departmentKey,
    one.department,
    one.title,
    one.titleRank,
    one.titleOn,
    one.titleRow,
    one.firstOn,
    one.observedOn,
    one.source,
    one.rowKey,
    one.hasSecondPost,
    one.leftToldOn,
    one.leftRow,
    one.leftOn,
    one.leftByChange,
  ];
}

/** この人を知っている社員: whoever owns the card or record, or held the activity. */
export async function writeAcquaintances(
  transaction: Transaction,
  facts: readonly LinkedFact[],
  fresh: ReadonlySet<number>,
): Promise<void> {
  const latest = new Map<string, Line>();
  for (const { observation, personId } of facts) {
    if (personId === undefined || !observation.ownerName) continue;
    const on = (observation.fact?.kind === 'activity' ? observation.fact.on : undefined) ?? observation.observedOn;
    const key = `${personId}/${observation.ownerName}/${observation.row.source}`;
    const held = latest.get(key);
    if (!held || String(held[3] ?? '') <= (on ?? ''))
      latest.set(key, [personId, observation.ownerName, observation.row.source, on, observation.row.key]);
  }
  await write(transaction, 'acquaintance', acquaintanceColumns, [...latest.values()], fresh, laterAcquaintanceWins);
}

export async function writeSites(transaction: Transaction, facts: readonly LinkedFact[]): Promise<void> {
  const latest = new Map<string, Line>();
  for (const {
    observation: { company, row },
    accountId,
  } of facts) {
    const site = company && siteOf(company);
    if (accountId === undefined || !site) continue;
    latest.set(`${accountId}/${site}`, [accountId, site, company.address?.raw, row.key]);
  }
  await write(transaction, 'site', siteColumns, [...latest.values()], new Set(), laterSiteWins);
}

/** Lines of fresh entities (the first column) by COPY; the others by one insert that states who wins. */
async function write(
  transaction: Transaction,
  table: string,
  columns: readonly string[],
  lines: readonly Line[],
  fresh: ReadonlySet<number>,
  policy: string,
): Promise<void> {
  const [untold, told]: [Line[], Line[]] = [[], []];
  for (const line of lines) (fresh.has(line[0] as number) ? untold : told).push(line);
  await transaction.copy(table, columns, untold.map(copyLine));
  await transaction.merge(table, columns, told.map(copyLine), policy);
}
