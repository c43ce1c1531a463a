import { Paper, SimpleGrid, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { beside, count } from '../parts/format.ts';
import { bitsText, type Answer, type Kind, type Result } from './match-model.ts';

const answers = ['same', 'review', 'apart'] as const satisfies readonly Answer[];

/** How pairs of the sample would be answered: three numbers, from what each comes, and examples. */
export function EffectTables({ result, kind }: { result: Result; kind: Kind }) {
  const { t } = useTranslation();
  const { counts, pairs, rows, entities } = result;
  const becoming = (after: Answer) =>
    answers.filter((before) => before !== after).map((before) => ({ before, n: counts[before][after] }));
  return (
    <section>
      <Text size="sm" mb="xs">
        {t('matchModels.sample', { rows: count(rows), entities: count(entities), pairs: count(pairs) })}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {answers.map((after) => (
          <Paper key={after} withBorder p="md">
            <Text size="sm">{t(`matchModels.becomes.${after}`)}</Text>
            <Text fz={26} fw={650} className="number">
              {t('matchModels.pairs', { n: count(becoming(after).reduce((sum, { n }) => sum + n, 0)) })}
            </Text>
            <Text size="sm" c="dimmed">
              {beside(becoming(after).map(({ before, n }) => t(`matchModels.from.${before}`, { n: count(n) })))}
            </Text>
            <Text size="sm" c="dimmed">
              {t('matchModels.stays', { n: count(counts[after][after]) })}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      {result.examples.length > 0 && <Examples result={result} kind={kind} />}
    </section>
  );
}

function Examples({ result: { examples }, kind }: { result: Result; kind: Kind }) {
  const { t } = useTranslation();
  return (
    <>
      <Title order={3} size="h5" mt="md" mb={4}>
        {t('matchModels.examples')}
      </Title>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('matchModels.examples')}>
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('matchModels.rowsOf')}</Table.Th>
              <Table.Th>{t('matchModels.before')}</Table.Th>
              <Table.Th>{t('matchModels.after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {examples.map(({ one, other, before, after, beforeBits, afterBits }) => (
              <Table.Tr key={`${one.id}/${other.id}/${before}/${after}`}>
                <Table.Td className="wrap">
                  <Named kind={kind} {...one} />
                  {one.id === other.id ? (
                    <Text size="xs" c="dimmed">
                      {t('matchModels.twoRows')}
                    </Text>
                  ) : (
                    <>
                      {' / '}
                      <Named kind={kind} {...other} />
                    </>
                  )}
                </Table.Td>
                <Table.Td>
                  {t(`matchModels.answers.${before}`)} ({bitsText(beforeBits)})
                </Table.Td>
                <Table.Td>
                  {t(`matchModels.answers.${after}`)} ({bitsText(afterBits)})
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

function Named({ kind, id, name }: { kind: Kind; id: number; name: string | null }) {
  return (
    <Link to={kind === 'account' ? '/accounts/$id' : '/people/$id'} params={{ id: String(id) }}>
      {name ?? id}
    </Link>
  );
}
