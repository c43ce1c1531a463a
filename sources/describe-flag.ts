import { fields } from '#core/observation/fields.ts';
import type { CellFlag } from '#core/observation/observation.ts';
import type { Words } from '#core/words.ts';

/** What was wrong with a cell and what to do, by code. `E_` cells are left out, `W_` and `I_` cells are taken. */
const sentences: Readonly<Record<string, Words>> = {
  E_CELL_ERROR: {
    ja: '表計算のエラー値です。元の表の数式を直してください。',
    en: 'holds an error of the spreadsheet. Mend the formula there.',
  },
  E_FORMULA_NO_VALUE: {
    ja: '計算結果が保存されていない数式です。Excel で開いて保存し直してください。',
    en: 'is a formula whose result was not saved. Open it in Excel and save it again.',
  },
  E_CELL_REF: {
    ja: 'どのセルの値か決められません。Excel で開いて保存し直してください。',
    en: 'does not say which cell it belongs to. Open it in Excel and save it again.',
  },
  E_CELL_TOO_LONG: {
    ja: '長すぎるため、先頭の 32,767 文字だけを取り込みました。',
    en: 'is too long; only the first 32,767 characters were taken in.',
  },
  E_DATE_INVALID: {
    ja: '日付として読めません。2026/4/1 のように、実在する日付にしてください。',
    en: 'is no date. Write a day that exists, such as 2026/4/1.',
  },
  E_DATE_AMBIGUOUS: {
    ja: '年月日の順が決められません。取込の「列・値・担当者」で日付の並びを選ぶか、2026/4/1 のように年を先に4桁で書いてください。',
    en: 'does not say which part is which. Choose the order of dates under Columns, values, owners, or write the year first with four digits, such as 2026/4/1.',
  },
  E_DATE_RANGE: {
    ja: '年が 1868〜2200 の外です。年を確かめてください。',
    en: 'is outside the years 1868 to 2200. Check the year.',
  },
  E_NUMBER_INVALID: {
    ja: '数として読めません。1,234 のように数字で書いてください。',
    en: 'is no number. Write digits, such as 1,234.',
  },
  E_NUMBER_RANGE: {
    ja: '数が大きすぎます。桁と単位を確かめてください。',
    en: 'is too large. Check digits and unit.',
  },
  E_NUMBER_AMBIGUOUS: {
    ja: '金額が決められません。「約」や「.」区切りをやめ、1,234 のように書いてください。',
    en: 'is no certain amount. Write it like 1,234, without 約 and without dots between thousands.',
  },
  E_CURRENCY_FOREIGN: {
    ja: '円ではない金額です。円に直してください。',
    en: 'is not in yen. Convert it to yen.',
  },
  I_RANGE: {
    ja: '幅のある数です。小さいほうの数を取り込みました。',
    en: 'is a range; the lower number was taken in.',
  },
  E_PHONE: {
    ja: '電話番号として読めません。03-1234-5678 のように市外局番から書いてください。',
    en: 'is no telephone number. Write it with its area code, such as 03-1234-5678.',
  },
  E_LEADING_ZERO: {
    ja: '先頭の 0 が落ちていたので補いました。元の表では文字列として保存してください。',
    en: 'had lost its leading 0, which was put back. Keep it as text in the spreadsheet.',
  },
  E_POSTAL_CODE: {
    ja: '郵便番号として読めません。7桁の数字で書いてください。',
    en: 'is no postal code. Write seven digits.',
  },
  I_LEADING_ZERO: {
    ja: '先頭の 0 が落ちていたので補いました。元の表では文字列として保存してください。',
    en: 'had lost its leading 0, which was put back. Keep it as text in the spreadsheet.',
  },
  E_NUMBER_ROUNDED: {
    ja: '桁が丸められています。元の表では文字列として保存してください。',
    en: 'was rounded by a spreadsheet. Keep it as text there.',
  },
  E_CORPORATE_NUMBER: {
    ja: '法人番号として読めません(13桁・検査数字)。番号を確かめてください。',
    en: 'is no corporate number (13 digits with a check digit). Check it.',
  },
  E_COMPANY_CODE: {
    ja: '企業コードとして読めません(TDB・TSR・D-U-N-S は数字9桁、LEI は英数字20桁、EDINET は E と数字5桁)。番号を確かめてください。',
    en: 'is no code of a company (TDB, TSR and D-U-N-S: nine digits; LEI: 20 letters and digits; EDINET: E and five digits). Check it.',
  },
  E_TRADER_NUMBER: {
    ja: '法人番号ではありません(個人事業主の登録番号か、書き間違い)。名寄せには使いません。個人事業主なら、このままで構いません。',
    en: 'is no corporate number: a sole trader’s registration, or a slip. It is not used for matching. Leave it where it is a sole trader’s.',
  },
  E_EMAIL: {
    ja: 'メールアドレスとして読めません。name@example.co.jp の形にしてください。',
    en: 'is no e-mail address. It should look like name@example.co.jp.',
  },
  E_EMAIL_MULTIPLE: {
    ja: '1つのセルに複数のアドレスがあります。すべて取り込み、先頭を主なアドレスにしました。',
    en: 'holds several addresses. All were taken in; the first one is the main one.',
  },
  I_EMAIL_CORRECTED: {
    ja: '全角文字や余分な記号を直して取り込みました。',
    en: 'was taken in without full-width letters and stray marks.',
  },
  I_EMAIL_ROLE: {
    ja: '個人ではなく窓口のアドレスです。そのまま取り込みました。',
    en: 'is the address of a desk, not of a person. It was taken in as it is.',
  },
  W_EMAIL_DISPOSABLE: {
    ja: '使い捨てのアドレスです。取り込みましたが、届かないおそれがあります。',
    en: 'is a throw-away address. It was taken in, but mail may not arrive.',
  },
  E_URL_SCHEME: {
    ja: 'http・https 以外のアドレスは使えません。Web サイトのアドレスにしてください。',
    en: 'is neither http nor https. Write the address of a web site.',
  },
  E_DOMAIN: {
    ja: 'ドメインが読み取れません。https://example.co.jp の形にしてください。',
    en: 'holds no domain. Write it like https://example.co.jp.',
  },
  I_DOMAIN_SHARED: {
    ja: '多くの会社や個人が使うドメインなので、名寄せには使いません。',
    en: 'is a domain that many companies or people share; it is not used for matching.',
  },
  I_ENTITIES: {
    ja: 'Web ページの記号(&amp; など)を元の文字に直して取り込みました。',
    en: 'was taken in with the marks of a web page (such as &amp;) turned back into characters.',
  },
  W_GARBLED: {
    ja: '文字化けしています。そのまま取り込みましたが、名寄せできないおそれがあります。元の表で直してください。',
    en: 'has lost characters. It was taken in as it is, but may not be matched. Mend it in the list.',
  },
  E_OPTION_UNKNOWN: {
    ja: '選択肢にない値です。',
    en: 'is none of the choices.',
  },
  W_CONSENT_NO_PROOF: {
    ja: '同意日がないため、同意なしとして扱います。同意日の列を加えてください。',
    en: 'comes without a day of consent and counts as no consent. Add a column with the day.',
  },
};

/** Flags keep our field by its Japanese name; a column of a file that is none of ours keeps its own. */
const englishOf = new Map<string, string>(Object.values(fields).map(({ ja, en }) => [ja, en]));

const unread: Words = { ja: '読めません。値を確かめてください。', en: 'cannot be read. Check it.' };

/** A flagged cell in one sentence: which, what was given, why, what to do. */
export function flagWords({ field, code, given, choices }: CellFlag): Words {
  const { ja, en } = sentences[code] ?? unread;
  const likely = choices
    ? {
        ja: `近いもの: ${choices.join('、')}。いずれかに直してください。`,
        en: ` Nearest: ${choices.join(', ')}. Use one of them.`,
      }
    : { ja: '', en: '' };
  return {
    ja: `「${field}」の「${given}」: ${ja}${likely.ja}`,
    en: `${englishOf.get(field) ?? field}: “${given}” ${en}${likely.en}`,
  };
}
