import { NumberInput, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shareText, strengthOf, valueText, type Comparison, type Level } from './match-model.ts';

/** Every level of one comparison with its numbers; the one that decides can be changed. */
export function LevelInputs({
  comparison: { name, words, levels },
  changes,
  onChange,
}: {
  comparison: Comparison;
  changes: Readonly<Record<string, number>>;
  onChange: (changes: Record<string, number>) => void;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'ja' ? 'ja' : 'en';
  const set = (level: Level, value: number) => {
    const { [`${name}/${level.code}`]: _, ...others } = changes;
    onChange(value === shown(level) ? others : { ...others, [`${name}/${level.code}`]: value });
  };
  return (
    <section>
      <Title order={3} size="h5" mb={4}>
        {words[language]}
      </Title>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={words[language]}>
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('matchModels.level')}</Table.Th>
              <Table.Th>{t('matchModels.strength')}</Table.Th>
              <Table.Th ta="right">{t('matchModels.m')}</Table.Th>
              <Table.Th ta="right">{t('matchModels.u')}</Table.Th>
              <Table.Th ta="right">{t('matchModels.shippedValue')}</Table.Th>
              <Table.Th>{t('matchModels.value')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {levels.map((level) => (
              <Table.Tr key={level.code}>
                <Table.Td className="wrap">{level.words[language]}</Table.Td>
                <Table.Td>
                  <Text size="sm">
                    {t(
                      level.isByFrequency ? 'matchModels.byRarity' : `matchModels.strengths.${strengthOf(level.bits)}`,
                    )}
                  </Text>
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {level.m === null ? '—' : shareText(level.m)}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {level.isByFrequency ? t('matchModels.byValue') : level.u === null ? '—' : shareText(level.u)}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {valueText(level.unit, level.shipped)}
                </Table.Td>
                <Table.Td miw={150}>
                  <NumberInput
                    size="xs"
                    aria-label={t('matchModels.valueOf', { name: words[language], level: level.words[language] })}
                    suffix={level.unit === 'bits' ? t('matchModels.bits') : '%'}
                    decimalScale={level.unit === 'bits' ? 1 : 2}
                    step={level.unit === 'bits' ? 0.5 : 1}
                    min={inUnit(level, level.min)}
                    max={inUnit(level, level.max)}
                    value={inUnit(level, changes[`${name}/${level.code}`] ?? shown(level))}
                    onChange={(value) =>
                      typeof value === 'number' && set(level, level.unit === 'bits' ? value : value / 100)
                    }
                    description={
                      `${name}/${level.code}` in changes
                        ? t('matchModels.was', { value: valueText(level.unit, level.value) })
                        : undefined
                    }
                    inputWrapperOrder={['label', 'input', 'description', 'error']}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

const inUnit = ({ unit }: Level, value: number) => (unit === 'bits' ? value : value * 100);
/** The number as the field shows it. */
const shown = ({ unit, value }: Level) =>
  unit === 'bits' ? Math.round(value * 10) / 10 : Math.round(value * 10_000) / 10_000;
