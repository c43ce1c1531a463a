import { Anchor, Badge, Group, SegmentedControl, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count, day, percent } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import type { Kpi, KpiQuery, KpiRows } from './kpi.ts';
import { SpreadLine } from './SpreadLine.tsx';

/** The cases a rate is made of, or its companies one by one. */
export function KpiRowsModal({ kpi, query, close }: { kpi: Kpi; query: KpiQuery; close: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const name = kpi.name[language];
  const [part, setPart] = useState<'numerator' | 'denominator'>(
    kpi.figure.numerator === 0 ? 'denominator' : 'numerator',
  );
  const mayExport = useRight('export');
  const file = `/api/exports/kpis/${kpi.code}/rows.csv?${new URLSearchParams({ ...query, part, language })}`;
  const rows = useQuery({
    queryKey: ['kpi-rows', kpi.code, query, part],
    queryFn: () =>
      answer<KpiRows>(
        api.GET('/api/kpis/{code}/rows', { params: { path: { code: kpi.code }, query: { ...query, part } } }),
      ),
  });
  return (
    <Dialog title={name} size="xl" close={close}>
      {kpi.opens === 'parts' && (
        <SegmentedControl
          mb="sm"
          aria-label={t('kpi.part')}
          value={part}
          onChange={(value) => setPart(value as 'numerator')}
          data={(['numerator', 'denominator'] as const).map((value) => ({ value, label: t(`kpi.parts.${value}`) }))}
        />
      )}
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '60vh', overflowY: 'auto' }}>
            {data.completeness && <Completeness parts={data.completeness} />}
            {data.spread && data.spread.n > 0 && <SpreadLine spread={data.spread} />}
            <Group justify="space-between" mb="xs">
              <Text size="sm" c="dimmed">
                {t(kpi.opens === 'accounts' ? 'common.companiesCount' : 'common.count', { n: count(data.total) })}
                {data.sum !== data.total && ` · ${t('kpi.sum', { n: count(Math.round(data.sum)) })}`}
                {data.rows.length > 0 &&
                  data.rows.length < data.total &&
                  ` · ${t('kpi.shownFirst', { n: count(data.rows.length) })}`}
              </Text>
              {mayExport && kpi.opens !== 'accounts' && data.total > 0 && (
                <Anchor size="sm" href={file} download>
                  {t('kpi.csv')}
                </Anchor>
              )}
            </Group>
            {kpi.opens === 'accounts' ? (
              <Accounts accounts={data.accounts} />
            ) : (
              <Cases rows={data.rows} isCount={data.sum === data.total} />
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

/** Where the gaps are: each kind of field with its own rate. */
function Completeness({ parts }: { parts: NonNullable<KpiRows['completeness']> }) {
  const { t } = useTranslation();
  return (
    <dl className="kpi-details">
      {parts.map(({ noun, figure }) => (
        <Fragment key={noun}>
          <dt>{t(`kpi.nouns.${noun}`)}</dt>
          <dd>
            {percent(figure.value)} ({count(figure.numerator)}/{count(figure.denominator)})
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** One line a case; what each adds stands beside it where it is more than one. */
export function Cases({ rows, isCount = true }: { rows: KpiRows['rows']; isCount?: boolean }) {
  const { t } = useTranslation();
  const hasState = rows.some(({ state }) => state !== null);
  return (
    <Table className="mori-table">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('kpi.columns.company')}</Table.Th>
          <Table.Th>{t('kpi.columns.case')}</Table.Th>
          {hasState && <Table.Th>{t('kpi.columns.state')}</Table.Th>}
          <Table.Th>{t('kpi.columns.day')}</Table.Th>
          <Table.Th className="number">{t(isCount ? 'kpi.columns.amount' : 'kpi.columns.part')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={`${row.kind}/${row.id}/${row.day}`}>
            <Table.Td>
              {row.accountId && (
                <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                  {row.accountName}
                </Link>
              )}
            </Table.Td>
            <Table.Td>
              <Case row={row} />
            </Table.Td>
            {hasState && (
              <Table.Td>
                {stateOf(row, t)}
                {row.isInferred && (
                  <Badge ml="xs" variant="default" tt="none">
                    {t('common.inferred')}
                  </Badge>
                )}
              </Table.Td>
            )}
            <Table.Td>{day(row.day)}</Table.Td>
            <Table.Td className="number">
              {isCount
                ? row.amountYen === null
                  ? '—'
                  : t('kpi.units.yen', { n: count(row.amountYen) })
                : count(row.part)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A lead opens to its hand-over, a person to their page; the rest has its company beside it. */
function Case({ row }: { row: KpiRows['rows'][number] }) {
  const { t } = useTranslation();
  if (row.kind === 'lead' && row.state !== null)
    return <a href={`/handovers?lead=${row.id}`}>{row.label ?? row.accountName ?? row.id.slice(0, 8)}</a>;
  if (row.personId !== null)
    return (
      <Link to="/people/$id" params={{ id: String(row.personId) }}>
        {row.label}
      </Link>
    );
  if (row.kind === 'plan') return <Link to="/plans">{t('kpi.cases.plan')}</Link>;
  if (row.kind === 'week') return <>{t('kpi.cases.week')}</>;
  if (row.kind === 'action') return <Link to="/meetings">{row.label}</Link>;
  return <>{row.label ?? '—'}</>;
}

function stateOf({ kind, state }: KpiRows['rows'][number], t: (key: string) => string): string {
  if (kind === 'week') return t(`meetings.weeks.${state ?? 'none'}`);
  if (state === null) return '—';
  if (kind === 'deal') return t(`demand.dealStates.${state}`);
  if (kind === 'appointment') return t(`appointments.statuses.${state}`);
  if (kind === 'line') return t(`targets.statuses.${state}`);
  return t(`kpi.states.${state}`);
}

function Accounts({ accounts }: { accounts: KpiRows['accounts'] }) {
  const { t } = useTranslation();
  return (
    <Table className="mori-table">
      <Table.Tbody>
        {accounts.map(({ accountId, name, figure }) => (
          <Table.Tr key={accountId}>
            <Table.Td>
              <Link to="/accounts/$id" params={{ id: String(accountId) }}>
                {name}
              </Link>
            </Table.Td>
            <Table.Td className="number" c={figure.note === 'small' ? 'dimmed' : undefined}>
              {percent(figure.value)} ({figure.numerator}/{figure.denominator})
            </Table.Td>
            <Table.Td c="dimmed">{figure.note && t(`kpi.notes.${figure.note}`, { n: count(figure.n) })}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
