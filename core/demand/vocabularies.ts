import type { CycleState, SourcedBy } from './cycle.ts';

/**
 * The same records in the four other vocabularies of the field (domain.md §9.1). One waterfall, several sets of words: nothing
 * is counted anew, a stage here is a set of our own.
 */
export type Vocabulary = 'sirius_2006' | 'sirius_2012' | 'demand_unit_2017' | 'revenue_2021';

export type VocabularyStage = {
  readonly code: string;
  readonly name: string;
  /** Lead cycles of these states stand here. */
  readonly states: readonly CycleState[];
  /** Only those of these origins; all where absent. */
  readonly sourcedBy?: readonly SourcedBy[];
  /** Account stages (domain.md §8.7) that stand here as well; they come with engagement. */
  readonly accountStages?: readonly string[];
};

export type VocabularyTable = {
  readonly unit: 'lead' | 'demand_unit' | 'opportunity';
  readonly title: { readonly ja: string; readonly en: string };
  readonly stages: readonly VocabularyStage[];
};

const early: readonly CycleState[] = ['new', 'nurturing'];
const accepted: readonly CycleState[] = ['accepted', 'accepted_ignored'];

export const vocabularies: Readonly<Record<Vocabulary, VocabularyTable>> = {
  sirius_2006: {
    unit: 'lead',
    title: { ja: 'SiriusDecisions 初版', en: 'SiriusDecisions, original' },
    stages: [
      { code: 'inquiry', name: 'Inquiry', states: [...early, 'mql_candidate'] },
      { code: 'mql', name: 'MQL', states: ['handed_over'] },
      { code: 'sal', name: 'SAL', states: accepted },
      { code: 'sql', name: 'SQL', states: ['sql', 'deal'] },
      { code: 'won', name: 'Closed/Won', states: ['won'] },
    ],
  },
  sirius_2012: {
    unit: 'lead',
    title: { ja: 'SiriusDecisions 2012年版', en: 'SiriusDecisions, 2012' },
    stages: [
      { code: 'inquiry', name: 'Inquiry', states: early },
      { code: 'aql', name: 'AQL', states: ['mql_candidate'] },
      { code: 'tal', name: 'TAL', states: ['handed_over'], sourcedBy: ['tele'] },
      { code: 'mql', name: 'MQL', states: ['handed_over'], sourcedBy: ['marketing'] },
      { code: 'sal', name: 'SAL', states: [...accepted, 'sql'], sourcedBy: ['marketing'] },
      { code: 'tgl', name: 'TGL', states: [...accepted, 'sql'], sourcedBy: ['tele'] },
      { code: 'sgl', name: 'SGL', states: [...accepted, 'sql'], sourcedBy: ['sales'] },
      { code: 'sql', name: 'SQL (amount and date)', states: ['deal'] },
      { code: 'close', name: 'Close', states: ['won'] },
    ],
  },
  demand_unit_2017: {
    unit: 'demand_unit',
    title: { ja: 'Demand Unit Waterfall(2017年)', en: 'Demand Unit Waterfall, 2017' },
    stages: [
      { code: 'target', name: 'Target demand', states: [], accountStages: ['target'] },
      { code: 'active', name: 'Active demand', states: early, accountStages: ['aware'] },
      { code: 'engaged', name: 'Engaged demand', states: ['mql_candidate'], accountStages: ['engaged'] },
      { code: 'prioritized', name: 'Prioritized demand', states: ['handed_over'], accountStages: ['mqa'] },
      { code: 'qualified', name: 'Qualified demand', states: [...accepted, 'sql'], accountStages: ['saa'] },
      { code: 'pipeline', name: 'Pipeline', states: ['deal'], accountStages: ['opportunity'] },
      { code: 'closed', name: 'Closed', states: ['won'], accountStages: ['customer', 'expansion'] },
    ],
  },
  revenue_2021: {
    unit: 'opportunity',
    title: { ja: 'B2B Revenue Waterfall(2021年)', en: 'B2B Revenue Waterfall, 2021' },
    stages: [
      { code: 'target', name: 'Target', states: [], accountStages: ['target'] },
      { code: 'detected', name: 'Detected', states: early, accountStages: ['aware'] },
      { code: 'engaged', name: 'Engaged', states: ['mql_candidate'], accountStages: ['engaged'] },
      { code: 'prioritized', name: 'Prioritized', states: ['handed_over'], accountStages: ['mqa'] },
      { code: 'qualified', name: 'Qualified', states: [...accepted, 'sql'], accountStages: ['saa'] },
      { code: 'pipeline', name: 'Pipeline', states: ['deal'], accountStages: ['opportunity'] },
      { code: 'closed', name: 'Closed/Won', states: ['won'], accountStages: ['customer', 'expansion'] },
    ],
  },
};

/** Where a lead cycle stands in another vocabulary; undefined for side exits (rejected, ignored, recycled …). */
export function stageIn(vocabulary: Vocabulary, state: CycleState, sourcedBy: SourcedBy): VocabularyStage | undefined {
  return vocabularies[vocabulary].stages.find(
    (stage) => stage.states.includes(state) && (stage.sourcedBy?.includes(sourcedBy) ?? true),
  );
}

/** Where an account stands in a vocabulary whose unit is more than a lead. */
export function accountStageIn(vocabulary: Vocabulary, accountStage: string): VocabularyStage | undefined {
  return vocabularies[vocabulary].stages.find((stage) => stage.accountStages?.includes(accountStage));
}

/** "SQL" means different things in the two seeds; both are printed beside the mapping (domain.md §1). */
export const sqlReadings = [
  {
    seed: 'S2 L35, L128',
    ours: 'sql',
    ja: '営業で提案・商談が進んでいる段階',
    en: 'At sales, proposal or negotiation going on',
  },
  {
    seed: 'S3 L29-30',
    ours: 'accepted',
    ja: '営業へ渡し、営業が追う価値ありと判断した段階',
    en: 'Handed to sales and judged worth following up',
  },
] as const;
