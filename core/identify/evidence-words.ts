import type { Words } from '#core/words.ts';

/** How a row came to its company or person. */
export const methodWords = {
  new: { ja: '最初の行', en: 'First row' },
  corporate_number: { ja: '法人番号が一致', en: 'Corporate number agrees' },
  company_code: { ja: '企業コードが一致', en: 'Company code agrees' },
  own_key: { ja: 'システム内のIDが一致', en: 'Id in its system agrees' },
  domain: { ja: 'ドメインが一致', en: 'Domain agrees' },
  name_address: { ja: '名前と住所が一致', en: 'Name and address agree' },
  matched: { ja: '複数の手がかりが一致', en: 'Several things agree' },
  name_phone: { ja: '名前と電話が一致', en: 'Name and phone agree' },
  same_row: { ja: '同じ行に電話・住所のある企業名', en: 'Named in the same row with phone or address' },
  same_deal: { ja: '同じ商談の企業', en: 'Company of the same deal' },
  own_name: { ja: '同じシステム内の企業名', en: 'Name in the same system' },
  email: { ja: 'メールが一致', en: 'E-mail agrees' },
  mobile_name: { ja: '携帯と氏名が一致', en: 'Mobile and name agree' },
  account_name: { ja: '会社と氏名が一致', en: 'Company and name agree' },
  decided: { ja: '人が決めた', en: 'Decided by a person' },
  re_decided: { ja: '今の判定でまとめ直した', en: 'Regrouped by today’s model' },
  none: { ja: '結び付けなし', en: 'Not linked' },
} as const satisfies Readonly<Record<string, Words>>;

/** What agrees or differs. */
export const evidenceWords = {
  corporate_number: { ja: '法人番号', en: 'corporate number' },
  company_code: { ja: '企業コード(TDB・TSR など)', en: 'code of a credit agency or registry' },
  number_slip: { ja: '法人番号(書き間違いを除く)', en: 'corporate number but for a slip' },
  own_key: { ja: 'システム内のID', en: 'id in its system' },
  domain: { ja: 'ドメイン', en: 'domain' },
  name: { ja: '名前', en: 'name' },
  address: { ja: '住所', en: 'address' },
  phone: { ja: '電話', en: 'phone' },
  legal_form: { ja: '法人格', en: 'legal form' },
  email: { ja: 'メール', en: 'e-mail' },
  mobile: { ja: '携帯電話', en: 'mobile' },
  department: { ja: '部署', en: 'department' },
  title: { ja: '役職', en: 'title' },
  company: { ja: '企業', en: 'company' },
  protected_word: { ja: '別会社を示す言葉', en: 'distinguishing word' },
  owner: { ja: '当社の担当', en: 'our owner' },
  area_code: { ja: '市外局番と住所', en: 'area code and address' },
  source_name: { ja: '同じシステム内の企業名', en: 'name in the same system' },
  mail_pattern: { ja: '社内のメールアドレスの付け方', en: 'how the company forms mail addresses' },
  people: { ja: '同じ人物の登録', en: 'a person known there' },
} as const satisfies Readonly<Record<string, Words>>;

/** Why somebody is asked about two entities. */
export const reasonWords = {
  name_only: { ja: '名前だけが同じです', en: 'Only the name is the same' },
  ambiguous: { ja: '複数の企業に当てはまります', en: 'Fits several companies' },
  protected_word: { ja: '似ていますが、別会社を示す言葉があります', en: 'Alike, but a word tells another company' },
  legal_form: { ja: '法人格が違います', en: 'The legal form differs' },
  email_shared: { ja: '同じメールを別の名前が使っています', en: 'Two names use one e-mail' },
  unsure: { ja: '似ていますが、確かではありません', en: 'Alike, but not certain' },
  related: { ja: '関係のある別の会社と見られます', en: 'Seems to be another, related company' },
  taken_back: { ja: '前の判断が取り消された組です', en: 'An earlier verdict on them was taken back' },
  two_records: {
    ja: '一致していますが、同じシステムに別々の企業として登録されています',
    en: 'They agree, but one system keeps them as two records',
  },
  between_groups: {
    ja: '一致していますが、3行以上ある2件をひとつの手がかりだけでまとめることになります',
    en: 'They agree, but one link alone would join two groups of three rows and more',
  },
  too_many: {
    ja: '一致していますが、書き方の違う行が多くなりすぎます',
    en: 'They agree, but together they would hold too many different wordings',
  },
  rows_disagree: {
    ja: '全体では一致していますが、元の行どうしを比べると食い違いが目立ちます',
    en: 'They agree as a whole, but their rows disagree with each other',
  },
  mail_name: {
    ja: 'メールアドレスの付け方から、同じ会社のこの人と見られます',
    en: 'By how the company forms mail addresses, it spells this person’s name',
  },
  namesake: { ja: '同じ会社に同じ名前の人がいます', en: 'Same name in the same company' },
} as const satisfies Readonly<Record<string, Words>>;
