import { levelsOf, type Scorer } from '#core/match/score.ts';

/** Why a row belongs to an entity, in the order it is told: 一致:電話・住所/不一致:部署. The screen puts it into words. */
export type Evidence = {
  readonly matched: readonly EvidenceWord[];
  readonly differs: readonly EvidenceWord[];
  /** log₂ odds that they are one, one place behind the point; missing where no model was asked. */
  readonly bits?: number;
  /** Level of each comparison of the model, one digit (base 36) each. */
  readonly levels?: string;
  /** Bits of the comparisons that are known on both sides, in the model's order, before repeated evidence is damped. */
  readonly parts?: readonly number[];
  /** Version of the model's settings that decided. */
  readonly model?: string;
  /** Bits of somebody who was known on both sides. */
  readonly people?: number;
  /** What the model said of the company, where the rest is about the row's person. */
  readonly company?: Weighing;
  /** The row was given to no company: why, and the known ones that came nearest. */
  readonly open?: { readonly reason: 'too_little' | 'group_domain'; readonly nearest: readonly number[] };
};

/** What one comparison by the model came to: enough to explain the decision as it was made, whatever the model is today. */
export type Weighing = Pick<Evidence, 'bits' | 'levels' | 'parts' | 'model' | 'people'>;

export type EvidenceWord =
  | 'corporate_number'
  | 'company_code'
  | 'number_slip'
  | 'own_key'
  | 'domain'
  | 'name'
  | 'address'
  | 'phone'
  | 'legal_form'
  | 'email'
  | 'mobile'
  | 'department'
  | 'title'
  | 'company'
  | 'protected_word'
  | 'source_name'
  | 'owner'
  | 'area_code'
  | 'mail_pattern'
  | 'people';

export type Method =
  | 'new'
  | 'corporate_number'
  | 'company_code'
  | 'own_key'
  | 'domain'
  | 'name_address'
  | 'name_phone'
  | 'own_name'
  | 'same_row'
  | 'same_deal'
  | 'matched'
  | 'email'
  | 'mobile_name'
  | 'account_name'
  | 'decided'
  | 'none';

/** Strength of a link that no model was asked about, 0–1; a person's decision is 1. */
export const scoreOf: Readonly<Partial<Record<Method, number>>> = {
  new: 1,
  decided: 1,
  own_key: 0.999,
  none: 0,
};

/** Two entities that may be one; a person decides (名寄せの確認). */
export type Proposal = {
  readonly leftId: number;
  readonly rightId: number;
  readonly reason: ProposalReason;
  /** `weak`: not worth a question yet, but looked at again when more is known of either. */
  readonly state: 'open' | 'weak';
  readonly evidence: Evidence;
};
export type ProposalReason =
  | 'name_only'
  | 'unsure'
  | 'ambiguous'
  | 'related'
  | 'protected_word'
  | 'legal_form'
  | 'email_shared'
  | 'too_many'
  | 'namesake';

/** What a comparison is about where its level tells more. */
const wordOfLevel: Readonly<Record<string, EvidenceWord>> = {
  'corporate_number/company_code': 'company_code',
  'corporate_number/slip': 'number_slip',
};
const wordOf: Readonly<Record<string, EvidenceWord>> = {
  corporate_number: 'corporate_number',
  name: 'name',
  protected_words: 'protected_word',
  legal_form: 'legal_form',
  domain: 'domain',
  phone: 'phone',
  address: 'address',
  email: 'email',
  mobile: 'mobile',
  account: 'company',
  department: 'department',
  title: 'title',
  owner: 'owner',
  area_code: 'area_code',
  mail_pattern: 'mail_pattern',
};

const wordFor = (comparison: string, level: string): EvidenceWord | undefined =>
  wordOfLevel[`${comparison}/${level}`] ?? wordOf[comparison];

/** What the pair that was scored last agrees and disagrees in. */
export function evidenceOf<Item>(scorer: Scorer<Item>, people = 0): Evidence {
  const matched: EvidenceWord[] = [];
  const differs: EvidenceWord[] = [];
  let levels = '';
  const parts: number[] = [];
  const { comparisons, settings } = scorer.model;
  for (let index = 0; index < comparisons.length; index++) {
    const level = scorer.levels[index]!;
    levels += level.toString(36);
    const bits = scorer.parts[index]!;
    if (level === 0) continue;
    parts.push(tenths(bits));
    const { name } = comparisons[index]!;
    const word = wordFor(name, levelsOf(scorer.model, name)[level - 1]!.code);
    if (word === undefined || bits === 0) continue;
    (bits > 0 ? matched : differs).push(word);
  }
  if (people > 0) matched.push('people');
  const weighed = { matched, differs, bits: tenths(scorer.bits + people), levels, parts, model: settings.version };
  return people > 0 ? { ...weighed, people: tenths(people) } : weighed;
}

/** The part of the evidence that the model gave. */
export function weighingOf({ bits, levels, parts, model, people }: Evidence): Weighing | undefined {
  if (levels === undefined) return undefined;
  return { bits, levels, parts, model, ...(people === undefined ? {} : { people }) } as Weighing;
}

function tenths(bits: number): number {
  return Math.round(bits * 10) / 10;
}

/** The same in words from the lines of an explanation. */
export function wordsOfLines(
  lines: readonly { readonly comparison: string; readonly level: string; readonly bits: number }[],
): Pick<Evidence, 'matched' | 'differs'> {
  const words = (is: (bits: number) => boolean) =>
    lines.flatMap(({ comparison, level, bits }) => (is(bits) ? (wordFor(comparison, level) ?? []) : []));
  return { matched: words((bits) => bits > 0), differs: words((bits) => bits < 0) };
}

/** Codes of the levels of the pair that was scored last, by comparison; unknown ones are missing. */
export function levelCodes<Item>(scorer: Scorer<Item>): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const { comparisons } = scorer.model;
  for (let index = 0; index < comparisons.length; index++) {
    const level = scorer.levels[index]!;
    const { name } = comparisons[index]!;
    if (level > 0) codes.set(name, levelsOf(scorer.model, name)[level - 1]!.code);
  }
  return codes;
}
