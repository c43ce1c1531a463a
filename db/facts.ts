import { sql } from 'kysely';
import type { CompanySeen, Fact, Observation } from '#core/observation/observation.ts';
import { copyLine, type Transaction } from './transaction.ts';

/** What a row tells beside who it is about, with the entities it was linked to. */
export type LinkedFact = {
  readonly observation: Observation;
  readonly accountId: number | undefined;
  readonly personId: number | undefined;
  readonly parties: Readonly<Partial<Record<'billTo' | 'shipTo' | 'endUser' | 'agency', number>>>;
};

const parties = ['billTo', 'shipTo', 'endUser', 'agency'] as const;

/** Every company a row speaks of, with the account it was linked to. Whoever is named as 代理店 is one. */
export function companiesOf(fact: LinkedFact): [number, CompanySeen][] {
  const found: [number, CompanySeen][] = [];
  if (fact.accountId !== undefined && fact.observation.company) found.push([fact.accountId, fact.observation.company]);
  for (const party of parties) {
    const [id, seen] = [fact.parties[party], fact.observation.parties?.[party]];
    if (id === undefined || !seen) continue;
    found.push([id, party === 'agency' ? { ...seen, attributes: { agencyRole: '代理店', ...seen.attributes } } : seen]);
  }
  return found;
}

/** Tables that hold one line per source row, with the column that names the row. */
const factTables = [
  ['deal', 'deal_id'],
  ['order_line', 'order_line_id'],
  ['activity', 'event_id'],
  ['lead', 'lead_id'],
  ['affiliation', 'row_key'],
  ['acquaintance', 'row_key'],
  ['site', 'row_key'],
  ['colleague', 'row_key'],
  ['product', 'row_key'],
] as const;

