import { clean } from '#core/text/clean.ts';
import type { DealState } from './deal-state.ts';
import { lostReasons, type LostReason } from './cycle-event.ts';

/** What kind of business a deal is (domain.md §9.4). */
export const opportunityTypes = ['new', 'cross_sell', 'upsell', 'renewal', 'win_back'] as const;
export type OpportunityType = (typeof opportunityTypes)[number];

/** Types that are more business with somebody who is a customer already. */
export const expansions = ['cross_sell', 'upsell'] as const satisfies readonly OpportunityType[];

const typeWords: readonly (readonly [OpportunityType, RegExp])[] = [
  ['renewal', /更新|継続|renew/],
  ['win_back', /復活|再獲得|休眠|掘り起こし|win[ -]?back|reactivat/],
  ['upsell', /アップセル|アップグレード|増設|増台|追加|up[ -]?sell|upgrade|add[ -]?on/],
  // 既存 without more is other business with a customer.
  ['cross_sell', /クロスセル|横展開|既存|cross[ -]?sell|existing/],
  ['new', /新規|new/],
];

/** The type that a file's word means; undefined where it tells none that is known. */
export function opportunityTypeOf(text: string): OpportunityType | undefined {
  return typeWords.find(([, pattern]) => pattern.test(clean(text)))?.[0];
}

const reasonWords: readonly (readonly [LostReason, RegExp])[] = [
  ['no_decision', /見送|決定せず|未決定|自然消滅|案件消滅|立ち消え|凍結|検討中止|中止|no[ -]?decision|no ?response/],
  ['competitor', /競合|他社|コンペ|competitor/],
  ['budget', /予算|budget/],
  ['price', /価格|金額|値段|高い|高額|コスト|price|pricing|cost/],
  ['function', /機能|仕様|性能|スペック|要件|function|feature|spec/],
  ['timing', /時期|タイミング|延期|先送り|timing|postpone/],
  ['relation', /関係|信頼|担当(?:者)?(?:の)?(?:交代|変更|異動)|relation/],
];

/** Why a deal ended without a win, by the word of a file; `other` where none is known, and no decision where its stage alone says so. */
export function lostReasonOf(text: string | undefined, state: DealState, stage: string): LostReason | undefined {
  if (state !== 'lost' && state !== 'no_decision') return undefined;
  const given = clean(text ?? '');
  if (given === '')
    return state === 'no_decision' || /見送|no[ -]?decision/.test(clean(stage)) ? 'no_decision' : undefined;
  const coded = lostReasons.find((reason) => reason === given);
  return coded ?? reasonWords.find(([, pattern]) => pattern.test(given))?.[0] ?? 'other';
}
