import { remember } from '#core/text/remember.ts';

/** Legal forms of identity.md §3.3, on cleaned text, longest pattern first. */
const japanese: readonly (readonly [code: string, pattern: string])[] = [
  ['NPO', '(?:認定)?(?:特定非営利活動|npo)法人|\\(特非\\)'],
  ['KS', '公益社団法人|\\(公社\\)'],
  ['IS', '一般社団法人|\\(一社\\)'],
  ['KZ', '公益財団法人|\\(公財\\)'],
  ['IZ', '一般財団法人|\\(一財\\)'],
  ['MED', '(?:社会|特定)?医療法人(?:社団|財団)?|\\(医\\)'],
  ['GAK', '学校法人|\\(学\\)'],
  ['SF', '社会福祉法人|\\(福\\)'],
  ['REL', '宗教法人|\\(宗\\)'],
  ['KDH', '国立大学法人'],
  ['KOD', '公立大学法人'],
  ['CDG', '地方独立行政法人'],
  ['DGH', '国立研究開発法人|独立行政法人|\\(独\\)'],
  ['AUD', '有限責任監査法人|監査法人'],
  ['TAX', '税理士法人'],
  ['LAW', '弁護士法人'],
  ['JUD', '司法書士法人'],
  ['SRH', '社会保険労務士法人|社労士法人'],
  ['ADM', '行政書士法人'],
  ['PAT', '特許業務法人|弁理士法人'],
  ['LPS', '投資事業有限責任組合'],
  ['LLP', '有限責任事業組合'],
  ['TMK', '特定目的会社'],
  ['TSH', '投資法人'],
  ['SOG', '相互会社'],
  ['KUM', '(?:事業|農業|漁業|生活|信用)?協同組合(?:連合会)?|企業組合|\\([協企]\\)'],
  ['SHA', '社団法人|\\(社\\)'],
  ['ZAI', '財団法人|\\(財\\)'],
  [
    'KK',
    '株式[会會](?:社|杜|仕)|(?:かぶしき|カブシキ)(?:がい|かい|ガイ|カイ)(?:しゃ|シャ|シヤ)|[(\\[【〔]株[)\\]】〕]|株\\)|\\(株$',
  ],
  ['YK', '有限[会會][社杜仕]|(?:ゆうげん|ユウゲン)(?:がい|ガイ)(?:しゃ|シャ|シヤ)|[(\\[【〔]有[)\\]】〕]|有\\)|\\(有$'],
  ['GK', '合同[会會][社杜仕]|(?:ごうどう|ゴウドウ)(?:がい|ガイ)(?:しゃ|シャ|シヤ)|\\(同\\)'],
  ['GSK', '合資[会會][社杜仕]|\\(資\\)'],
  ['GMK', '合名[会會][社杜仕]|\\(名\\)'],
  // 合同, 合資 or 合名: the form is not known.
  ['', '\\(合\\)'],
  ['KK', '^カ\\)|\\(カ\\)|\\(カ$'],
  ['YK', '^ユ\\)|\\(ユ\\)|\\(ユ$'],
  ['GK', '^ド\\)|\\(ド\\)|\\(ド$'],
  ['GSK', '^シ\\)|\\(シ\\)|\\(シ$'],
  ['GMK', '^メ\\)|\\(メ\\)|\\(メ$'],
  ['MED', '^イ\\)|\\(イ$'],
  ['GAK', '^ガク\\)|\\(ガク\\)|\\(ガク$'],
  ['SF', '^フク\\)|\\(フク\\)|\\(フク$'],
  ['REL', '^シ[ユュ]ウ\\)|\\(シ[ユュ]ウ\\)|\\(シ[ユュ]ウ$'],
  ['SHA', '^シ[ヤャ]\\)|\\(シ[ヤャ]\\)|\\(シ[ヤャ]$'],
  ['ZAI', '^ザイ\\)|\\(ザイ\\)|\\(ザイ$'],
  ['NPO', '^トクヒ\\)|\\(トクヒ\\)|\\(トクヒ$'],
];

const anyJapanese = new RegExp(japanese.map(([, pattern]) => `(?:${pattern})`).join('|'));
const codeOfText = remember(
  (text: string): string => japanese.find(([, pattern]) => new RegExp(`^(?:${pattern})$`).test(text))![0],
  1_000,
);
export type LegalForm = { readonly code: string; readonly position: 'pre' | 'post' | 'mid' };
type Cut = { readonly before: string; readonly after: string; readonly form: LegalForm };

/** The first legal form in a cleaned name, with the text before and behind it. */
export function cutJapaneseForm(name: string): Cut | undefined {
  const found = anyJapanese.exec(name);
  if (!found) return undefined;
  const before = name.slice(0, found.index).trim();
  const after = name.slice(found.index + found[0].length).trim();
  const position = before === '' ? 'pre' : after === '' ? 'post' : 'mid';
  return { before, after, form: { code: codeOfText(found[0]), position } };
}

const displayNames: Record<string, string> = {
  KK: '株式会社',
  YK: '有限会社',
  GK: '合同会社',
  GSK: '合資会社',
  GMK: '合名会社',
};

/** 株式会社 for KK; undefined for forms that are shown as they were written. */
export function nameOfForm(code: string): string | undefined {
  return displayNames[code];
}

export type FormLikeness = 'equal' | 'compatible' | 'convertible' | 'incompatible';

const englishFormsOf: Readonly<Record<string, readonly string[]>> = {
  KK: ['COLTD', 'INC', 'CORP', 'LTD', 'CO'],
  GK: ['LLC'],
  YK: ['COLTD', 'LTD'],
  // Singapore and India write one form out in the same words, and shorten it in their own.
  PRIVATE: ['PTE', 'PVT'],
};
const convertible = new Set(['KK|YK', 'GK|KK', 'GK|YK', 'IS|KS', 'IZ|KZ', 'IS|SHA', 'KS|SHA', 'IZ|ZAI', 'KZ|ZAI']);
const loosely = new Set(['COLTD', 'INC', 'CORP', 'LTD', 'CO']);

/** How two legal forms go together (identity.md §3.3): 株式会社 ~ Co., Ltd.; 有限会社 may become 株式会社; GmbH meets GmbH alone. */
export function compareForms(one: string, other: string): FormLikeness {
  if (one === other) return 'equal';
  if (englishFormsOf[one]?.includes(other) || englishFormsOf[other]?.includes(one)) return 'compatible';
  if (loosely.has(one) && loosely.has(other)) return 'compatible';
  return convertible.has(one < other ? `${one}|${other}` : `${other}|${one}`) ? 'convertible' : 'incompatible';
}
