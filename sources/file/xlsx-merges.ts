import { columnOf } from './cell-reference.ts';
import type { Archive } from './xlsx-archive.ts';
import { local } from './xlsx-book.ts';

type Range = { readonly column: number; readonly bottom: number };
const rangesMax = 100_000;

/** The cells of a sheet that are merged downwards, by the row they begin in. They stand behind the rows, so that the sheet is read once more. */
export async function readMerges({ read }: Pick<Archive, 'read'>, part: string): Promise<Merges> {
  const ranges = new Map<number, Range[]>();
  let found = 0;
  await read(part, (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      if (local(name) !== 'mergeCell' || found >= rangesMax) return;
      const [from = '', to = ''] = String((attributes as Record<string, string>).ref ?? '').split(':');
      const [top, bottom, column] = [rowOf(from), rowOf(to), columnOf(from)];
      if (column < 0 || !(bottom > top)) return;
      found++;
      ranges.set(top, [...(ranges.get(top) ?? []), { column, bottom }]);
    });
  });
  return new Merges(ranges);
}

const rowOf = (reference: string) => Number(/\d+$/.exec(reference)?.[0] ?? Number.NaN);

/** Hands down what the first row of merged cells holds, row after row. */
class Merges {
  readonly #ranges: ReadonlyMap<number, readonly Range[]>;
  #open: readonly (Range & { readonly text: string })[] = [];

  constructor(ranges: ReadonlyMap<number, readonly Range[]>) {
    this.#ranges = ranges;
  }

  fill(row: string[], rowNumber: number): void {
    this.#open = this.#open.filter(({ bottom }) => bottom >= rowNumber);
    for (const { column, text } of this.#open) {
      while (row.length <= column) row.push('');
      row[column] ||= text;
    }
    const begun = this.#ranges.get(rowNumber)?.map((range) => ({ ...range, text: row[range.column] ?? '' }));
    if (begun) this.#open = [...this.#open, ...begun.filter(({ text }) => text !== '')];
  }
}
