import { compareRates, type Comparison } from '#core/measure/compare.ts';
import { rateFigure, type Figure } from '#core/measure/figure.ts';
import { addDays } from '#core/period/day.ts';
import { weeksBetween } from '#core/period/fiscal.ts';
import type { DateText } from '#core/value/date.ts';
import type { Words } from '#core/words.ts';
import { qualify, type KnownLead, type QualificationRule } from './qualification.ts';

/** What was known of a lead from the end of a day on. */
export type KnownTraits = { readonly from: DateText; readonly traits: KnownLead['traits'] };

/** A lead with all that ever happened to it. */
export type LeadHistory = Omit<KnownLead, 'traits'> & {
  /** In order; before the first nothing was known. */
  readonly told: readonly KnownTraits[];
  /** Who it is, where known: a person with several leads is chosen once. */
  readonly personId: string | null;
  /** When today's rule handed it over; null if it never did, so what sales would have said is unknown. */
  readonly handedOn: DateText | null;
  /** What sales said of this person in the end; null while unanswered, or where it never saw the lead. Only `judge` may look at it. */
  readonly answer: 'sal' | 'rejected' | 'ignored' | null;
  readonly dealOn: DateText | null;
};

export type PolicyResult = {
  /** `in_force` is today's rule over again, `today` what was handed over in fact. */
  readonly policy: 'rule' | 'in_force' | 'newest_first' | 'today';
  /** Chosen leads and the day of choice, in order. */
  readonly picks: readonly { readonly leadId: string; readonly on: DateText }[];
  /** Chosen leads that sales never saw: nobody knows. */
  readonly unknown: number;
  /** Chosen too recently to be judged. */
  readonly immature: number;
  /** Accepted by sales, of the chosen leads that sales answered or let lapse, whenever it saw them. */
  readonly salRate: Figure;
  /** A deal within the horizon, of the chosen leads that can be judged. */
  readonly dealRate: Figure;
};

export type RuleReplay = {
  readonly rule: PolicyResult;
  readonly inForce: PolicyResult;
  readonly newestFirst: PolicyResult;
  readonly today: PolicyResult;
  /** The same lead may be chosen by two policies, so these intervals are rather too wide than too narrow. */
  readonly againstToday: { readonly sal: Comparison; readonly deal: Comparison };
  readonly againstInForce: { readonly sal: Comparison; readonly deal: Comparison };
  readonly againstNewest: { readonly sal: Comparison; readonly deal: Comparison };
  readonly caveat: Words;
};

export type ReplayOptions = {
  readonly from: DateText;
  readonly to: DateText;
  /** Last day that history knows. */
  readonly asOf: DateText;
  /** A deal counts when it comes within these days after the choice. */
  readonly horizonDays: number;
};

/**
 * What another qualification rule would have chosen (issue §13), week by week and without look-ahead: on each Monday every policy
 * may take as many leads as were handed over in that week, and knows only what had happened before that Monday. It stands beside the
 * rule in force run the same way, newest first, and what was handed over in fact.
 */
export function replayRule(
  histories: readonly LeadHistory[],
  rule: QualificationRule,
  inForce: QualificationRule,
  options: ReplayOptions,
): RuleReplay {
  const weeks = weeksBetween(options.from, options.to).map(({ from, to }) => {
    const handed = histories.filter((lead) => lead.handedOn !== null && lead.handedOn >= from && lead.handedOn < to);
    return { monday: from, handed };
  });
  const result = (policy: PolicyResult['policy'], picks: readonly Pick[]) => judge(policy, picks, options);
  const ripest = (of: QualificationRule) => pickWeekly(weeks, histories, (known, day) => ripeFirst(known, of, day));
  const byRule = result('rule', ripest(rule));
  const byInForce = result('in_force', ripest(inForce));
  const newestFirst = result('newest_first', pickWeekly(weeks, histories, newest));
  const today = result(
    'today',
    weeks.flatMap(({ handed }) => handed.map((lead) => ({ lead, on: lead.handedOn! }))),
  );
  const against = (other: PolicyResult) => ({
    sal: compareRates({ ja: 'SAL率', en: 'SAL rate' }, other.salRate, byRule.salRate),
    deal: compareRates({ ja: '商談化率', en: 'deal rate' }, other.dealRate, byRule.dealRate),
  });
  return {
    rule: byRule,
    inForce: byInForce,
    newestFirst,
    today,
    againstToday: against(today),
    againstInForce: against(byInForce),
    againstNewest: against(newestFirst),
    caveat: {
      ja: '過去に営業へ渡さなかったリードの結果はわからないため、率から除いています。',
      en: 'Leads that sales never saw have no known result and are left out of the rates.',
    },
  };
}

