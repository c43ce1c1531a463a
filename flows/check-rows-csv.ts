import { evidenceWords, methodWords, reasonWords } from '#core/identify/evidence-words.ts';
import type { Language, Words } from '#core/words.ts';
import type { CheckedDoubt, CheckedEntity, CheckedName, CheckedRow } from '#db/check-rows.ts';
import type { EntityKind } from '#db/move-rows.ts';
import { toCsv } from './export.ts';

const titles: Record<Language, readonly string[]> = {
  ja: ['元の行', '結果', '企業', '企業の根拠', '人物', '人物の根拠', '確認すること', '理由コード', '理由'],
  en: ['Row', 'Outcome', 'Company', 'Why this company', 'Person', 'Why this person', 'To review', 'Code', 'Reason'],
};
const outcomes: Record<CheckedRow['outcome'], Words> = {
  new: { ja: '新規', en: 'New' },
  matched: { ja: '一致', en: 'Matched' },
  review: { ja: '要確認', en: 'To review' },
  rejected: { ja: '取込不可', en: 'Rejected' },
  unchanged: { ja: '変更なし', en: 'Unchanged' },
};
const kinds: Record<EntityKind, Words> = {
  account: { ja: '企業', en: 'company' },
  person: { ja: '人物', en: 'person' },
};
const agree: Words = { ja: '一致', en: 'agree' };
const differ: Words = { ja: '不一致', en: 'differ' };

/** Rows of a check behind the file's own columns: which company and person each would belong to, by what, and what is doubtful. */
export function checkRowsCsv(header: readonly string[], rows: readonly CheckedRow[], language: Language): string {
  return toCsv(
    [...header, ...titles[language]],
    rows.map((row) => [
      ...header.map((_, index) => row.cells[index] ?? ''),
      row.rowNumber,
      outcomes[row.outcome][language],
      named('account', row.account, row, language),
      whyOf(row.account, language),
      named('person', row.person, row, language),
      whyOf(row.person, language),
      doubtsInWords(row, language),
      row.rejection?.code,
      row.rejection?.detail[language],
    ]),
  );
}

/** Whom somebody would be asked about and why; empty where nobody would. */
export function doubtsInWords(row: CheckedRow, language: Language): string {
  return row.doubts.map((doubt) => doubtOf(doubt, row, language)).join(' / ');
}

/** 株式会社青空(企業ID 12), or which row of the file founds it. */
function named(
  kind: EntityKind,
  entity: CheckedName | null,
  { rowNumber }: CheckedRow,
  language: Language,
): string | undefined {
  if (!entity) return undefined;
  const { id, foundedBy, name } = entity;
  const what = kinds[kind][language];
  if (language === 'ja')
    return `${name}(${id !== null ? `${what}ID ${id}` : foundedBy === rowNumber ? `新しい${what}` : `このファイルの${foundedBy}行目の${what}`})`;
  return `${name} (${id !== null ? `${what} id ${id}` : foundedBy === rowNumber ? `new ${what}` : `${what} of row ${foundedBy} of this file`})`;
}

function whyOf(entity: CheckedEntity | null, language: Language): string | undefined {
  if (!entity || entity.method === 'none' || entity.method === 'new') return undefined;
  const method = (methodWords as Readonly<Record<string, Words>>)[entity.method]?.[language] ?? entity.method;
  return [method, ...differences(entity, language)].join(language === 'ja' ? '。' : '; ');
}

function doubtOf(doubt: CheckedDoubt, row: CheckedRow, language: Language): string {
  const parts = [reasonWords[doubt.reason][language], ...differences(doubt, language)];
  return `${named(doubt.kind, doubt, row, language)}: ${parts.join(language === 'ja' ? '。' : '; ')}`;
}

/** 一致: 名前・電話, 不一致: 住所. */
function differences({ matched, differs }: Pick<CheckedEntity, 'matched' | 'differs'>, language: Language): string[] {
  const told = (what: Words, words: readonly (keyof typeof evidenceWords)[]) =>
    words.length === 0
      ? []
      : [
          `${what[language]}: ${words.map((word) => evidenceWords[word][language]).join(language === 'ja' ? '・' : ', ')}`,
        ];
  return [...told(agree, matched), ...told(differ, differs)];
}
