/** What a column can mean. Every source maps its headers to these names; `kind` says how a cell of it is read. */
export type FieldKind =
  | 'text'
  | 'name'
  | 'date'
  | 'money'
  | 'count'
  | 'term'
  | 'phone'
  | 'email'
  | 'postal'
  | 'number13'
  | 'url'
  | 'boolean'
  | 'key';

export const fields = {
  companyKey: { kind: 'key', ja: '企業ID', en: 'Company ID' },
  companyName: { kind: 'name', ja: '企業名', en: 'Company name' },
  companyKana: { kind: 'text', ja: '企業名カナ', en: 'Company kana' },
  companyEnglishName: { kind: 'text', ja: '企業名(英字)', en: 'English name' },
  corporateNumber: { kind: 'number13', ja: '法人番号', en: 'Corporate number' },
  postalCode: { kind: 'postal', ja: '郵便番号', en: 'Postal code' },
  prefecture: { kind: 'text', ja: '都道府県', en: 'Prefecture' },
  city: { kind: 'text', ja: '市区町村', en: 'City' },
  street: { kind: 'text', ja: '住所・番地', en: 'Street' },
  building: { kind: 'text', ja: '建物名', en: 'Building' },
  companyPhone: { kind: 'phone', ja: '代表電話', en: 'Company phone' },
  website: { kind: 'url', ja: 'Webサイト', en: 'Website' },
  industry: { kind: 'text', ja: '業種', en: 'Industry' },
  employees: { kind: 'count', ja: '従業員数', en: 'Employees' },
  revenue: { kind: 'money', ja: '売上高', en: 'Revenue' },
  capital: { kind: 'money', ja: '資本金', en: 'Capital' },
  foundedOn: { kind: 'text', ja: '設立', en: 'Founded' },
  parentName: { kind: 'text', ja: '親会社', en: 'Parent company' },
  companyStatus: { kind: 'text', ja: '企業の状態', en: 'Company status' },
  agencyRole: { kind: 'text', ja: '代理店区分', en: 'Agency role' },
  agencyArea: { kind: 'text', ja: '担当エリア', en: 'Agency area' },
  tradeAccountOpenedOn: { kind: 'date', ja: '口座開設日', en: 'Trade account opened' },
  siteName: { kind: 'text', ja: '拠点名', en: 'Site' },
  personKey: { kind: 'key', ja: '人物ID', en: 'Person ID' },
  personName: { kind: 'text', ja: '氏名', en: 'Name' },
  familyName: { kind: 'text', ja: '姓', en: 'Family name' },
  givenName: { kind: 'text', ja: '名', en: 'Given name' },
  personKana: { kind: 'text', ja: '氏名カナ', en: 'Name kana' },
  familyKana: { kind: 'text', ja: 'セイ', en: 'Family kana' },
  givenKana: { kind: 'text', ja: 'メイ', en: 'Given kana' },
  email: { kind: 'email', ja: 'メール', en: 'E-mail' },
  personPhone: { kind: 'phone', ja: '直通電話', en: 'Direct phone' },
  mobile: { kind: 'phone', ja: '携帯電話', en: 'Mobile' },
  department: { kind: 'text', ja: '部署', en: 'Department' },
  title: { kind: 'text', ja: '役職', en: 'Title' },
  optOut: { kind: 'boolean', ja: '配信停止', en: 'Opted out' },
  mailConsent: { kind: 'boolean', ja: 'メール配信の同意', en: 'Consent to mail' },
  consentOn: { kind: 'date', ja: '同意日', en: 'Consent given on' },
  owner: { kind: 'text', ja: '担当者', en: 'Owner' },
  observedOn: { kind: 'date', ja: '更新日・交換日', en: 'Observed on' },
  dealKey: { kind: 'key', ja: '商談ID', en: 'Deal ID' },
  dealName: { kind: 'text', ja: '商談名', en: 'Deal name' },
  dealStage: { kind: 'text', ja: 'フェーズ', en: 'Stage' },
  amount: { kind: 'money', ja: '金額', en: 'Amount' },
  createdOn: { kind: 'date', ja: '作成日', en: 'Created on' },
  closedOn: { kind: 'date', ja: '完了予定日・完了日', en: 'Close date' },
  contractTerm: { kind: 'term', ja: '契約期間', en: 'Contract term' },
  product: { kind: 'text', ja: '製品', en: 'Product' },
  productSeries: { kind: 'text', ja: '製品シリーズ', en: 'Product series' },
  leadSource: { kind: 'text', ja: 'リードソース', en: 'Lead source' },
  orderKey: { kind: 'key', ja: '注文番号', en: 'Order number' },
  orderLine: { kind: 'key', ja: '明細番号', en: 'Order line' },
  orderedOn: { kind: 'date', ja: '受注日・請求日', en: 'Ordered on' },
  quantity: { kind: 'count', ja: '数量', en: 'Quantity' },
  orderRevenue: { kind: 'money', ja: '売上金額', en: 'Revenue of the line' },
  grossProfit: { kind: 'money', ja: '粗利', en: 'Gross profit' },
  cost: { kind: 'money', ja: '原価', en: 'Cost' },
  billTo: { kind: 'name', ja: '請求先', en: 'Bill to' },
  billToKey: { kind: 'key', ja: '請求先コード', en: 'Bill-to code' },
  billToPhone: { kind: 'phone', ja: '請求先電話', en: 'Bill-to phone' },
  billToPostalCode: { kind: 'postal', ja: '請求先郵便番号', en: 'Bill-to postal code' },
  billToAddress: { kind: 'text', ja: '請求先住所', en: 'Bill-to address' },
  shipTo: { kind: 'name', ja: '納入先', en: 'Ship to' },
  endUser: { kind: 'name', ja: '需要家(エンドユーザー)', en: 'End user' },
  agency: { kind: 'name', ja: '代理店', en: 'Agency' },
  activityKey: { kind: 'key', ja: '活動ID', en: 'Activity ID' },
  activityType: { kind: 'text', ja: '活動種別', en: 'Activity type' },
  subject: { kind: 'text', ja: '件名', en: 'Subject' },
  occurredOn: { kind: 'date', ja: '活動日', en: 'Occurred on' },
  leadKey: { kind: 'key', ja: 'リードID', en: 'Lead ID' },
  leadStatus: { kind: 'text', ja: 'リード状況', en: 'Lead status' },
  mqlOn: { kind: 'date', ja: 'MQL日', en: 'MQL date' },
  handoverOn: { kind: 'date', ja: '引き渡し日', en: 'Hand-over date' },
  salOn: { kind: 'date', ja: '営業受入日', en: 'SAL date' },
  sqlOn: { kind: 'date', ja: 'SQL日', en: 'SQL date' },
  dealOn: { kind: 'date', ja: '商談化日', en: 'Converted on' },
  rejectReason: { kind: 'text', ja: '差し戻し理由', en: 'Rejection reason' },
  convertedDealKey: { kind: 'key', ja: '取引開始後の商談ID', en: 'Converted deal ID' },
  campaign: { kind: 'text', ja: 'キャンペーン・セミナー名', en: 'Campaign or seminar' },
  attendance: { kind: 'text', ja: '参加状況', en: 'Attendance' },
  process: { kind: 'text', ja: '処理区分', en: 'Register process' },
  closedCause: { kind: 'text', ja: '閉鎖事由', en: 'Close cause' },
  successorNumber: { kind: 'number13', ja: '承継先法人番号', en: 'Successor number' },
} as const satisfies Record<string, { kind: FieldKind; ja: string; en: string }>;

export type Field = keyof typeof fields;
