import { clean } from '#core/text/clean.ts';

/** Stages of the seed's waterfall (domain.md §9.2). MQL is the hand-over to sales. */
export const stages = ['lead', 'mql', 'sal', 'sql', 'deal', 'won'] as const;
export type Stage = (typeof stages)[number];
/** Ends beside the line. */
export type SideStage = 'rejected' | 'lost';

/**
 * Which status of a source means which stage. Exports hold no "accepted by sales", so a default stands here per source;
 * it is shown, edited and derived anew (users.md §1.2).
 */
export type StageTable = {
  /** Status, compared without case and spaces → the furthest stage it proves. */
  readonly statuses: Readonly<Record<string, Stage | SideStage>>;
  /** A call, meeting or visit with the person after the hand-over proves the acceptance. */
  readonly activityMeansSal: boolean;
  /** Lead sources of leads that sales made itself: they enter at accepted and are in no H. Without any the usual words hold. */
  readonly salesMade?: readonly string[];
  /** A deal of the same company that was opened within these days after the hand-over belongs to the lead; 0: only deals named by the lead. */
  readonly dealWithinDays: number;
};

/** The status of ours that means each stage in every default table: what a value mapping offers. */
export const stageWords: Readonly<Record<Stage | SideStage, string>> = {
  lead: '新規',
  mql: '引き渡し済',
  sal: '営業受入',
  sql: '案件化確認',
  deal: '商談化',
  won: '受注',
  lost: '失注',
  rejected: '差し戻し',
};

const japaneseStatuses: StageTable['statuses'] = {
  新規: 'lead',
  未対応: 'lead',
  未着手: 'lead',
  育成中: 'lead',
  ナーチャリング: 'lead',
  要フォロー: 'lead',
  MQL: 'mql',
  引き渡し済: 'mql',
  営業引渡済: 'mql',
  営業へ引き渡し: 'mql',
  営業確認中: 'mql',
  営業未対応: 'mql',
  放置: 'mql',
  SAL: 'sal',
  受入: 'sal',
  営業受入: 'sal',
  対応中: 'sal',
  コンタクト済: 'sal',
  フォロー済: 'sal',
  フォロー中: 'sal',
  アポ獲得: 'sal',
  訪問済: 'sal',
  SQL: 'sql',
  案件化確認: 'sql',
  適格: 'sql',
  有望: 'sql',
  商談化: 'deal',
  取引開始済: 'deal',
  取引の開始済み: 'deal',
  商談中: 'deal',
  案件化: 'deal',
  受注: 'won',
  失注: 'lost',
  差し戻し: 'rejected',
  不適格: 'rejected',
  対象外: 'rejected',
  却下: 'rejected',
  見送り: 'rejected',
  取引開始なし: 'rejected',
};

const salesforceStatuses: StageTable['statuses'] = {
  'Open - Not Contacted': 'lead',
  Open: 'lead',
  New: 'lead',
  Nurturing: 'lead',
  'Marketing Qualified': 'mql',
  MQL: 'mql',
  'Handed Over': 'mql',
  Assigned: 'mql',
  'Working - Contacted': 'sal',
  Working: 'sal',
  Accepted: 'sal',
  Contacted: 'sal',
  SAL: 'sal',
  Qualified: 'sql',
  SQL: 'sql',
  'Closed - Converted': 'deal',
  Converted: 'deal',
  'Closed - Not Converted': 'rejected',
  Unqualified: 'rejected',
  Rejected: 'rejected',
  Disqualified: 'rejected',
  Recycled: 'rejected',
};

const hubspotStatuses: StageTable['statuses'] = {
  subscriber: 'lead',
  lead: 'lead',
  'Marketing Qualified Lead': 'mql',
  marketingqualifiedlead: 'mql',
  'Sales Qualified Lead': 'sql',
  salesqualifiedlead: 'sql',
  opportunity: 'deal',
  customer: 'won',
  IN_PROGRESS: 'sal',
  CONNECTED: 'sal',
  OPEN_DEAL: 'deal',
  UNQUALIFIED: 'rejected',
  リード: 'lead',
  サブスクライバー: 'lead',
  'マーケティング担当者が有望と認めたリード (MQL)': 'mql',
  '営業担当者が有望と認めたリード (SQL)': 'sql',
  商談: 'deal',
  顧客: 'won',
};

/** Defaults by source; any other source uses the Japanese words. */
export function defaultStageTable(source: string): StageTable {
  const own =
    source === 'hubspot' ? hubspotStatuses : source === 'salesforce' || source === 'marketo' ? salesforceStatuses : {};
  return { statuses: { ...japaneseStatuses, ...own }, activityMeansSal: source !== 'hubspot', dealWithinDays: 0 };
}

/** What a lead source is called where sales found the lead itself [P]. */
export const salesMadeWords: readonly string[] = [
  '営業開拓',
  '営業活動',
  '営業紹介',
  '新規開拓',
  '自主開拓',
  '飛び込み',
  '飛び込み営業',
  'Cold Call',
  'Outbound Sales',
  'Sales Generated',
];

/** Whether sales made a lead of this source itself. */
export function isSalesMade(leadSource: string | null, { salesMade = salesMadeWords }: StageTable): boolean {
  return leadSource !== null && salesMade.some((word) => statusKey(word) === statusKey(leadSource));
}

/** A status as statuses are compared: width and case folded, without spaces, `_` and `-`. */
export function statusKey(status: string): string {
  return clean(status).replace(/[\s_-]/g, '');
}
