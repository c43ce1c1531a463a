import { sql } from 'kysely';
import type { CompanySeen, Fact, Observation } from '#core/observation/observation.ts';
import { writeActivities } from './activities.ts';
import { writeAcquaintances, writeAffiliations, writeSites } from './affiliations.ts';
import { rememberStages } from './deal-stages.ts';
import { markFacts, markStanding } from './stale-cycles.ts';
import { copyLine, type Transaction } from './transaction.ts';

/** What a row tells beside who it is about, with the entities it was linked to. */
export type LinkedFact = {
  readonly observation: Observation;
  readonly accountId: number | undefined;
  readonly personId: number | undefined;
  readonly parties: Readonly<Partial<Record<'billTo' | 'shipTo' | 'endUser' | 'agency', number>>>;
  /** Since when a later version of the record names another company than this one. */
  readonly replacedOn?: string;
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
  await markStanding(transaction, rowKeys);
  for (const [table, column] of factTables) {
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any(${rowKeys}::uuid[])`.execute(
      transaction.db,
    );
  }
}

/** Writes what rows tell. What is told of people who are new needs no look at what is there. */
export async function writeFacts(
  transaction: Transaction,
  facts: readonly LinkedFact[],
  newPeople: ReadonlySet<number> = new Set(),
): Promise<void> {
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
      'term_months',
      'one_off_yen',
      'opportunity_type',
      'lost_reason',
      'lost_note',
      'postponed_until',
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
        fact.termMonths,
        fact.oneOffYen,
        fact.opportunityType,
        fact.lostReason,
        fact.lostNote,
        fact.postponedUntil,
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
      'lead_source',
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
        fact.leadSource,
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
  await rememberStages(transaction, facts);
  await markFacts(transaction, facts);
  await writeAffiliations(transaction, facts, newPeople);
  await writeAcquaintances(transaction, facts, newPeople);
  await writeSites(transaction, facts);
}
