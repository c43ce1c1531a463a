import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { targetStatuses } from '#core/target/line.ts';
import type { paths } from '../api/schema.ts';
import type { FilterField } from '../lists/filter.ts';
import type { ListColumn, ListKind } from '../lists/list.ts';
import { count, day, listed, thousandYen } from '../parts/format.ts';

export type AccountRow = paths['/api/accounts']['get']['responses'][200]['content']['application/json']['rows'][number];
/** How many people work at a company, which opens to who they are. */
function PeopleCount(props: {
  to: '/people/accounts/$accountId' | '/people/accounts/$accountId/deciders';
  accountId: number;
  people: number;
}) {
  if (props.people === 0) return count(0);
  return (
    <Link to={props.to} params={{ accountId: String(props.accountId) }}>
      {count(props.people)}
    </Link>
  );
}

/** Every column a list of companies can show; the name of the field is its title and its sort. */
const columns: readonly ListColumn<AccountRow>[] = [
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
    sortBy: 'ownerName',
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
  { field: 'agency', sortBy: 'agencyId', isHidden: true, show: (row) => row.agencyName ?? '' },
  { field: 'industry', show: (row) => row.industry ?? '' },
  { field: 'prefecture', show: (row) => row.prefecture ?? '' },
  { field: 'employees', isNumber: true, isHidden: true, show: (row) => count(row.employees) },
  {
    field: 'people',
    isNumber: true,
    show: (row) => <PeopleCount to="/people/accounts/$accountId" accountId={row.accountId} people={row.people} />,
  },
  {
    field: 'deciders',
    isNumber: true,
    show: (row) => (
      <PeopleCount to="/people/accounts/$accountId/deciders" accountId={row.accountId} people={row.deciders} />
    ),
  },
  { field: 'openDeals', isNumber: true, show: (row) => count(row.openDeals) },
  { field: 'lastActivityOn', show: (row) => day(row.lastActivityOn) },
  { field: 'revenue36m', isNumber: true, show: (row) => thousandYen(row.revenue36m) },
  { field: 'grossProfit36m', isNumber: true, show: (row) => thousandYen(row.grossProfit36m) },
  { field: 'product', sortBy: 'name', isHidden: true, show: (row) => listed(row.products) },
  { field: 'wonDeals', isNumber: true, isHidden: true, show: (row) => count(row.wonDeals) },
  { field: 'activities', isNumber: true, isHidden: true, show: (row) => count(row.activities) },
  { field: 'corporateNumber', isHidden: true, show: (row) => row.corporateNumber ?? '' },
  { field: 'domain', sortBy: 'name', isHidden: true, show: (row) => row.domain ?? '' },
  { field: 'sources', isNumber: true, isHidden: true, show: (row) => count(row.sources) },
];

const fields: readonly FilterField[] = [
  { name: 'industry' },
  { name: 'name' },
  { name: 'prefecture' },
  { name: 'employees', isNumber: true },
  { name: 'class', choices: { words: 'accounts.classes', values: ['existing', 'prospect'] } },
  { name: 'tier', choices: { words: 'accounts.tiers', values: ['strategic', 'lite', 'programmatic'] } },
  { name: 'ownerName', word: 'owner' },
  { name: 'agencyName', word: 'agency' },
  { name: 'product' },
  { name: 'isOnHold', word: 'hold', choices: { words: 'accounts.holds', values: ['true', 'false'] } },
  { name: 'people', isNumber: true },
  { name: 'deciders', isNumber: true },
  { name: 'openDeals', isNumber: true },
  { name: 'wonDeals', isNumber: true },
  { name: 'lastActivityOn' },
  { name: 'revenue36m', isNumber: true },
  {
    name: 'targetStatus',
    choices: {
      words: 'targets.statuses',
      values: targetStatuses,
    },
  },
  { name: 'corporateNumber' },
  { name: 'sources', isNumber: true },
];

const accountList: ListKind<AccountRow> = {
  noun: 'accounts',
  columns,
  fields,
  quick: [
    'mine',
    'my_department',
    'unassigned',
    'overdue',
    'no_contact_90d',
    'no_decider',
    'direct',
    'via_agency',
    'on_target_list',
  ],
};

/** What an agency has no part in: who of us looks after a company, which way it is sold to, our target list. */
const internal = {
  columns: ['targetStatus', 'agency'],
  fields: ['targetStatus', 'agencyName'],
  quick: ['mine', 'my_department', 'unassigned', 'overdue', 'direct', 'via_agency', 'on_target_list'],
};

/** The list as this role has use for it. */
export function accountListFor(role: string | undefined): ListKind<AccountRow> {
  return role === 'agency' ? agencyList : accountList;
}
const agencyList: ListKind<AccountRow> = {
  ...accountList,
  columns: columns.filter(({ field }) => !internal.columns.includes(field)),
  fields: fields.filter(({ name }) => !internal.fields.includes(name)),
  quick: accountList.quick.filter((name) => !internal.quick.includes(name)),
};
