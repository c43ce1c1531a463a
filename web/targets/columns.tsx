import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TargetRow } from '../../api/shapes.ts';
import type { ListKind } from '../lists/list.ts';
import { count, day } from '../parts/format.ts';
import { useRight } from '../session/me.ts';
import { AimEditor, AimLine } from './AimEditor.tsx';
import { EditTarget } from './EditTarget.tsx';

/** States of a line, in the order of the way to ターゲット確定, then what stopped. */
export const statuses = [
  'active',
  'awaiting_sales',
  'awaiting_marketing',
  'candidate',
  'on_hold',
  'paused',
  'declined',
  'excluded',
] as const;
const colors: Record<string, string> = {
  active: 'teal',
  awaiting_sales: 'yellow',
  awaiting_marketing: 'yellow',
  candidate: 'gray',
  on_hold: 'orange',
  paused: 'gray',
  declined: 'red',
  excluded: 'red',
};

/** Every column the target list can show; an approval ticked is that side's own, 代理入力 is marked. */
export const targetList: ListKind<TargetRow> = {
  noun: 'targets',
  columns: [
    { field: 'name', sortBy: 'list', show: (row) => <TargetName row={row} /> },
    {
      field: 'status',
      show: (row, t) => (
        <Badge variant="light" tt="none" color={colors[row.status] ?? 'gray'}>
          {t(`targets.statuses.${row.status}`)}
        </Badge>
      ),
    },
    { field: 'approvals', sortBy: 'status', show: (row) => <Approvals row={row} /> },
    {
      field: 'class',
      show: (row, t) => (row.class ? t(`accounts.classes.${row.class}`) : <Missing what="class" />),
    },
    { field: 'tier', show: (row, t) => (row.tier ? t(`accounts.tiers.${row.tier}`) : '') },
    { field: 'owner', sortBy: 'ownerName', show: (row) => row.ownerName ?? <Missing what="owner" /> },
    { field: 'agency', sortBy: 'agencyName', show: (row) => row.agencyName ?? '' },
    { field: 'aims', sortBy: 'list', isLong: true, show: (row) => <Aims row={row} /> },
    {
      field: 'originAndReason',
      sortBy: 'origin',
      isLong: true,
      show: (row, t) => (
        <>
          {[t(`targets.origins.${row.origin}`), row.nominatedBy].filter(Boolean).join(' · ')}
          {row.reason && (
            <Text size="xs" c="dimmed" className="wrap">
              {row.reason}
            </Text>
          )}
        </>
      ),
    },
    { field: 'lastActivityOn', isHidden: true, show: (row) => day(row.lastActivityOn) },
    { field: 'openDeals', isNumber: true, isHidden: true, show: (row) => count(row.openDeals) },
    { field: 'people', isNumber: true, isHidden: true, show: (row) => count(row.people) },
    { field: 'industry', isHidden: true, show: (row) => row.industry ?? '' },
    { field: 'prefecture', isHidden: true, show: (row) => row.prefecture ?? '' },
  ],
  fields: [
    { name: 'ownerName', word: 'owner' },
    { name: 'nominatedBy' },
    { name: 'agencyName', word: 'agency' },
    { name: 'class', choices: { words: 'accounts.classes', values: ['existing', 'prospect'] } },
    { name: 'tier', choices: { words: 'accounts.tiers', values: ['strategic', 'lite', 'programmatic'] } },
    { name: 'status', choices: { words: 'targets.statuses', values: statuses } },
    { name: 'origin', choices: { words: 'targets.origins', values: ['sales_nominated', 'proposal', 'marketing'] } },
    { name: 'name' },
    { name: 'reason' },
    { name: 'industry' },
    { name: 'prefecture' },
    { name: 'lastActivityOn' },
    { name: 'openDeals', isNumber: true },
    { name: 'people', isNumber: true },
  ],
  quick: ['mine', 'my_department', 'unassigned', 'overdue', 'no_contact_90d', 'no_person', 'direct', 'via_agency'],
};

function TargetName({ row }: { row: TargetRow }) {
  const mayEdit = useRight('targets.edit');
  return (
    <>
      <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
        {row.name}
      </Link>
      <span className="no-print">
        <EditTarget row={row} mayEdit={mayEdit} />
      </span>
    </>
  );
}

/** What a line lacks before it can become ターゲット確定. */
function Missing({ what }: { what: 'owner' | 'class' }) {
  const { t } = useTranslation();
  return (
    <Text span size="sm" c="var(--mantine-color-orange-light-color)">
      {t(`targets.missing.${what}`)}
    </Text>
  );
}

function Aims({ row }: { row: TargetRow }) {
  const mayEdit = useRight('targets.edit');
  return (
    <>
      {row.aims.map((aim) => (
        <AimLine key={aim.aimId} aim={aim} lineId={row.targetLineId} mayEdit={mayEdit} />
      ))}
      {mayEdit && <AimEditor lineId={row.targetLineId} accountId={row.accountId} />}
    </>
  );
}

function Approvals({ row }: { row: TargetRow }) {
  const { t } = useTranslation();
  const sides = [
    ['sales', row.salesApproved],
    ['marketing', row.marketingApproved],
  ] as const;
  return (
    <Group gap={4} wrap="nowrap">
      {sides.map(([side, isApproved]) => (
        <Badge
          key={side}
          variant={isApproved ? 'filled' : 'outline'}
          color={isApproved ? 'teal' : 'gray'}
          tt="none"
          size="sm"
        >
          {t(`targets.sides.${side}`)} {isApproved ? '✓' : '–'}
        </Badge>
      ))}
      {row.hasProxy && (
        <Tooltip label={t('targets.proxy')}>
          <Badge variant="light" color="grape" tt="none" size="sm">
            {t('targets.proxyMark')}
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}
