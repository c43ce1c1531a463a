import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { strengthOf, valueText, type Difference } from './match-model.ts';

/** Every number that would be another one, before and after. */
export function DifferenceTable({ difference: { thresholds, levels } }: { difference: Difference }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'ja' ? 'ja' : 'en';
  const sorted = [...levels].sort((one, other) => changeOf(other) - changeOf(one));
  if (thresholds.length + levels.length === 0) return null;
  return (
    <section>
      <Title order={3} size="h5" mb={4}>
        {t('matchModels.difference', { n: thresholds.length + levels.length })}
      </Title>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('matchModels.difference', { n: '' })}>
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('matchModels.clue')}</Table.Th>
              <Table.Th ta="right">{t('matchModels.before')}</Table.Th>
              <Table.Th ta="right">{t('matchModels.after')}</Table.Th>
              <Table.Th>{t('matchModels.strength')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {thresholds.map(({ name, before, after }) => (
              <Table.Tr key={name}>
                <Table.Td className="wrap">{t(`matchModels.thresholds.${name}`)}</Table.Td>
                <Table.Td ta="right" className="number">
                  {valueText('bits', before)}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {valueText('bits', after)}
                </Table.Td>
                <Table.Td />
              </Table.Tr>
            ))}
            {sorted.map(({ comparison, level, words, unit, before, after }) => (
              <Table.Tr key={`${comparison}/${level}`}>
                <Table.Td className="wrap">{words[language]}</Table.Td>
                <Table.Td ta="right" className="number">
                  {valueText(unit, before)}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {valueText(unit, after)}
                </Table.Td>
                <Table.Td>
                  <Text size="sm">
                    {unit === 'share'
                      ? t('matchModels.byRarity')
                      : `${t(`matchModels.strengths.${strengthOf(before)}`)} → ${t(`matchModels.strengths.${strengthOf(after)}`)}`}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

/** In bits, so that shares and weights stand in one order. */
function changeOf({ unit, before, after }: Difference['levels'][number]): number {
  return unit === 'bits' ? Math.abs(after - before) : Math.abs(Math.log2(after / before));
}
