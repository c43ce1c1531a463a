import { sql } from 'kysely';
import { withDaysOff } from '#core/period/business-calendar.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { after } from '#core/route/dry-run.ts';
import { route, type RouteDecision } from '#core/route/route.ts';
import {
  defaultAgencyAnswer,
  type RouteItem,
  type RouteMember,
  type RoutePool,
  type RouteRules,
  type RouteWorld,
} from '#core/route/rule.ts';
import type { Db } from '#db/pool.ts';
import { readSetting, writeSetting } from '#db/settings.ts';
import { readHandoverSettings } from './handover-settings.ts';

/** Where leads wait that no rule speaks about, and the pool that shares them. */
export const commonQueue = 'inside_sales';

/** Until somebody writes rules: a company's owner gets its leads, inside sales takes turns with the rest. */
export const defaultRules: RouteRules = {
  version: 'default',
  rules: [
    { code: 'owner', when: {}, to: { kind: 'owner' } },
    { code: 'inside_sales', when: {}, to: { kind: 'pool', id: commonQueue } },
  ],
  defaultQueueId: commonQueue,
  unassignedQueueId: 'sales_manager',
};

/** Routes leads one after the other; each sees the turns and loads that those before it left. */
export class LeadRouter {
  readonly #db: Db;
  readonly #rules: RouteRules;
  #world: RouteWorld;

  private constructor(db: Db, rules: RouteRules, world: RouteWorld) {
    this.#db = db;
    this.#rules = rules;
    this.#world = world;
  }

  static async open(db: Db, now: Date): Promise<LeadRouter> {
    const rules = (await readSetting<RouteRules>(db, 'routing')) ?? defaultRules;
    return new LeadRouter(db, rules, await readWorld(db, now));
  }

  /** Who receives the lead of a cycle, until when, and why. Nobody is left without a receiver. */
  async route(cycleId: string, at: Date): Promise<RouteDecision> {
    const decision = route(await readItem(this.#db, cycleId, at), this.#rules, this.#world);
    this.#world = after(this.#world, decision);
    if (decision.turn)
      await writeSetting(
        this.#db,
        `routing_turn/${decision.turn.poolId}`,
        { lastMemberId: decision.turn.memberId },
        null,
      );
    return decision;
  }
}

async function readItem(db: Db, cycleId: string, at: Date): Promise<RouteItem> {
  const { rows } = await sql<{
    account_id: number | null;
    is_target: boolean;
    owner_id: number | null;
    agency_id: number | null;
    other_agencies: number[];
    prefecture: string | null;
    industry: string | null;
    employees: number | null;
  }>`
    select a.account_id, t.target_line_id is not null as is_target, coalesce(t.owner_id, a.owner_id) as owner_id, a.agency_id, a.prefecture, a.industry, a.employees,
           array(select distinct o.agency_id from order_line o where o.account_id = a.account_id and o.agency_id is not null limit 5) as other_agencies
      from lead_cycle c left join account a on a.account_id = c.account_id
      left join target_line t on t.account_id = a.account_id and t.status = 'active'
     where c.cycle_id = ${cycleId}`.execute(db);
  const row = rows[0];
  const text = (id: number | null) => (id === null ? null : String(id));
  return {
    itemId: cycleId,
    at,
    urgency: row?.is_target ? 'tal' : 'normal',
    product: null,
    account:
      !row || row.account_id === null
        ? null
        : {
            accountId: row.account_id,
            isTarget: row.is_target,
            ownerId: text(row.owner_id),
            agencyId: text(row.agency_id),
            otherAgencyIds: row.other_agencies.map(String),
            prefecture: row.prefecture,
            industry: row.industry,
            employees: row.employees,
          },
  };
}

/** Members with their days off and open items, pools with their turns, agencies. */
async function readWorld(db: Db, now: Date): Promise<RouteWorld> {
  const { calendar, rule } = await readHandoverSettings(db);
  const members = await db
    .selectFrom('member')
    .select(['member_id', 'role', 'is_active'])
    .orderBy('member_id')
    .execute();
  const absences = await db
    .selectFrom('absence')
    .selectAll()
    .where(sql<boolean>`to_on >= ${todayJst(now)}::date`)
    .execute();
  const open = await sql<{ receiver_id: string; n: number }>`
    select receiver_id, count(*)::int as n from lead_cycle
     where state = 'handed_over' and receiver_kind = 'member' group by receiver_id`.execute(db);
  const agencies = await sql<{ account_id: number }>`
    select distinct agency_id as account_id from account where agency_id is not null
    union select account_id from account where agency_role is not null`.execute(db);
  const turn = await readSetting<{ lastMemberId: string }>(db, `routing_turn/${commonQueue}`);
  const openOf = new Map(open.rows.map((row) => [row.receiver_id, row.n]));
  const memberOf = (row: (typeof members)[number]): RouteMember => {
    const own = absences.filter((absence) => absence.member_id === row.member_id);
    return {
      memberId: String(row.member_id),
      isActive: row.is_active,
      calendar: withDaysOff(
        calendar,
        own.flatMap((absence) => daysOf(absence.from_on, absence.to_on)),
      ),
      openItems: openOf.get(String(row.member_id)) ?? 0,
      capacity: null,
      deputyId: own[0]?.deputy_id ? String(own[0].deputy_id) : null,
    };
  };
  const pool: RoutePool = {
    poolId: commonQueue,
    memberIds: members
      .filter((row) => row.role === 'inside_sales' && row.is_active)
      .map((row) => String(row.member_id)),
    lastMemberId: turn?.lastMemberId ?? null,
    queueId: commonQueue,
  };
  return {
    members: new Map(members.map((row) => [String(row.member_id), memberOf(row)])),
    pools: new Map([[pool.poolId, pool]]),
    agencies: new Map(
      agencies.rows.map((row) => [
        String(row.account_id),
        { agencyId: String(row.account_id), isActive: true, answer: defaultAgencyAnswer },
      ]),
    ),
    calendar,
    answer: { hot: rule.answer, tal: rule.answer, normal: rule.answer },
  };
}

const absenceDaysMax = 400;

function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < absenceDaysMax; day = addDays(day, 1)) days.push(day);
  return days;
}
