import { Accordion, List, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import { receiverName, type DryRun } from './routing.ts';

/** How many leads change their receiver, each receiver before and after, and the leads with the reason. */
export function DryRunResult({ run }: { run: DryRun }) {
  const { t, i18n } = useTranslation();
  if (run.items === 0) return <Text size="sm">{t('routing.noItems')}</Text>;
  const sum = (side: 'before' | 'after') => run.receivers.reduce((total, one) => total + one[side], 0);
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('routing.result', { items: count(run.items), changed: count(run.changedCount) })}</Text>
      {run.isCut && (
        <Text size="sm" c="dimmed">
          {t('routing.cut')}
        </Text>
      )}
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('routing.who')}</Table.Th>
            <Table.Th className="number">{t('routing.before')}</Table.Th>
            <Table.Th className="number">{t('routing.after')}</Table.Th>
            <Table.Th className="number">{t('routing.difference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {run.receivers.map(({ receiver, before, after }) => (
            <Table.Tr key={`${receiver.kind}/${receiver.id}`}>
              <Table.Td className="wrap">{receiverName(receiver, t)}</Table.Td>
              <Table.Td className="number">{count(before)}</Table.Td>
              <Table.Td className="number">{count(after)}</Table.Td>
              <Table.Td className="number">{difference(after - before)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{t('routing.fairness.total')}</Table.Th>
            <Table.Th className="number">{count(sum('before'))}</Table.Th>
            <Table.Th className="number">{count(sum('after'))}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      {run.changed.length > 0 && (
        <Accordion variant="contained" order={3}>
          <Accordion.Item value="changed">
            <Accordion.Control>{t('routing.changedLeads')}</Accordion.Control>
            <Accordion.Panel>
              <List size="sm" spacing={6} listStyleType="none">
                {run.changed.map((one) => (
                  <List.Item key={one.cycleId}>
                    <Text size="sm" fw={600}>
                      {[one.accountName, one.personName].filter(Boolean).join(' ') || t('handovers.noAccount')}
                    </Text>
                    {receiverName(one.before, t)} → {receiverName(one.after, t)}
                    <Text size="sm" c="dimmed">
                      {one.because.map((reason) => (i18n.language === 'ja' ? reason.ja : reason.en)).join(' / ')}
                    </Text>
                  </List.Item>
                ))}
              </List>
              {run.changedCount > run.changed.length && (
                <Text size="sm" c="dimmed" mt="xs">
                  {t('routing.shownOf', { n: count(run.changed.length), total: count(run.changedCount) })}
                </Text>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Stack>
  );
}

const difference = (value: number) => (value === 0 ? '±0' : value > 0 ? `+${count(value)}` : `△${count(-value)}`);