/** Takes back what these rows told, before a new version tells it again or an undo withdraws it. */
export async function deleteFacts(transaction: Transaction, rowKeys: readonly string[]): Promise<void> {
  if (rowKeys.length === 0) return;
  for (const [table, column] of factTables) {
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any(${rowKeys}::uuid[])`.execute(
      transaction.db,
    );
  }
}

export async function writeFacts(transaction: Transaction, facts: readonly LinkedFact[]): Promise<void> {
  const of = <K extends Fact['kind']>(kind: K) =>
    facts.filter((one) => one.observation.fact?.kind === kind) as (LinkedFact & {
      observation: { fact: Extract<Fact, { kind: K }> };
    })[];
  await transaction.copy(
    'deal',
    [
      'deal_id',
      'account_id',
      'person_id',
      'external_key',
      'source',
      'name',
      'stage',
      'state',
      'amount_yen',
      'created_on',
      'closed_on',
      'product',
      'owner_name',
      'lead_source',
    ],
    of('deal').map(({ observation: { row, fact, ownerName }, accountId, personId }) =>
      copyLine([
        row.key,
        accountId,
        personId,
        row.externalKey,
        row.source,
        fact.name,
        fact.stage,
        fact.state,
        fact.amountYen,
        fact.createdOn,
        fact.closedOn,
        fact.product,
        ownerName,
        fact.leadSource,
      ]),
    ),
  );
  await transaction.copy(
    'order_line',
    [
      'order_line_id',
      'account_id',
      'bill_to_id',
      'ship_to_id',
      'end_user_id',
      'agency_id',
      'source',
      'order_number',
      'ordered_on',
      'product',
      'quantity',
      'revenue_yen',
      'gross_profit_yen',
    ],
    of('order').map(({ observation: { row, fact }, accountId, parties }) =>
      copyLine([
        row.key,
        accountId,
        parties.billTo,
        parties.shipTo,
        parties.endUser,
        parties.agency,
        row.source,
        fact.orderNumber,
        fact.orderedOn,
        fact.product,
        fact.quantity,
        fact.revenueYen,
        fact.grossProfitYen,
      ]),
    ),
  );
  await writeActivities(transaction, facts);
  await transaction.copy(
    'lead',
    [
      'lead_id',
      'source',
      'account_id',
      'person_id',
      'external_key',
      'name',
      'status',
      'owner_name',
      'campaign',
      'created_on',
      'mql_on',
      'handover_on',
      'sal_on',
      'sql_on',
      'deal_on',
      'closed_on',
      'reject_reason',
      'deal_key',
    ],
    of('lead').map(({ observation: { row, fact, ownerName, person, company }, accountId, personId }) =>
      copyLine([
        row.key,
        row.source,
        accountId,
        personId,
        row.externalKey,
        person?.name?.display ?? company?.name?.raw,
        fact.status,
        ownerName,
        fact.campaign,
        fact.createdOn,
        fact.mqlOn,
        fact.handoverOn,
        fact.salOn,
        fact.sqlOn,
        fact.dealOn,
        undefined,
        fact.rejectReason,
        fact.dealKey,
      ]),
    ),
  );
  for (const {
    observation: { row, fact },
  } of of('member')) {
    await sql`insert into colleague (name, email, department, title, source, row_key) values (${fact.name}, ${fact.email ?? null}, ${fact.department ?? null}, ${fact.title ?? null}, ${row.source}, ${row.key})
      on conflict (name) do update set email = coalesce(excluded.email, colleague.email), department = coalesce(excluded.department, colleague.department), title = coalesce(excluded.title, colleague.title)`.execute(
      transaction.db,
    );
  }
  for (const {
    observation: { row, fact },
  } of of('product')) {
    await sql`insert into product (name, series, price_yen, row_key) values (${fact.name}, ${fact.series ?? null}, ${fact.priceYen ?? null}, ${row.key})
      on conflict (name) do update set series = coalesce(excluded.series, product.series), price_yen = coalesce(excluded.price_yen, product.price_yen)`.execute(
      transaction.db,
    );
  }
  await writeAffiliations(transaction, facts);
  await writeAcquaintances(transaction, facts);
  await writeSites(transaction, facts);
}

/** Activities keyed by account and day. Company 0 holds those whose company nobody knows yet. */
async function writeActivities(transaction: Transaction, facts: readonly LinkedFact[]): Promise<void> {
  const lines: string[] = [];
  const months = new Set<string>();
  for (const { observation, accountId, personId } of facts) {
    const fact = observation.fact?.kind === 'lead' ? observation.fact.activity : observation.fact;
    if (fact?.kind !== 'activity') continue;
    months.add(fact.on.slice(0, 7));
    lines.push(
      copyLine([
        accountId ?? 0,
        fact.on,
        observation.row.key,
        personId,
        fact.type,
        fact.subject,
        observation.ownerName,
        observation.row.source,
      ]),
    );
  }
  if (lines.length === 0) return;
  await ensureMonths(transaction, months);
  await transaction.copy(
    'activity',
    ['account_id', 'day', 'event_id', 'person_id', 'type', 'subject', 'member_name', 'source'],
    lines,
  );
}

const partitionYears = { from: 2000, to: 2100 } as const;
const knownMonths = new WeakMap<object, Set<string>>();

/** One partition per month, made when its first activity comes. Outside 2000–2100 the rest partition takes them. */
async function ensureMonths(transaction: Transaction, months: ReadonlySet<string>): Promise<void> {
  const known = knownMonths.get(transaction) ?? new Set<string>();
  knownMonths.set(transaction, known);
  const wanted = [...months].filter(
    (month) =>
      !known.has(month) &&
      Number(month.slice(0, 4)) >= partitionYears.from &&
      Number(month.slice(0, 4)) < partitionYears.to,
  );
  if (wanted.length === 0) return;
  const names = wanted.map((month) => `activity_${month.replace('-', '')}`);
  const { rows } = await sql<{ relname: string }>`select relname from pg_class where relname = any(${names})`.execute(
    transaction.db,
  );
  const existing = new Set(rows.map((row) => row.relname));
  for (const [index, month] of wanted.entries()) {
    known.add(month);
    if (existing.has(names[index]!)) continue;
    const [year, number] = month.split('-').map(Number) as [number, number];
    const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
    await transaction.client.query(
      `create table ${names[index]} partition of activity for values from ('${month}-01') to ('${next}-01')`,
    );
  }
}

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
  await writeAffiliations(transaction, ofPeople);
  await writeAcquaintances(transaction, ofPeople);
  await writeSites(
    transaction,
    facts.filter((fact) => fact.accountId !== undefined && accounts.has(fact.accountId)),
  );
}

async function writeAffiliations(transaction: Transaction, facts: readonly LinkedFact[]): Promise<void> {
  const latest = new Map<string, { line: (string | number | undefined)[]; on: string }>();
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
  await mergeThrough(
    transaction,
    'affiliation',
    [
      'person_id',
      'account_id',
      'department_key',
      'department',
      'title',
      'title_rank',
      'observed_on',
      'source',
      'row_key',
    ],
    [...latest.values()].map(({ line }) => line),
    `on conflict (person_id, account_id, department_key) do update
       set department = excluded.department, title = coalesce(excluded.title, affiliation.title), title_rank = coalesce(excluded.title_rank, affiliation.title_rank),
           observed_on = excluded.observed_on, source = excluded.source, row_key = excluded.row_key
     where (coalesce(excluded.observed_on, ''), excluded.row_key) > (coalesce(affiliation.observed_on, ''), affiliation.row_key)`,
  );
}

/** この人を知っている社員: whoever owns the card or record, or held the activity. */
async function writeAcquaintances(transaction: Transaction, facts: readonly LinkedFact[]): Promise<void> {
  const latest = new Map<string, (string | number | undefined)[]>();
  for (const { observation, personId } of facts) {
    if (personId === undefined || !observation.ownerName) continue;
    const on = (observation.fact?.kind === 'activity' ? observation.fact.on : undefined) ?? observation.observedOn;
    const key = `${personId}/${observation.ownerName}/${observation.row.source}`;
    const held = latest.get(key);
    if (!held || String(held[3] ?? '') <= (on ?? ''))
      latest.set(key, [personId, observation.ownerName, observation.row.source, on, observation.row.key]);
  }
  await mergeThrough(
    transaction,
    'acquaintance',
    ['person_id', 'member_name', 'source', 'last_on', 'row_key'],
    [...latest.values()],
    `on conflict (person_id, member_name, source) do update set last_on = excluded.last_on, row_key = excluded.row_key
     where (coalesce(excluded.last_on, ''), excluded.row_key) > (coalesce(acquaintance.last_on, ''), acquaintance.row_key)`,
  );
}

async function writeSites(transaction: Transaction, facts: readonly LinkedFact[]): Promise<void> {
  const latest = new Map<string, (string | number | undefined)[]>();
  for (const {
    observation: { company, row },
    accountId,
  } of facts) {
    if (accountId === undefined || !company?.name?.site) continue;
    latest.set(`${accountId}/${company.name.site}`, [accountId, company.name.site, company.address?.raw, row.key]);
  }
  await mergeThrough(
    transaction,
    'site',
    ['account_id', 'name', 'address', 'row_key'],
    [...latest.values()],
    `on conflict (account_id, name) do update set address = coalesce(excluded.address, site.address), row_key = excluded.row_key where excluded.row_key > site.row_key`,
  );
}

/** COPY into a temporary table, then one insert that states who wins. */
async function mergeThrough(
  transaction: Transaction,
  table: string,
  columns: readonly string[],
  lines: readonly (string | number | undefined)[][],
  policy: string,
): Promise<void> {
  if (lines.length === 0) return;
  await transaction.client.query(
    `create temp table if not exists incoming_${table} (like ${table}) on commit delete rows`,
  );
  await transaction.client.query(`truncate incoming_${table}`);
  await transaction.copy(`incoming_${table}`, columns, lines.map(copyLine));
  const list = columns.join(', ');
  await transaction.client.query(`insert into ${table} (${list}) select ${list} from incoming_${table} ${policy}`);
}
