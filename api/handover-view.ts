import type { Cycle } from '#core/demand/cycle.ts';
import type { CycleEvent } from '#core/demand/cycle-event.ts';
import type { Because, NameOf, RouteWarning } from '#core/route/because.ts';
import { queueName, ruleName } from '#core/route/built-in.ts';
import { defaultPlan, type RoutingPlan } from '#core/route/plan.ts';
import { Refusal } from '#core/refusal.ts';
import { countAnsweredByOthers, findKnown } from '#db/answered-by.ts';
import { listReceivers } from '#db/handovers.ts';
import type { Db } from '#db/pool.ts';
import { listRoutingVersions } from '#db/routing.ts';
import type { Actor } from './policy.ts';

/** Sales managers and administrators answer for everybody; others for what is theirs. */
export async function requireAnswerable(db: Db, ids: readonly string[], actor: Actor): Promise<void> {
  await requireReadable(db, ids, actor);
  if (!(await isAnsweredBy(db, ids, actor)))
    throw new Refusal('handover_of_another', '返事ができるのは、引き渡された本人・代理の人・営業マネージャーです。', {
      status: 403,
    });
}

const agencyAnswers: readonly string[] = ['accept', 'postpone', 'reject', 'return', 'follow_up'];

/** An agency accepts or sends back; who else gets a lead, and what deals it joins, is ours to say. */
export function requireFit(kind: string, actor: Actor): void {
  if (actor.role === 'agency' && !agencyAnswers.includes(kind))
    throw new Refusal(
      'answer_of_staff',
      '代理店からは、受け入れる・後で判断・差し戻す・連絡した のどれかで返事をしてください。',
      {
        status: 403,
      },
    );
}

/** What the actor may do next: only what fits the lead, and for agencies what is theirs to say. */
export const fitting = (possible: readonly string[], actor: Actor): string[] =>
  possible.filter((kind) => actor.role !== 'agency' || agencyAnswers.includes(kind));

/** Whether the actor may answer for all of these leads. */
export async function isAnsweredBy(db: Db, ids: readonly string[], actor: Actor): Promise<boolean> {
  return (await countAnsweredByOthers(db, ids, actor)) === 0;
}

/** An agency reads only what was given to it. */
export async function requireReadable(db: Db, ids: readonly string[], actor: Actor): Promise<void> {
  const known = await findKnown(db, ids, actor);
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw notFound(missing);
}

/** The facts of a lead as the actor is told them, the oldest first, with names for ids. */
export function historyFor(actor: Actor, cycle: Cycle, nameOf: NameOf) {
  return toldTo(actor, cycle).map((event) => ({
    kind: event.kind,
    at: event.at,
    by: event.by === null ? null : nameOf('member', event.by),
    why: event.why ?? null,
    isInferred: event.isInferred === true,
    reason: event.kind === 'reject' || event.kind === 'return' ? event.reason : null,
    offer: explanationOf(event)?.offer?.name ?? null,
    sfa: explanationOf(event)?.sfa ?? null,
  }));
}

/** What an agency is told of a lead begins when it was given to it; what was said before is ours. */
function toldTo(actor: Actor, { events }: Cycle): readonly CycleEvent[] {
  if (actor.role !== 'agency') return events;
  const own = String(actor.agencyAccountId);
  const isGiven = (event: CycleEvent) =>
    (event.kind === 'give_to_agency' && event.agencyId === own) ||
    ((event.kind === 'hand_over' || event.kind === 'reroute' || event.kind === 'reassign') &&
      event.to.kind === 'agency' &&
      event.to.id === own);
  return events.slice(Math.max(0, events.findLastIndex(isGiven)));
}

/** Why a lead came here, as far as it is the actor's to know: an agency hears of itself alone. */
export function isToldTo(actor: Actor, because: Because): boolean {
  if (actor.role !== 'agency') return true;
  return because.code === 'agency_account' && because.agencyId === String(actor.agencyAccountId);
}

/** What is kept beside a fact: by which rules, offer or word of the SFA it came about. */
type Explanation = {
  readonly because?: readonly Because[];
  readonly warnings?: readonly RouteWarning[];
  readonly offer?: { readonly name: string };
  readonly sfa?: {
    readonly status: string | null;
    readonly fileName: string | null;
    readonly rowNumber: number | null;
  };
};

export function explanationOf(event: CycleEvent): Explanation | null | undefined {
  return (event as { readonly explanation?: Explanation | null }).explanation;
}

const versionsNamed = 20;

/** Names for the ids that routing speaks of; a draft's rules and pools come before those saved. */
export async function readNames(db: Db, draft: RoutingPlan | null = null): Promise<NameOf> {
  const [{ agencies }, members, versions] = await Promise.all([
    listReceivers(db),
    db.selectFrom('member').select(['member_id', 'name']).execute(),
    listRoutingVersions(db, versionsNamed),
  ]);
  const plans = [defaultPlan, ...versions.map(({ plan }) => plan).reverse(), ...(draft ? [draft] : [])];
  const names = {
    member: new Map(members.map((member) => [String(member.member_id), member.name])),
    agency: new Map(agencies.map(({ id, name }) => [id, name])),
    rule: new Map(plans.flatMap(({ rules }) => rules.map((rule) => [rule.code, ruleName(rule)] as const))),
    pool: new Map(plans.flatMap(({ pools }) => pools.map(({ poolId, name }) => [poolId, name] as const))),
  };
  return (kind, id, language = 'ja') => {
    const own = kind === 'rule' ? names.rule.get(id) : kind === 'queue' ? queueName(id) : names[kind].get(id);
    const found = own ?? queueName(id) ?? id;
    return typeof found === 'string' ? found : found[language];
  };
}

export const notFound = (cycleId: string) =>
  new Refusal('lead_not_found', `リード ${cycleId} は見つかりません。`, { status: 404, details: { cycleId } });
