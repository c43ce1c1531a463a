import { clean } from '#core/text/clean.ts';
import { remember } from '#core/text/remember.ts';
import { departmentPath } from './department-path.ts';

/** Functions of domain.md §12.3 and identity.md §3.9. */
const functions: readonly (readonly [code: DepartmentFunction, words: RegExp])[] = [
  [
    'sales',
    /営業(?:第?[一二三四五六七八九十\d]+)?(?:企画|推進|統括)?(?:事業部|本部|部|課|室|グループ|チーム)?$|事業開発|技術営業/,
  ],
  ['operations', /店舗/],
  ['executive', /経営企画|社長室|経営|秘書|戦略|ceo室|corporate planning|strategy|(?:ceo|president)(?:'s)? office/],
  ['marketing', /マーケ|宣伝|広報|販促|ブランド|^pr(?![a-z])|marketing|public relations|communications|brand/],
  [
    'it',
    /情報システム|情シス|システム|dx|デジタル|情報企画|セキュリティ|^it(?![a-z])|インフラ|ciso|information (?:systems?|technology)|digital/,
  ],
  ['production_engineering', /生産技術|工務|保全|production engineering|maintenance/],
  ['design', /設計|(?<![a-z])design/],
  ['quality', /品質|(?<![a-z])q[ac](?![a-z])|quality/],
  ['human_resources', /人事|人財|採用|労務|教育|研修|ダイバーシティ|human resources|^hr(?![a-z])|personnel|recruiting/],
  [
    'research',
    /研究|開発|r&d|技術|商品企画|知財|知的財産|research|(?<!business )development|engineering|intellectual property/,
  ],
  ['manufacturing', /製造|生産|工場|manufactur|production|factory/],
  ['purchasing', /購買|調達|資材|scm|purchas|procure|supply chain/],
  ['logistics', /物流|ロジスティクス|倉庫|配送|logistics|warehouse/],
  ['finance', /経理|財務|会計|主計|資金|税務|^ir(?![a-z])|finance|accounting|treasury|investor relations/],
  ['legal', /法務|コンプライアンス|監査|内部統制|リスク管理|legal|compliance|audit|risk management/],
  ['general_affairs', /総務|庶務|general affairs|administration/],
  [
    'customer_service',
    /カスタマー|^cs(?![a-z])|サポート|コールセンター|お客様|保守|サービス|customer|support|call cent(?:er|re)/,
  ],
  ['operations', /業務|オペレーション|店舗|運営|operations/],
  ['education', /教務|学部|学科|講座/],
  ['medical', /診療科|看護|薬剤/],
  ['sales', /営業|セールス|渉外|販売|アカウント|パートナー|代理店|sales|business development|account management/],
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

export const parseDepartment = remember((raw: string): Department | undefined => {
  const name = raw
    .normalize('NFKC')
    .replace(/[\s　]+/g, ' ')
    .trim();
  if (name === '' || /^[-ー—]+$/.test(name)) return undefined;
  return { name, key: keyOf(name), function: functions.find(([, words]) => words.test(clean(name)))?.[0] };
}, 5_000);

/** Units from coarse to fine with their ordinals behind: 営業本部第一営業部 and 営業本部 営業1部 are one department. */
function keyOf(name: string): string {
  return departmentPath(name)
    .map(({ area, work, unit, ordinal }) => `${area}${work}${unit}${ordinal && `#${ordinal}`}`)
    .join('/');
}
