import { writeXlsx } from 'hucre';

export type SheetColumn = {
  readonly attribute: string;
  readonly title: string;
  /** What may be chosen; a dropdown in the sheet. */
  readonly choices?: readonly string[];
};
type Cell = string | number | null | undefined;
type SheetRow = {
  readonly id: number | string;
  readonly shown: readonly Cell[];
  readonly editable: readonly Cell[];
};

/**
 * A workbook that comes back: the key and the values as they were stand in hidden columns, choices are dropdowns. Cells are
 * typed as text, so nothing in them runs.
 */
export async function writeSheet(
  name: string,
  shownTitles: readonly string[],
  columns: readonly SheetColumn[],
  rows: readonly SheetRow[],
): Promise<Uint8Array> {
  const header = [
    'mori:key',
    ...columns.map((column) => `mori:${column.attribute}`),
    ...shownTitles,
    ...columns.map((column) => column.title),
  ];
  const body = rows.map((row) => [
    String(row.id),
    ...row.editable.map((cell) => cell ?? ''),
    ...row.shown.map((cell) => cell ?? ''),
    ...row.editable.map((cell) => cell ?? ''),
  ]);
  const firstEditable = 1 + columns.length + shownTitles.length;
  const validations = columns.flatMap((column, index) =>
    column.choices
      ? [
          {
            type: 'list' as const,
            values: [...column.choices],
            allowBlank: true,
            range: `${letter(firstEditable + index)}2:${letter(firstEditable + index)}${rows.length + 200}`,
          },
        ]
      : [],
  );
  return writeXlsx({
    sheets: [
      {
        name,
        rows: [header, ...body],
        columns: header.map((title, index) => ({
          width: index <= columns.length ? 10 : Math.max(12, title.length * 2 + 4),
          hidden: index <= columns.length,
        })),
        dataValidations: validations,
        freezePane: { rows: 1, columns: 0 },
      },
    ],
  });
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letter(Math.floor(index / 26) - 1) + letter(index % 26);
}
