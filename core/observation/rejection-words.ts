import type { Words } from '#core/words.ts';

/** Why a row of a file is not taken in, in short; the row itself says more. */
export const rejectionWords = {
  E_SUPPRESSED: {
    ja: '本人の請求により消去された人物の行',
    en: 'This person was erased on their own request; the row was not taken in',
  },
  I_BLANK_ROW: { ja: '空の行', en: 'Empty row' },
  I_SUBTOTAL_ROW: { ja: '小計・合計の行', en: 'Subtotal row' },
  I_FOOTER_ROW: { ja: 'レポートの末尾の行', en: 'Footer of the report' },
  W_HEADER_REPEATED: { ja: '見出しの行の繰り返し', en: 'Header repeated' },
  E_NUL_CHAR: { ja: '保存できない文字がある', en: 'Holds a character that cannot be stored' },
  E_BAD_BYTES: { ja: '文字化けがある', en: 'Garbled characters' },
  E_BAD_CHARACTER: { ja: '壊れた文字がある', en: 'Broken characters' },
  E_COLUMN_COUNT: { ja: '列の数が見出しと違う', en: 'Number of columns differs from the header' },
  E_NO_COMPANY: { ja: '企業が分からない', en: 'No company' },
  E_CORPORATE_NUMBER: { ja: '法人番号が読めない', en: 'Corporate number cannot be read' },
  E_NO_PERSON: { ja: '氏名もメールもない', en: 'Neither name nor e-mail' },
  E_NO_FACT: { ja: '必要な項目がない', en: 'Required fields are missing' },
  E_DATE_INVALID: { ja: '日付が読めない', en: 'Date cannot be read' },
  E_DATE_RANGE: { ja: '日付が範囲外', en: 'Date out of range' },
  E_DATE_AMBIGUOUS: { ja: '日付があいまい', en: 'Ambiguous date' },
  E_NUMBER_INVALID: { ja: '数値が読めない', en: 'Number cannot be read' },
  E_NUMBER_RANGE: { ja: '数値が範囲外', en: 'Number out of range' },
  E_NUMBER_AMBIGUOUS: { ja: '数値があいまい', en: 'Ambiguous number' },
  E_CURRENCY_FOREIGN: { ja: '外貨の金額', en: 'Foreign currency' },
  E_CELL_ERROR: { ja: 'セルがエラー値', en: 'Cell holds an error' },
  E_FORMULA_NO_VALUE: { ja: '式の値がない', en: 'Formula without a value' },
  E_CELL_REF: { ja: '存在しないセル', en: 'Cell outside the sheet' },
  E_DUPLICATE_IN_FILE: { ja: '同じIDの行が重複', en: 'Key appears twice in the file' },
  E_QUOTE_OPEN: { ja: '引用符が閉じていない', en: 'Quotation mark left open' },
  E_LINE_TOO_LONG: { ja: '行が長すぎる', en: 'Line too long' },
} as const satisfies Readonly<Record<string, Words>>;

/** The first row that was rejected for a reason, as an example of it. */
export const atRow = (number: number, { ja, en }: Words): Words => ({
  ja: `${number}行目: ${ja}`,
  en: `Row ${number}: ${en}`,
});
