import { addDays } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { ProposalKind } from './rule-proposal.ts';

/**
 * A group of leads that the rule keeps from sales since a rejection analysis was followed (domain.md §9.4). `stop_handing_over`
 * always; `check_data_first` until somebody hands them over knowingly; `nurture_longer` until they reach half as much again.
 */
export type Hold = { readonly kind: ProposalKind; readonly trait: string; readonly value: string };

/** When a lead becomes an MQL candidate (domain.md §9.2): fit and engagement reach a threshold, or one act says it all. */
export type QualificationRule = {
  readonly version: string;
  /** Points for what the lead is: trait → value → points. */
  readonly fit: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Points for each thing it did within the window, once a day and kind. */
  readonly acts: Readonly<Record<string, number>>;
  readonly windowDays: number;
  readonly threshold: number;
  /** Acts that qualify at once, such as a quote request. */
  readonly actNow: readonly string[];
  readonly holds?: readonly Hold[];
};

/** What is known about a lead on a day: nothing that happened later may stand in it. */
export type KnownLead = {
  readonly leadId: string;
  readonly createdOn: DateText;
  readonly traits: Readonly<Record<string, string | null>>;
  readonly acts: readonly { readonly on: DateText; readonly kind: string }[];
};

export type Qualification = {
  readonly isReached: boolean;
  readonly points: number;
  /** Why: each part that gave points, the act that qualified at once, or the group it is held back with. */
  readonly parts: readonly { readonly part: string; readonly points: number }[];
};

/** How much more a lead has to show that is to be nurtured longer. */
const longerFactor = 1.5;

/** Whether the lead qualifies at the end of `on`. Acts after that day are ignored, acts of one kind count once a day. */
export function qualify(lead: KnownLead, rule: QualificationRule, on: DateText): Qualification {
  const since = addDays(on, -rule.windowDays);
  const recent = lead.acts.filter((act) => act.on > since && act.on <= on);
  const parts: { part: string; points: number }[] = [];
  for (const [trait, points] of Object.entries(rule.fit)) {
    const value = lead.traits[trait];
    if (value != null && points[value]) parts.push({ part: `${trait}=${value}`, points: points[value] });
  }
  for (const [kind, own] of Map.groupBy(recent, (act) => act.kind)) {
    const days = new Set(own.map((act) => act.on)).size;
    if (rule.acts[kind]) parts.push({ part: kind, points: rule.acts[kind] * days });
  }
  const now = recent.find((act) => rule.actNow.includes(act.kind));
  if (now) parts.push({ part: `act_now:${now.kind}`, points: 0 });
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  const hold = heldBack(lead.traits, rule);
  if (hold) parts.push({ part: `hold:${hold.trait}=${hold.value}`, points: 0 });
  const needed = hold ? rule.threshold * longerFactor : rule.threshold;
  const isFree = !hold || (hold.kind === 'nurture_longer' && points >= needed);
  return { isReached: isFree && ((now !== undefined && !hold) || points >= needed), points, parts };
}

/** The group that the rule keeps from sales and this lead belongs to; the strictest where there are several. */
export function heldBack(
  traits: Readonly<Record<string, string | null>>,
  { holds = [] }: Pick<QualificationRule, 'holds'>,
): Hold | undefined {
  const own = holds.filter((hold) => traits[hold.trait] === hold.value);
  return own.find((hold) => hold.kind !== 'nurture_longer') ?? own[0];
}
