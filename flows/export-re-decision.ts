import { listChangedRows } from '#db/re-decisions.ts';
import type { Db } from '#db/pool.ts';
import { toCsv } from './export.ts';

const kinds = { account: '企業', person: '人物' } as const;
const changes = { merged: 'まとまる', split: '分かれる', moved: '移る' } as const;

/** Every row that a re-decision changes, with where it stands and where it goes. An entity that is new has no number yet. */
export async function reDecisionCsv(db: Db, id: number): Promise<string> {
  return toCsv(
    [
      '種類',
      '変更',
      '今の番号',
      '今の名前',
      '今の会社',
      '先の番号',
      '先の名前',
      '先の会社',
      'システム',
      'ファイル',
      '行',
      '元のID',
    ],
    (await listChangedRows(db, id)).map((row) => [
      kinds[row.kind],
      changes[row.change],
      row.fromId,
      row.fromName,
      row.fromCompany,
      row.toId < 0 ? `新規${-row.toId}` : row.toId,
      row.toName,
      row.toCompany,
      row.source,
      row.fileName,
      row.rowNumber,
      row.externalKey,
    ]),
  );
}
