import { readRegisterRow, type RegisterRefusal, type RegisterRow } from '#core/register/register-row.ts';
import { Refusal } from '#core/refusal.ts';
import { readReferenceFile } from '../file/reference-file.ts';

/**
 * Streams a file of the register (全件 or 差分, CP932 or UTF-8, as CSV or in the zip it is published in) in batches. A row that
 * cannot be used is handed on as its reason, so that all rows add up. Throws a Refusal for a file of another kind.
 */
export function readRegister(
  path: string,
  rowsPerBatch: number,
): AsyncGenerator<readonly (RegisterRow | RegisterRefusal)[]> {
  return readReferenceFile<RegisterRow | RegisterRefusal>(path, {
    rowsPerBatch,
    refuse: notARegister,
    read: (cells, isFirst) => {
      const row = readRegisterRow(cells);
      if (isFirst && cells[1] === 'corporateNumber') return undefined;
      if (isFirst && (row === 'columns' || row === 'number')) throw notARegister();
      return row;
    },
  });
}

function notARegister(cause?: unknown): Refusal {
  return new Refusal(
    'register_unknown',
    '国税庁「法人番号公表サイト」の全件・差分ファイル(30列、見出しなし)ではありません。ダウンロードした zip か CSV をそのまま選んでください。',
    { cause },
  );
}
