import { Button, Checkbox, Chip, Group, Menu, Pagination, Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { count } from '../parts/format.ts';
import { useMe } from '../session/me.ts';
import { BulkBar } from './BulkBar.tsx';
import { accountColumns, sortFieldOf, type AccountRow } from './columns.tsx';
import { FilterBuilder, noFilter, toServerFilter, type FilterState } from './FilterBuilder.tsx';
import { SavedViews, type ViewDefinition } from './SavedViews.tsx';
import { SheetExchange } from './SheetExchange.tsx';

const pageSize = 50;
const quickFilters = [
  'mine',
  'my_department',
  'unassigned',
  'overdue',
  'no_contact_90d',
  'no_decider',
  'direct',
  'via_agency',
  'on_target_list',
] as const;
type Page = { rows: AccountRow[]; total: number; seesGrossProfit: boolean };

/** The list of companies: search, one-tap filters, built conditions, saved views, columns, bulk edit and the Excel round trip. */
export function AccountList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const [search, setSearch] = useState('');
  const [debounced] = useDebouncedValue(search, 250);
  const [filter, setFilter] = useState<FilterState>(noFilter);
  const [isBuilding, setIsBuilding] = useState(false);
  const [sort, setSort] = useState({ field: 'name', direction: 'asc' as 'asc' | 'desc' });
  const [page, setPage] = useState(1);
  const [hidden, setHidden] = useState<string[]>(
    accountColumns.filter((column) => column.isHidden).map((column) => column.field),
  );
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isAllSelected, setIsAllSelected] = useState(false);
  const serverFilter = toServerFilter(filter);
  const scope = {
    ...(serverFilter ? { filter: JSON.stringify(serverFilter) } : {}),
    ...(debounced ? { search: debounced } : {}),
  };
  const accounts = useQuery({
    queryKey: ['accounts', scope, sort, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer<Page>(
        api.GET('/api/accounts', {
          params: {
            query: {
              ...scope,
              sort: (sortFieldOf[sort.field] ?? sort.field) as 'name',
              direction: sort.direction,
              offset: (page - 1) * pageSize,
              limit: pageSize,
            },
          },
        }),
      ),
  });
  const may = (right: string) => me.data?.rights.includes(right) ?? false;
  const change = (next: Partial<{ filter: FilterState; search: string }>) => {
    if (next.filter) setFilter(next.filter);
    if (next.search !== undefined) setSearch(next.search);
    setPage(1);
    setSelected(new Set());
    setIsAllSelected(false);
  };
  const toggle = (id: number) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
    setIsAllSelected(false);
  };
  const onRowKey = (event: KeyboardEvent<HTMLTableRowElement>, row: AccountRow) => {
    const target = event.currentTarget;
    if (event.key === 'ArrowDown' || event.key === 'j') (target.nextElementSibling as HTMLElement | null)?.focus();
    else if (event.key === 'ArrowUp' || event.key === 'k')
      (target.previousElementSibling as HTMLElement | null)?.focus();
    else if (event.key === 'Enter' && event.target === target && !event.nativeEvent.isComposing)
      void navigate({ to: '/accounts/$id', params: { id: String(row.accountId) } });
    else if (event.key === 'x' && event.target === target) toggle(row.accountId);
    else return;
    event.preventDefault();
  };
  const apply = (view: ViewDefinition) => {
    change({ filter: view.filter, search: view.search });
    setSort(view.sort);
    setHidden(view.hidden);
    setIsBuilding(view.filter.conditions.length > 0);
  };
  const columns = accountColumns.filter(
    (column) => !hidden.includes(column.field) && (column.field !== 'grossProfit36m' || accounts.data?.seesGrossProfit),
  );
  return (
    <>
      <PageHeader
        title={t('accounts.title')}
        actions={
          <>
            <SavedViews current={{ filter, search, sort, hidden }} onChoose={apply} />
            {may('export') && <SheetExchange noun="accounts" query={scope} />}
          </>
        }
      />
      <Group mb="sm" gap="sm" align="flex-end" className="no-print">
        <TextInput
          style={{ flex: '1 1 16rem' }}
          type="search"
          aria-label={t('common.search')}
          placeholder={t('common.searchHint')}
          value={search}
          onChange={(event) => change({ search: event.currentTarget.value })}
        />
        <Button variant={isBuilding ? 'light' : 'default'} onClick={() => setIsBuilding(!isBuilding)}>
          {t('accounts.filter')}
          {filter.conditions.length > 0 && ` (${filter.conditions.length})`}
        </Button>
        <Menu closeOnItemClick={false}>
          <Menu.Target>
            <Button variant="default">{t('accounts.columns')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {accountColumns.slice(1).map((column) => (
              <Menu.Item
                key={column.field}
                onClick={() =>
                  setHidden(
                    hidden.includes(column.field)
                      ? hidden.filter((field) => field !== column.field)
                      : [...hidden, column.field],
                  )
                }
                leftSection={<span aria-hidden>{hidden.includes(column.field) ? '☐' : '☑'}</span>}
              >
                {t(`accounts.${column.field}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      <Chip.Group multiple value={filter.quick} onChange={(quick) => change({ filter: { ...filter, quick } })}>
        <Group gap={6} mb="md" className="no-print">
          {quickFilters
            .filter((name) => me.data?.role !== 'agency' || !['via_agency', 'direct', 'on_target_list'].includes(name))
            .map((name) => (
              <Chip key={name} size="xs" value={name}>
                {t(`accounts.quick.${name}`)}
              </Chip>
            ))}
        </Group>
      </Chip.Group>
      {isBuilding && <FilterBuilder state={filter} onChange={(next) => change({ filter: next })} />}
      {(selected.size > 0 || isAllSelected) && (
        <BulkBar
          ids={[...selected]}
          all={
            isAllSelected
              ? { ...(serverFilter ? { filter: serverFilter } : {}), ...(debounced ? { search: debounced } : {}) }
              : undefined
          }
          total={isAllSelected ? (accounts.data?.total ?? 0) : selected.size}
          onDone={() => {
            setSelected(new Set());
            setIsAllSelected(false);
          }}
        />
      )}
      <Loaded query={accounts}>
        {({ rows, total }) =>
          total === 0 ? (
            <Empty>{serverFilter || debounced ? t('accounts.emptyFilter') : t('accounts.empty')}</Empty>
          ) : (
            <>
              <div className="table-scroll" tabIndex={0} role="region" aria-label={t('accounts.title')}>
                <Table className="mori-table" highlightOnHover stickyHeader>
                  <Table.Thead>
                    <Table.Tr>
                      {may('accounts.edit') && (
                        <Table.Th w={36}>
                          <Checkbox
                            size="xs"
                            aria-label={t('common.all')}
                            checked={rows.every((row) => selected.has(row.accountId))}
                            onChange={(event) =>
                              setSelected(new Set(event.currentTarget.checked ? rows.map((row) => row.accountId) : []))
                            }
                          />
                        </Table.Th>
                      )}
                      {columns.map((column) => (
                        <Table.Th
                          key={column.field}
                          className={column.isNumber ? 'number' : undefined}
                          aria-sort={
                            sort.field === column.field
                              ? sort.direction === 'asc'
                                ? 'ascending'
                                : 'descending'
                              : 'none'
                          }
                        >
                          <UnstyledButton
                            fz="sm"
                            fw={600}
                            onClick={() => {
                              setSort({
                                field: column.field,
                                direction: sort.field === column.field && sort.direction === 'asc' ? 'desc' : 'asc',
                              });
                              setPage(1);
                            }}
                          >
                            {t(`accounts.${column.field}`)}
                            {sort.field === column.field ? (sort.direction === 'asc' ? ' ▲' : ' ▼') : ''}
                          </UnstyledButton>
                        </Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Table.Tr
                        key={row.accountId}
                        tabIndex={0}
                        onKeyDown={(event) => onRowKey(event, row)}
                        data-selected={selected.has(row.accountId) || isAllSelected || undefined}
                      >
                        {may('accounts.edit') && (
                          <Table.Td>
                            <Checkbox
                              size="xs"
                              aria-label={row.name}
                              checked={selected.has(row.accountId) || isAllSelected}
                              onChange={() => toggle(row.accountId)}
                            />
                          </Table.Td>
                        )}
                        {columns.map((column) => (
                          <Table.Td key={column.field} className={column.isNumber ? 'number' : undefined}>
                            {column.show(row, t)}
                          </Table.Td>
                        ))}
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              <Group justify="space-between" mt="sm" className="no-print">
                <Group gap="xs">
                  <Text size="sm" c="dimmed">
                    {t('common.of', {
                      total: count(total),
                      from: count((page - 1) * pageSize + 1),
                      to: count(Math.min(page * pageSize, total)),
                    })}
                  </Text>
                  {may('accounts.edit') && selected.size > 0 && !isAllSelected && total > rows.length && (
                    <Button size="compact-xs" variant="subtle" onClick={() => setIsAllSelected(true)}>
                      {t('common.selectAll', { n: count(total) })}
                    </Button>
                  )}
                </Group>
                <Group gap="xs">
                  <Pagination
                    size="sm"
                    total={Math.ceil(total / pageSize)}
                    value={page}
                    onChange={setPage}
                    getControlProps={(control) => ({ 'aria-label': control })}
                  />
                </Group>
              </Group>
            </>
          )
        }
      </Loaded>
    </>
  );
}
