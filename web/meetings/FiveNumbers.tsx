import { Anchor, Badge, Group, Modal, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TallyPart } from '#core/demand/tally.ts';
import { answer, api } from '../api/client.ts';
import { HandedParts } from '../handovers/HandedParts.tsx';
import { Cases } from '../kpis/KpiRowsModal.tsx';
import { count, percent } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { Loaded } from '../parts/States.tsx';
import type { Agenda, NumberRows, WeekNumber } from './meeting.ts';

type Target = Agenda['targets'][number];
type Opened = { readonly number: WeekNumber; readonly title: string; readonly counted: number };

const cohortNumber = {
  handed: 'cohortHanded',
  sal: 'cohortSal',
  rejected: 'cohortRejected',
  ignored: 'cohortIgnored',
  pending: 'cohortPending',
} as const satisfies Record<TallyPart, WeekNumber>;

/** The five numbers of the week, each opening to its leads. */
export function FiveNumbers({ agenda: { numbers, targets, on } }: { agenda: Agenda }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened>();
  const link = (number: WeekNumber, title: string) => (
    <NumberLink
      value={numbers[number] ?? 0}
      label={title}
      open={() => setOpened({ number, title, counted: numbers[number] ?? 0 })}
    />
  );
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 5 }}>
        {(['handed', 'rejected', 'ignored'] as const).map((number) => (
          <Tile
            key={number}
            name={t(`meetings.${number}`)}
            value={link(number, t(`meetings.${number}`))}
            about={t('meetings.thisWeek')}
            target={targets.find((one) => one.number === number)}
          />
        ))}
        {(
          [
            ['salRate', 'cohortSal'],
            ['dealRate', 'cohortDeals'],
          ] as const
        ).map(([rate, part]) => (
          <Tile
            key={rate}
            name={t(`meetings.${rate}`)}
            value={percent(numbers[rate].value)}
            about={
              <>
                {t('meetings.cohort28')}{' '}
                {link('cohortHanded', `${t(`meetings.${rate}`)} ${t('kpi.parts.denominator')}`)}
                {t('meetings.cohortOf')}
                {link(part, `${t(`meetings.${rate}`)} ${t('kpi.parts.numerator')}`)}
                {t('meetings.cohortUnit')}
                {numbers[rate].low !== null && (
                  <div>
                    {t('kpi.interval')} {percent(numbers[rate].low)}–{percent(numbers[rate].high)}
                  </div>
                )}
              </>
            }
            target={targets.find((one) => one.number === rate)}
          />
        ))}
      </SimpleGrid>
      {numbers.cohortPending !== undefined && (
        <Group gap="xs" mt="sm" align="baseline">
          <Text size="sm" c="dimmed">
            {t('meetings.in28Days')}
          </Text>
          <HandedParts
            about={t('meetings.in28Days')}
            counts={{
              handed: numbers.cohortHanded,
              sal: numbers.cohortSal,
              rejected: numbers.cohortRejected ?? 0,
              ignored: numbers.cohortIgnored ?? 0,
              pending: numbers.cohortPending,
            }}
            open={(part, title) =>
              setOpened({ number: cohortNumber[part], title, counted: numbers[cohortNumber[part]] ?? 0 })
            }
          />
        </Group>
      )}
      {opened && <Rows opened={opened} on={on} close={() => setOpened(undefined)} />}
    </>
  );
}

function Tile({
  name,
  value,
  about,
  target,
}: {
  name: string;
  value: React.ReactNode;
  about: React.ReactNode;
  target: Target | undefined;
}) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz={24} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {about}
      </Text>
      <Against target={target} />
    </div>
  );
}

/** The KPI of the number in its running period, held against what both sides agreed. */
function Against({ target: found }: { target: Target | undefined }) {
  const { t, i18n } = useTranslation();
  if (!found)
    return (
      <Anchor component={Link} to="/plans" size="xs" className="no-print">
        {t('meetings.noTarget')}
      </Anchor>
    );
  const { unit, target, value, achievement, status, period } = found;
  const told = (n: number | null) => (unit === 'rate' ? percent(n) : t('common.count', { n: count(n) }));
  return (
    <Text size="xs" mt={2} component="div">
      {t('kpi.target', { value: told(target) })}{' '}
      <Badge size="sm" variant="light" tt="none" color={paceColours[status]}>
        {t(`kpi.pace.${status}`)}
      </Badge>
      <div>
        {t('meetings.againstTarget', {
          period: period[i18n.language === 'en' ? 'en' : 'ja'],
          value: told(value),
          share: percent(achievement),
        })}
      </div>
    </Text>
  );
}

const paceColours = { green: 'teal', amber: 'yellow', red: 'red', none: 'gray' } as const;

/** Leads as they stand now; where a held meeting counted another number, it says so. */
function Rows({ opened, on, close }: { opened: Opened; on: string; close: () => void }) {
  const { t } = useTranslation();
  const { number, title, counted } = opened;
  const rows = useQuery({
    queryKey: ['meeting-number', number, on],
    queryFn: () =>
      answer<NumberRows>(api.GET('/api/meetings/numbers/{number}', { params: { path: { number }, query: { on } } })),
  });
  return (
    <Modal opened onClose={close} size="xl" title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '65vh', overflowY: 'auto' }}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('common.count', { n: count(data.total) })}
              {data.total !== counted && ` · ${t('meetings.countedThen', { n: count(counted) })}`}
            </Text>
            <Cases rows={data.rows} />
          </div>
        )}
      </Loaded>
    </Modal>
  );
}
