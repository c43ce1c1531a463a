import { Button, Checkbox, Group, Paper, Radio, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';

type Choice = paths['/api/notice-choice']['get']['responses'][200]['content']['application/json'];
type Chosen = paths['/api/notice-choice']['put']['requestBody']['content']['application/json'];
type Notice = keyof Choice['channels'];
const notices = ['handed_over', 'reminded', 'overdue', 'unfollowed', 'digest'] as const satisfies readonly Notice[];

export function MyNotices() {
  const choice = useQuery({
    queryKey: ['notice-choice'],
    queryFn: () => answer<Choice>(api.GET('/api/notice-choice')),
  });
  return <Loaded query={choice}>{(data) => <ChoiceForm key={JSON.stringify(data)} data={data} />}</Loaded>;
}

function ChoiceForm({ data }: { data: Choice }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Chosen>({ channels: data.channels, quiet: data.quiet });
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/notice-choice', { body: chosen })),
    onSuccess: () => {
      sayDone(t('notices.saved'));
      void queryClient.invalidateQueries({ queryKey: ['notice-choice'] });
    },
    onError: sayFailed,
  });
  const toggle = (notice: Notice, channel: 'mail' | number, isIn: boolean) => {
    const others = chosen.channels[notice].filter((one) => one !== channel);
    setChosen({ ...chosen, channels: { ...chosen.channels, [notice]: isIn ? [...others, channel] : others } });
  };
  const columns: { key: 'mail' | number; name: string }[] = [
    { key: 'mail', name: t('notices.mail') },
    ...data.endpoints.map((one) => ({
      key: one.id,
      name: one.isStopped ? `${one.name}(${t('notices.stopped')})` : one.name,
    })),
  ];
  return (
    <Paper withBorder p="md" component="section" aria-label={t('notices.mine')}>
      <Title order={2} mb="xs">
        {t('notices.mine')}
      </Title>
      <div className="table-scroll">
        <Table className="mori-table wraps-names">
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {columns.map((column) => (
                <Table.Th key={column.key} ta="center">
                  {column.name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {notices.map((notice) => (
              <Table.Tr key={notice}>
                <Table.Th scope="row">
                  {t(`notices.kinds.${notice}`)}
                  {chosen.channels[notice].length === 0 && (
                    <Text size="xs" c="dimmed">
                      {t('notices.nowhere')}
                    </Text>
                  )}
                </Table.Th>
                {columns.map((column) => (
                  <Table.Td key={column.key}>
                    {(notice !== 'digest' || column.key === 'mail') && (
                      <Group justify="center">
                        <Checkbox
                          aria-label={`${t(`notices.kinds.${notice}`)} ${column.name}`}
                          checked={chosen.channels[notice].includes(column.key as 'mail')}
                          onChange={(event) => toggle(notice, column.key, event.currentTarget.checked)}
                        />
                      </Group>
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Radio.Group
        mt="md"
        label={t('notices.quiet')}
        description={t('notices.quietNote')}
        value={chosen.quiet ? 'own' : 'company'}
        onChange={(kind) => setChosen({ ...chosen, quiet: kind === 'own' ? data.companyQuiet : null })}
      >
        <Stack gap={6} mt={6}>
          <Radio
            value="company"
            label={t('notices.companyQuiet', { from: clock(data.companyQuiet.from), to: clock(data.companyQuiet.to) })}
          />
          <Radio value="own" label={t('notices.ownQuiet')} />
        </Stack>
      </Radio.Group>
      {chosen.quiet && (
        <Group mt="xs">
          {(['from', 'to'] as const).map((side) => (
            <TextInput
              key={side}
              type="time"
              label={t(side === 'from' ? 'notices.quietFrom' : 'notices.quietTo')}
              value={clock(chosen.quiet![side])}
              onChange={(event) =>
                event.currentTarget.value &&
                setChosen({ ...chosen, quiet: { ...chosen.quiet!, [side]: minutes(event.currentTarget.value) } })
              }
            />
          ))}
        </Group>
      )}
      <Button mt="md" loading={save.isPending} onClick={() => save.mutate()}>
        {t('notices.save')}
      </Button>
    </Paper>
  );
}

/** Minutes after midnight as a clock shows them. */
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
