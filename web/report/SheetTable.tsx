import { Table, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperTable } from '#core/report/paper.ts';

/** A table of the sheet; a cell with an opener leads to its rows. */
export function SheetTable({
  table,
  openerOf,
}: {
  table: PaperTable;
  openerOf: (row: number, column: number) => (() => void) | undefined;
}) {
  const { t } = useTranslation();
  // Two columns may carry the same head, so a column is known by its place.
  const columns = table.head.map((head, place) => ({ head, place, key: `column-${place}` }));
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={table.title}>
      <Table className="mori-table report-table">
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ head, place, key }) => (
              <Table.Th key={key} scope="col" className={place === 0 ? undefined : 'number'}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.rows.map((row, index) => (
            <Table.Tr key={row[0]!.text}>
              {columns.map(({ head, place, key }) => {
                const cell = row[place]!;
                const open = openerOf(index, place);
                const beneath = cell.note && <span className="beneath">{cell.note}</span>;
                return place === 0 ? (
                  <Table.Th key={key} scope="row">
                    {cell.text} {beneath}
                  </Table.Th>
                ) : (
                  <Table.Td key={key} className="number">
                    {open ? (
                      <UnstyledButton
                        className="number-link"
                        c="teal"
                        td="underline"
                        fz="inherit"
                        onClick={open}
                        aria-label={t('report.openOf', {
                          name: `${row[0]!.text} ${head}`,
                          value: cell.text,
                        })}
                      >
                        {cell.text}
                      </UnstyledButton>
                    ) : (
                      cell.text
                    )}
                    {beneath && <div>{beneath}</div>}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
