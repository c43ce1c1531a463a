import { Checkbox, Group, Pagination, Table, Text, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import { pageSize, type List, type ListColumn } from './list.ts';
import { PaperHeading } from './paper.tsx';

/** Rows that are ticked, and how ticking changes; without it a list has no boxes. */
export type Ticks = {
  readonly has: (id: number) => boolean;
  readonly toggle: (id: number) => void;
  /** All of one page at once; what is ticked on other pages stays. */
  readonly setPage: (ids: number[], isTicked: boolean) => void;
};

/** One page of a list: sortable headers, keys (J goes to the rows, J/K or arrows move, Enter opens, X ticks) and the way to the other pages. */
export function ListTable<Row>({
  list,
  columns,
  rows: paged,
  total,
  onPaper,
  idOf,
  nameOf,
  onOpen,
  ticks,
}: {
  list: List<Row>;
  columns: readonly ListColumn<Row>[];
  rows: readonly Row[];
  total: number;
  /** What is being printed instead of the page in view. */
  onPaper: readonly Row[] | undefined;
  idOf: (row: Row) => number;
  nameOf: (row: Row) => string;
  onOpen: (row: Row) => void;
  ticks?: Ticks | undefined;
}) {
  const { t } = useTranslation();
  const { page, setPage } = list;
  const rows = onPaper ?? paged;
  const last = Math.max(1, Math.ceil(total / pageSize));
  const body = useRef<HTMLTableSectionElement>(null);
  useHotkeys([
    [
      'j',
      () => {
        if (!body.current?.contains(document.activeElement)) body.current?.querySelector('tr')?.focus();
      },
    ],
  ]);
  // Rows that left the list may leave its last page empty.
  useEffect(() => {
    if (page > last) setPage(last);
  }, [page, last, setPage]);
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>, row: Row) => {
    const line = event.currentTarget;
    if (event.target !== line || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'j') (line.nextElementSibling as HTMLElement | null)?.focus();
    else if (event.key === 'ArrowUp' || event.key === 'k') (line.previousElementSibling as HTMLElement | null)?.focus();
    else if (event.key === 'Enter') onOpen(row);
    else if (event.key === 'x' && ticks) ticks.toggle(idOf(row));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <PaperHeading list={list} printed={rows.length} total={total} />
      <div className="table-scroll print-wide" tabIndex={0} role="region" aria-label={t(`${list.kind.noun}.title`)}>
        <Table
          className={`mori-table list-table phone-cards of-${list.kind.noun}`}
          highlightOnHover
          stickyHeader
          horizontalSpacing={6}
        >
          <Table.Thead>
            <Table.Tr>
              {ticks && (
                <Table.Th w={36} className="no-print" data-label={t('common.all')}>
                  <Checkbox
                    size="xs"
                    aria-label={t('common.all')}
                    checked={rows.length > 0 && rows.every((row) => ticks.has(idOf(row)))}
                    onChange={(event) => ticks.setPage(rows.map(idOf), event.currentTarget.checked)}
                  />
                </Table.Th>
              )}
              {columns.map((column) => (
                <SortHeader key={column.field} list={list} column={column} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody ref={body}>
            {rows.map((row) => (
              <Table.Tr
                key={idOf(row)}
                tabIndex={0}
                onKeyDown={(event) => onKey(event, row)}
                data-selected={ticks?.has(idOf(row)) || undefined}
              >
                {ticks && (
                  <Table.Td className="no-print">
                    <Checkbox
                      size="xs"
                      aria-label={nameOf(row)}
                      checked={ticks.has(idOf(row))}
                      onChange={() => ticks.toggle(idOf(row))}
                    />
                  </Table.Td>
                )}
                {columns.map((column, at) => {
                  const shown = column.show(row, t);
                  return (
                    <Table.Td
                      key={column.field}
                      className={
                        at === 0
                          ? 'card-title'
                          : column.isLong
                            ? 'wrap card-line'
                            : column.isNumber
                              ? 'number'
                              : undefined
                      }
                      data-label={t(`${list.kind.noun}.${column.field}`)}
                      title={at === 0 ? nameOf(row) : typeof shown === 'string' ? shown : undefined}
                    >
                      {shown}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Group justify="space-between" mt="sm" className="no-print">
        <Text size="sm" c="dimmed">
          {t('common.of', {
            total: count(total),
            from: count((page - 1) * pageSize + 1),
            to: count(Math.min(page * pageSize, total)),
          })}
          <Text span inherit visibleFrom="sm">
            {' · '}
            {t(ticks ? 'lists.keysTicked' : 'lists.keys')}
          </Text>
        </Text>
        <Pagination
          size="sm"
          total={last}
          value={page}
          onChange={setPage}
          getControlProps={(control) => ({ 'aria-label': t(`lists.pages.${control}`) })}
        />
      </Group>
    </>
  );
}

function SortHeader<Row>({ list: { kind, view, change }, column }: { list: List<Row>; column: ListColumn<Row> }) {
  const { t } = useTranslation();
  const { sort } = view;
  const isSorted = sort.field === column.field;
  const isAscending = isSorted && sort.direction === 'asc';
  return (
    <Table.Th
      className={column.isNumber ? 'number' : undefined}
      aria-sort={isSorted ? (isAscending ? 'ascending' : 'descending') : 'none'}
    >
      <UnstyledButton
        fz="sm"
        fw={600}
        onClick={() => change({ sort: { field: column.field, direction: isAscending ? 'desc' : 'asc' } })}
      >
        {t(`${kind.noun}.${column.field}`)}
        {isSorted && (isAscending ? ' ▲' : ' ▼')}
      </UnstyledButton>
    </Table.Th>
  );
}
