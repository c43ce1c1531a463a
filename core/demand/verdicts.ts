import type { CycleEventKind } from './cycle-event.ts';

/** The six buttons of a hand-over (users.md §4), in their order on the screen, and what each asks for. */
export const verdicts = [
  { kind: 'accept', ja: '受け入れる', en: 'Accept', asks: ['next_action', 'next_on'] },
  { kind: 'join_deal', ja: '既存商談に追加', en: 'Add to an open deal', asks: ['deal'] },
  { kind: 'reroute', ja: '担当が違う', en: 'Not mine', asks: ['receiver'] },
  { kind: 'give_to_agency', ja: '代理店に任せる', en: 'Give to agency', asks: ['agency'] },
  { kind: 'postpone', ja: '後で判断', en: 'Decide later', asks: ['until', 'why'] },
  { kind: 'reject', ja: '差し戻す', en: 'Send back', asks: ['reason'] },
] as const satisfies readonly {
  readonly kind: CycleEventKind;
  readonly ja: string;
  readonly en: string;
  readonly asks: readonly string[];
}[];
