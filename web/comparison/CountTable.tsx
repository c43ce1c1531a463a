import { Paper, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DaysText, FigureNote, type Figure } from '../parts/FigureText.tsx';
import { count, percent } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import type { Opened, RowKind } from '../waterfall/leads.ts';
import { rowsOf, type Comparison } from './sides.ts';

const counted = ['mql', 'sal', 'rejected', 'lapsed', 'waiting', 'sql', 'deal', 'won'] as const;

/** How many leads stand behind the rates, and how long they took. Hand-overs = accepted + returned + lapsed + waiting. */
export function CountTable({
  data,
  names,
  ignored,
  open,
}: {
  data: Comparison;
  names: readonly [string, string];
  ignored: readonly [Figure, Figure] | undefined;
  open: (opened: Opened) => void;
}) {
  const { t } = useTranslation();
  const sides = [data.before, data.after] as const;
  const cell = (index: 0 | 1, stage: RowKind, value: number) => {
    const title = `${names[index]} ${t(`waterfall.stages.${stage}`)}`;
    return (
      <Table.Td key={index} className="number">
        <NumberLink
          value={value}
          label={title}
          open={() => open({ title, query: { ...rowsOf(sides[index], data.between), stage } })}
        />
      </Table.Td>
    );
  };
  return (
    <Paper withBorder p="md" mb="md" component="section">
      <Title order={2} mb="xs">
        {t('comparison.counts')}
      </Title>
      <div className="table-scroll">
        <Table className="mori-table wraps-names">
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th className="number">{names[0]}</Table.Th>
              <Table.Th className="number">{names[1]}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {counted.map((stage) => (
              <Table.Tr key={stage}>
                <Table.Th scope="row">{t(`waterfall.stages.${stage}`)}</Table.Th>
                {([0, 1] as const).map((index) => cell(index, stage, sides[index].counts[stage]))}
              </Table.Tr>
            ))}
            {ignored?.some((figure) => figure.value !== null) && (
              <Table.Tr>
                <Table.Th scope="row">{t('waterfall.stages.ignored')}</Table.Th>
                {([0, 1] as const).map((index) =>
                  ignored[index].numerator === null ? (
                    <Table.Td key={index} className="number">
                      —
                    </Table.Td>
                  ) : (
                    cell(index, 'ignored', ignored[index].numerator)
                  ),
                )}
              </Table.Tr>
            )}
            {data.days.map(({ stage, median, quarter }) => (
              <Table.Tr key={stage}>
                <Table.Th scope="row">{t(`comparison.daysTo.${stage}`)}</Table.Th>
                {(['before', 'after'] as const).map((side) => (
                  <Table.Td key={side} className="number">
                    <DaysText median={median[side]} quarter={quarter[side]} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
            {data.sameAge &&
              (['sal', 'deal'] as const).map((stage) => (
                <Table.Tr key={stage}>
                  <Table.Th scope="row">{t(`comparison.sameAge.${stage}`, { day: data.sameAge!.day })}</Table.Th>
                  {(['before', 'after'] as const).map((side) => (
                    <Table.Td key={side} className="number">
                      <AtAge figure={data.sameAge![stage][side]} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="xs" c="dimmed" mt="xs">
        {t('comparison.countsNote')}
        {data.before.counts.inferred + data.after.counts.inferred > 0 &&
          ` ${t('waterfall.inferredNote', { n: count(data.before.counts.inferred + data.after.counts.inferred) })}`}
      </Text>
    </Paper>
  );
}

function AtAge({ figure }: { figure: Figure }) {
  const { interval } = figure;
  return (
    <>
      {percent(figure.value)}
      {interval && (
        <Text size="xs" c="dimmed">
          {percent(interval.low)}–{percent(interval.high)}
        </Text>
      )}{' '}
      <FigureNote figure={figure} />
    </>
  );
}
