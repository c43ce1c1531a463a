import {
  Alert,
  Anchor,
  Badge,
  Group,
  Modal,
  Paper,
  SegmentedControl,
  Switch,
  Table,
  Text,
  TextInput,
  UnstyledButton,
  useComputedColorScheme,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaterfallRow } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count, day, percent } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton, usePrinting } from '../parts/print.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useBars } from './chart.ts';

type Waterfall = paths['/api/waterfall']['get']['responses'][200]['content']['application/json'];
type Cohort = Waterfall['cohorts'][number];
type Stage = 'mql' | 'sal' | 'sql' | 'deal' | 'won' | 'rejected';
type Opened = { cohort: string; stage: Stage };
const stages = ['mql', 'sal', 'sql', 'deal', 'won', 'rejected'] as const;
const smallSample = 5;

/** Cohorts by hand-over month; every number opens to its leads, every rate shows its parts. */
export function WaterfallPage() {
  const { t } = useTranslation();
  const [period, setPeriod] = useState<{ from?: string; to?: string }>({});
  const [scope, setScope] = useState<'all' | 'inside' | 'outside'>('all');
  const [showsIntervals, setShowsIntervals] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const query = { ...period, scope };
  const waterfall = useQuery({
    queryKey: ['waterfall', query],
    queryFn: () => answer<Waterfall>(api.GET('/api/waterfall', { params: { query } })),
  });
  return (
    <>
      <PageHeader title={t('waterfall.title')} lead={t('waterfall.lead')} actions={<PrintButton />} />
      <Group mb="md" align="flex-end" className="no-print">
        <TextInput
          type="month"
          label={t('waterfall.from')}
          value={period.from ?? waterfall.data?.from.slice(0, 7) ?? ''}
          onChange={(event) => setPeriod({ ...period, from: event.currentTarget.value })}
        />
        <TextInput
          type="month"
          label={t('waterfall.to')}
          value={period.to ?? lastMonth(waterfall.data?.to)}
          onChange={(event) => setPeriod({ ...period, to: event.currentTarget.value })}
        />
        <SegmentedControl
          aria-label={t('waterfall.scope')}
          value={scope}
          onChange={(value) => setScope(value as 'all')}
          data={(['all', 'inside', 'outside'] as const).map((value) => ({
            value,
            label: t(`waterfall.scopes.${value}`),
          }))}
        />
        <Switch
          label={t('waterfall.showIntervals')}
          checked={showsIntervals}
          onChange={(event) => setShowsIntervals(event.currentTarget.checked)}
        />
      </Group>
      <Loaded query={waterfall}>
        {(data) =>
          data.total.mql === 0 ? (
            <Empty>{t('waterfall.empty')}</Empty>
          ) : (
            <>
              <Text size="sm" className="print-only" mb="xs">
                {data.from.slice(0, 7)}–{lastMonth(data.to)} · {t(`waterfall.scopes.${scope}`)}
              </Text>
              <Chart data={data} />
              <div className="table-scroll" tabIndex={0} role="region" aria-label={t('waterfall.title')}>
                <Table className="mori-table" highlightOnHover>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('waterfall.cohort')}</Table.Th>
                      {stages.map((stage) => (
                        <Table.Th key={stage} className="number" title={t(`waterfall.stages.${stage}`)}>
                          {t(`waterfall.short.${stage}`)}
                        </Table.Th>
                      ))}
                      <Table.Th className="number">{t('waterfall.salRate')}</Table.Th>
                      <Table.Th className="number">{t('waterfall.registrationRate')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {data.cohorts.map((cohort) => (
                      <CohortRow
                        key={cohort.cohort}
                        cohort={cohort}
                        label={cohort.cohort.replace('-', '/')}
                        showsIntervals={showsIntervals}
                        open={(stage) => setOpened({ cohort: cohort.cohort, stage })}
                      />
                    ))}
                  </Table.Tbody>
                  <Table.Tfoot>
                    <CohortRow
                      cohort={data.total}
                      label={t('waterfall.total')}
                      showsIntervals={showsIntervals}
                      open={(stage) => setOpened({ cohort: 'total', stage })}
                    />
                  </Table.Tfoot>
                </Table>
              </div>
              <Text size="sm" c="dimmed" mt="sm">
                {data.total.inferred > 0 && t('waterfall.inferredNote', { n: count(data.total.inferred) })}{' '}
                {data.salesMade.deals > 0 &&
                  t('waterfall.salesMade', { deals: count(data.salesMade.deals), won: count(data.salesMade.won) })}{' '}
                <Anchor component={Link} to="/settings" underline="always">
                  {t('waterfall.stageTable')}
                </Anchor>
              </Text>
              {opened && (
                <WaterfallRows
                  opened={opened}
                  query={
                    opened.cohort === 'total'
                      ? { from: data.from.slice(0, 7), to: lastMonth(data.to), scope }
                      : { from: opened.cohort, to: opened.cohort, scope }
                  }
                  close={() => setOpened(undefined)}
                />
              )}
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** A4 upright between its margins, in CSS pixels. */
const paperWidthPx = 670;

function Chart({ data }: { data: Waterfall }) {
  const { t, i18n } = useTranslation();
  const isDark = useComputedColorScheme('light') === 'dark';
  const isPrinting = usePrinting();
  const labels = useMemo(() => data.cohorts.map((cohort) => cohort.cohort.slice(2).replace('-', '/')), [data]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language.
  const series = useMemo(
    () =>
      (['mql', 'sal', 'sql', 'deal', 'won'] as const).map((stage) => ({
        name: t(`waterfall.short.${stage}`),
        values: data.cohorts.map((cohort) => cohort[stage]),
      })),
    [data, i18n.language],
  );
  const holder = useBars(labels, series, isPrinting ? { isDark: false, widthPx: paperWidthPx } : { isDark });
  return (
    <Paper withBorder p="sm" mb="md">
      <div ref={holder} style={{ height: 260 }} role="img" aria-label={t('waterfall.chart')} />
    </Paper>
  );
}

function CohortRow({
  cohort,
  label,
  showsIntervals,
  open,
}: {
  cohort: Cohort;
  label: string;
  showsIntervals: boolean;
  open: (stage: Stage) => void;
}) {
  const { t } = useTranslation();
  const isSmall = cohort.mql < smallSample;
  const rate = (value: Cohort['salRate']) => (
    <Table.Td className="number" c={isSmall ? 'dimmed' : undefined} title={`${value.numerator} / ${value.denominator}`}>
      {percent(value.value)}{' '}
      <Text span size="xs" c="dimmed">
        ({value.numerator}/{value.denominator})
      </Text>
      {isSmall && value.value !== null && (
        <Text size="xs" c="dimmed">
          {t('waterfall.few', { n: value.denominator })}
        </Text>
      )}
      {showsIntervals && value.low !== null && (
        <Text size="xs" c="dimmed">
          {percent(value.low)}–{percent(value.high)}
        </Text>
      )}
    </Table.Td>
  );
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      {stages.map((stage) => (
        <Table.Td key={stage} className="number">
          {cohort[stage] === 0 ? (
            '0'
          ) : (
            <UnstyledButton
              className="number-link"
              c="teal"
              td="underline"
              fz="sm"
              aria-label={`${label} ${t(`waterfall.stages.${stage}`)} ${cohort[stage]}`}
              onClick={() => open(stage)}
            >
              {count(cohort[stage])}
            </UnstyledButton>
          )}
        </Table.Td>
      ))}
      {rate(cohort.salRate)}
      {rate(cohort.registrationRate)}
    </Table.Tr>
  );
}

function WaterfallRows({
  opened,
  query,
  close,
}: {
  opened: Opened;
  query: { from: string; to: string; scope: 'all' | 'inside' | 'outside' };
  close: () => void;
}) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: ['waterfall-rows', query, opened.stage],
    queryFn: () =>
      answer<{ rows: WaterfallRow[]; total: number }>(
        api.GET('/api/waterfall/rows', { params: { query: { ...query, stage: opened.stage } } }),
      ),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={`${opened.cohort === 'total' ? t('waterfall.total') : opened.cohort} ${t(`waterfall.stages.${opened.stage}`)}`}
    >
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '65vh', overflowY: 'auto' }}>
            <Alert color="gray" py={4} mb="xs">
              {t('waterfall.rows')}: {t('common.count', { n: count(data.total) })}
            </Alert>
            <Table className="mori-table">
              <Table.Tbody>
                {data.rows.map((row) => (
                  <Table.Tr key={row.cycleId}>
                    <Table.Td>
                      {row.accountId && (
                        <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                          {row.accountName}
                        </Link>
                      )}
                      <Text size="xs" c="dimmed">
                        {row.personName}
                      </Text>
                    </Table.Td>
                    <Table.Td className="wrap">
                      <Group gap={4}>
                        {row.stages.map((stage) => (
                          <Badge
                            key={stage.stage}
                            variant="light"
                            color={stage.stage === 'rejected' || stage.stage === 'lost' ? 'orange' : 'teal'}
                            tt="none"
                            className={stage.isInferred ? 'inferred' : undefined}
                          >
                            {t(`waterfall.short.${stage.stage}`, {
                              defaultValue: t(`waterfall.stages.${stage.stage}`),
                            })}{' '}
                            {day(stage.at)}
                            {stage.isInferred && ` ${t('common.inferred')}`}
                          </Badge>
                        ))}
                      </Group>
                    </Table.Td>
                    <Table.Td>
                      <Link to="/imports/$id" params={{ id: String(row.batchId) }}>
                        {t('waterfall.sourceRow', { file: row.fileName, row: row.rowNumber })}
                      </Link>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Loaded>
    </Modal>
  );
}

/** The period ends before this first day; the month people mean is the one before. */
function lastMonth(firstDayAfter: string | undefined): string {
  if (!firstDayAfter) return '';
  const date = new Date(`${firstDayAfter}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 7);
}
