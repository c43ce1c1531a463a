import { instantOf } from '#core/period/business-clock.ts';
import type { WorldAt } from '#core/route/dry-run.ts';
import { commonQueue, type RoutingPlan } from '#core/route/plan.ts';
import { turnsPool } from '#core/route/replay-routing.ts';
import type { RouteWorld } from '#core/route/rule.ts';
import type { Db } from '#db/pool.ts';
import { listAbsenceSpans, listHandoverSettings, listMemberChanges } from '#db/world-history.ts';
import { completed, lapseDayOf, readHandoverSettings, type StoredHandoverSettings } from './handover-settings.ts';
import { membersSince } from './member-since.ts';
import { worldOf, type Presence } from './route-lead.ts';

const sellingRoles: ReadonlySet<string> = new Set(['inside_sales', 'account_executive']);

type Then = {
  readonly settingsAt: (at: Date) => Presence['settings'];
  readonly presenceAt: (at: Date) => Omit<Presence, 'agencyIds'>;
  readonly isThere: (memberId: number, at: Date) => boolean;
};

/** Who was there, in which role, who was away and when the company worked, at any moment (decision 0024). */
export class WorldsThen {
  readonly #moments: readonly number[];
  readonly #lapseDays = new Map<string, string>();
  readonly #then: Then;
  /** Members by the name that files know them by; several may share one. */
  readonly #named: ReadonlyMap<string, readonly number[]>;

  private constructor(moments: Iterable<Date>, then: Then, named: ReadonlyMap<string, readonly number[]>) {
    this.#moments = [...new Set([...moments].map((at) => at.getTime()))].sort((one, other) => one - other);
    this.#then = then;
    this.#named = named;
  }

  /** For moments from `from` on. */
  static async read(db: Db, from: Date): Promise<WorldsThen> {
    const members = await db.selectFrom('member').selectAll().orderBy('member_id').execute();
    const since = await membersSince(
      db,
      members.map((row) => ({ memberId: row.member_id, name: row.name, createdAt: row.created_at })),
      from,
    );
    const changes = Map.groupBy(await listMemberChanges(db), ({ memberId }) => memberId);
    const absences = (await listAbsenceSpans(db)).map((span) => ({
      ...span,
      since: span.since ?? new Date(instantOf(span.from, 0)),
    }));
    const settings = await listHandoverSettings<StoredHandoverSettings>(db);
    const current = await readHandoverSettings(db);
    const settingsAt = (at: Date) => {
      const before = settings.find((change) => change.at > at)?.before;
      return before ? completed(before) : current;
    };
    const memberAt = ({ member_id: memberId, role, is_active: isActive }: (typeof members)[number], at: Date) => {
      const then = changes.get(memberId)?.find((change) => change.at > at) ?? { role, isActive };
      return { memberId, role: then.role, isActive: then.isActive && since.get(memberId)! <= at };
    };
    const byId = new Map(members.map((row) => [row.member_id, row]));
    const moments = [
      ...since.values(),
      ...[...changes.values()].flatMap((own) => own.map(({ at }) => at)),
      ...absences.flatMap(({ since: at, until }) => (until ? [at, until] : [at])),
      ...settings.map(({ at }) => at),
    ];
    return new WorldsThen(
      moments,
      {
        settingsAt,
        presenceAt: (at) => ({
          settings: settingsAt(at),
          members: members.map((row) => memberAt(row, at)),
          absences: absences.filter((span) => span.since <= at && (span.until === null || span.until > at)),
        }),
        isThere: (memberId, at) => {
          const row = byId.get(memberId);
          return row !== undefined && memberAt(row, at).isActive;
        },
      },
      Map.groupBy(
        members.map((row) => row.member_id),
        (id) => byId.get(id)!.name,
      ),
    );
  }

  /** The worlds under the terms of a plan; desks are empty and nobody had a turn. */
  under(plan: RoutingPlan, agencyIds: readonly string[]): WorldAt {
    const worlds = new Map<number, RouteWorld>();
    return (at) => {
      const epoch = this.#epochOf(at);
      const held = worlds.get(epoch) ?? this.#worldOf(plan, agencyIds, at);
      worlds.set(epoch, held);
      return held;
    };
  }

  /** Whoever of that name was there; undefined where nobody was. */
  memberNamed(name: string, at: Date): number | undefined {
    return this.#named.get(name)?.find((memberId) => this.#then.isThere(memberId, at));
  }

  /** The last day on which a hand-over of that moment still waited on a desk, where nobody answered (domain.md §9.5). */
  lapseDay(handedOn: string, at: Date): string {
    const key = `${this.#epochOf(at)}/${handedOn}`;
    const held = this.#lapseDays.get(key) ?? lapseDayOf(this.#then.settingsAt(at))(handedOn);
    this.#lapseDays.set(key, held);
    return held;
  }

  #epochOf(at: Date): number {
    return this.#moments.findLastIndex((moment) => moment <= at.getTime());
  }

  #worldOf(plan: RoutingPlan, agencyIds: readonly string[], at: Date): RouteWorld {
    const presence = this.#then.presenceAt(at);
    const world = worldOf(plan, { ...presence, agencyIds });
    const memberIds = presence.members
      .filter(({ role, isActive }) => isActive && sellingRoles.has(role))
      .map(({ memberId }) => String(memberId));
    const turns = { poolId: turnsPool, memberIds, lastMemberId: null, queueId: commonQueue };
    return { ...world, pools: new Map(world.pools).set(turnsPool, turns) };
  }
}
