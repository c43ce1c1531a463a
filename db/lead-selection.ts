import { sql, type RawBuilder } from 'kysely';

export const groupings = ['source', 'campaign', 'owner', 'agency'] as const;
export type Grouping = (typeof groupings)[number];
export type Scope = 'all' | 'inside' | 'outside';

/** Which leads a page counts: handed over in `[from, to)`, inside or outside the target list, and of all groups named. */
export type LeadSelection = {
  readonly from: string;
  readonly to: string;
  readonly scope: Scope;
  /** `key` is the group's value, empty for leads that have none. */
  readonly groups: readonly { readonly by: Grouping; readonly key: string }[];
};

/** Stages a lead is dated by; `lead` is the day it was acquired. */
export type Stamp = 'lead' | 'mql' | 'sal' | 'sql' | 'deal' | 'won';

/** What a lead is grouped by, and the table that knows. `c` is lead_cycle. */
const keyOf: Readonly<Record<Grouping, RawBuilder<string>>> = {
  source: sql`c.source`,
  campaign: sql`coalesce(l.campaign, '')`,
  owner: sql`coalesce(l.owner_name, '')`,
  agency: sql`coalesce(a.agency_id::text, '')`,
};
const joinOf = {
  lead: sql`join lead l on l.lead_id = c.lead_id`,
  account: sql`left join account a on a.account_id = c.account_id`,
} as const;
type Joined = keyof typeof joinOf;
const neededBy: Readonly<Record<Grouping, Joined | undefined>> = {
  source: undefined,
  campaign: 'lead',
  owner: 'lead',
  agency: 'account',
};

export const groupKey = (by: Grouping) => keyOf[by];

/** Inside or outside the target list as it stands today, of the company of a lead `c` or of another table. */
export function isInScope(scope: Scope, table = 'c'): RawBuilder<boolean> {
  if (scope === 'all') return sql<boolean>`true`;
  const isTarget = sql<boolean>`exists (select 1 from target_now t where t.account_id = ${sql.ref(`${table}.account_id`)} and t.status = 'active')`;
  return scope === 'inside' ? isTarget : sql<boolean>`not ${isTarget}`;
}

/**
 * `from … where …` of the leads of a selection. A cohort is dated by its hand-over; dated by another stage it is who reached
 * that stage in the period. `joins` asks for the lead `l` or its company `a`, `extra` for
 * anything else; a grouping brings its own.
 */
export function leadsOf(
  { from, to, scope, groups }: LeadSelection,
  given: { datedBy?: Stamp; grouping?: Grouping; joins?: readonly Joined[]; extra?: RawBuilder<unknown> } = {},
): RawBuilder<unknown> {
  const { datedBy = 'mql' } = given;
  const asked = [given.grouping, ...groups.map((one) => one.by)].map((one) => one && neededBy[one]);
  const joins = [...new Set([...(given.joins ?? []), ...asked].filter((one) => one !== undefined))];
  return sql`from lead_cycle c ${sql.join(
    joins.map((one) => joinOf[one]),
    sql` `,
  )} ${given.extra ?? sql``}
     where not c.is_sales_made and ${stampOf(datedBy)} >= ${from}::date and ${stampOf(datedBy)} < ${to}::date
       and ${isInScope(scope)}
       ${sql.join(
         groups.map(({ by, key }) => sql`and ${keyOf[by]} = ${key}`),
         sql` `,
       )}`;
}

/** Handed over, and neither accepted nor returned when its time ran out. */
export const isLapsed = sql<boolean>`c.ignored_at is not null and c.rejected_at is null and c.sal_on is null`;

/** The day of a stage. */
export const stampOf = (stage: Stamp) => sql.ref(stage === 'lead' ? 'c.acquired_on' : `c.${stage}_on`);
