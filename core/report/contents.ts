import { catalogue, getKpi } from '#core/kpi/catalogue.ts';
import { measuresIn, type Kpi } from '#core/kpi/kpi.ts';
import { namedMeasures, type NumberMeasure } from '#core/kpi/named-measure.ts';
import { ripeAfterDays } from '#core/measure/maturity.ts';
import type { Words } from '#core/words.ts';

/** The figure whose months are drawn beside those of last year. */
export const trendKpi = 'K5.5d';

/** First sheet: what executives ask for (domain.md §18), results before the leading figures. */
export const resultCodes = ['K5.5d', 'K3.3', 'K3.5', 'K4.1b', 'K5.5', 'K5.1', 'K3.1', 'K6.1', 'K6.2', 'K6.3'] as const;

/** Second sheet: how far the list covers the market, and how well it is agreed and filled. */
export const coverageCodes = ['K1.1', 'K1.1b', 'K1.4', 'K1.2a'] as const;

/** The four parts that share out the leads handed over (domain.md §9.3), each the numerator of a KPI. */
export const partCodes = { sal: 'K6.1', rejected: 'K6.3c', ignored: 'K6.3', pending: 'K6.3d' } as const;
export type HandoverPart = keyof typeof partCodes;

export const funnelStages = ['mql', 'sal', 'sql', 'deal', 'won'] as const;
export type FunnelStage = (typeof funnelStages)[number];

const reached: Readonly<Record<Exclude<FunnelStage, 'mql'>, NumberMeasure>> = {
  sal: 'cycles_sal',
  sql: 'cycles_sql',
  deal: 'cycles_registered',
  won: 'cycles_won',
};

/** Words of users.md §4. */
export const stageNames = {
  mql: { ja: 'MQL(引き渡し)', en: 'MQL, handed over' },
  sal: { ja: 'SAL(営業受入)', en: 'SAL, accepted' },
  sql: { ja: 'SQL(案件化確認)', en: 'SQL, qualified' },
  deal: { ja: '商談(SFA登録)', en: 'Deal, registered' },
  won: { ja: '受注', en: 'Won' },
} as const satisfies Readonly<Record<FunnelStage, Words>>;

/** The code under which a closed month keeps a stage of the headline funnel. */
export const funnelCode = (stage: Exclude<FunnelStage, 'mql'>) => `F.${stage}`;

/** The headline funnel: of the leads handed over in a period, those that came to each stage. */
export const funnelKpis: readonly Kpi[] = (['sal', 'sql', 'deal', 'won'] as const).map((stage) => ({
  code: funnelCode(stage),
  version: 1,
  phase: null,
  name: { ja: `MQLから${stageNames[stage].ja}`, en: `MQL to ${stageNames[stage].en}` },
  question: {
    ja: `引き渡したリードのうち${stageNames[stage].ja}まで進んだ割合`,
    en: `Share that came to ${stageNames[stage].en}`,
  },
  formula: {
    ja: `${stageNames[stage].ja} ÷ MQL(引き渡し月で数える)`,
    en: `${stageNames[stage].en} ÷ MQL, by hand-over`,
  },
  unit: 'rate',
  grain: 'lead cycle',
  direction: 'higher',
  needs: stage === 'deal' || stage === 'won' ? ['cycles', 'deals'] : ['cycles'],
  definition: { kind: 'rate', numerator: reached[stage], denominator: 'cycles_handed' },
  seed: 'S2 L116-129',
}));

/** Everything a closed month keeps. */
export const reportedKpis: readonly Kpi[] = [...catalogue, ...funnelKpis];

const reportCodes = new Set<string>([
  ...resultCodes,
  ...coverageCodes,
  ...Object.values(partCodes),
  ...funnelKpis.map(({ code }) => code),
]);

/** What the two sheets themselves need. */
export const sheetKpis: readonly Kpi[] = reportedKpis.filter(({ code }) => reportCodes.has(code));

const byCode = new Map(reportedKpis.map((kpi) => [kpi.code, kpi]));

/** The KPI of a code, undefined for one that a later version no longer knows. */
export const findReportedKpi = (code: string) => byCode.get(code);

/** The KPI of a code, of the funnel as well. Refuses `kpi_unknown`. */
export function reportedKpi(code: string): Kpi {
  return byCode.get(code) ?? getKpi(code);
}

/** Days a cohort needs before its share may be read as final (domain.md §9.6); 0 for figures of a period. */
export function ripeDaysOf(kpi: Kpi): number {
  const measures = measuresIn(kpi);
  if (!measures.some((code) => namedMeasures[code].time === 'cohort')) return 0;
  const isLate = measures.some(
    (code) => code === 'cycles_sql' || code === 'cycles_registered' || code === 'cycles_won',
  );
  return isLate ? ripeAfterDays.deal : ripeAfterDays.sal;
}
