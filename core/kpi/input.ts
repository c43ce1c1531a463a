import type { Words } from '#core/words.ts';

/** What a KPI is computed from. Inputs that Mori does not hold yet make their KPIs 未計測(必要:…) instead of 0. */
export const inputs = {
  targets: { ja: 'ターゲットリスト', en: 'target list', isHeld: true },
  accounts: { ja: '企業', en: 'accounts', isHeld: true },
  people: { ja: '人物', en: 'people', isHeld: true },
  leads: { ja: 'リード', en: 'leads', isHeld: true },
  cycles: { ja: '引き渡しの記録', en: 'lead cycles', isHeld: true },
  deals: { ja: '商談', en: 'deals', isHeld: true },
  orders: { ja: '受注明細(粗利)', en: 'orders with gross profit', isHeld: true },
  activities: { ja: '活動履歴', en: 'activities', isHeld: true },
  imports: { ja: '取込履歴', en: 'imports', isHeld: true },
  icp: { ja: 'ICPの定義', en: 'ICP definition', isHeld: false },
  audits: { ja: '月次の抜き取り確認', en: 'monthly audit', isHeld: false },
  buying_groups: { ja: '購買グループ', en: 'buying groups', isHeld: false },
  engagement: { ja: 'エンゲージメント', en: 'engagement', isHeld: false },
  web: { ja: 'ウェブ計測', en: 'web tracking', isHeld: false },
  intent: { ja: 'インテントデータ', en: 'intent data', isHeld: false },
  meetings: { ja: '面談の設定・実施の記録', en: 'meetings set and held', isHeld: true },
  inside_sales: { ja: 'インサイドセールスの担当者', en: 'who is inside sales', isHeld: true },
  plans: { ja: '受注金額の目標値', en: 'a target of won amount', isHeld: true },
  import_costs: { ja: '取込の1件あたりの費用', en: 'cost per record of imports', isHeld: true },
  costs: { ja: '費用', en: 'costs', isHeld: false },
  milestones: { ja: '攻略の節目', en: 'account milestones', isHeld: false },
  relations: { ja: '関係の強さ・部署別の接点', en: 'relation strength by department', isHeld: false },
  capacity: { ja: '営業の稼働時間', en: 'sales capacity', isHeld: false },
  issues: { ja: '課題データベース', en: 'issue database', isHeld: false },
  offers: { ja: 'オファー・個別セミナーの記録', en: 'offers and individual seminars', isHeld: false },
  weekly_meetings: { ja: '週次会議の記録', en: 'weekly meetings', isHeld: true },
  feedback: { ja: '営業・代理店の評価', en: 'feedback from sales and agencies', isHeld: true },
} as const satisfies Record<string, { readonly ja: string; readonly en: string; readonly isHeld: boolean }>;
export type Input = keyof typeof inputs;

/** Inputs Mori holds today; a deployment passes its own set once it has more. */
export const heldInputs: ReadonlySet<Input> = new Set(
  (Object.keys(inputs) as Input[]).filter((input) => inputs[input].isHeld),
);

/** 未計測(必要:ウェブ計測・インテントデータ) */
export function missingWords(missing: readonly Input[]): Words {
  return {
    ja: `未計測(必要:${missing.map((input) => inputs[input].ja).join('・')})`,
    en: `Not measured yet (needs: ${missing.map((input) => inputs[input].en).join(', ')})`,
  };
}
