import type { Stage } from './stage-table.ts';

/**
 * The four other waterfalls that users may know (domain.md §9.1). Each stage says which records of ours it counts, so that
 * all of them show the same leads; what Mori holds no record of is named instead of guessed.
 */
export type Vocabulary = {
  readonly key: 'original' | 'rearchitected' | 'demand_unit' | 'revenue';
  /** The later two count buying groups; until Mori holds those, companies stand in. */
  readonly unit: 'lead' | 'account';
  readonly stages: readonly VocabularyStage[];
};

export type VocabularyStage = {
  /** As its authors write it. */
  readonly name: string;
  readonly counts: Stage | 'target' | 'sales_made' | undefined;
  /** What would have to be imported to count it. */
  readonly needs?: 'tele' | 'intent';
};

const demandStages: readonly VocabularyStage[] = [
  { name: 'Target Demand', counts: 'target' },
  { name: 'Active Demand', counts: undefined, needs: 'intent' },
  { name: 'Engaged Demand', counts: 'lead' },
  { name: 'Prioritized Demand', counts: 'mql' },
  { name: 'Qualified Demand', counts: 'sql' },
  { name: 'Pipeline', counts: 'deal' },
  { name: 'Closed / Won', counts: 'won' },
];

export const vocabularies: readonly Vocabulary[] = [
  {
    key: 'original',
    unit: 'lead',
    stages: [
      { name: 'Inquiry', counts: 'lead' },
      { name: 'MQL', counts: 'mql' },
      { name: 'SAL', counts: 'sal' },
      { name: 'SQL', counts: 'sql' },
      { name: 'Closed / Won', counts: 'won' },
    ],
  },
  {
    key: 'rearchitected',
    unit: 'lead',
    stages: [
      { name: 'Inquiry', counts: 'lead' },
      { name: 'AQL', counts: 'mql' },
      { name: 'TAL', counts: undefined, needs: 'tele' },
      { name: 'TQL', counts: undefined, needs: 'tele' },
      { name: 'TGL', counts: undefined, needs: 'tele' },
      { name: 'SAL', counts: 'sal' },
      { name: 'SGL', counts: 'sales_made' },
      // Here an SQL is an opportunity with value and date, which is our deal.
      { name: 'SQL', counts: 'deal' },
      { name: 'Closed / Won', counts: 'won' },
    ],
  },
  { key: 'demand_unit', unit: 'account', stages: demandStages },
  { key: 'revenue', unit: 'account', stages: demandStages },
];
