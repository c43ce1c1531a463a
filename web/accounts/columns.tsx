import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { paths } from '../api/schema.ts';
import { count, day, thousandYen } from '../parts/format.ts';

export type AccountRow = paths['/api/accounts']['get']['responses'][200]['content']['application/json']['rows'][number];
export type AccountColumn = {
  readonly field: string;
  readonly isNumber?: boolean;
  readonly isHidden?: boolean;
  readonly show: (row: AccountRow, t: TFunction) => ReactNode;
};

/** Every column a list of companies can show; the name of the field is its title and its sort. */
export const accountColumns: readonly AccountColumn[] = [
  {
    field: 'name',
    show: (row) => (
      <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
        {row.name}
      </Link>
    ),
  },
  {
    field: 'targetStatus',
    show: (row, t) =>
      row.targetStatus ? (
        <Badge variant="light" tt="none" color={row.targetStatus === 'active' ? 'teal' : 'gray'}>
          {t(`targets.statuses.${row.targetStatus}`)}
        </Badge>
      ) : (
        ''
      ),
  },
  { field: 'class', show: (row, t) => (row.class ? t(`accounts.classes.${row.class}`) : '') },
  { field: 'tier', show: (row, t) => (row.tier ? t(`accounts.tiers.${row.tier}`) : '') },
  {
    field: 'owner',
    show: (row, t) => (
      <>
        {row.ownerName ?? ''}
        {row.isOnHold && (
          <Badge ml={6} size="sm" color="orange" variant="light">
            {t('accounts.hold')}
          </Badge>
        )}
      </>
    ),
  },
  { field: 'agency', show: (row) => row.agencyName ?? '' },
  { field: 'industry', show: (row) => row.industry ?? '' },
  { field: 'prefecture', show: (row) => row.prefecture ?? '' },
  { field: 'employees', isNumber: true, show: (row) => count(row.employees) },
  { field: 'people', isNumber: true, show: (row) => count(row.people) },
  { field: 'deciders', isNumber: true, show: (row) => count(row.deciders) },
  { field: 'openDeals', isNumber: true, show: (row) => count(row.openDeals) },
  { field: 'lastActivityOn', show: (row) => day(row.lastActivityOn) },
  { field: 'revenue36m', isNumber: true, show: (row) => thousandYen(row.revenue36m) },
  { field: 'grossProfit36m', isNumber: true, show: (row) => thousandYen(row.grossProfit36m) },
  { field: 'wonDeals', isNumber: true, isHidden: true, show: (row) => count(row.wonDeals) },
  { field: 'activities', isNumber: true, isHidden: true, show: (row) => count(row.activities) },
  { field: 'corporateNumber', isHidden: true, show: (row) => row.corporateNumber ?? '' },
  { field: 'domain', isHidden: true, show: (row) => row.domain ?? '' },
  { field: 'sources', isNumber: true, isHidden: true, show: (row) => count(row.sources) },
];

/** Columns that the server sorts by under another name. */
export const sortFieldOf: Readonly<Record<string, string>> = { owner: 'ownerName', agency: 'agencyId', domain: 'name' };
