import { sql } from 'kysely';
import type { Urgency } from '#core/demand/cycle-event.ts';
import { withDaysOff } from '#core/period/business-calendar.ts';
import { todayJst } from '#core/period/day.ts';
import { after } from '#core/route/dry-run.ts';
import { commonQueue, defaultPlan, rulesOf, type RoutingPlan } from '#core/route/plan.ts';
import { route, type RouteDecision } from '#core/route/route.ts';
import type { RouteItem, RouteMember, RoutePool, RouteRules, RouteWorld } from '#core/route/rule.ts';
import type { Db } from '#db/pool.ts';
import { listRoutingVersions, readRouteItems } from '#db/routing.ts';
import { readSetting, writeSetting } from '#db/settings.ts';
import { readHandoverSettings, ruleFor } from './handover-settings.ts';
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

/** Members with their days off, hours and open items, pools with their turns, agencies: as they stand at `now`. */
export async function readRouteWorld(db: Db, plan: RoutingPlan, now: Date): Promise<RouteWorld> {
  const settings = await readHandoverSettings(db);
  const { calendar, agencyAnswer } = settings;
  const answerOf = (urgency: Urgency) => ruleFor(settings, urgency).answer;
  const members = await db
    .selectFrom('member')
    .select(['member_id', 'role', 'is_active'])
    .orderBy('member_id')
    .execute();
  const absences = await db
    .selectFrom('absence')
    .selectAll()
    .where(sql<boolean>`to_on >= ${todayJst(now)}::date`)
    .orderBy('from_on')
    .execute();
  const open = await sql<{ receiver_id: string; n: number }>`
    select receiver_id, count(*)::int as n from lead_cycle
     where state = 'handed_over' and receiver_kind = 'member' group by receiver_id`.execute(db);
  const agencies = await sql<{ account_id: number }>`
    select distinct agency_id as account_id from account where agency_id is not null
    union select account_id from account where agency_role is not null`.execute(db);
  const openOf = new Map(open.rows.map((row) => [row.receiver_id, row.n]));
  const memberOf = (row: (typeof members)[number]): RouteMember => {
    const memberId = String(row.member_id);
    const own = absences.filter((absence) => absence.member_id === row.member_id);
    const terms = plan.members[memberId];
    const days = own.flatMap((absence) => daysOf(absence.from_on, absence.to_on));
    return {
      memberId,
      isActive: row.is_active,
      calendar: withDaysOff(withHours(calendar, terms?.hours ?? null), days),
      openItems: openOf.get(memberId) ?? 0,
      capacity: terms?.capacity ?? null,
      absences: own.map(({ from_on, to_on, deputy_id }) => ({
        from: from_on,
        to: to_on,
        deputyId: deputy_id === null ? null : String(deputy_id),
      })),
    };
  };
  const insideSales = members.filter((row) => row.role === 'inside_sales' && row.is_active);
  const pools = [
    { poolId: commonQueue, memberIds: insideSales.map((row) => String(row.member_id)) },
    ...plan.pools.map(({ poolId, memberIds }) => ({ poolId, memberIds })),
  ];
  return {
    members: new Map(members.map((row) => [String(row.member_id), memberOf(row)])),
    pools: new Map((await withTurns(db, pools)).map((pool) => [pool.poolId, pool])),
    agencies: new Map(
      agencies.rows.map((row) => [
        String(row.account_id),
        { agencyId: String(row.account_id), isActive: true, answer: agencyAnswer },
      ]),
    ),
    calendar,
    answer: { hot: answerOf('hot'), tal: answerOf('tal'), normal: answerOf('normal') },
  };
}

async function withTurns(db: Db, pools: readonly Pick<RoutePool, 'poolId' | 'memberIds'>[]): Promise<RoutePool[]> {
  const found: RoutePool[] = [];
  for (const pool of pools) {
    const turn = await readSetting<{ lastMemberId: string }>(db, `${turnSetting}${pool.poolId}`);
    found.push({ ...pool, lastMemberId: turn?.lastMemberId ?? null, queueId: commonQueue });
  }
  return found;
}
