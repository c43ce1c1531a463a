import { compareRates, type Comparison } from '#core/measure/compare.ts';
import { rateFigure, type Figure } from '#core/measure/figure.ts';
import type { Words } from '#core/words.ts';
import { reasonRules, type RejectionReason } from './reasons.ts';
import type { HandedLead } from './rejections.ts';

/** What the rejections of a group of leads ask for. */
export type ProposalKind = 'stop_handing_over' | 'check_data_first' | 'nurture_longer';

export type RuleProposal = {
  readonly kind: ProposalKind;
  /** The group: leads of this trait, such as `source = 展示会`. */
  readonly trait: string;
  readonly value: string;
  /** Share of these rejections in the group and outside of it; proposed only where the difference is clear. */
  readonly evidence: Comparison;
  readonly reasons: readonly { readonly reason: RejectionReason; readonly count: number }[];
  /** Had the group not been handed over in this time: */
  readonly effect: {
    readonly handedBefore: number;
    readonly handedAfter: number;
    readonly salRateBefore: Figure;
    readonly salRateAfter: Figure;
    /** Acceptances and deals that would have been missed. */
    readonly salMissed: number;
    readonly dealsMissed: number;
  };
  readonly sentence: Words;
};

/** Groups below this size prove nothing. */
const groupMin = 10;

/**
 * The monthly rule-change proposal (domain.md §9.4): groups whose rejections of one kind are clearly more frequent than
 * elsewhere (Newcombe interval above zero), each with what leaving them out would have changed on this history. Many groups are
 * looked at, so one in forty shows up by luck: a person decides, nothing is changed by itself. Most rejections first.
 */
export function proposeRuleChanges(leads: readonly HandedLead[]): RuleProposal[] {
  const traits = new Set(leads.flatMap((lead) => Object.keys(lead.traits)));
  const proposals: RuleProposal[] = [];
  for (const trait of traits)
    for (const [value, group] of Map.groupBy(leads, (lead) => lead.traits[trait] ?? null)) {
      if (value === null || group.length < groupMin || group.length === leads.length) continue;
      const rest = leads.filter((lead) => lead.traits[trait] !== value);
      for (const kind of ['stop_handing_over', 'check_data_first', 'nurture_longer'] as const) {
        const proposal = proposalFor(kind, trait, value, group, rest);
        if (proposal) proposals.push(proposal);
      }
    }
  return proposals.sort((one, other) => rejectionsOf(other) - rejectionsOf(one) || (one.value < other.value ? -1 : 1));
}

function proposalFor(
  kind: ProposalKind,
  trait: string,
  value: string,
  group: readonly HandedLead[],
  rest: readonly HandedLead[],
): RuleProposal | undefined {
  const speaks = (lead: HandedLead) => lead.reason !== null && kindOf(lead.reason) === kind;
  const share = (leads: readonly HandedLead[]) => rateFigure(leads.filter(speaks).length, leads.length);
  const evidence = compareRates({ ja: '差し戻しの割合', en: 'share of rejections' }, share(rest), share(group));
  if (!evidence.isClear || evidence.difference! <= 0) return undefined;
  const counts = Map.groupBy(group.filter(speaks), (lead) => lead.reason!);
  const effect = effectOf(group, rest);
  return {
    kind,
    trait,
    value,
    evidence,
    reasons: [...counts]
      .map(([reason, own]) => ({ reason, count: own.length }))
      .sort((one, other) => other.count - one.count),
    effect,
    sentence: sentenceOf(kind, value, effect),
  };
}

function effectOf(group: readonly HandedLead[], rest: readonly HandedLead[]): RuleProposal['effect'] {
  const accepted = (leads: readonly HandedLead[]) => leads.filter((lead) => lead.outcome === 'sal').length;
  const all = group.length + rest.length;
  return {
    handedBefore: all,
    handedAfter: rest.length,
    salRateBefore: rateFigure(accepted(group) + accepted(rest), all),
    salRateAfter: rateFigure(accepted(rest), rest.length),
    salMissed: accepted(group),
    dealsMissed: group.filter((lead) => lead.hasDeal).length,
  };
}

/** Wrong company or person: the rule. Unreachable: the data. Too early, no budget, no need: patience. */
function kindOf(reason: RejectionReason): ProposalKind | undefined {
  if (reasonRules[reason].isAboutRule) return 'stop_handing_over';
  if (reasonRules[reason].consequence === 'fix_data') return 'check_data_first';
  return ['recycle', 'nurture'].includes(reasonRules[reason].consequence) ? 'nurture_longer' : undefined;
}

const doing: Readonly<Record<ProposalKind, Words>> = {
  stop_handing_over: { ja: 'を営業へ渡さない', en: 'Do not hand over' },
  check_data_first: { ja: 'は連絡先を確かめてから渡す', en: 'Check contact data first of' },
  nurture_longer: { ja: 'はもう少し育成してから渡す', en: 'Nurture longer' },
};

const done: typeof doing = {
  stop_handing_over: { ja: 'は営業へ渡さないことになりました。', en: 'is not handed over any more.' },
  check_data_first: {
    ja: 'は連絡先を確かめてから渡すことになりました。',
    en: 'is handed over once contact data are checked.',
  },
  nurture_longer: {
    ja: 'はもう少し育成してから渡すことになりました。',
    en: 'is nurtured longer before it is handed over.',
  },
};

/** What an accepted proposal changed, for those whose answers led to it: no figure of the house, since agencies read it too. */
export function changeMade({ kind, value }: Pick<RuleProposal, 'kind' | 'value'>): RuleProposal['sentence'] {
  return { ja: `「${value}」${done[kind].ja}`, en: `"${value}" ${done[kind].en}` };
}

function sentenceOf(kind: ProposalKind, value: string, effect: RuleProposal['effect']): RuleProposal['sentence'] {
  const { handedBefore, handedAfter, salRateBefore, salRateAfter, salMissed, dealsMissed } = effect;
  const [before, after] = [percent(salRateBefore), percent(salRateAfter)];
  const interval = salRateAfter.interval
    ? `${(salRateAfter.interval.low * 100).toFixed(1)}〜${(salRateAfter.interval.high * 100).toFixed(1)}%`
    : '—';
  return {
    ja: `「${value}」${doing[kind].ja}。過去の実績では、引き渡し ${handedBefore}件 → ${handedAfter}件、SAL率 ${before} → ${after}(95%区間 ${interval})。受入 ${salMissed}件、商談 ${dealsMissed}件は得られませんでした。`,
    en: `${doing[kind].en} "${value}". On this history: ${handedBefore} → ${handedAfter} hand-overs, SAL rate ${before} → ${after} (95 % interval ${interval.replace('〜', ' to ')}); ${salMissed} acceptances and ${dealsMissed} deals would have been missed.`,
  };
}

const percent = ({ value }: Figure) => (value === null ? '—' : `${(value * 100).toFixed(1)}%`);
const rejectionsOf = (proposal: RuleProposal) => proposal.reasons.reduce((sum, { count }) => sum + count, 0);
