import type { Observation, Rejected } from '#core/observation/observation.ts';
import type { Preset } from '#core/observation/preset.ts';
import { describeFlag } from './describe-flag.ts';
import { hasText } from './file/header.ts';
import { headerKey } from './recognise.ts';

export type HeaderNames = { readonly first: string; readonly keys: string };
type RowProblem = { code: string; detail: string };

export function refuseRow(cells: readonly string[], width: number, names: HeaderNames): RowProblem | undefined {
  if (!hasText(cells)) return { code: 'I_BLANK_ROW', detail: '空の行です。' };
  const first = cells.find((cell) => cell.trim() !== '')!.trim();
  const filled = cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0);
  if (filled < Math.max(3, width * 0.7) && cells.some((cell) => totalLabel.test(cell.trim())))
    return { code: 'I_SUBTOTAL_ROW', detail: `小計・合計の行です(${first.slice(0, 40)})。` };
  if (filled <= 2 && width > 3 && (cells.length < width || filled === 1) && footer.test(first)) {
    return { code: 'I_FOOTER_ROW', detail: `レポートの末尾の行です(${first.slice(0, 40)})。` };
  }
  const text = cells.join('');
  if (text.includes('\u0000'))
    return { code: 'E_NUL_CHAR', detail: '保存できない文字(NUL)が含まれています。その文字を消してください。' };
  if (text.includes('\ufffd'))
    return { code: 'E_BAD_BYTES', detail: '文字化けした文字があります。文字コードの設定を確かめてください。' };
  if (!text.isWellFormed() || /[\ufdd0-\ufdef\ufffe\uffff]/.test(text))
    return { code: 'E_BAD_CHARACTER', detail: '文字として成り立たない符号があります。その文字を消してください。' };
  const extra = cells.slice(width).some((cell) => cell.trim() !== '');
  if (cells.length !== width && (extra || cells.length < width))
    return {
      code: 'E_COLUMN_COUNT',
      detail: `列が ${cells.length} あります(見出しは ${width})。区切り文字や引用符を確かめてください。`,
    };
  if (cells[0]?.trim() === names.first && cells.map(headerKey).join('|') === names.keys)
    return { code: 'W_HEADER_REPEATED', detail: '見出しの行がもう一度出てきました。' };
  return undefined;
}

/** 小計, 総合計, 関西支店 合計, 4月計: a word for a sum that ends its cell, or stands before a bracket, colon or space. */
const totalLabel =
  /^[(（【<＜[]?(?:.{0,40}(?:小計|合計|総計|累計|中計)|(?:.{1,40}[ 　])?計|\d{1,2}月計|[当年月期上下]{1,2}計|sub ?total|grand totals?|total)(?:[(（)）】>＞\]:: ].*)?$/i;
const footer =
  /^(?:confidential|copyright|©|\(c\)|generated|page|出力|作成|印刷|抽出|集計|対象期間|注[)）::]|※|以上|件数|レポート|フィルタ|ページ|全\d+件|--+|==+)/i;

/** A row that says nothing. One whose person was erased may still say something of the company or the lead. */
export function refuseEmpty(
  observation: Observation,
  preset: Preset,
  number: number,
  isErased: boolean,
): Rejected | undefined {
  const { company, person, fact, parties } = observation;
  if (preset.noun === 'company' && !company?.name && !company?.corporateNumber && !company?.domains.length)
    return {
      rejected: true,
      number,
      code: 'E_NO_COMPANY',
      detail: '企業名も法人番号もありません。どちらかを入れてください。',
    };
  if (preset.noun === 'registry' && (!company?.corporateNumber || !company.name))
    return {
      rejected: true,
      number,
      code: 'E_CORPORATE_NUMBER',
      detail: '法人番号か名称がありません。両方を入れてください。',
    };
  if (preset.noun === 'person' && !person && !(isErased && company))
    return {
      rejected: true,
      number,
      code: 'E_NO_PERSON',
      detail: '氏名もメールもありません。どちらかを入れてください。',
    };
  if (preset.noun === 'lead' && !isErased && !person && !company?.name)
    return {
      rejected: true,
      number,
      code: 'E_NO_PERSON',
      detail: '氏名・メール・会社名のいずれもありません。どれかを入れてください。',
    };
  if (preset.noun === 'order' && !parties)
    return {
      rejected: true,
      number,
      code: 'E_NO_COMPANY',
      detail: '請求先・納入先・需要家のいずれもありません。どれかを入れてください。',
    };
  if (
    (preset.noun === 'deal' || preset.noun === 'activity' || preset.noun === 'member' || preset.noun === 'product') &&
    !fact
  ) {
    const first = observation.flags[0];
    return {
      rejected: true,
      number,
      code: first?.code ?? 'E_NO_FACT',
      detail: first ? describeFlag(first) : '必要な項目がありません。列の対応付けを確かめてください。',
    };
  }
  return undefined;
}
