import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evidenceWords, reasonWords } from '#core/identify/evidence-words.ts';
import { Refusal } from '#core/refusal.ts';
import type { Language, Words } from '#core/words.ts';
import type { MatchSide } from '#db/match-sides.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';
import type { PairEvidence } from '#db/waiting-pairs.ts';
import { prepareFile, tablePathOf } from '#sources/file/prepare.ts';
import { readRecords } from '#sources/file/read-records.ts';
import { ofOneCorporation, type Verdict } from './decide-match.ts';
import { readReviewPairs } from './read-reviews.ts';
import { columnsIn, meantBy, placeOf, type Choice } from './sheet-words.ts';
import { writeSheet } from './write-sheet.ts';

/** Pairs of one sheet: more than anybody decides in a day. */
const pairsMax = 5_000;
const keyColumn = 'mori:key';
const verdictTitle: Words = { ja: '判断', en: 'Verdict' };
const noteTitle: Words = { ja: 'メモ', en: 'Note' };
const names: Readonly<Record<EntityKind, Words>> = {
  account: { ja: '企業の名寄せ', en: 'Company matches' },
  person: { ja: '人物の名寄せ', en: 'Person matches' },
};

/** As the screen calls them; shorter words that people type, and those of older sheets, are understood as well. */
const unsure: Choice = { ja: 'わからない(保留)', en: 'Not sure', also: ['保留', 'わからない'] };
const verdictsOf: Readonly<Record<EntityKind, Readonly<Partial<Record<Verdict, Choice>>>>> = {
  account: {
    same: { ja: '同じ会社', en: 'Same company', also: ['同じ', 'same'] },
    different: { ja: '別の会社', en: 'Different companies', also: ['別', '別会社', 'different'] },
    site: { ja: '同じ会社の別拠点', en: 'Another site of it' },
    department: { ja: '同じ会社の部署', en: 'A department of it' },
    group: { ja: 'グループ会社(親子)', en: 'Group companies', also: ['グループ会社'] },
    renamed: { ja: '社名変更・合併', en: 'Renamed or merged' },
    unsure,
  },
  person: {
    same: { ja: '同じ人', en: 'Same person', also: ['同じ', 'same'] },
    renamed: { ja: '同じ人(異動・転職)', en: 'Same person, moved' },
    different: { ja: '同姓同名の別人', en: 'Namesakes', also: ['別の人', '別', '別人', 'different'] },
    unsure,
  },
};
const details: Readonly<Record<EntityKind, readonly (Words & { readonly name: string })[]>> = {
  account: [
    { name: 'corporateNumber', ja: '法人番号', en: 'corporate number' },
    { name: 'address', ja: '住所', en: 'address' },
    { name: 'phone', ja: '電話', en: 'phone' },
    { name: 'domain', ja: 'ドメイン', en: 'domain' },
  ],
  person: [
    { name: 'company', ja: '企業', en: 'company' },
    { name: 'department', ja: '部署', en: 'department' },
    { name: 'title', ja: '役職', en: 'title' },
    { name: 'email', ja: 'メール', en: 'e-mail' },
  ],
};
const shown: Readonly<
  Record<
    Language,
    {
      left: string;
      right: string;
      of: (side: string, what: string) => string;
      name: string;
      counts: readonly string[];
      why: readonly string[];
      and: string;
    }
  >
> = {
  ja: {
    left: '左',
    right: '右',
    of: (side, what) => `${side}の${what}`,
    name: '名前',
    counts: ['人物(2件の合計)', '商談(2件の合計)'],
    why: ['確認の理由', '一致', '不一致'],
    and: '・',
  },
  en: {
    left: 'Left',
    right: 'Right',
    of: (side, what) => `${side} ${what}`,
    name: 'name',
    counts: ['People of both', 'Deals of both'],
    why: ['Why asked', 'Agree', 'Differ'],
    and: ', ',
  },
};
const choicesOf = (kind: EntityKind): readonly Choice[] => Object.values(verdictsOf[kind]);

/** The pairs that wait, as a workbook with one row each and a column for the verdict (名寄せの確認を Excel で). */
export async function reviewWorkbook(db: Db, kind: EntityKind, language: Language): Promise<Uint8Array> {
  const pairs = await readReviewPairs(db, kind, pairsMax);
  const { left, right, of, name, counts, why } = shown[language];
  const side = (mark: string) =>
    [name, ...details[kind].map((detail) => detail[language])].map((what) => of(mark, what));
  const cells = (one: MatchSide) => [one.name, ...details[kind].map((detail) => one.detail[detail.name] ?? '')];
  return writeSheet(
    names[kind][language],
    [...side(left), ...side(right), ...why, ...counts],
    columnsIn(
      [
        { attribute: 'verdict', title: verdictTitle, choices: choicesOf(kind) },
        { attribute: 'note', title: noteTitle },
      ],
      language,
    ),
    pairs.map((pair) => ({
      id: `${pair.leftId}-${pair.rightId}`,
      shown: [
        ...cells(pair.left),
        ...cells(pair.right),
        ...whyOf(pair, language),
        pair.left.people + pair.right.people,
        pair.left.deals + pair.right.deals,
      ],
      editable: ['', ''],
    })),
  );
}

