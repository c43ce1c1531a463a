import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { paths } from '../api/schema.ts';
import { addDays } from '#core/period/day.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count, day, percent } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';

export type OpenedLanding = paths['/api/kpis/{code}/landing']['get']['responses'][200]['content']['application/json'];

/** What 着地見込み by the pipeline is made of: what is won, and each open deal with amount × likelihood, to the yen. */
export function LandingModal({
  title,
  pace,
  queryKey,
  read,
  close,
}: {
  title: string;
  /** The other landing, that of the run of business days. */
  pace?: { readonly value: number | null; readonly reached: number | null };
  queryKey: readonly unknown[];
  read: () => Promise<OpenedLanding>;
  close: () => void;
}) {
  const landing = useQuery({ queryKey: ['landing', ...queryKey], queryFn: read });
  return (
    <Dialog title={title} size="xl" close={close}>
      <Loaded query={landing}>
        {(data) => (
          <>
            <Parts landing={data} />
            {pace && <Pace {...pace} />}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function Parts({ landing }: { landing: OpenedLanding }) {
  const { t } = useTranslation();
  const yen = (value: number | null) => (value === null ? '—' : t('kpi.units.yen', { n: count(value) }));
  const { figure, wonYen, openYen, openDeals, deals } = landing;
  return (
    <>
      <Text size="sm" mb="xs">
        {t(landing.isFrozen ? 'landing.leadFrozen' : 'landing.lead', {
          from: day(landing.from),
          until: day(addDays(landing.to, -1)),
        })}
      </Text>
      <Table className="mori-table" mb="sm" withRowBorders>
        <Table.Tbody>
          <Line name={t('landing.won')} value={yen(wonYen)} />
          <Line name={t('landing.open', { n: count(openDeals) })} value={yen(figure.value === null ? null : openYen)} />
          <Line name={t('landing.total')} value={yen(figure.value)} isSum />
        </Table.Tbody>
      </Table>
      {figure.interval && (
        <Text size="sm" c="dimmed">
          {t('landing.interval', { low: yen(figure.interval.low), high: yen(figure.interval.high) })}
        </Text>
      )}
      {figure.value === null && <Text size="sm">{t(openDeals > 0 ? 'landing.noHistory' : 'landing.nothing')}</Text>}
      {landing.isWeak && figure.value !== null && (
        <Text size="sm" className="caution">
          {t('landing.weak')}
        </Text>
      )}
      <LeftOut landing={landing} />
      {landing.stages.length > 0 && <Stages landing={landing} />}
      {deals.length > 0 && <Deals landing={landing} />}
    </>
  );
}

function Pace({ value, reached }: { value: number | null; reached: number | null }) {
  const { t } = useTranslation();
  const yen = (given: number | null) => (given === null ? '—' : t('kpi.units.yen', { n: count(given) }));
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {t('landing.pace', { value: yen(value), reached: yen(reached) })}
    </Text>
  );
}

function Line({ name, value, isSum = false }: { name: string; value: string; isSum?: boolean }) {
  return (
    <Table.Tr fw={isSum ? 650 : undefined}>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td className="number">{value}</Table.Td>
    </Table.Tr>
  );
}

/** Open deals that are not in the sum, and why. */
function LeftOut({ landing: { leftOut } }: { landing: OpenedLanding }) {
  const { t } = useTranslation();
  if (!leftOut) return null;
  const told = (['overdue', 'withoutAmount', 'withoutDate', 'postponed'] as const).filter((why) => leftOut[why] > 0);
  if (told.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('landing.leftOut')} {told.map((why) => t(`landing.reasons.${why}`, { n: count(leftOut[why]) })).join(' · ')}
    </Text>
  );
}

function Stages({ landing: { stages } }: { landing: OpenedLanding }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('landing.byStage')}>
      <Table className="mori-table" mt="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('landing.columns.stage')}</Table.Th>
            <Table.Th className="number">{t('landing.columns.deals')}</Table.Th>
            <Table.Th className="number">{t('landing.columns.amount')}</Table.Th>
            <Table.Th className="number">{t('landing.columns.likelihood')}</Table.Th>
            <Table.Th className="number">{t('landing.columns.decided')}</Table.Th>
            <Table.Th className="number">{t('landing.columns.part')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stages.map((one) => (
            <Table.Tr key={`${one.source}/${one.stage}`}>
              <Table.Td>{one.stage || t('landing.noStage')}</Table.Td>
              <Table.Td className="number">{count(one.deals)}</Table.Td>
              <Table.Td className="number">{count(one.amountYen)}</Table.Td>
              <Table.Td className="number">{percent(one.likelihood)}</Table.Td>
              <Table.Td className="number">{count(one.decided)}</Table.Td>
              <Table.Td className="number">{count(one.partYen)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Deals({ landing: { deals, openDeals } }: { landing: OpenedLanding }) {
  const { t } = useTranslation();
  return (
    <div
      className="table-scroll"
      style={{ maxHeight: '45vh', overflowY: 'auto' }}
      tabIndex={0}
      role="region"
      aria-label={t('landing.byDeal')}
    >
      {deals.length < openDeals && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('kpi.shownFirst', { n: count(deals.length) })}
        </Text>
      )}
      <Table className="mori-table" mt="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('kpi.columns.company')}</Table.Th>
            <Table.Th>{t('landing.columns.deal')}</Table.Th>
            <Table.Th>{t('landing.columns.closesOn')}</Table.Th>
            <Table.Th className="number">{t('landing.columns.amount')}</Table.Th>
            <Table.Th className="number">{t('landing.columns.likelihood')}</Table.Th>
            <Table.Th className="number">{t('landing.columns.part')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deals.map((deal) => (
            <Table.Tr key={deal.dealId}>
              <Table.Td>
                {deal.accountId && (
                  <Link to="/accounts/$id" params={{ id: String(deal.accountId) }}>
                    {deal.accountName}
                  </Link>
                )}
              </Table.Td>
              <Table.Td>
                {deal.name ?? '—'}
                <Text size="xs" c="dimmed">
                  {deal.stage || t('landing.noStage')}
                </Text>
              </Table.Td>
              <Table.Td>{day(deal.closesOn)}</Table.Td>
              <Table.Td className="number">{count(deal.amountYen)}</Table.Td>
              <Table.Td className="number">{percent(deal.likelihood)}</Table.Td>
              <Table.Td className="number">{count(deal.partYen)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
