import { sql } from 'kysely';
import type { Urgency } from '#core/demand/cycle-event.ts';
import { withDaysOff } from '#core/period/business-calendar.ts';
import { todayJst } from '#core/period/day.ts';
import { after } from '#core/route/dry-run.ts';
import { commonQueue, defaultPlan, rulesOf, type RoutingPlan } from '#core/route/plan.ts';
import { route, type RouteDecision } from '#core/route/route.ts';
import type { RouteItem, RouteMember, RouteRules, RouteWorld } from '#core/route/rule.ts';
import type { Db } from '#db/pool.ts';
import { listRoutingVersions, readRouteItems } from '#db/routing.ts';
import { readSetting, writeSetting } from '#db/settings.ts';
import { readHandoverSettings, ruleFor, type HandoverSettings } from './handover-settings.ts';
import { daysOf, withHours } from './receiver-calendars.ts';

/** The rules in force: the newest version, or those that hold until somebody writes some. */
export async function readRoutingPlan(db: Db): Promise<{ plan: RoutingPlan; version: string }> {
  const [newest] = await listRoutingVersions(db, 1);
  return newest ? { plan: newest.plan, version: String(newest.versionId) } : { plan: defaultPlan, version: 'default' };
}

/** Routes leads one after the other; each sees the turns and loads that those before it left. */
export class LeadRouter {
  readonly #db: Db;
  readonly #rules: RouteRules;
  readonly #items: ReadonlyMap<string, RouteItem>;
  readonly #turns = new Map<string, string>();
  #world: RouteWorld;

  private constructor(db: Db, rules: RouteRules, world: RouteWorld, items: ReadonlyMap<string, RouteItem>) {
    this.#db = db;
    this.#rules = rules;
    this.#world = world;
    this.#items = items;
  }

  /** Made ready for these cycles, as of now. */
  static async open(db: Db, cycleIds: readonly string[], now: Date): Promise<LeadRouter> {
    const { plan, version } = await readRoutingPlan(db);
    const world = await readRouteWorld(db, plan, now);
    return new LeadRouter(db, rulesOf(plan, version), world, await readRouteItems(db, cycleIds, () => now));
  }

  /** Who receives the lead of a cycle, until when, and why. Nobody is left without a receiver. */
  route(cycleId: string): RouteDecision {
    const decision = route(this.#items.get(cycleId)!, this.#rules, this.#world);
    this.#world = after(this.#world, decision);
    if (decision.turn) this.#turns.set(decision.turn.poolId, decision.turn.memberId);
    return decision;
  }

  /** Remembers whose turn it was last in each pool. */
  async saveTurns(): Promise<void> {
    for (const [poolId, lastMemberId] of this.#turns)
      await writeSetting(this.#db, `${turnSetting}${poolId}`, { lastMemberId }, null);
  }
}

const turnSetting = 'routing_turn/';

/** Who is there at a moment, before loads and turns. */
export type Presence = {
  readonly settings: HandoverSettings;
  readonly members: readonly { readonly memberId: number; readonly role: string; readonly isActive: boolean }[];
  readonly absences: readonly {
    readonly memberId: number;
    readonly from: string;
    readonly to: string;
    readonly deputyId: number | null;
  }[];
  readonly agencyIds: readonly string[];
};

/** Members with their days off, hours and open items, pools with their turns, agencies: as they stand at `now`. */
export async function readRouteWorld(db: Db, plan: RoutingPlan, now: Date): Promise<RouteWorld> {
  const settings = await readHandoverSettings(db);
  const members = await db
    .selectFrom('member')
    .select(['member_id as memberId', 'role', 'is_active as isActive'])
    .orderBy('member_id')
    .execute();
  const absences = await db
    .selectFrom('absence')
    .select(['member_id as memberId', 'from_on as from', 'to_on as to', 'deputy_id as deputyId'])
    .where(sql<boolean>`to_on >= ${todayJst(now)}::date`)
    .orderBy('from_on')
    .execute();
  const open = await sql<{ receiver_id: string; n: number }>`
    select receiver_id, count(*)::int as n from lead_cycle
     where state = 'handed_over' and receiver_kind = 'member' group by receiver_id`.execute(db);
  const openOf = new Map(open.rows.map((row) => [row.receiver_id, row.n]));
  const agencyIds = await listAgencies(db);
  const empty = worldOf(plan, { settings, members, absences, agencyIds });
  const turns = await readTurns(db, [...empty.pools.keys()]);
  return {
    ...empty,
    members: new Map([...empty.members].map(([id, one]) => [id, { ...one, openItems: openOf.get(id) ?? 0 }])),
    pools: new Map([...empty.pools].map(([id, pool]) => [id, { ...pool, lastMemberId: turns.get(id) ?? null }])),
  };
}

/** Whoever is there under the terms of a plan; nobody holds anything and nobody had a turn. */
export function worldOf(plan: RoutingPlan, { settings, members, absences, agencyIds }: Presence): RouteWorld {
  const { calendar, agencyAnswer } = settings;
  const answerOf = (urgency: Urgency) => ruleFor(settings, urgency).answer;
  const memberOf = ({ memberId: id, isActive }: Presence['members'][number]): RouteMember => {
    const memberId = String(id);
    const own = absences.filter((absence) => absence.memberId === id);
    const terms = plan.members[memberId];
    const days = own.flatMap(({ from, to }) => daysOf(from, to));
    return {
      memberId,
      isActive,
      calendar: withDaysOff(withHours(calendar, terms?.hours ?? null), days),
      openItems: 0,
      capacity: terms?.capacity ?? null,
      absences: own.map(({ from, to, deputyId }) => ({
        from,
        to,
        deputyId: deputyId === null ? null : String(deputyId),
      })),
    };
  };
  const insideSales = members.filter(({ role, isActive }) => role === 'inside_sales' && isActive);
  const pools = [
    { poolId: commonQueue, memberIds: insideSales.map(({ memberId }) => String(memberId)) },
    ...plan.pools.map(({ poolId, memberIds }) => ({ poolId, memberIds })),
  ];
  return {
    members: new Map(members.map((row) => [String(row.memberId), memberOf(row)])),
    pools: new Map(pools.map((pool) => [pool.poolId, { ...pool, lastMemberId: null, queueId: commonQueue }])),
    agencies: new Map(agencyIds.map((agencyId) => [agencyId, { agencyId, isActive: true, answer: agencyAnswer }])),
    calendar,
    answer: { hot: answerOf('hot'), tal: answerOf('tal'), normal: answerOf('normal') },
  };
}

async function listAgencies(db: Db): Promise<string[]> {
  const { rows } = await sql<{ account_id: number }>`
    select distinct agency_id as account_id from account where agency_id is not null
    union select account_id from account where agency_role is not null`.execute(db);
  return rows.map((row) => String(row.account_id));
}

async function readTurns(db: Db, poolIds: readonly string[]): Promise<Map<string, string>> {
  const turns = new Map<string, string>();
  for (const poolId of poolIds) {
    const turn = await readSetting<{ lastMemberId: string }>(db, `${turnSetting}${poolId}`);
    if (turn) turns.set(poolId, turn.lastMemberId);
  }
  return turns;
}
