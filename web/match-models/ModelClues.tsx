import type { Language } from '#core/words.ts';
import { Button, Collapse, Group, Paper, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count, listed } from '../parts/format.ts';
import { LevelInputs } from './LevelInputs.tsx';
import { ThresholdInputs } from './ThresholdInputs.tsx';
import { shareText, strengthOf, type Comparison, type Model, type Request, type ThresholdName } from './match-model.ts';

type Changes = {
  thresholds: Partial<Record<ThresholdName, number>>;
  /** By `comparison/level`. */
  levels: Record<string, number>;
};
const unchanged: Changes = { thresholds: {}, levels: {} };

/** By what is compared, how much each clue says, and from when it suffices; numbers behind 詳細, where they can be changed. */
export function ModelClues({
  model,
  isBusy,
  onTry,
}: {
  model: Model;
  isBusy: boolean;
  onTry: (request: Request) => void;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'ja' ? 'ja' : 'en';
  const [changes, setChanges] = useState(unchanged);
  const [isOpen, setOpen] = useState(false);
  const changed = Object.keys(changes.thresholds).length + Object.keys(changes.levels).length;
  const { thresholds, prior, kind } = model;
  const tryThem = () =>
    onTry({
      origin: 'edited',
      change: {
        thresholds: changes.thresholds,
        levels: Object.entries(changes.levels).map(([name, value]) => {
          const [comparison, level] = name.split('/');
          return { comparison: comparison!, level: level!, value };
        }),
      },
    });
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        {t('matchModels.how')}
      </Title>
      <Stack gap={4} mb="sm">
        <Text size="sm">{t('matchModels.auto', { p: shareText(thresholds.auto.probability) })}</Text>
        <Text size="sm">{t('matchModels.review', { p: shareText(thresholds.review.probability) })}</Text>
        <Text size="sm">{t(`matchModels.prior.${kind}`, { n: count(prior.entities) })}</Text>
        <Text size="sm">
          {t('matchModels.keys')}: {listed(model.keys.map((words) => words[language]))}
        </Text>
      </Stack>
      <Clues comparisons={model.comparisons} language={language} />
      <UnstyledButton mt="sm" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        <Text size="sm" c="var(--mantine-color-anchor)">
          {isOpen ? '▾' : '▸'} {t('matchModels.details')}
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <Stack mt="sm">
            <Text size="sm" c="dimmed">
              {t('matchModels.detailsLead')}
            </Text>
            <ThresholdInputs
              thresholds={thresholds}
              changes={changes.thresholds}
              onChange={(next) => setChanges({ ...changes, thresholds: next })}
            />
            {model.comparisons.map((comparison) => (
              <LevelInputs
                key={comparison.name}
                comparison={comparison}
                changes={changes.levels}
                onChange={(levels) => setChanges({ ...changes, levels })}
              />
            ))}
            <Group>
              <Button loading={isBusy} disabled={changed === 0} onClick={tryThem}>
                {t('matchModels.try', { n: changed })}
              </Button>
              <Button variant="default" disabled={changed === 0} onClick={() => setChanges(unchanged)}>
                {t('matchModels.reset')}
              </Button>
            </Group>
          </Stack>
        )}
      </Collapse>
    </Paper>
  );
}

/** What is compared, with the level that says most for and the one that says most against. */
function Clues({ comparisons, language }: { comparisons: readonly Comparison[]; language: Language }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('matchModels.how')}>
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('matchModels.clue')}</Table.Th>
            <Table.Th>{t('matchModels.mostFor')}</Table.Th>
            <Table.Th>{t('matchModels.mostAgainst')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {comparisons.map(({ name, words, levels }) => {
            const sorted = [...levels].sort((one, other) => other.bits - one.bits);
            const [most, least] = [sorted[0]!, sorted.at(-1)!];
            return (
              <Table.Tr key={name}>
                <Table.Td>{words[language]}</Table.Td>
                <Table.Td className="wrap">
                  {most.bits > 0
                    ? `${most.words[language]}: ${t(most.isByFrequency ? 'matchModels.byRarity' : `matchModels.strengths.${strengthOf(most.bits)}`)}`
                    : '—'}
                </Table.Td>
                <Table.Td className="wrap">
                  {least.bits < 0
                    ? `${least.words[language]}: ${t(`matchModels.strengths.${strengthOf(least.bits)}`)}`
                    : '—'}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
