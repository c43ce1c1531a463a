import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ListTable, type Ticks } from '../lists/ListTable.tsx';
import { ListToolbar } from '../lists/ListToolbar.tsx';
import { SavedViews } from '../lists/SavedViews.tsx';
import { SheetExchange } from '../lists/SheetExchange.tsx';
import { useList } from '../lists/list.ts';
import { usePaper, type Place } from '../lists/paper.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useMe, useRight } from '../session/me.ts';
import { BulkBar } from './BulkBar.tsx';
import { accountListFor, type AccountRow } from './columns.tsx';

type Page = { rows: AccountRow[]; total: number; seesGrossProfit: boolean };

/** The list of companies: search, one-tap filters, built conditions, saved views, columns, bulk edit and the Excel round trip. */
export function AccountList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const mayEdit = useRight('accounts.edit');
  const mayExport = useRight('export');
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isAllSelected, setIsAllSelected] = useState(false);
  const select = (ids: Iterable<number>) => {
    setSelected(new Set(ids));
    setIsAllSelected(false);
  };
  const kind = accountListFor(me.data?.role);
  const list = useList(kind, () => select([]));
  const { sort, ...query } = list.query;
  const read = (place?: Place) =>
    answer<Page>(api.GET('/api/accounts', { params: { query: { ...query, ...place, sort: sort as 'name' } } }));
  const accounts = useQuery({
    queryKey: ['accounts', list.query],
    placeholderData: keepPreviousData,
    queryFn: () => read(),
  });
  const paper = usePaper(read);
  const ticks: Ticks = {
    has: (id) => isAllSelected || selected.has(id),
    toggle: (id) => {
      // Who takes one out of all keeps the rest of what is in view.
      const ticked = isAllSelected ? (accounts.data?.rows ?? []).map(({ accountId }) => accountId) : [...selected];
      select(ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id]);
    },
    setPage: (ids, isTicked) =>
      select(isTicked ? [...selected, ...ids] : isAllSelected ? [] : [...selected].filter((id) => !ids.includes(id))),
  };
  const columns = kind.columns.filter(
    ({ field }) => !list.view.hidden.includes(field) && (field !== 'grossProfit36m' || accounts.data?.seesGrossProfit),
  );
  const listed = accounts.data?.total ?? 0;
  return (
    <>
      <PageHeader
        title={t('accounts.title')}
        actions={
          <>
            <SavedViews list={list} />
            <PrintButton print={paper.print} isPreparing={paper.isPreparing} />
            {mayExport && <SheetExchange noun="accounts" query={list.scope} />}
          </>
        }
      />
      <ListToolbar list={list} />
      {(selected.size > 0 || isAllSelected) && (
        <BulkBar
          ids={[...selected]}
          all={isAllSelected ? list.narrowing : undefined}
          total={isAllSelected ? listed : selected.size}
          selectAll={
            isAllSelected || selected.size === listed ? undefined : { total: listed, run: () => setIsAllSelected(true) }
          }
          onDone={() => select([])}
        />
      )}
      <Loaded query={accounts}>
        {({ rows, total }) =>
          total === 0 ? (
            <Empty>{t(Object.keys(list.scope).length > 0 ? 'accounts.emptyFilter' : 'accounts.empty')}</Empty>
          ) : (
            <ListTable
              list={list}
              columns={columns}
              rows={rows}
              total={total}
              onPaper={paper.rows}
              idOf={(row) => row.accountId}
              nameOf={(row) => row.name}
              onOpen={(row) => void navigate({ to: '/accounts/$id', params: { id: String(row.accountId) } })}
              ticks={mayEdit ? ticks : undefined}
            />
          )
        }
      </Loaded>
    </>
  );
}
