import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ReactNode, useState } from 'react';
import type { DealLine, OrderLine, ProductCell } from '../../api/shapes.ts';
import { count, day, thousandYen } from '../parts/format.ts';
import { Empty } from '../parts/States.tsx';
import type { Reopening } from '#core/demand/deal-life.ts';
import { DealHistory } from '../deals/DealHistory.tsx';
import { DealName } from '../deals/DealName.tsx';
import { DealState } from '../deals/DealState.tsx';
import { systemName } from '../parts/system-name.ts';

type Column<T> = { title: string; isNumber?: boolean; show: (row: T) => ReactNode };

/** Rows of one kind as a table; a sentence where there are none. */
export function Lines<T>({
  rows,
  columns,
  keyOf,
  empty,
  label,
}: {
  rows: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  empty: string;
  label: string;
}) {
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <Table className="mori-table" striped>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.title} className={column.isNumber ? 'number' : undefined}>
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map((column) => (
                <Table.Td key={column.title} className={column.isNumber ? 'number' : undefined}>
                  {column.show(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

export type AccountDeal = DealLine & { reopened: Reopening | null };

export function DealTable({ deals }: { deals: AccountDeal[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<AccountDeal>();
  return (
    <>
      <Lines
        rows={deals}
        keyOf={(row) => row.dealId}
        empty={t('account.noDeals')}
        label={t('account.deals')}
        columns={[
          { title: t('account.dealName'), show: (row) => <DealName name={row.name} open={() => setOpened(row)} /> },
          {
            title: t('account.dealStage'),
            show: (row) => <DealState deal={row} words={row.stage} />,
          },
          { title: t('account.amount'), isNumber: true, show: (row) => thousandYen(row.amountYen) },
          ...(deals.some((row) => row.oneOffYen !== null)
            ? [
                {
                  title: t('account.oneOff'),
                  isNumber: true,
                  show: (row: AccountDeal) => (row.oneOffYen === null ? '' : thousandYen(row.oneOffYen)),
                },
              ]
            : []),
          ...(deals.some((row) => row.termMonths !== null)
            ? [
                {
                  title: t('account.term'),
                  isNumber: true,
                  show: (row: AccountDeal) =>
                    row.termMonths === null ? '' : t('account.months', { n: count(row.termMonths) }),
                },
              ]
            : []),
          ...(deals.some((row) => row.opportunityType !== null)
            ? [
                {
                  title: t('account.opportunityType'),
                  show: (row: AccountDeal) =>
                    row.opportunityType === null ? '' : t(`demand.opportunityTypes.${row.opportunityType}`),
                },
              ]
            : []),
          ...(deals.some((row) => row.lostReason !== null)
            ? [
                {
                  title: t('account.lostReason'),
                  show: (row: AccountDeal) =>
                    row.lostReason === null ? '' : (row.lostNote ?? t(`demand.lostReasons.${row.lostReason}`)),
                },
              ]
            : []),
          { title: t('account.product'), show: (row) => row.product ?? '' },
          { title: t('account.createdOn'), show: (row) => day(row.createdOn) },
          { title: t('account.closedOn'), show: (row) => day(row.closedOn) },
          { title: t('accounts.owner'), show: (row) => row.ownerName ?? '' },
          { title: t('common.source'), show: (row) => systemName(row.source) },
        ]}
      />
      {opened && <DealHistory dealId={opened.dealId} name={opened.name} close={() => setOpened(undefined)} />}
    </>
  );
}

export function OrderTable({ orders, seesGrossProfit }: { orders: OrderLine[]; seesGrossProfit: boolean }) {
  const { t } = useTranslation();
  return (
    <Lines
      rows={orders}
      keyOf={(row) => row.orderLineId}
      empty={t('account.noOrders')}
      label={t('account.orders')}
      columns={[
        { title: t('common.date'), show: (row) => day(row.orderedOn) },
        { title: t('account.product'), show: (row) => row.product ?? '' },
        { title: t('account.quantity'), isNumber: true, show: (row) => count(row.quantity) },
        { title: t('account.revenue'), isNumber: true, show: (row) => thousandYen(row.revenueYen) },
        ...(seesGrossProfit
          ? [
              {
                title: t('account.grossProfit'),
                isNumber: true,
                show: (row: OrderLine) => thousandYen(row.grossProfitYen),
              },
            ]
          : []),
        { title: t('account.billTo'), show: (row) => row.billTo ?? '' },
        { title: t('account.endUser'), show: (row) => row.endUser ?? '' },
        { title: t('accounts.agency'), show: (row) => row.agency ?? '' },
      ]}
    />
  );
}

/** 企業 × 製品: what it bought and what is open. */
export function ProductTable({ products, seesGrossProfit }: { products: ProductCell[]; seesGrossProfit: boolean }) {
  const { t } = useTranslation();
  return (
    <Lines
      rows={products}
      keyOf={(row) => row.product}
      empty={t('account.noOrders')}
      label={t('account.products')}
      columns={[
        { title: t('account.product'), show: (row) => row.product },
        { title: t('account.orders'), isNumber: true, show: (row) => count(row.orders) },
        { title: t('account.revenue'), isNumber: true, show: (row) => thousandYen(row.revenueYen) },
        ...(seesGrossProfit
          ? [
              {
                title: t('account.grossProfit'),
                isNumber: true,
                show: (row: ProductCell) => thousandYen(row.grossProfitYen),
              },
            ]
          : []),
        { title: t('account.lastOrder'), show: (row) => day(row.lastOrderedOn) },
        { title: t('accounts.openDeals'), isNumber: true, show: (row) => count(row.openDeals) },
      ]}
    />
  );
}