/** Why somebody is asked, what agrees and what differs. */
function whyOf({ reason, evidence }: PairEvidence, language: Language): string[] {
  const listed = (codes: readonly string[]) =>
    codes.map((code) => said(evidenceWords, code, language)).join(shown[language].and);
  return [said(reasonWords, reason, language), listed(evidence.matched), listed(evidence.differs)];
}

const said = (words: Readonly<Record<string, Words>>, code: string, language: Language) =>
  words[code]?.[language] ?? '';

export type SheetVerdict = {
  readonly leftId: number;
  readonly rightId: number;
  readonly leftName: string;
  readonly rightName: string;
  readonly verdict: Verdict;
  readonly word: string;
  readonly note: string;
};

/**
 * What a sheet that came back, in either language, decides; nothing is written. Rows without a verdict are left out; a word that is no verdict and a
 * pair that nobody asks about any more are told with their row, in `language`. Refuses a sheet without keys: `sheet_without_key`.
 */
export async function readReviewSheet(
  db: Db,
  kind: EntityKind,
  bytes: Buffer,
  folder: string,
  language: Language,
): Promise<{ verdicts: SheetVerdict[]; rows: number; problems: string[] }> {
  const path = join(folder, `sheet-${randomUUID()}`);
  await writeFile(path, bytes, { mode: 0o600 });
  try {
    const prepared = await prepareFile(path, { headerRow: 1 });
    const key = prepared.header.lastIndexOf(keyColumn);
    const [word, note] = [placeOf(prepared.header, verdictTitle), placeOf(prepared.header, noteTitle)];
    if (key < 0 || word < 0)
      throw new Refusal(
        'sheet_without_key',
        'このファイルには鍵の列がありません。Mori から書き出した Excel を直して戻してください。',
        { status: 422 },
      );
    const waiting = await readReviewPairs(db, kind, pairsMax);
    const pairs = new Map(waiting.map((pair) => [`${pair.leftId}-${pair.rightId}`, pair]));
    const verdicts: SheetVerdict[] = [];
    const problems: string[] = [];
    let rows = 0;
    for await (const { cells, number } of readRecords(prepared.path, prepared.format)) {
      if (number === 1 || !cells[key]) continue;
      rows++;
      const given = (cells[word] ?? '').trim();
      if (given === '') continue;
      const meant = meantBy(choicesOf(kind), given);
      const verdict = (Object.keys(verdictsOf[kind]) as Verdict[]).find((one) => verdictsOf[kind][one]!.ja === meant);
      const pair = pairs.get(cells[key]!);
      if (!verdict) problems.push(noVerdict[language](number, given, choicesOf(kind)));
      else if (!pair) problems.push(noPair[language](number));
      else if (ofOneCorporation.has(verdict) && haveTwoNumbers(pair)) problems.push(twoNumbers[language](number));
      else
        verdicts.push({
          leftId: pair.leftId,
          rightId: pair.rightId,
          leftName: pair.left.name,
          rightName: pair.right.name,
          verdict,
          word: given,
          note: (cells[note] ?? '').trim(),
        });
    }
    return { verdicts, rows, problems };
  } finally {
    await rm(path, { force: true });
    await rm(tablePathOf(path), { force: true });
  }
}

function haveTwoNumbers({ left, right }: { left: MatchSide; right: MatchSide }): boolean {
  const [one, other] = [left.detail.corporateNumber, right.detail.corporateNumber];
  return Boolean(one && other && one !== other);
}

const twoNumbers: Record<Language, (row: number) => string> = {
  ja: (row) =>
    `${row}行目の2社は法人番号が違うため、同じ会社にはできません。合併や社名変更なら「${verdictsOf.account.renamed!.ja}」を選んでください。`,
  en: (row) =>
    `Row ${row}: the two have two corporate numbers and cannot be one company. For a merger choose “${verdictsOf.account.renamed!.en}”.`,
};
const noVerdict: Record<Language, (row: number, word: string, choices: readonly Words[]) => string> = {
  ja: (row, word, choices) =>
    `${row}行目の「${word}」は選べません。使えるもの: ${choices.map(({ ja }) => ja).join('、')}`,
  en: (row, word, choices) =>
    `Row ${row}: “${word}” cannot be chosen. Use one of: ${choices.map(({ en }) => en).join(', ')}`,
};
const noPair: Record<Language, (row: number) => string> = {
  ja: (row) => `${row}行目の組は、もう確認を待っていません。`,
  en: (row) => `Row ${row}: nobody is asked about this pair any more.`,
};
