import type { Observation, Rejected } from '#core/observation/observation.ts';
import type { Preset } from '#core/observation/preset.ts';
import type { Words } from '#core/words.ts';
import { flagWords } from './describe-flag.ts';
import { hasText } from './file/header.ts';
import { headerKey } from './recognise.ts';

export type HeaderNames = { readonly first: string; readonly keys: string };
type RowProblem = { code: string; detail: Words };

export function refuseRow(cells: readonly string[], width: number, names: HeaderNames): RowProblem | undefined {
  if (!hasText(cells)) return { code: 'I_BLANK_ROW', detail: { ja: '空の行です。', en: 'The row is empty.' } };
  const first = cells.find((cell) => cell.trim() !== '')!.trim();
  const filled = cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0);
  if (filled < Math.max(3, width * 0.7) && cells.some((cell) => totalLabel.test(cell.trim())))
    return {
      code: 'I_SUBTOTAL_ROW',
      detail: {
        ja: `小計・合計の行です(${first.slice(0, 40)})。`,
        en: `This is a subtotal or total (${first.slice(0, 40)}).`,
      },
    };
  if (filled <= 2 && width > 3 && (cells.length < width || filled === 1) && footer.test(first)) {
    return {
      code: 'I_FOOTER_ROW',
      detail: {
        ja: `レポートの末尾の行です(${first.slice(0, 40)})。`,
        en: `This is the footer of a report (${first.slice(0, 40)}).`,
      },
    };
  }
  const text = cells.join('');
  if (text.includes('\u0000'))
    return {
      code: 'E_NUL_CHAR',
      detail: {
        ja: '保存できない文字(NUL)が含まれています。その文字を消してください。',
        en: 'Holds a character that cannot be stored (NUL). Remove it.',
      },
    };
  if (text.includes('\ufffd'))
    return {
      code: 'E_BAD_BYTES',
      detail: {
        ja: '文字化けした文字があります。文字コードの設定を確かめてください。',
        en: 'Some characters are garbled. Check the character encoding.',
      },
    };
  if (!text.isWellFormed() || /[\ufdd0-\ufdef\ufffe\uffff]/.test(text))
    return {
      code: 'E_BAD_CHARACTER',
      detail: {
        ja: '文字として成り立たない符号があります。その文字を消してください。',
        en: 'Holds codes that are no characters. Remove them.',
      },
    };
  const extra = cells.slice(width).some((cell) => cell.trim() !== '');
  if (cells.length !== width && (extra || cells.length < width))
    return {
      code: 'E_COLUMN_COUNT',
      detail: {
        ja: `列が ${cells.length} あります(見出しは ${width})。区切り文字や引用符を確かめてください。`,
        en: `Has ${cells.length} columns (the header has ${width}). Check delimiter and quotation marks.`,
      },
    };
  if (cells[0]?.trim() === names.first && cells.map(headerKey).join('|') === names.keys)
    return {
      code: 'W_HEADER_REPEATED',
      detail: { ja: '見出しの行がもう一度出てきました。', en: 'The header stands here once more.' },
    };
  return undefined;
}

/** 小計, 総合計, 関西支店 合計, 4月計: a word for a sum that ends its cell, or stands before a bracket, colon or space. */
const totalLabel =
  /^[(（【<＜[]?(?:.{0,40}(?:小計|合計|総計|累計|中計)|(?:.{1,40}[ 　])?計|\d{1,2}月計|[当年月期上下]{1,2}計|sub ?total|grand totals?|total)(?:[(（)）】>＞\]:: ].*)?$/i;
const footer =
  /^(?:confidential|copyright|©|\(c\)|generated|page|出力|作成|印刷|抽出|集計|対象期間|注[)）::]|※|以上|件数|レポート|フィルタ|ページ|全\d+件|--+|==+)/i;

const noFact: Words = {
  ja: '必要な項目がありません。列の対応付けを確かめてください。',
  en: 'Fields it needs are missing. Check how columns are mapped.',
};

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
      detail: {
        ja: '企業名も法人番号もありません。どちらかを入れてください。',
        en: 'Neither a company name nor a corporate number. Give one of them.',
      },
    };
  if (preset.noun === 'registry' && (!company?.corporateNumber || !company.name))
    return {
      rejected: true,
      number,
      code: 'E_CORPORATE_NUMBER',
      detail: {
        ja: '法人番号か名称がありません。両方を入れてください。',
        en: 'No corporate number or no name. Give both.',
      },
    };
  if (preset.noun === 'person' && !person && !(isErased && company))
    return {
      rejected: true,
      number,
      code: 'E_NO_PERSON',
      detail: {
        ja: '氏名もメールもありません。どちらかを入れてください。',
        en: 'Neither a name nor an e-mail address. Give one of them.',
      },
    };
  if (preset.noun === 'lead' && !isErased && !person && !company?.name)
    return {
      rejected: true,
      number,
      code: 'E_NO_PERSON',
      detail: {
        ja: '氏名・メール・会社名のいずれもありません。どれかを入れてください。',
        en: 'No name, no e-mail address and no company. Give one of them.',
      },
    };
  if (preset.noun === 'order' && !parties)
    return {
      rejected: true,
      number,
      code: 'E_NO_COMPANY',
      detail: {
        ja: '請求先・納入先・需要家のいずれもありません。どれかを入れてください。',
        en: 'Nobody is billed, delivered to or named as end user. Give one of them.',
      },
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
      detail: first ? flagWords(first) : noFact,
    };
  }
  return undefined;
}
