import type { Words } from '#core/words.ts';

/** What a KPI counts one by one, in words. */
export const grains = {
  account: { ja: '企業', en: 'account' },
  'action item': { ja: '宿題', en: 'action item' },
  'buying group': { ja: '購買グループ', en: 'buying group' },
  'buying group role': { ja: '購買グループの役割', en: 'buying group role' },
  contact: { ja: '人物', en: 'contact' },
  deal: { ja: '商談', en: 'deal' },
  field: { ja: '項目', en: 'field' },
  lead: { ja: 'リード', en: 'lead' },
  'lead cycle': { ja: 'リードのサイクル', en: 'lead cycle' },
  meeting: { ja: '面談', en: 'meeting' },
  member: { ja: '利用者', en: 'member' },
  offer: { ja: '申し込み', en: 'offer' },
  programme: { ja: '取り組み全体', en: 'programme' },
  record: { ja: 'データの行', en: 'record' },
  session: { ja: 'ウェブの訪問', en: 'session' },
  source: { ja: '獲得元', en: 'source' },
  stage: { ja: '段階', en: 'stage' },
  'target line': { ja: 'ターゲットの行', en: 'target line' },
  week: { ja: '週', en: 'week' },
} as const satisfies Record<string, Words>;
export type Grain = keyof typeof grains;
