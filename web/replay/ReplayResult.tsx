import { Alert, Paper, SimpleGrid, Space, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IntervalPicture } from '../comparison/IntervalPicture.tsx';
import { RateText } from '../parts/FigureText.tsx';
import { count } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { Empty } from '../parts/States.tsx';
import { InputsKnown } from './InputsKnown.tsx';
import type { InputRowsRequest, Policy, Replay } from './replay.ts';

/** Four policies side by side, and what may be said about their difference. */
export function ReplayResult({
  data,
  horizonDays,
  open,
  openInput,
}: {
  data: Replay;
  horizonDays: number;
  open: (policy: Policy) => void;
  openInput: (input: InputRowsRequest['input'], state: InputRowsRequest['state']) => void;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const policies = [data.rule, data.inForce, data.newestFirst, data.today];
  if (data.today.picks === 0) return <Empty>{t('replay.empty')}</Empty>;
  return (
    <>
      <Alert color="gray" mb="md">
        {t('replay.noLookAhead')} {data.caveat[language]}
      </Alert>
      <div className="table-scroll">
        <Table className="mori-table wraps-names" mb="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th className="number">{t('replay.picks')}</Table.Th>
              <Table.Th className="number">{t('replay.salRate')}</Table.Th>
              <Table.Th className="number">{t('replay.dealRate', { n: count(horizonDays) })}</Table.Th>
              <Table.Th className="number">{t('replay.unknown')}</Table.Th>
              <Table.Th className="number">{t('replay.immature')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {policies.map((one) => (
              <Table.Tr key={one.policy}>
                <Table.Th scope="row" miw={120}>
                  {t(`replay.policies.${one.policy}`)}
                  <Text size="xs" c="dimmed">
                    {t(`replay.policyLead.${one.policy}`)}
                  </Text>
                </Table.Th>
                <Table.Td className="number">
                  <NumberLink
                    value={one.picks}
                    label={`${t(`replay.policies.${one.policy}`)} ${t('replay.picks')}`}
                    open={() => open(one.policy)}
                  />
                </Table.Td>
                <Table.Td className="number">
                  <RateText figure={one.salRate} showsInterval />
                </Table.Td>
                <Table.Td className="number">
                  <RateText figure={one.dealRate} showsInterval />
                </Table.Td>
                <Table.Td className="number">{count(one.unknown)}</Table.Td>
                <Table.Td className="number">{count(one.immature)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <SimpleGrid cols={{ base: 1, md: 3 }}>
        {(
          [
            ['in_force', data.againstInForce],
            ['newest_first', data.againstNewest],
            ['today', data.againstToday],
          ] as const
        ).map(([policy, against]) => {
          const name = t(`replay.policies.${policy}`);
          return (
            <Paper key={policy} withBorder p="md" component="section" aria-label={t('replay.against', { name })}>
              <Title order={2} size="h4" mb="xs">
                {t('replay.against', { name })}
              </Title>
              <IntervalPicture
                names={[name, t('replay.policies.rule')]}
                figures={[against.sal.before, against.sal.after]}
              />
              <Text fw={600}>{against.sal.sentence[language]}</Text>
              <Text size="sm" mt={4}>
                {against.deal.sentence[language]}
              </Text>
            </Paper>
          );
        })}
      </SimpleGrid>
      <Space h="md" />
      <InputsKnown title={t('replay.inputs.waitingTitle')} inputs={data.inputs} open={openInput} />
    </>
  );
}
