import type { Words } from '#core/words.ts';

/** By what two records are brought together to be compared, in the order of telling; keys of one kind begin alike. */
const accountKeys: Readonly<Record<string, Words>> = {
  '1': { ja: '法人番号・企業コード', en: 'corporate number or company code' },
  '2': { ja: 'ドメイン', en: 'domain' },
  '3': { ja: '電話番号', en: 'phone number' },
  '3b': { ja: '電話番号の上8桁(代表と直通)', en: 'first eight digits of the phone number' },
  '5': { ja: '名称・フリガナ(かなの表記をそろえたもの)', en: 'name or reading with kana folded' },
  '6': { ja: '名称・ドメインの英字読み', en: 'name or domain read in Latin letters' },
  '6t': { ja: '読みと業種の語(和英)', en: 'first word’s reading and industry words, Japanese or English' },
  '7': { ja: '法人番号の台帳の別名・旧社名', en: 'other or former name in the register' },
  '8a': { ja: '名称の前半', en: 'first half of the name' },
  '8b': { ja: '名称の後半', en: 'last half of the name' },
  '8c': { ja: '名称の先頭4文字', en: 'first four characters of the name' },
  '10': { ja: '町名と番地', en: 'town and street number' },
};
const personKeys: Readonly<Record<string, Words>> = {
  e: { ja: 'メールアドレス', en: 'e-mail address' },
  m: { ja: '携帯番号', en: 'mobile number' },
  n: { ja: '勤務先と氏名', en: 'company and name' },
  r: { ja: '勤務先と氏名の読み', en: 'company and reading of the name' },
  f: { ja: 'メールのドメインと姓の読み', en: 'mail domain and reading of the family name' },
  l: { ja: 'メールの@より前とドメイン', en: 'local part and domain of the mail address' },
};

export const keyWords: Readonly<Record<'account' | 'person', Readonly<Record<string, Words>>>> = {
  account: accountKeys,
  person: personKeys,
};
