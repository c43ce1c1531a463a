import { readFile, writeFile } from 'node:fs/promises';
import { Refusal } from '#core/refusal.ts';
import { csvRow } from '../file/csv-row.ts';
import { detectEncoding } from '../file/sniff.ts';
import { cardColumns, cardRow } from './card-row.ts';
import { readCards } from './read-cards.ts';

const bytesMax = 200 * 1024 ** 2;

/** Turns vCard 2.1, 3.0 and 4.0 into a UTF-8 table, one row per card. */
export async function vcardToTable(path: string, target: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length > bytesMax) throw new Refusal('E_TOO_LARGE', 'vCard は 200 MB までです。ファイルを分けてください。');
  const rows = readCards(bytes, await detectEncoding(path)).map((card) => {
    const row = cardRow(card);
    return csvRow(cardColumns.map((column) => row[column] ?? ''));
  });
  await writeFile(target, csvRow(cardColumns.map((column) => `vcard.${column}`)) + rows.join(''));
}
