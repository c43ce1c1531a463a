import { sql } from 'kysely';
import type { LinkedFact } from './facts.ts';
import { copyIntoTemporary, copyLine, type Transaction } from './transaction.ts';

type Line = readonly (string | number | undefined)[];

const affiliationColumns = [
  'person_id',
  'account_id',
  'department_key',
  'department',
  'title',
  'title_rank',
  'observed_on',
  'source',
  'row_key',
] as const;
const newerAffiliationWins = `on conflict (person_id, account_id, department_key) do update
     set department = excluded.department, title = coalesce(excluded.title, affiliation.title), title_rank = coalesce(excluded.title_rank, affiliation.title_rank),
         observed_on = excluded.observed_on, source = excluded.source, row_key = excluded.row_key
   where (coalesce(excluded.observed_on, ''), excluded.row_key) > (coalesce(affiliation.observed_on, ''), affiliation.row_key)`;
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
  const latest = new Map<string, { line: Line; on: string }>();
  for (const { observation, accountId, personId } of facts) {
    const { person, row, observedOn } = observation;
    if (!person || accountId === undefined || personId === undefined) continue;
    const key = `${personId}/${accountId}/${person.department?.key ?? ''}`;
    const held = latest.get(key);
    if (held && held.on > (observedOn ?? '')) continue;
    latest.set(key, {
      on: observedOn ?? '',
      line: [
        personId,
        accountId,
        person.department?.key ?? '',
        person.department?.name,
        person.title?.raw,
        person.title?.rank === undefined ? undefined : Math.round(person.title.rank),
        observedOn,
        row.source,
        row.key,
      ],
    });
  }
  const lines = [...latest.values()].map(({ line }) => line);
  await write(transaction, 'affiliation', affiliationColumns, lines, fresh, newerAffiliationWins);
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
    if (accountId === undefined || !company?.name?.site) continue;
    latest.set(`${accountId}/${company.name.site}`, [accountId, company.name.site, company.address?.raw, row.key]);
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
  if (told.length === 0) return;
  await copyIntoTemporary(transaction, table, columns, told.map(copyLine));
  const list = columns.join(', ');
  await transaction.run(`insert into ${table} (${list}) select ${list} from incoming_${table} ${policy}`);
}
