import type { Words } from '#core/words.ts';

const comparisons: Readonly<Record<string, Words>> = {
  corporate_number: { ja: '番号', en: 'Number' },
  name: { ja: '名称', en: 'Name' },
  protected_words: { ja: '区別する語', en: 'Distinguishing words' },
  legal_form: { ja: '法人格', en: 'Legal form' },
  form_position: { ja: '法人格の位置', en: 'Position of the legal form' },
  domain: { ja: 'ドメイン', en: 'Domain' },
  phone: { ja: '電話', en: 'Phone' },
  address: { ja: '住所', en: 'Address' },
  email: { ja: 'メール', en: 'E-mail' },
  mobile: { ja: '携帯電話', en: 'Mobile' },
  account: { ja: '勤務先', en: 'Company' },
  department: { ja: '部署', en: 'Department' },
  title: { ja: '役職', en: 'Title' },
  owner: { ja: '当社の担当', en: 'Our owner' },
  area_code: { ja: '市外局番と住所', en: 'Area code and address' },
};

const levels: Readonly<Record<string, Words>> = {
  equal: { ja: '一致', en: 'equal' },
  different: { ja: '不一致', en: 'different' },
  core: { ja: '法人格を除いて完全一致', en: 'equal without the legal form' },
  safe: { ja: '旧字・異体字をそろえると一致', en: 'equal after folding old kanji' },
  loose: { ja: 'かなの表記をそろえると一致', en: 'equal after folding kana' },
  alias: { ja: '法人番号の台帳で同じ法人', en: 'one corporation by the register' },
  skeleton: { ja: '英字とカナを読み替えると一致', en: 'equal across scripts' },
  bracketed: { ja: '括弧内の別名・旧社名と一致', en: 'equal to a name in brackets' },
  doubtful: { ja: '似た字・かなの違いだけで、別の会社のこともある', en: 'alike, but may be two companies' },
  plural: { ja: '単数・複数の違い', en: 'singular against plural' },
  slip: { ja: '1〜2文字の書き間違いと見られる', en: 'one or two letters off' },
  reading: { ja: '読みが一致', en: 'equal reading' },
  numerals: { ja: '漢数字と算用数字の違い', en: 'numerals written otherwise' },
  contained: { ja: '一方に一般的な語が付く', en: 'one adds a usual word' },
  translated: { ja: '読みが合い、業種の語が英訳にあたる', en: 'reads alike, and the industry words translate' },
  overlap: { ja: '主な語が共通', en: 'shares its main words' },
  short: { ja: '一方が他方の略称と見られる', en: 'one looks like the other shortened' },
  reads_as: { ja: 'カナ・英字が漢字の読みと合う', en: 'kana or Latin letters fit the reading of the kanji' },
  other_script: { ja: '文字の種類が違い、比べられない', en: 'another script, cannot be compared' },
  sibling: { ja: '前半が同じで、後ろの語が違う', en: 'begins alike, other words behind' },
  near: { ja: '似ているが別の名称', en: 'alike but another name' },
  other: { ja: '別の名称', en: 'another name' },
  conflict: { ja: '一方だけにある語が別の会社を示す', en: 'a word of one side means another company' },
  equal_rare: { ja: '珍しい法人格が一致', en: 'a rare form, equal' },
  compatible: { ja: '和文と英文の法人格が対応', en: 'Japanese and English form agree' },
  convertible: { ja: '組織変更がありうる違い', en: 'may have been converted' },
  incompatible: { ja: '相いれない', en: 'cannot be one' },
  equal_named: { ja: '一致し、社名の読みとも合う', en: 'equal, and it reads like the name' },
  other_suffix: { ja: '末尾だけが違う', en: 'only the suffix differs' },
  label_is_name: { ja: 'ドメイン名が社名の読みと一致', en: 'the label reads like the name' },
  group: { ja: 'グループのドメイン', en: 'a group’s domain' },
  mobile: { ja: '携帯番号が一致', en: 'equal mobile number' },
  toll_free: { ja: 'フリーダイヤル・IP電話が一致', en: 'equal toll-free or IP number' },
  switchboard: { ja: '上8桁が一致(代表と直通)', en: 'first 8 digits equal (one switchboard)' },
  local: { ja: '市外局番のほかは一致', en: 'equal but for the area code' },
  area: { ja: '市外局番だけ一致', en: 'only the area code is equal' },
  room: { ja: '階・部屋まで一致', en: 'equal to the room' },
  parcel: { ja: '番地まで一致', en: 'equal to the parcel' },
  section: { ja: '大字・字の有無だけが違う', en: 'only 大字 differs' },
  postal: { ja: '郵便番号が一致', en: 'equal postal code' },
  floor: { ja: '同じ建物の別の階', en: 'another floor of one building' },
  open_block: { ja: '途中までの番地が一致', en: 'equal as far as written' },
  block: { ja: '同じ街区の別の番地', en: 'another parcel of one block' },
  town: { ja: '町名まで一致', en: 'equal town' },
  city: { ja: '市区町村だけ一致', en: 'equal city' },
  prefecture: { ja: '都道府県だけ一致', en: 'equal prefecture' },
  elsewhere: { ja: '別の都道府県', en: 'another prefecture' },
  print: { ja: '旧字・異体字をそろえると一致', en: 'equal after folding old kanji' },
  spelling: { ja: 'ローマ字のつづりをそろえると一致', en: 'equal after folding spellings' },
  swapped: { ja: '姓と名が入れ替わって一致', en: 'equal with family and given name swapped' },
  variant: { ja: '別の姓のこともある字の違い', en: 'a variant that may be another family' },
  romaji: { ja: 'ローマ字が読みと一致', en: 'romaji equals a usual reading' },
  foreign: { ja: 'カナと英字が対応', en: 'katakana and Latin correspond' },
  initial: { ja: '頭文字が合う', en: 'the initial fits' },
  family_only: { ja: '姓だけ一致', en: 'family name only' },
  former_family: { ja: '名が同じで姓が変わったと見られる', en: 'a changed family name' },
  given_differs: { ja: '姓が同じで名が違う', en: 'another given name' },
  family_differs: { ja: '名が同じで姓が違う', en: 'another family name' },
  respelled: { ja: '区切りだけが違う', en: 'only the separator differs' },
  colleague: { ja: '同じドメインの別の人', en: 'another address of one domain' },
  unit: { ja: '同じ部署', en: 'one department' },
  parent: { ja: '一方が他方に含まれる', en: 'one lies in the other' },
  function: { ja: '同じ機能の部署', en: 'like work' },
  rank: { ja: '同じ職位', en: 'equal rank' },
  grade: { ja: '近い職位', en: 'like grade' },
  apart: { ja: '職位が違う', en: 'another rank' },
  far: { ja: '職位が大きく違う', en: 'a far rank' },
};

