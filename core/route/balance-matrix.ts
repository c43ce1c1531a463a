/** What the matrix looks at: whether the company is one we want, how likely an order is, and how busy its owner is. */
export type MatrixCase = {
  readonly icp: 'icp' | 'non_icp' | 'unknown';
  readonly isLikely: boolean;
  /** Hours taken ÷ hours there are; 0.85 and more is busy. */
  readonly utilisation: number;
  readonly tier: 'strategic' | 'lite' | 'programmatic' | null;
};

export type MatrixQueue = 'account_sales' | 'sales' | 'inside_sales' | 'digital_sales' | 'digital_nurture';

export type MatrixRoute = {
  readonly queue: MatrixQueue;
  /** Answered as fast as an act-now offer. */
  readonly isHot: boolean;
  /** Someone finds out within a business day whether the company is one we want. */
  readonly needsEnrichment: boolean;
  /** A company we did not look for that may buy: collect what it is like. */
  readonly isFutureIcp: boolean;
};

const busyFrom = 0.85;

/**
 * Where a lead goes by quality and likelihood (domain.md §7.8, S4 L49-52); every case has exactly one queue. An unjudged company
 * that is likely to order is treated like a wanted one, so that no hot lead is lost while somebody looks it up.
 */
export function matrixRoute({ icp, isLikely, utilisation, tier }: MatrixCase): MatrixRoute {
  const needsEnrichment = icp === 'unknown';
  const to = (queue: MatrixQueue, marks: Partial<MatrixRoute> = {}): MatrixRoute => ({
    queue,
    isHot: false,
    needsEnrichment,
    isFutureIcp: false,
    ...marks,
  });
  if (icp === 'non_icp') return isLikely ? to('digital_sales', { isFutureIcp: true }) : to('digital_nurture');
  if (isLikely) return to(tier === 'strategic' || tier === 'lite' ? 'account_sales' : 'sales', { isHot: true });
  if (icp === 'unknown') return to('digital_nurture');
  return to(utilisation < busyFrom ? 'sales' : 'inside_sales');
}
