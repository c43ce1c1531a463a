import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#core/refusal.ts';
import type { MatchSide } from '#db/match-sides.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';
import { prepareFile, tablePathOf } from '#sources/file/prepare.ts';
import { readRecords } from '#sources/file/read-records.ts';
import type { Verdict } from './decide-match.ts';
import { readReviewPairs } from './read-reviews.ts';
import { writeSheet } from './write-sheet.ts';

/** Pairs of one sheet: more than anybody decides in a day. */
const pairsMax = 5_000;
const keyColumn = 'mori:key';
const verdictColumn = '判断';
const noteColumn = 'メモ';

const verdictsOf: Readonly<Record<EntityKind, Readonly<Record<string, Verdict>>>> = {
  account: {
    同じ会社: 'same',
    別の会社: 'different',
    同じ会社の別拠点: 'site',
    同じ会社の部署: 'department',
    グループ会社: 'group',
    '社名変更・合併': 'renamed',
    保留: 'unsure',
  },
  person: { 同じ人: 'same', '同じ人(異動・転職)': 'renamed', 別の人: 'different', 保留: 'unsure' },
};
const details: Readonly<Record<EntityKind, readonly (readonly [string, string])[]>> = {
  account: [
    ['法人番号', 'corporateNumber'],
    ['住所', 'address'],
    ['電話', 'phone'],
    ['ドメイン', 'domain'],
  ],
  person: [
    ['企業', 'company'],
    ['部署', 'department'],
    ['役職', 'title'],
    ['メール', 'email'],
  ],
};

/** The pairs that wait, as a workbook with one row each and a column for the verdict (名寄せの確認を Excel で). */
export async function reviewWorkbook(db: Db, kind: EntityKind): Promise<Uint8Array> {
  const pairs = await readReviewPairs(db, kind, pairsMax);
  const side = (mark: string) => [`${mark}の名前`, ...details[kind].map(([title]) => `${mark}の${title}`)];
  const cells = (one: MatchSide) => [one.name, ...details[kind].map(([, name]) => one.detail[name] ?? '')];
  return writeSheet(
    kind === 'account' ? '企業の名寄せ' : '人物の名寄せ',
    [...side('左'), ...side('右'), '左右の人物', '左右の商談'],
    [
      { attribute: 'verdict', title: verdictColumn, choices: Object.keys(verdictsOf[kind]) },
      { attribute: 'note', title: noteColumn },
    ],
    pairs.map((pair) => ({
      id: `${pair.leftId}-${pair.rightId}`,
      shown: [
        ...cells(pair.left),
        ...cells(pair.right),
        pair.left.people + pair.right.people,
        pair.left.deals + pair.right.deals,
      ],
      editable: ['', ''],
    })),
  );
}

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
 * What a sheet that came back decides; nothing is written. Rows without a verdict are left out; a word that is no verdict and a
 * pair that nobody asks about any more are told with their row. Refuses a sheet without keys: `sheet_without_key`.
 */
export async function readReviewSheet(
  db: Db,
  kind: EntityKind,
  bytes: Buffer,
  folder: string,
): Promise<{ verdicts: SheetVerdict[]; rows: number; problems: string[] }> {
  const path = join(folder, `sheet-${randomUUID()}`);
  await writeFile(path, bytes, { mode: 0o600 });
  try {
    const prepared = await prepareFile(path, { headerRow: 1 });
    const [key, word, note] = [keyColumn, verdictColumn, noteColumn].map((title) => prepared.header.lastIndexOf(title));
    if (key! < 0 || word! < 0)
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
      if (number === 1 || !cells[key!]) continue;
      rows++;
      const given = (cells[word!] ?? '').trim();
      if (given === '') continue;
      const verdict = verdictsOf[kind][given];
      const pair = pairs.get(cells[key!]!);
      if (!verdict)
        problems.push(
          `${number}行目の「${given}」は選べません。使えるもの: ${Object.keys(verdictsOf[kind]).join('、')}`,
        );
      else if (!pair) problems.push(`${number}行目の組は、もう確認を待っていません。`);
      else
        verdicts.push({
          leftId: pair.leftId,
          rightId: pair.rightId,
          leftName: pair.left.name,
          rightName: pair.right.name,
          verdict,
          word: given,
          note: (cells[note!] ?? '').trim(),
        });
    }
    return { verdicts, rows, problems };
  } finally {
    await rm(path, { force: true });
    await rm(tablePathOf(path), { force: true });
  }
}
