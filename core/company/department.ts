import { clean } from '#core/text/clean.ts';
import { remember } from '#core/text/remember.ts';

/** Functions of domain.md §12.3 and identity.md §3.9. */
const functions: readonly (readonly [code: DepartmentFunction, words: RegExp])[] = [
  ['executive', /経営企画|社長室|経営|秘書|戦略|ceo室/],
  ['marketing', /マーケ|宣伝|広報|販促|ブランド|^pr|marketing/],
  ['it', /情報システム|情シス|システム|dx|デジタル|情報企画|セキュリティ|^it|インフラ|ciso/],
  ['production_engineering', /生産技術|工務|保全/],
  ['design', /設計/],
  ['quality', /品質|qa|qc/],
  ['research', /研究|開発|r&d|技術|商品企画|知財|engineering/],
  ['manufacturing', /製造|生産|工場/],
  ['purchasing', /購買|調達|資材|scm|purchas|procure/],
  ['logistics', /物流|ロジスティクス|倉庫|配送/],
  ['human_resources', /人事|人財|採用|労務|教育|研修|ダイバーシティ|human resources|^hr/],
  ['finance', /経理|財務|会計|主計|資金|税務|^ir|finance|accounting/],
  ['legal', /法務|コンプライアンス|監査|内部統制|リスク管理|legal/],
  ['general_affairs', /総務|庶務/],
  ['customer_service', /カスタマー|サポート|コールセンター|お客様|保守|サービス/],
  ['operations', /業務|オペレーション|店舗|運営/],
  ['education', /教務|学部|学科|講座/],
  ['medical', /診療科|看護|薬剤/],
  ['sales', /営業|セールス|渉外|販売|アカウント|パートナー|代理店|sales/],
];

export type DepartmentFunction =
  | 'executive'
  | 'marketing'
  | 'it'
  | 'production_engineering'
  | 'design'
  | 'quality'
  | 'research'
  | 'manufacturing'
  | 'purchasing'
  | 'logistics'
  | 'human_resources'
  | 'finance'
  | 'legal'
  | 'general_affairs'
  | 'customer_service'
  | 'operations'
  | 'education'
  | 'medical'
  | 'sales';

export type Department = {
  /** As written, spaces made equal: `営業本部 第一営業部`. */
  readonly name: string;
  /** For equality inside one company: 第一営業部 = 営業1部. */
  readonly key: string;
  readonly function: DepartmentFunction | undefined;
};

const kanjiOrdinals: Record<string, string> = {
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

export const parseDepartment = remember((raw: string): Department | undefined => {
  const name = raw
    .normalize('NFKC')
    .replace(/[\s　]+/g, ' ')
    .trim();
  if (name === '' || /^[-ー—]+$/.test(name)) return undefined;
  const text = clean(name);
  return { name, key: keyOf(text), function: functions.find(([, words]) => words.test(text))?.[0] };
}, 5_000);

/** Ordinals move behind the word they count and synonyms of グループ and チーム fall together. */
function keyOf(text: string): string {
  return text
    .split(' ')
    .map((unit) => {
      const synonym = unit.replace(/(?:gr|grp|g)$/, 'グループ').replace(/t$/, 'チーム');
      const ordinal = /第?([一二三四五六七八九])(?=[営設製技開業生]|部|課)|第?(\d)/.exec(synonym);
      if (!ordinal) return synonym;
      return `${synonym.replace(ordinal[0], '')}#${ordinal[2] ?? kanjiOrdinals[ordinal[1]!]}`;
    })
    .join('/');
}
