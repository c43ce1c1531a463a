import { type Figure, rateFigure } from '#core/measure/figure.ts';

/** What somebody who looked at a drawn case says: the two are one, are two, or it cannot be told. */
export type AuditAnswer = 'same' | 'different' | 'unsure';

/**
 * `automatic`: put together by the matcher without asking; `verdict`: decided by one person and asked again of another, who
 * does not see what the first one said (identity.md §2.7). These are drawn; `shared` ones are asked one and all, because the
 * value they were put together by has turned out to be shared by many (identity.md §2.2).
 */
export type AuditOrigin = DrawnOrigin | 'shared';
export type DrawnOrigin = 'automatic' | 'verdict';

/** How much is drawn: 1 % of what the matcher put together, 5 % of what people decided (identity.md §2.7). */
export type AuditShares = { readonly automatic: number; readonly verdict: number };
export const usualShares: AuditShares = { automatic: 0.01, verdict: 0.05 };

/** Cases drawn of so many: the share, rounded up, so that whoever has few is not left without any. */
export function drawSize(population: number, share: number): number {
  // A product such as 300 × 0.01 lies a hair above the whole number it means.
  return Math.min(population, Math.ceil(Math.round(population * share * 1e6) / 1e6));
}

/** A drawn case with its answer; what it is counted by. */
export type AnsweredCase = {
  readonly origin: AuditOrigin;
  readonly kind: string;
  readonly method: string;
  readonly source: string;
  readonly answer: AuditAnswer;
  /** Of `verdict` cases: whether the first decision put the two together. */
  readonly isMerged: boolean;
};

export const auditSlices = ['kind', 'method', 'source'] as const;
export type AuditSlice = {
  readonly by: (typeof auditSlices)[number];
  readonly value: string;
  readonly precision: Figure;
};

export type AuditResult = {
  /** Right ones of the automatic cases that could be told, with a Wilson interval; null value without any answer. */
  readonly precision: Figure;
  /** The same for each kind, method and source; the parts of each of the three add up to the whole. */
  readonly slices: readonly AuditSlice[];
  /** Looked at, and could not be told: beside the precision, not in it. */
  readonly unsure: number;
  /** Second opinions that agree with the first, of those that say same or different. */
  readonly agreement: Figure;
};

/** Precision of automatic merges and agreement of reviewers (identity.md §1.4, 4). An unknown precision is null, never 100 %. */
export function measureAudit(cases: readonly AnsweredCase[]): AuditResult {
  const automatic = cases.filter(({ origin }) => origin === 'automatic');
  const told = automatic.filter(({ answer }) => answer !== 'unsure');
  const second = cases.filter(({ origin, answer }) => origin === 'verdict' && answer !== 'unsure');
  return {
    precision: precisionOf(told),
    slices: auditSlices.flatMap((by) =>
      [...new Set(told.map((one) => one[by]))].sort().map((value) => ({
        by,
        value,
        precision: precisionOf(told.filter((one) => one[by] === value)),
      })),
    ),
    unsure: automatic.length - told.length,
    agreement: rateFigure(second.filter(agrees).length, second.length),
  };
}

/** True when the second opinion says what the first decision did. */
export function agrees({ answer, isMerged }: Pick<AnsweredCase, 'answer' | 'isMerged'>): boolean {
  return (answer === 'same') === isMerged;
}

function precisionOf(cases: readonly AnsweredCase[]): Figure {
  return rateFigure(cases.filter(({ answer }) => answer === 'same').length, cases.length);
}
