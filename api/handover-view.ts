import { sql } from 'kysely';
import { handoverClock } from '#core/demand/handover.ts';
import type { Because, NameOf, RouteWarning } from '#core/route/because.ts';
import { defaultAgencyAnswer } from '#core/route/rule.ts';
import { Refusal } from '#core/refusal.ts';
import { answeredBy, listReceivers, type HandoverLine } from '#db/handovers.ts';
import type { Db } from '#db/pool.ts';
import type { HandoverSettings } from '#flows/handover-settings.ts';
import type { Actor } from './policy.ts';

export function withClock({ clockFrom, receiverId: _, ...row }: HandoverLine, settings: HandoverSettings, now: Date) {
  const waiting = row.state === 'handed_over' && clockFrom !== null;
  const clock = waiting
    ? handoverClock(
        { ...row, clockFrom: clockFrom.toISOString(), followedUpAt: row.followedUpAt },
        row.receiverKind === 'agency' ? { ...settings.rule, answer: defaultAgencyAnswer } : settings.rule,
        settings.calendar,
        now,
      )
    : undefined;
  return { ...row, clock: clock ?? null };
}

/** Sales managers and administrators answer for everybody; others for what is theirs. */
export async function requireAnswerable(db: Db, ids: readonly string[], actor: Actor): Promise<void> {
  await requireReadable(db, ids, actor);
  if (!(await isAnsweredBy(db, ids, actor)))
    throw new Refusal('handover_of_another', '返事ができるのは、引き渡された本人・代理の人・営業マネージャーです。', {
      status: 403,
    });
}

export async function isAnsweredBy(db: Db, ids: readonly string[], actor: Actor): Promise<boolean> {
  if (actor.role === 'admin' || actor.role === 'sales_manager') return true;
  const queue = actor.role === 'agency' ? sql`false` : sql`c.receiver_kind = 'queue'`;
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from lead_cycle c
     where c.cycle_id = any(${ids}::uuid[]) and not coalesce(${answeredBy(actor)} or ${queue}, false)`.execute(db);
  return rows[0]!.others === 0;
}

/** An agency reads only what was given to it. */
export async function requireReadable(db: Db, ids: readonly string[], actor: Actor): Promise<void> {
  const seen = actor.role === 'agency' ? answeredBy(actor) : sql`true`;
  const { rows } = await sql<{ cycle_id: string }>`
    select c.cycle_id from lead_cycle c where c.cycle_id = any(${ids}::uuid[]) and ${seen}`.execute(db);
  const found = new Set(rows.map((row) => row.cycle_id));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined) throw notFound(missing);
}

export type Explanation = {
  readonly because?: readonly Because[];
  readonly warnings?: readonly RouteWarning[];
  readonly sfa?: {
    readonly status: string | null;
    readonly fileName: string | null;
    readonly rowNumber: number | null;
  };
};

const queueNames: Readonly<Record<string, string>> = {
  inside_sales: 'インサイドセールスの共通の受け口',
  sales_manager: '営業マネージャー',
  owner: '企業の担当へ',
};

/** Names for the ids that routing speaks of. */
export async function readNames(db: Db): Promise<NameOf> {
  const [{ agencies }, members] = await Promise.all([
    listReceivers(db),
    db.selectFrom('member').select(['member_id', 'name']).execute(),
  ]);
  const names = {
    member: new Map(members.map((member) => [String(member.member_id), member.name])),
    agency: new Map(agencies.map(({ id, name }) => [id, name])),
  };
  return (kind, id) => (kind === 'member' || kind === 'agency' ? names[kind].get(id) : queueNames[id]) ?? id;
}

export const notFound = (cycleId: string) =>
  new Refusal('lead_not_found', `リード ${cycleId} は見つかりません。`, { status: 404, details: { cycleId } });
