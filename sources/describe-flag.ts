import type { CellFlag } from '#core/observation/observation.ts';

/** What was wrong with a cell and what to do, by code. `E_` cells are left out, `W_` and `I_` cells are taken. */
const sentences: Readonly<Record<string, string>> = {
  E_CELL_ERROR: '表計算のエラー値です。元の表の数式を直してください。',
  E_FORMULA_NO_VALUE: '計算結果が保存されていない数式です。Excel で開いて保存し直してください。',
  E_CELL_REF: 'どのセルの値か決められません。Excel で開いて保存し直してください。',
  E_CELL_TOO_LONG: '長すぎるため、先頭の 32,767 文字だけを取り込みました。',
  E_DATE_INVALID: '日付として読めません。2026/4/1 のように、実在する日付にしてください。',
  E_DATE_AMBIGUOUS: '年月日の順が決められません。2026/4/1 のように年を先に4桁で書いてください。',
  E_DATE_RANGE: '年が 1868〜2200 の外です。年を確かめてください。',
  E_NUMBER_INVALID: '数として読めません。1,234 のように数字で書いてください。',
  E_NUMBER_RANGE: '数が大きすぎます。桁と単位を確かめてください。',
  E_NUMBER_AMBIGUOUS: '金額が決められません。「約」や「.」区切りをやめ、1,234 のように書いてください。',
  E_CURRENCY_FOREIGN: '円ではない金額です。円に直してください。',
  I_RANGE: '幅のある数です。小さいほうの数を取り込みました。',
  E_PHONE: '電話番号として読めません。03-1234-5678 のように市外局番から書いてください。',
  E_LEADING_ZERO: '先頭の 0 が落ちていたので補いました。元の表では文字列として保存してください。',
  E_POSTAL_CODE: '郵便番号として読めません。7桁の数字で書いてください。',
  I_LEADING_ZERO: '先頭の 0 が落ちていたので補いました。元の表では文字列として保存してください。',
  E_NUMBER_ROUNDED: '桁が丸められています。元の表では文字列として保存してください。',
  E_CORPORATE_NUMBER: '法人番号として読めません(13桁・検査数字)。番号を確かめてください。',
  E_EMAIL: 'メールアドレスとして読めません。name@example.co.jp の形にしてください。',
  E_EMAIL_MULTIPLE: '1つのセルに複数のアドレスがあります。すべて取り込み、先頭を主なアドレスにしました。',
  I_EMAIL_CORRECTED: '全角文字や余分な記号を直して取り込みました。',
  I_EMAIL_ROLE: '個人ではなく窓口のアドレスです。そのまま取り込みました。',
  W_EMAIL_DISPOSABLE: '使い捨てのアドレスです。取り込みましたが、届かないおそれがあります。',
  E_URL_SCHEME: 'http・https 以外のアドレスは使えません。Web サイトのアドレスにしてください。',
  E_DOMAIN: 'ドメインが読み取れません。https://example.co.jp の形にしてください。',
  I_DOMAIN_SHARED: '多くの会社や個人が使うドメインなので、名寄せには使いません。',
  E_OPTION_UNKNOWN: '選択肢にない値です。',
  W_CONSENT_NO_PROOF: '同意日がないため、同意なしとして扱います。同意日の列を加えてください。',
};

/** A flagged cell in one sentence: which, what was given, why, what to do. */
export function describeFlag({ field, code, given, choices }: CellFlag): string {
  const likely = choices ? `近いもの: ${choices.join('、')}。いずれかに直してください。` : '';
  return `「${field}」の「${given}」: ${sentences[code] ?? '読めません。値を確かめてください。'}${likely}`;
}
