import { compareRates, type Comparison } from '#core/measure/compare.ts';
import { rateFigure, type Figure } from '#core/measure/figure.ts';
import { handoverRates, type HandoverCounts } from './tally.ts';

/** The page of the headline case (domain.md §9.3, S2 L231-233): two cohorts, three rates, one sentence each. */
export type BeforeAfter = {
  readonly sal: Comparison;
  readonly registration: Comparison;
  readonly ignored: Comparison;
  /** Selecting accounts changes what is compared; printed beside every comparison (domain.md §10.6). */
  readonly caveat: { readonly ja: string; readonly en: string };
};

/**
 * Compares two cohorts. Whether the seed's 40 and 65 % are of MQL or of SAL is not known: of H by default, `'sal'` switches the
 * registration rate to accepted leads.
 */
export function compareCohorts(
  before: HandoverCounts,
  after: HandoverCounts,
  registrationOf: 'handed' | 'sal' = 'handed',
): BeforeAfter {
  const [old, recent] = [handoverRates(before), handoverRates(after)];
  const registration = registrationOf === 'handed' ? 'registrationRate' : 'registrationOfSal';
  return {
    sal: compareRates({ ja: 'SAL率', en: 'SAL rate' }, old.salRate, recent.salRate),
    registration: compareRates(
      { ja: 'SFA登録率', en: 'SFA registration rate' },
      old[registration],
      recent[registration],
    ),
    ignored: compareRates({ ja: '無視率', en: 'ignore rate' }, old.ignoreRate, recent.ignoreRate),
    caveat: {
      ja: '前後の比較です。対象の選び方や時期の違いも結果に含まれます。',
      en: 'A before/after comparison: a change of selection or season is part of the difference.',
    },
  };
}

/** Hand-overs of one origin, such as targets nominated by sales, proposed by Mori, or outside the list. */
export type OriginCounts = { readonly origin: string; readonly handed: number; readonly sal: number };

/** SAL by origin (S2-28): each with its interval, and compared with all others together. */
export function salByOrigin(
  origins: readonly OriginCounts[],
): { readonly origin: string; readonly salRate: Figure; readonly againstOthers: Comparison }[] {
  const total = origins.reduce((sum, one) => ({ handed: sum.handed + one.handed, sal: sum.sal + one.sal }), {
    handed: 0,
    sal: 0,
  });
  return origins.map(({ origin, handed, sal }) => {
    const salRate = rateFigure(sal, handed);
    const others = rateFigure(total.sal - sal, total.handed - handed);
    return { origin, salRate, againstOthers: compareRates({ ja: 'SAL率', en: 'SAL rate' }, others, salRate) };
  });
}
