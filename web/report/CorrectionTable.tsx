import type { Language } from '#core/words.ts';
import { Paper, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writtenDifference } from '#core/report/paper-notes.ts';
import { writtenValue } from '#core/report/written.ts';
import { count, moment } from '../parts/format.ts';
import { ChangedRows } from './ChangedRows.tsx';
import type { Correction, Report } from './report.ts';

/** Every figure that would be another one today: frozen, now, the difference, and the leads and deals that make it. */
export function CorrectionTable({ report, language }: { report: Report; language: Language }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Correction>();
  const { corrections, closing } = report;
  return (
    <Paper withBorder p="md" mb="md" component="section">
      <Title order={2} size="h4">
        {t('report.corrections')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('report.correctionsLead', { at: moment(closing?.checkedAt) })}
      </Text>
      {corrections.length === 0 ? (
        <Text size="sm">{t('report.noCorrections')}</Text>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('report.corrections')}>
          <Table className="mori-table">
            <Table.Thead>
              <Table.Tr>
                {(['figure', 'period'] as const).map((column) => (
                  <Table.Th key={column}>{t(`report.columns.${column}`)}</Table.Th>
                ))}
                {(['frozen', 'now', 'difference', 'rows'] as const).map((column) => (
                  <Table.Th key={column} className="number">
                    {t(`report.columns.${column}`)}
                  </Table.Th>
                ))}
                <Table.Th>{t('report.columns.about')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {corrections.map((one) => (
                <Table.Tr key={`${one.code} ${one.from} ${one.to}`}>
                  <Table.Th scope="row">
                    {one.name[language]}
                    {one.unit === 'yen' && <span className="beneath"> {t('report.thousandYen')}</span>}
                  </Table.Th>
                  <Table.Td>{one.period[language]}</Table.Td>
                  <Table.Td className="number">{writtenValue(one.frozen.value, one.unit)}</Table.Td>
                  <Table.Td className="number">{writtenValue(one.now.value, one.unit)}</Table.Td>
                  <Table.Td className="number">{writtenDifference(one)}</Table.Td>
                  <Table.Td className="number">
                    <RowCount one={one} label={one.name[language]} open={() => setOpened(one)} />
                  </Table.Td>
                  <Table.Td className="wrap">
                    <Text size="xs" c="dimmed">
                      {one.version !== one.versionNow
                        ? t('report.redefined', { before: one.version, after: one.versionNow })
                        : one.mayProgress && t('report.progress')}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {opened && <ChangedRows month={report.month} correction={opened} close={() => setOpened(undefined)} />}
    </Paper>
  );
}

function RowCount({ one, label, open }: { one: Correction; label: string; open: () => void }) {
  const { t } = useTranslation();
  if (!one.casesChanged) return <>{one.casesChanged === null ? '—' : 0}</>;
  return (
    <UnstyledButton
      className="number-link"
      c="teal"
      td="underline"
      fz="inherit"
      aria-label={t('report.openChanged', { name: label, n: one.casesChanged })}
      onClick={open}
    >
      {t('common.count', { n: count(one.casesChanged) })}
    </UnstyledButton>
  );
}
