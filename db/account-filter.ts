import { formerAccounts } from './reassignments.ts';
import { sql, type RawBuilder } from 'kysely';
import { parseCompanyName } from '#core/company/name.ts';
import { gramsOf, searchKey } from '#core/text/grams.ts';
import { addDays } from '#core/period/day.ts';
import { compileElsewhere, compileFilter, filterSchema, type Filter } from './filter.ts';

/** Fields a list can be filtered and sorted by: public name → column. Anything else is refused, never passed on. */
export const accountFields = {
  name: { column: 'a.name_order', type: 'text' },
  corporateNumber: { column: 'a.corporate_number', type: 'text' },
  prefecture: { column: 'a.prefecture', type: 'text' },
  industry: { column: 'a.industry', type: 'text' },
  employees: { column: 'a.employees', type: 'number' },
  revenue: { column: 'a.revenue_yen', type: 'number' },
  class: { column: 'k.class', type: 'text' },
  tier: { column: 'a.tier', type: 'text' },
  isOnHold: { column: 'a.is_on_hold', type: 'boolean' },
  ownerId: { column: 'a.owner_id', type: 'number' },
  ownerName: { column: 'a.owner_name', type: 'text' },
  agencyId: { column: 'a.agency_id', type: 'number' },
  agencyRole: { column: 'a.agency_role', type: 'text' },
  status: { column: 'a.status', type: 'text' },
  kind: { column: 'a.kind', type: 'text' },
  tradeAccountOpenedOn: { column: 'a.trade_account_opened_on', type: 'text' },
  people: { column: 'r.person_count', type: 'number' },
  deciders: { column: 'r.decider_count', type: 'number' },
  activities: { column: 'r.activity_count', type: 'number' },
  lastActivityOn: { column: 'r.last_activity_on', type: 'text' },
  openDeals: { column: 'r.open_deal_count', type: 'number' },
  wonDeals: { column: 'r.won_deal_count', type: 'number' },
  revenue36m: { column: 'r.revenue_36m_yen', type: 'number' },
  grossProfit36m: { column: 'r.gross_profit_36m_yen', type: 'number' },
  sources: { column: 'r.source_count', type: 'number' },
  targetStatus: { column: 't.status', type: 'text' },
} as const;
export type AccountField = keyof typeof accountFields;
/** Those and what stands in other rows, by which a list is narrowed and not sorted. */
const filterFields = {
  ...accountFields,
  product: { column: 'o.product', type: 'text' },
  agencyName: { column: 'g.name', type: 'text' },
} as const;
type FilteredField = keyof typeof filterFields;

const quicks = [
  'mine',
  'my_department',
  'unassigned',
  'no_contact_90d',
  'no_decider',
  'direct',
  'via_agency',
  'on_target_list',
  'overdue',
] as const;
type AccountQuick = (typeof quicks)[number];
export type AccountFilter = Filter<FilteredField, AccountQuick>;
export const accountFilter = filterSchema<FilteredField, AccountQuick>(filterFields, quicks);

export type FilterContext = { readonly memberId: number; readonly department: string | null; readonly today: string };

/** A filter as SQL over account a, account_rollup r, target_now t and k, which tells the class. */
export function compileAccountFilter(filter: AccountFilter, context: FilterContext): RawBuilder<boolean> {
  return compileFilter(filter, filterFields, (name) => quickFilter(name, context), {
    name: ({ op, value }) => (op === 'contains' ? searchFilter(String(value ?? '')) : undefined),
    product: (condition) =>
      compileElsewhere(
        condition,
        filterFields.product.column,
        (holds) =>
          sql`a.account_id in (select o.account_id from order_line o where o.account_id is not null and ${holds})`,
      ),
    agencyName: (condition) =>
      compileElsewhere(
        condition,
        filterFields.agencyName.column,
        (holds) => sql`coalesce(a.agency_id in (select g.account_id from account g where ${holds}), false)`,
      ),
  });
}

function quickFilter(name: AccountQuick, context: FilterContext): RawBuilder<boolean> {
  switch (name) {
    case 'mine':
      return sql`(a.owner_id = ${context.memberId} or a.account_id in (${formerAccounts(context.memberId)}))`;
    case 'my_department':
      return sql`a.owner_id in (select member_id from member where department = ${context.department ?? ''})`;
    case 'unassigned':
      return sql`(a.owner_id is null and coalesce(a.owner_name, '') = '')`;
    case 'no_contact_90d':
      return sql`(r.last_activity_on is null or r.last_activity_on < ${addDays(context.today, -90)})`;
    case 'no_decider':
      return sql`coalesce(r.decider_count, 0) = 0`;
    case 'direct':
      return sql`a.agency_id is null`;
    case 'via_agency':
      return sql`a.agency_id is not null`;
    case 'on_target_list':
      return sql`t.status = 'active'`;
    case 'overdue':
      return sql`exists (select 1 from target_aim m where m.target_line_id = t.target_line_id and m.person_id is null and m.search_due_on < ${context.today})`;
  }
}

/**
 * Free search over names, kana, domains and 法人番号. Two characters and more go through the bigram index; a domain through its
 * prefix index.
 */
function searchFilter(text: string): RawBuilder<boolean> {
  const found = searchIds(text);
  return found ? sql`a.account_id in (${found})` : sql`true`;
}

/**
 * The same as the one condition of a list: the ids are found first, whatever the list is sorted by. Left to itself the
 * planner walks the sorted list until it has met enough of them, which for a rare word is the whole list.
 */
export function searchFirst(text: string): RawBuilder<boolean> {
  const found = searchIds(text);
  return found ? sql`a.account_id = any(array(${found}))` : sql`true`;
}

/** The ids a search finds; undefined where nothing was typed but a legal form. */
function searchIds(text: string): RawBuilder<unknown> | undefined {
  const typed = text.normalize('NFKC').trim().toLowerCase();
  if (/^t?\d{13}$/.test(typed))
    return sql`select account_id from account where corporate_number = ${typed.replace(/^t/, '')}`;
  const key = searchKey(text);
  if (key === '') return undefined;
  // Companies are kept without their legal form, and typed or pasted with it.
  const core = searchKey(parseCompanyName(text).core);
  if (core === '') return undefined;
  const byName = sql.join(
    [...new Set([key, core])].map(
      (one) => sql`select account_id from account_search where grams @> ${gramsOf([one])}::text[]`,
    ),
    sql` union `,
  );
  if (!/^[a-z0-9][a-z0-9.-]+$/.test(typed)) return byName;
  return sql`${byName} union select account_id from account_domain where domain like ${`${typed.replace(/[\\%_]/g, '\\$&')}%`}`;
}
