import { Paper, SimpleGrid, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Figure, FigureNote } from '../parts/FigureText.tsx';
import { count, percent } from '../parts/format.ts';
import type { AuditState } from './audit-answers.ts';

/** Measured precision with its interval, and the same in parts that add up to it. */
export function AuditFigures({ state }: { state: AuditState }) {
  const { t } = useTranslation();
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Measured
          title={t('matchAudit.precision')}
          figure={state.precision}
          hint={t('matchAudit.precisionHint', { n: count(state.unsure) })}
        />
        <Measured title={t('matchAudit.agreement')} figure={state.agreement} hint={t('matchAudit.agreementHint')} />
      </SimpleGrid>
      {state.slices.length > 0 && <Slices state={state} />}
    </>
  );
}

function Measured({ title, figure, hint }: { title: string; figure: Figure; hint: string }) {
  const { t } = useTranslation();
  const { value, numerator, denominator, interval, n } = figure;
  return (
    <Paper withBorder p="md">
      <Text size="sm">{title}</Text>
      <Text fz={26} fw={650} className="number">
        {percent(value)}{' '}
        {value !== null && (
          <Text span size="sm" c="dimmed">
            ({count(numerator)}/{count(denominator)})
          </Text>
        )}
      </Text>
      <Text size="sm">
        {interval
          ? t('matchAudit.interval', { low: percent(interval.low), high: percent(interval.high), n: count(n) })
          : t('matchAudit.noAnswer')}{' '}
        {value !== null && <FigureNote figure={figure} />}
      </Text>
      <Text size="xs" c="dimmed" mt={4}>
        {hint}
      </Text>
    </Paper>
  );
}

function Slices({ state: { slices } }: { state: AuditState }) {
  const { t } = useTranslation();
  const named = (by: string, value: string) =>
    by === 'kind'
      ? t(`matchAudit.kinds.${value}`)
      : by === 'method'
        ? t([`account.methods.${value}`, `matchAudit.methods.${value}`])
        : value;
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="xs">
        {t('matchAudit.slices')}
      </Title>
      <div className="table-scroll">
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('matchAudit.table.slice')}</Table.Th>
              <Table.Th ta="right">{t('matchAudit.table.right')}</Table.Th>
              <Table.Th ta="right">{t('matchAudit.table.wrong')}</Table.Th>
              <Table.Th ta="right">{t('matchAudit.table.precision')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {slices.map(({ by, value, precision }) => (
              <Table.Tr key={`${by}/${value}`}>
                <Table.Td>
                  {t(`matchAudit.by.${by}`)}: {named(by, value)}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {count(precision.numerator)}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {count(precision.n - precision.numerator!)}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {percent(precision.value)}
                  {precision.interval && (
                    <Text size="xs" c="dimmed">
                      {percent(precision.interval.low)}–{percent(precision.interval.high)}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  );
}
