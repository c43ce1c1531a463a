import type { DateText } from '#core/value/date.ts';
import { clean } from '#core/text/clean.ts';
import { addDays } from '#core/period/day.ts';
import { periodOf } from '#core/period/fiscal.ts';
import type { Words } from '#core/words.ts';

/** Why sales gives a lead back (差し戻し理由, domain.md §9.4), in the words of users.md §4. A closed list. */
export const rejectionReasons = [
  'wrong_company',
  'wrong_role',
  'unreachable',
  'competitor',
  'no_need',
  'no_budget',
  'too_early',
  'no_credit',
  'no_capacity',
  'not_business',
  'other',
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** Whether a text from outside is one of our reasons. */
export function isRejectionReason(text: string): text is RejectionReason {
  return (rejectionReasons as readonly string[]).includes(text);
}

/**
 * What follows from a rejection. `fix_data` → data team · `review_rule` → counted against the target or qualification rule ·
 * `recycle` → back to nurturing until its date · `nurture` → back without a date · `exclude` → no hand-over of this company
 * or person again · `tell_manager` → the receiver's manager sees that hands are missing · `read_note` → marketing reads the words.
 */
export type Consequence = 'fix_data' | 'review_rule' | 'recycle' | 'nurture' | 'exclude' | 'tell_manager' | 'read_note';

export type ReasonRule = {
  /** Code of domain.md §9.4; R12 and R13 are words of users.md §4 that had none. Never shown. */
  readonly code: string;
  readonly ja: string;
  readonly en: string;
  readonly consequence: Consequence;
  /** What the form has to ask for; without it the rejection is refused. */
  readonly asks: 'recycle_on' | 'note' | null;
  /** Says that marketing chose the wrong company or person: what the monthly rule-change proposal looks at. */
  readonly isAboutRule: boolean;
};

const reason = (
  code: string,
  ja: string,
  en: string,
  consequence: Consequence,
  isAboutRule = false,
  asks: ReasonRule['asks'] = null,
): ReasonRule => ({ code, ja, en, consequence, asks, isAboutRule });

export const reasonRules: Readonly<Record<RejectionReason, ReasonRule>> = {
  wrong_company: reason('R01', '対象外の会社(規模・業種)', 'Not our kind of company', 'review_rule', true),
  wrong_role: reason('R02', '部署・役職が違う', 'Wrong department or role', 'review_rule', true),
  unreachable: reason('R03', '連絡先不備・連絡がつかない', 'Bad contact data', 'fix_data'),
  competitor: reason('R05', '競合・同業', 'Competitor', 'exclude', true),
  no_need: reason('R08', 'ニーズなし', 'No need', 'nurture'),
  no_budget: reason('R07', '予算なし', 'No budget', 'recycle'),
  too_early: reason('R06', '時期が先(再連絡日)', 'Too early', 'recycle', false, 'recycle_on'),
  no_credit: reason('R12', '取引不可(与信・取引停止)', 'Cannot trade (credit)', 'exclude'),
  no_capacity: reason('R13', '手が回らない', 'No capacity', 'tell_manager'),
  not_business: reason('R11', '学生・個人・売り込み', 'Student, private person or vendor', 'exclude', true),
  other: reason('R99', 'その他(要記入)', 'Other (say what)', 'read_note', false, 'note'),
};

/** Reasons that exclude the whole company; the others exclude the person. */
export const companyReasons = ['competitor', 'no_credit'] as const satisfies readonly RejectionReason[];

/** Old reasons that are no rejection: an existing deal is an acceptance, a duplicate goes to 名寄せ, 担当外 is a re-route. */
export type Sideways = 'join_deal' | 'merge' | 'reroute';

/** Whether a reason in a file's words means no rejection but another way out. */
export const isSideways = (meant: RejectionReason | Sideways): meant is Sideways =>
  meant === 'join_deal' || meant === 'merge' || meant === 'reroute';

/** The day a rejected lead may come back: the day asked for; without budget the next fiscal year; else none. */
export function recycleDay(
  given: RejectionReason,
  on: DateText,
  asked: DateText | undefined,
  startMonth: number,
): DateText | undefined {
  if (reasonRules[given].consequence !== 'recycle') return undefined;
  return asked ?? (given === 'no_budget' ? periodOf('year', on, startMonth).to : addDays(on, 90));
}

const words: readonly (readonly [RejectionReason | Sideways, RegExp])[] = [
  ['join_deal', /^r04|既存商談|商談中|既存顧客対応|対応中の商談|existing (deal|customer|opportunity)/],
  ['merge', /^r09|重複|duplicate/],
  ['reroute', /^r10|担当外|担当が違|担当違|他部署が担当|wrong owner/],
  ['wrong_role', /^r02|役職|部署|wrong (title|role|person)/],
  [
    'unreachable',
    /^r03|連絡先|連絡不可|連絡(が)?つか|連絡が取れ|連絡取れ|不通|不在|データ不備|bad data|unreachable|no response/,
  ],
  ['competitor', /^r05|競合|同業|competitor/],
  ['too_early', /^r06|時期|尚早|再連絡|too early|timing/],
  ['no_budget', /^r07|予算|budget/],
  ['no_need', /^r08|ニーズ|必要な|興味な|no need|not interested/],
  ['no_credit', /^r12|与信|取引停止|取引不可|credit/],
  ['no_capacity', /^r13|手が回ら|工数|リソース|no capacity/],
  ['not_business', /^r11|学生|個人|売り込み|セールス目的|営業目的|student|vendor|spam/],
  ['wrong_company', /^r01|対象外|規模|業種|地域外|wrong company|too small|geography/],
];

/** The reason that free text of an import means; `other` where no word is known (the text stays beside it). */
export function reasonOf(text: string): RejectionReason | Sideways {
  const given = clean(text);
  return words.find(([, pattern]) => pattern.test(given))?.[0] ?? 'other';
}

/** A reason in words: a code of ours, or what the text of an import means; text of which no word is known stands as it is. */
export function reasonWords(given: string): Words {
  const isOurs = (code: string): code is RejectionReason => code in reasonRules;
  const known = isOurs(given) ? given : reasonOf(given);
  return isOurs(known) && (known !== 'other' || given === 'other') ? reasonRules[known] : { ja: given, en: given };
}
