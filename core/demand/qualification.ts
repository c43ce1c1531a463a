import { addDays } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';

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
  /** Why: each part that gave points, or the act that qualified at once. */
  readonly parts: readonly { readonly part: string; readonly points: number }[];
};

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
  return { isReached: now !== undefined || points >= rule.threshold, points, parts };
}