type Pick = { readonly lead: LeadHistory; readonly on: DateText };
type Order = (known: readonly KnownLead[], day: DateText) => readonly KnownLead[];

/** Each Monday as many as there was room for, of the leads known by then; nobody is chosen twice. */
function pickWeekly(
  weeks: readonly { readonly monday: DateText; readonly handed: readonly LeadHistory[] }[],
  histories: readonly LeadHistory[],
  order: Order,
): Pick[] {
  const waiting = new Map(histories.map((lead) => [lead.leadId, lead]));
  const picks: Pick[] = [];
  const people = new Set<string>();
  for (const { monday, handed } of weeks) {
    const known = [...waiting.values()]
      .filter((lead) => lead.createdOn < monday && (lead.dealOn === null || lead.dealOn >= monday))
      .map((lead) => asKnownBefore(lead, monday));
    let room = handed.length;
    for (const { leadId } of order(known, addDays(monday, -1))) {
      if (room === 0) break;
      const lead = waiting.get(leadId)!;
      waiting.delete(leadId);
      if (lead.personId !== null && people.has(lead.personId)) continue;
      if (lead.personId !== null) people.add(lead.personId);
      picks.push({ lead, on: monday });
      room--;
    }
  }
  return picks;
}

/** The lead as it was known when the day began: outcomes are not part of it, later acts and what was told later are cut off. */
function asKnownBefore({ leadId, createdOn, told, acts }: LeadHistory, day: DateText): KnownLead {
  const traits = told.findLast(({ from }) => from < day)?.traits ?? {};
  return { leadId, createdOn, traits, acts: acts.filter((act) => act.on < day) };
}

function ripeFirst(known: readonly KnownLead[], rule: QualificationRule, day: DateText): KnownLead[] {
  return known
    .map((lead) => ({ lead, found: qualify(lead, rule, day) }))
    .filter(({ found }) => found.isReached)
    .sort((one, other) => other.found.points - one.found.points || byAge(other.lead, one.lead))
    .map(({ lead }) => lead);
}

const newest: Order = (known) => [...known].sort(byAge);

/** Newest first; the id breaks ties so that a replay always gives the same. */
function byAge(one: KnownLead, other: KnownLead): number {
  if (one.createdOn !== other.createdOn) return one.createdOn > other.createdOn ? -1 : 1;
  return one.leadId < other.leadId ? -1 : 1;
}

/** Counts deals within the horizon; a lead whose deal was there already proves nothing. */
function judge(policy: PolicyResult['policy'], picks: readonly Pick[], options: ReplayOptions): PolicyResult {
  const fresh = picks.filter(({ lead, on }) => lead.dealOn === null || lead.dealOn >= on);
  const ripe = fresh.filter(({ on }) => addDays(on, options.horizonDays) <= options.asOf);
  const known = ripe.filter(({ lead }) => lead.handedOn !== null || lead.answer !== null || lead.dealOn !== null);
  const answered = picks.filter(({ lead }) => lead.answer !== null);
  const accepted = answered.filter(({ lead }) => lead.answer === 'sal');
  const won = known.filter(({ lead, on }) => lead.dealOn !== null && lead.dealOn <= addDays(on, options.horizonDays));
  return {
    policy,
    picks: picks.map(({ lead, on }) => ({ leadId: lead.leadId, on })),
    unknown: ripe.length - known.length,
    immature: fresh.length - ripe.length,
    salRate: rateFigure(accepted.length, answered.length),
    dealRate: rateFigure(won.length, known.length),
  };
}
