import { Badge, Button, Checkbox, Chip, Group, Table, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetRow } from '../../api/shapes.ts';
import { PaperLine } from '../lists/paper.tsx';
import { count } from '../parts/format.ts';
import { Empty } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { AimEditor, AimLine } from './AimEditor.tsx';
import { DecideTargets } from './DecideTargets.tsx';
import { EditTarget } from './EditTarget.tsx';
import type { Targets } from './TargetPage.tsx';

const statuses = [
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

/** Lines with their two approvals; a tick of a side is that side's own, 代理入力 is marked. */
export function TargetList({ data }: { data: Targets }) {
  const { t } = useTranslation();
  const mayEdit = useRight('targets.edit');
  const [status, setStatus] = useState<string>('all');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const rows = data.rows.filter((row) => status === 'all' || row.status === status);
  if (data.rows.length === 0)
    return (
      <Empty
        action={
          <Button component={Link} to="/wish-lists">
            {t('nav.wish')}
          </Button>
        }
      >
        {t('targets.empty')}
      </Empty>
    );
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <>
      <Chip.Group
        value={status}
        onChange={(value) => {
          setStatus(value as string);
          setChosen(new Set());
        }}
      >
        <Group gap={6} mb="sm" className="no-print">
          <Chip size="xs" value="all">
            {t('common.all')} {count(data.rows.length)}
          </Chip>
          {statuses
            .filter((one) => data.counts[one])
            .map((one) => (
              <Chip key={one} size="xs" value={one}>
                {t(`targets.statuses.${one}`)} {count(data.counts[one])}
              </Chip>
            ))}
        </Group>
      </Chip.Group>
      <PaperLine
        parts={[
          t(status === 'all' ? 'common.all' : `targets.statuses.${status}`),
          t('common.companiesCount', { n: count(rows.length) }),
        ]}
      />
      {data.mayApprove && <DecideTargets lineIds={[...chosen]} side={data.side} onDone={() => setChosen(new Set())} />}
      <div className="table-scroll print-wide" tabIndex={0} role="region" aria-label={t('targets.title')}>
        <Table className="mori-table phone-cards" highlightOnHover horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {data.mayApprove && (
                <Table.Th w={36} data-label={t('common.all')}>
                  <Checkbox
                    size="xs"
                    aria-label={t('common.all')}
                    checked={rows.length > 0 && rows.every((row) => chosen.has(row.targetLineId))}
                    onChange={(event) =>
                      setChosen(new Set(event.currentTarget.checked ? rows.map((row) => row.targetLineId) : []))
                    }
                  />
                </Table.Th>
              )}
              <Table.Th>{t('accounts.name')}</Table.Th>
              <Table.Th>{t('accounts.status')}</Table.Th>
              <Table.Th>{t('targets.approvals')}</Table.Th>
              <Table.Th>{t('accounts.class')}</Table.Th>
              <Table.Th>{t('accounts.tier')}</Table.Th>
              <Table.Th>{t('accounts.owner')}</Table.Th>
              <Table.Th>{t('accounts.agency')}</Table.Th>
              <Table.Th>{t('targets.aims')}</Table.Th>
              <Table.Th>
                {t('targets.origin')} · {t('targets.reason')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.targetLineId} data-selected={chosen.has(row.targetLineId) || undefined}>
                {data.mayApprove && (
                  <Table.Td>
                    <Checkbox
                      size="xs"
                      aria-label={row.name}
                      checked={chosen.has(row.targetLineId)}
                      onChange={() => toggle(row.targetLineId)}
                    />
                  </Table.Td>
                )}
                <Table.Td className="card-title">
                  <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                    {row.name}
                  </Link>
                  <span className="no-print">
                    <EditTarget row={row} mayEdit={mayEdit} />
                  </span>
                </Table.Td>
                <Table.Td data-label={t('accounts.status')}>
                  <Badge variant="light" tt="none" color={colors[row.status] ?? 'gray'}>
                    {t(`targets.statuses.${row.status}`)}
                  </Badge>
                </Table.Td>
                <Table.Td data-label={t('targets.approvals')}>
                  <Approvals row={row} />
                </Table.Td>
                <Table.Td data-label={t('accounts.class')}>
                  {row.class ? (
                    t(`accounts.classes.${row.class}`)
                  ) : (
                    <Text span size="sm" c="var(--mantine-color-orange-light-color)">
                      {t('targets.missing.class')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td data-label={t('accounts.tier')}>{row.tier ? t(`accounts.tiers.${row.tier}`) : ''}</Table.Td>
                <Table.Td data-label={t('accounts.owner')}>
                  {row.ownerName ?? (
                    <Text span size="sm" c="var(--mantine-color-orange-light-color)">
                      {t('targets.missing.owner')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td data-label={t('accounts.agency')}>{row.agencyName ?? ''}</Table.Td>
                <Table.Td data-label={t('targets.aims')} className="card-line">
                  {row.aims.map((aim) => (
                    <AimLine key={aim.aimId} aim={aim} lineId={row.targetLineId} mayEdit={mayEdit} />
                  ))}
                  {mayEdit && <AimEditor lineId={row.targetLineId} accountId={row.accountId} />}
                </Table.Td>
                <Table.Td data-label={t('targets.origin')} className="wrap card-line">
                  {[t(`targets.origins.${row.origin}`), row.nominatedBy].filter(Boolean).join(' · ')}
                  {row.reason && (
                    <Text size="xs" c="dimmed" className="wrap">
                      {row.reason}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

function Approvals({ row }: { row: TargetRow }) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap">
      <Badge
        variant={row.salesApproved ? 'filled' : 'outline'}
        color={row.salesApproved ? 'teal' : 'gray'}
        tt="none"
        size="sm"
      >
        {t('targets.sides.sales')} {row.salesApproved ? '✓' : '–'}
      </Badge>
      <Badge
        variant={row.marketingApproved ? 'filled' : 'outline'}
        color={row.marketingApproved ? 'teal' : 'gray'}
        tt="none"
        size="sm"
      >
        {t('targets.sides.marketing')} {row.marketingApproved ? '✓' : '–'}
      </Badge>
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
