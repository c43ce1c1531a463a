import { sql, type RawBuilder } from 'kysely';
import { addDays } from '#core/period/day.ts';
import { targetStatuses } from '#core/target/line.ts';
import { searchFirst, type FilterContext } from './account-filter.ts';
import { compileFilter, filterSchema, type Filter } from './filter.ts';

/** Fields the target list can be filtered and sorted by, over target_line t, account a, account_rollup r and the names in x. */
export const targetFields = {
  name: { column: 'a.name_order', type: 'text' },
  status: { column: 't.status', type: 'text' },
  class: { column: 't.class', type: 'text' },
  tier: { column: 't.tier', type: 'text' },
  ownerName: { column: 'x.owner_name', type: 'text' },
  agencyName: { column: 'x.agency_name', type: 'text' },
  origin: { column: 't.origin', type: 'text' },
  nominatedBy: { column: 't.nominated_by', type: 'text' },
  reason: { column: 't.reason', type: 'text' },
  industry: { column: 'a.industry', type: 'text' },
  prefecture: { column: 'a.prefecture', type: 'text' },
  people: { column: 'r.person_count', type: 'number' },
  openDeals: { column: 'r.open_deal_count', type: 'number' },
  lastActivityOn: { column: 'r.last_activity_on', type: 'text' },
} as const;
export type TargetField = keyof typeof targetFields;

const quicks = [
  ...targetStatuses,
  'mine',
  'my_department',
  'unassigned',
  'overdue',
  'no_contact_90d',
  'no_person',
  'direct',
  'via_agency',
] as const;
type TargetQuick = (typeof quicks)[number];
export type TargetFilter = Filter<TargetField, TargetQuick>;
export const targetFilter = filterSchema<TargetField, TargetQuick>(targetFields, quicks);

export function compileTargetFilter(filter: TargetFilter, context: FilterContext): RawBuilder<boolean> {
  return compileFilter(filter, targetFields, (name) => quickFilter(name, context), {
    name: ({ op, value }) => (op === 'contains' ? searchFirst(String(value ?? '')) : undefined),
  });
}

/** The same filter in whatever state a line is: of the conditions that hold together those on the state are left out. */
export function inAnyState(filter: TargetFilter | undefined): TargetFilter | undefined {
  if (!filter || !('and' in filter)) return filter;
  return { and: filter.and.filter((part) => !('quick' in part && isStatus(part.quick))) };
}

const isStatus = (name: TargetQuick) => (targetStatuses as readonly string[]).includes(name);

function quickFilter(name: TargetQuick, context: FilterContext): RawBuilder<boolean> {
  switch (name) {
    case 'mine':
      return sql`(t.owner_id = ${context.memberId} or t.owner_id is null and t.owner_name = (select name from member where member_id = ${context.memberId}))`;
    case 'my_department':
      return sql`t.owner_id in (select member_id from member where department = ${context.department ?? ''})`;
    case 'unassigned':
      return sql`coalesce(x.owner_name, '') = ''`;
    case 'overdue':
      return sql`exists (select 1 from target_aim d where d.target_line_id = t.target_line_id and d.person_id is null and d.search_due_on < ${context.today})`;
    case 'no_contact_90d':
      return sql`(r.last_activity_on is null or r.last_activity_on < ${addDays(context.today, -90)})`;
    case 'no_person':
      return sql`not exists (select 1 from target_aim d where d.target_line_id = t.target_line_id and d.person_id is not null)`;
    case 'direct':
      return sql`t.agency_id is null`;
    case 'via_agency':
      return sql`t.agency_id is not null`;
    default:
      return sql`t.status = ${name}`;
  }
}
