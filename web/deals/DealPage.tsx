import { Badge, Chip, Group, SegmentedControl, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count, day, thousandYen } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useMe } from '../session/me.ts';
import { scopes, type Scope } from '../waterfall/leads.ts';
import { DealHistory } from './DealHistory.tsx';
import { DealName } from './DealName.tsx';
import { DealState } from './DealState.tsx';

type Deals = paths['/api/deals']['get']['responses'][200]['content']['application/json'];
type View = keyof Deals['views'];
const views = [
  'stalled',
  'past_closing',
  'quiet',
  'open',
  'postponed',
  'no_decision',
  'ended',
] as const satisfies readonly View[];
type Phase = NonNullable<NonNullable<paths['/api/deals']['get']['parameters']['query']>['phase']>;
const pageSize = 50;

/** 商談: first those that stand still; a seller sees the own companies first. */
export function DealPage() {
  const me = useMe().data;
  return me && <DealList isSeller={me.role === 'account_executive'} />;
}

function DealList({ isSeller }: { isSeller: boolean }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('stalled');
  const [whose, setWhose] = useState<'all' | 'mine'>(isSeller ? 'mine' : 'all');
  const [scope, setScope] = useState<Scope>('all');
  const [offset, setOffset] = useState(0);
  // Kept here, not by its row: what is said of a deal may take it off the list.
  const [opened, setOpened] = useState<Deals['rows'][number]>();
  const [phase, setPhase] = useState<Phase>();
  const isOpenView = view === 'open';
  const query = { view, whose, scope, ...(isOpenView && phase ? { phase } : {}), offset, limit: pageSize };
  const deals = useQuery({
    queryKey: ['deals', query],
    queryFn: () => answer<Deals>(api.GET('/api/deals', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const listed = (counted: Deals['views'], phases: Deals['phases']) =>
    (isOpenView && phases.find((one) => keyOf(one.phase) === phase)) || counted[view];
  const fromStart =
    <T,>(set: (value: T) => void) =>
    (value: string) => {
      set(value as T);
      setOffset(0);
    };
  return (
    <>
      <PageHeader title={t('deals.title')} lead={t('deals.lead', { n: count(deals.data?.quietDays ?? 90) })} />
      <Group mb="md" gap="sm">
        <Chip.Group value={view} onChange={fromStart(setView)}>
          <Group gap={6} role="group" aria-label={t('deals.view')}>
            {views.map((value) => (
              <Chip key={value} value={value}>
                {`${t(`deals.views.${value}`)} ${count(deals.data?.views[value].deals)}`}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <SegmentedControl
          aria-label={t('deals.whose')}
          value={whose}
          onChange={fromStart(setWhose)}
          data={(['all', 'mine'] as const).map((value) => ({ value, label: t(`deals.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('waterfall.scope')}
          value={scope}
          onChange={fromStart(setScope)}
          data={scopes.map((value) => ({ value, label: t(`waterfall.scopes.${value}`) }))}
        />
      </Group>
      {isOpenView && deals.data && (
        <Phases
          phases={deals.data.phases}
          chosen={phase}
          onChoose={(chosen) => {
            setPhase(chosen);
            setOffset(0);
          }}
        />
      )}
      <Loaded query={deals}>
        {({ rows, views: counted, phases }) =>
          rows.length === 0 ? (
            <Empty>{t('deals.none')}</Empty>
          ) : (
            <>
              <Text size="sm" mb="xs">
                {t('deals.sum', {
                  n: count(listed(counted, phases).deals),
                  yen: thousandYen(listed(counted, phases).amountYen),
                })}
              </Text>
              <DealTable rows={rows} open={setOpened} />
              <Text size="xs" c="dimmed" mt="xs">
                {t('deals.overlap')}
              </Text>
              <Pages
                offset={offset}
                shown={rows.length}
                total={listed(counted, phases).deals}
                pageSize={pageSize}
                setOffset={setOffset}
              />
            </>
          )
        }
      </Loaded>
      {opened && <DealHistory dealId={opened.dealId} name={opened.name} close={() => setOpened(undefined)} />}
    </>
  );
}

const keyOf = (phase: number | null) => String(phase ?? 'none') as Phase;

/** Open deals by step; a step narrows the list to its deals, pressed again to all. */
function Phases(props: { phases: Deals['phases']; chosen: Phase | undefined; onChoose: (chosen?: Phase) => void }) {
  const { t } = useTranslation();
  const { phases, chosen, onChoose } = props;
  return (
    <Group gap={6} mb="sm" role="group" aria-label={t('deals.byPhase')}>
      {phases
        .filter(({ phase, deals }) => phase !== null || deals > 0)
        .map(({ phase, deals }) => (
          <Chip
            key={keyOf(phase)}
            size="xs"
            checked={chosen === keyOf(phase)}
            onChange={(isChosen) => onChoose(isChosen ? keyOf(phase) : undefined)}
          >
            {t('deals.phaseCount', {
              phase: phase === null ? t('deals.noPhase') : t('deals.phase', { phase }),
              n: count(deals),
            })}
          </Chip>
        ))}
    </Group>
  );
}

function DealTable({ rows, open }: { rows: Deals['rows']; open: (row: Deals['rows'][number]) => void }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('deals.title')}>
      <Table className="mori-table wraps-names list-table phone-cards" striped highlightOnHover horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('deals.company')}</Table.Th>
            <Table.Th>{t('deals.deal')}</Table.Th>
            <Table.Th>{t('deals.why')}</Table.Th>
            <Table.Th>{t('deals.stage')}</Table.Th>
            <Table.Th className="number">{t('deals.amount')}</Table.Th>
            <Table.Th>{t('deals.closedOn')}</Table.Th>
            <Table.Th>{t('deals.lastContact')}</Table.Th>
            <Table.Th>{t('deals.owner')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.dealId}>
              <Table.Td className="card-title">
                {row.accountId === null ? (
                  t('deals.noCompany')
                ) : (
                  <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                    {row.accountName}
                  </Link>
                )}
              </Table.Td>
              <Table.Td className="wrap">
                <DealName name={row.name} open={() => open(row)} />
              </Table.Td>
              <Table.Td data-label={t('deals.why')}>
                <Group gap={4} style={{ rowGap: 2 }}>
                  {(row.state !== 'open' || row.reopened) && <DealState deal={row} />}
                  {row.isResumeDue && (
                    <Badge color="red" variant="light" tt="none">
                      {t('deals.resumeDue')}
                    </Badge>
                  )}
                  {row.isPastClosing && (
                    <Badge color="red" variant="light" tt="none">
                      {t('deals.pastClosing')}
                    </Badge>
                  )}
                  {row.isQuiet && (
                    <Badge color="orange" variant="light" tt="none">
                      {t('deals.quiet')}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td data-label={t('deals.stage')}>
                {row.stage}
                {row.phase !== null && (
                  <Text size="xs" c="dimmed">
                    {t('deals.phase', { phase: row.phase })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td className="number" data-label={t('deals.amount')}>
                {thousandYen(row.amountYen)}
              </Table.Td>
              <Table.Td data-label={t('deals.closedOn')}>{day(row.closedOn)}</Table.Td>
              <Table.Td data-label={t('deals.lastContact')}>{day(row.lastContactOn)}</Table.Td>
              <Table.Td data-label={t('deals.owner')}>{row.ownerName ?? '—'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
