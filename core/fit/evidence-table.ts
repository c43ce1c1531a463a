import { rateOf, shrunkRate, type Rate } from '#core/measure/rate.ts';

/** One bin of an attribute: how many of its companies are good ones (high lifetime value, won, kept) and how many are not. */
export type Bin = { readonly name: string; readonly positives: number; readonly negatives: number };

/** A and B may stand as evidence of an ICP condition, C and D are a hypothesis. */
export type EvidenceGrade = 'A' | 'B' | 'C' | 'D';

export type EvidenceBin = Bin & {
  /** Share of good ones with Wilson interval. */
  readonly rate: Rate;
  /** Natural logarithm of how much likelier a good one is to be here than another. */
  readonly weightOfEvidence: number;
  /** Rate of the bin ÷ rate of all; null where the bin or all good ones are none. */
  readonly lift: number | null;
  /** The rate pulled towards that of all; null where nothing was counted. */
  readonly shrunk: number | null;
  readonly grade: EvidenceGrade;
};

export type EvidenceTable = {
  readonly base: Rate;
  readonly bins: readonly EvidenceBin[];
  /** How much the attribute tells about good ones, 0 or more. */
  readonly informationValue: number;
  readonly strength: 'not_useful' | 'weak' | 'medium' | 'strong' | 'suspicious';
};

/** Half a case in each bin keeps a bin without good ones, or without others, finite. */
const smoothing = 0.5;

/**
 * What one attribute tells about good customers (domain.md §5.5, step 1): `p = (n + α)/(N + αk)` for good ones and others,
 * weight of evidence `ln(p1/p0)`, information value `Σ (p1 − p0)·WoE`. More than 0.5 is too good: look for leakage.
 */
export function evidenceTable(bins: readonly Bin[]): EvidenceTable {
  const positives = bins.reduce((sum, bin) => sum + bin.positives, 0);
  const negatives = bins.reduce((sum, bin) => sum + bin.negatives, 0);
  const base = rateOf(positives, positives + negatives);
  let informationValue = 0;
  const weighed = bins.map((bin): EvidenceBin => {
    const share = (count: number, all: number) => (count + smoothing) / (all + smoothing * bins.length);
    const [good, other] = [share(bin.positives, positives), share(bin.negatives, negatives)];
    const weightOfEvidence = Math.log(good / other);
    informationValue += (good - other) * weightOfEvidence;
    const rate = rateOf(bin.positives, bin.positives + bin.negatives);
    const shrunk = base.value === null ? null : shrunkRate(rate.numerator, rate.denominator, base.value);
    return {
      ...bin,
      rate,
      weightOfEvidence,
      lift: rate.value === null || !base.value ? null : rate.value / base.value,
      shrunk,
      grade: gradeOf(rate, shrunk, base.value),
    };
  });
  return { base, bins: weighed, informationValue, strength: strengthOf(informationValue) };
}

function gradeOf(rate: Rate, shrunk: number | null, base: number | null): EvidenceGrade {
  if (base === null || rate.low === null || shrunk === null) return 'D';
  if (rate.denominator >= 20 && rate.low > base) return 'A';
  if (rate.denominator >= 8 && shrunk >= 1.3 * base) return 'B';
  return rate.denominator >= 5 ? 'C' : 'D';
}

/** Bands of credit scoring (domain.md §5.5 [X46]). */
function strengthOf(informationValue: number): EvidenceTable['strength'] {
  if (informationValue > 0.5) return 'suspicious';
  if (informationValue >= 0.3) return 'strong';
  if (informationValue >= 0.1) return 'medium';
  return informationValue >= 0.02 ? 'weak' : 'not_useful';
}
