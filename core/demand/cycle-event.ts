import type { DateText } from '#core/value/date.ts';
import type { CycleState, When } from './cycle.ts';
import type { RejectionReason } from './reasons.ts';

/** Who has to answer: a member, an agency, or a queue that somebody looks after. */
export type Receiver = { readonly kind: 'member' | 'agency' | 'queue'; readonly id: string };

/** Where leads wait that nobody else holds. */
export const commonQueue: Receiver = { kind: 'queue', id: 'inside_sales' };

/** How soon a hand-over wants an answer (domain.md §9.5): act-now, a company of the target list, any other. */
export const urgencies = ['hot', 'tal', 'normal'] as const;
export type Urgency = (typeof urgencies)[number];

export const lostReasons = [
  'price',
  'function',
  'competitor',
  'no_decision',
  'budget',
  'timing',
  'relation',
  'other',
] as const;
export type LostReason = (typeof lostReasons)[number];

/** A fact about a cycle: when, by whom (null: the clock or a file) and, where given, why in words. */
export type CycleEvent = {
  readonly at: When;
  readonly by: string | null;
  readonly why?: string;
  /** 推定: derived from a file that does not state it. Such a fact need not bring what a form would ask for. */
  readonly isInferred?: boolean;
} & CycleStep;

export type CycleStep =
  | { readonly kind: 'nurture' | 'lapse' | 'lapse_follow_up' | 'win' }
  /** The deal that ended is open again; the lead goes back to it, and its end is no longer one. */
  | { readonly kind: 'reopen' }
  /** 対象外にする */
  | { readonly kind: 'disqualify' }
  | { readonly kind: 'follow_up' }
  /** MQL候補: a rule was reached; `ruleVersion` says which. */
  | { readonly kind: 'qualify'; readonly ruleVersion: string }
  | { readonly kind: 'hand_over'; readonly to: Receiver; readonly urgency?: Urgency }
  /** 受け入れる(次の行動・期日) */
  | { readonly kind: 'accept'; readonly nextAction: string; readonly nextOn: DateText }
  /** 既存商談に追加: an acceptance; the link to the SFA is reported apart. */
  | { readonly kind: 'join_deal'; readonly dealId: string | null }
  /** 担当が違う */
  | { readonly kind: 'reroute'; readonly to: Receiver }
  /** 担当替え, from whatever day it takes effect: it moves the clock without using up the one restart of a re-routing. */
  | { readonly kind: 'reassign'; readonly to: Receiver }
  /** 代理店に任せる */
  | { readonly kind: 'give_to_agency'; readonly agencyId: string }
  /** 後で判断(期日) */
  | { readonly kind: 'postpone'; readonly until: DateText }
  /** 差し戻す before an acceptance, or after it (`return`). */
  | { readonly kind: 'reject' | 'return'; readonly reason: RejectionReason; readonly recycleOn?: DateText }
  /** SQL: need and at least one of budget, authority and timing are known. */
  | {
      readonly kind: 'confirm';
      readonly need: string;
      readonly budget?: string;
      readonly authority?: string;
      readonly timing?: string;
    }
  | { readonly kind: 'open_deal'; readonly dealId: string | null }
  | { readonly kind: 'lose'; readonly reason: LostReason }
  /** 育成に戻す */
  | { readonly kind: 'recycle'; readonly until?: DateText | undefined }
  /** 名寄せ: it was the same lead as another one. */
  | { readonly kind: 'merge'; readonly intoCycleId: string | null };

export type CycleEventKind = CycleStep['kind'];

/** Every possible step: event → state before → state after (domain.md §17.3). What is not here is refused. */
export const cycleSteps: Readonly<Record<CycleEventKind, Readonly<Partial<Record<CycleState, CycleState>>>>> = {
  nurture: { new: 'nurturing' },
  qualify: { new: 'mql_candidate', nurturing: 'mql_candidate' },
  hand_over: { mql_candidate: 'handed_over' },
  accept: { handed_over: 'accepted' },
  join_deal: { handed_over: 'accepted' },
  reroute: { handed_over: 'handed_over' },
  reassign: {
    handed_over: 'handed_over',
    accepted: 'accepted',
    accepted_ignored: 'accepted_ignored',
    sql: 'sql',
    deal: 'deal',
  },
  give_to_agency: { handed_over: 'handed_over' },
  postpone: { handed_over: 'handed_over' },
  reject: { handed_over: 'rejected' },
  lapse: { handed_over: 'ignored' },
  follow_up: { handed_over: 'handed_over', accepted: 'accepted', accepted_ignored: 'accepted', sql: 'sql' },
  lapse_follow_up: { accepted: 'accepted_ignored' },
  return: { accepted: 'returned', accepted_ignored: 'returned' },
  confirm: { accepted: 'sql', accepted_ignored: 'sql' },
  open_deal: { sql: 'deal' },
  win: { deal: 'won' },
  lose: { deal: 'lost' },
  reopen: { won: 'deal', lost: 'deal' },
  recycle: { sql: 'recycled', rejected: 'recycled', returned: 'recycled', ignored: 'recycled', lost: 'recycled' },
  disqualify: {
    new: 'disqualified',
    nurturing: 'disqualified',
    rejected: 'disqualified',
    returned: 'disqualified',
    ignored: 'disqualified',
  },
  merge: { handed_over: 'merged', rejected: 'merged', returned: 'merged', ignored: 'merged' },
};
