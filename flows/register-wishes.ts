import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCompanyName } from '#core/company/name.ts';
import { Refusal } from '#core/refusal.ts';
import { findByName } from '#db/name-lookup.ts';
import type { Database } from '#db/pool.ts';
import { csvRow } from '#sources/file/csv-row.ts';
import { beginImport } from './begin-import.ts';
import { runImport } from './import-file.ts';

/**
 * Companies that sales wants and Mori does not hold become companies: the names are taken in as any file is, so that they stand
 * in the history of imports, can be taken back there, and survive a rebuild. Returns how many companies the lines have now: one that is
 * written twice is one.
 * Refuses with `nothing_selected` where every line has one.
 */
export async function registerWishes(
  database: Database,
  wishListId: number,
  folder: string,
  memberId: number | null,
): Promise<{ registered: number; batchId: number }> {
  const items = await database.db
    .selectFrom('wish_item')
    .select(['position', 'text', 'nominated_by'])
    .where('wish_list_id', '=', wishListId)
    .where('outcome', '=', 'none')
    .orderBy('position')
    .execute();
  if (items.length === 0) throw new Refusal('nothing_selected', '「該当なし」の会社がありません。');
  const ownerOf = new Map(items.map((item) => [item.text, item.nominated_by ?? '']));
  const path = join(folder, randomUUID());
  const rows = [...ownerOf].map(([name, owner]) => csvRow([name, owner]));
  await writeFile(path, [csvRow(['会社名', '担当者']), ...rows].join(''), { mode: 0o600 });
  const file = { path, name: `営業の希望リスト-${wishListId}.csv` };
  const { batchId } = await beginImport(database.db, file, 'companies', memberId, {
    source: 'wish-list',
    listSource: '営業の希望リスト',
  });
  await runImport(database, batchId);
  const keys = new Map(items.map(({ text }) => [text, parseCompanyName(text).safe]));
  const byName = await findByName(database.db, [...new Set(keys.values())].filter(Boolean));
  const registered = new Set<number>();
  for (const { position, text } of items) {
    const known = byName.get(keys.get(text)!) ?? [];
    if (known.length === 0) continue;
    const newest = Math.max(...known.map(({ accountId }) => accountId));
    await database.db
      .updateTable('wish_item')
      .set({ account_id: newest, outcome: 'match' })
      .where('wish_list_id', '=', wishListId)
      .where('position', '=', position)
      .execute();
    registered.add(newest);
  }
  return { registered: registered.size, batchId };
}
