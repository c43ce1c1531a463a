import { erasureKeys } from '#core/person/erasure.ts';
import { readErased } from '#db/erasures.ts';
import type { Db } from '#db/pool.ts';
import type { RowReader } from '#sources/to-observation.ts';
import type { FileRow } from './import-rows.ts';

/**
 * Refuses the rows of people who asked to be erased (reliability.md §3.4, 104), before anything of them is looked up or
 * kept: what is stored of a refused row is what tells of the company. Costs nothing where nobody was ever erased.
 */
export async function leaveOutErased(db: Db, reader: RowReader, rows: readonly FileRow[]): Promise<readonly FileRow[]> {
  const erasureOf = await readErased(db);
  if (!erasureOf) return rows;
  return rows.map((row) => {
    if ('rejected' in row.read) return row;
    const erasureId = erasureOf(erasureKeys(row.read));
    if (erasureId === undefined) return row;
    return {
      number: row.number,
      cells: reader.erase(row.cells),
      read: {
        rejected: true,
        number: row.number,
        code: 'E_SUPPRESSED',
        detail: {
          ja: `本人の請求で消去した人物の行なので、取り込みませんでした(消去の記録 ${erasureId})。`,
          en: `The person was erased on their own request, so the row was not taken in (erasure ${erasureId}).`,
        },
      },
    };
  });
}
