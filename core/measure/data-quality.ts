import { type Rate, rateOf } from './rate.ts';

/** The four things a row can know (domain.md §10.3, K1.2a). */
export const qualityNouns = ['company', 'department', 'person', 'title'] as const;
export type QualityNoun = (typeof qualityNouns)[number];

/** Required fields that were looked for and found. */
export type Filled = Readonly<Record<QualityNoun, { readonly filled: number; readonly required: number }>>;

/** A person's monthly check of records by hand: at least 30, or it says nothing (domain.md §10.3, K1.2b). */
export type Audit = { readonly checked: number; readonly correct: number };

export type DataQuality = {
  /** 網羅性: filled ÷ required, per noun and overall; null where nothing is required. */
  readonly completeness: Readonly<Record<QualityNoun | 'all', Rate>>;
  /** 正確性: correct ÷ checked. Null without an audit, never 100 %. */
  readonly accuracy: Rate | null;
};

const auditMin = 30;

/** Completeness and accuracy of what is known (domain.md §10.3, K1.2a and K1.2b). */
export function dataQuality(filled: Filled, audit: Audit | undefined): DataQuality {
  const nouns = Object.values(filled);
  const sum = (of: 'filled' | 'required') => nouns.reduce((total, noun) => total + noun[of], 0);
  const rate = (noun: QualityNoun) => rateOf(filled[noun].filled, filled[noun].required);
  return {
    completeness: {
      company: rate('company'),
      person: rate('person'),
      department: rate('department'),
      title: rate('title'),
      all: rateOf(sum('filled'), sum('required')),
    },
    accuracy: audit && audit.checked >= auditMin ? rateOf(audit.correct, audit.checked) : null,
  };
}