/** Words that mean something else in one comparison. */
const special: Readonly<Record<string, Words>> = {
  'corporate_number/equal': { ja: '法人番号が一致', en: 'equal corporate number' },
  'corporate_number/company_code': {
    ja: '企業コード(TDB・TSR など)が一致',
    en: 'equal code of a credit agency or registry',
  },
  'corporate_number/slip': {
    ja: '法人番号が1か所だけ違い、書き間違いと見られる',
    en: 'corporate number, but for one slip',
  },
  'form_position/equal': { ja: '前株・後株が同じ', en: 'equal place' },
  'form_position/different': { ja: '前株・後株が違う', en: 'another place' },
  'title/near': { ja: '隣の職位', en: 'the rank beside' },
  'area_code/here': { ja: '同じ都道府県', en: 'one prefecture' },
  'department/different': { ja: '別の部署', en: 'another department' },
};

/** What a comparison is called; its own name for models without words. */
export function sayComparison(name: string): Words {
  return comparisons[name] ?? { ja: name, en: name };
}

/** What a level is called, in the words of its comparison where it has some; its own code for models without words. */
export function sayLevel(comparison: string, code: string): Words {
  return special[`${comparison}/${code}`] ?? levels[code] ?? { ja: code, en: code };
}

/** One line of a waterfall: 名称: 法人格を除いて完全一致. */
export function sayLine(comparison: string, code: string): Words {
  const [name, level] = [sayComparison(comparison), sayLevel(comparison, code)];
  return { ja: `${name.ja}: ${level.ja}`, en: `${name.en}: ${level.en}` };
}

/** Why two records of a list were left apart although much speaks for them. */
export const openWords = {
  unsure: { ja: '手がかりが足りない', en: 'not enough evidence' },
  related: { ja: '関係のある別の会社と見られる', en: 'looks related, not the same' },
  average: { ja: 'ほかの行まで比べると合わない', en: 'their other rows do not fit' },
  bridge: { ja: 'つなぐ手がかりが1組の行にしかない', en: 'a single pair of rows links them' },
  size: { ja: 'まとまる行が多すぎる', en: 'too many rows would become one' },
  veto: { ja: '一方に、別の会社・別の人を示す行がある', en: 'a row of one shows somebody else' },
  ambiguous: { ja: '当てはまる相手が二つある', en: 'fits two of them' },
} satisfies Record<string, Words>;

/** Evidence that is no comparison of the two records. */
export const knownPerson: Words = {
  ja: '人物: この企業に同じ人が登録されている',
  en: 'People: the same person is known there',
};
