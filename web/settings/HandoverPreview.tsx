import { Alert, List, Stack, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count, moment } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { Settings } from './HandoverSettings.tsx';

type Preview = paths['/api/handover-settings/preview']['post']['responses'][200]['content']['application/json'];

const namedMax = 8;

/** What the settings being edited would do to everything that waits now. */
export function HandoverPreview({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(settings, 300);
  const preview = useQuery({
    queryKey: ['handover-settings', 'preview', settled],
    queryFn: () => answer<Preview>(api.POST('/api/handover-settings/preview', { body: settled })),
  });
  return (
    <Loaded query={preview}>
      {({ waiting, places, moved, examples }) => {
        const lapsing = moved.filter((one) => one.after === 'ignored').length;
        return (
          <Stack gap="sm">
            <div>
              <Text size="sm" c="dimmed">
                {t('handoverSettings.example')}
              </Text>
              {examples.map((one) => (
                <Text key={one.clockClass} size="sm">
                  {t(`handovers.classes.${one.clockClass}`)}: {moment(one.before)} →{' '}
                  <strong>{moment(one.after)}</strong>
                </Text>
              ))}
            </div>
            {lapsing > 0 && (
              <Alert color="orange" py={8}>
                {t('handoverSettings.willLapse', { n: count(lapsing) })}
              </Alert>
            )}
            <Text size="sm" c="dimmed">
              {t('handoverSettings.waiting', { n: count(waiting) })}
            </Text>
            <Table className="mori-table">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('handoverSettings.state')}</Table.Th>
                  <Table.Th className="number">{t('handoverSettings.now')}</Table.Th>
                  <Table.Th className="number">{t('handoverSettings.later')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {places.map((one) => (
                  <Table.Tr key={one.place}>
                    <Table.Td>{t(`handoverSettings.places.${one.place}`)}</Table.Td>
                    <Table.Td className="number">{count(one.before)}</Table.Td>
                    <Table.Td className="number">{count(one.after)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {moved.length > 0 && (
              <div>
                <Text size="sm" fw={500} mb={4}>
                  {t('handoverSettings.movedTitle', { n: count(moved.length) })}
                </Text>
                <List size="sm" spacing={2}>
                  {moved.slice(0, namedMax).map((one) => (
                    <List.Item key={one.cycleId}>
                      {[one.accountName, one.personName].filter(Boolean).join(' ')}:{' '}
                      {t(`handoverSettings.places.${one.before}`)} → {t(`handoverSettings.places.${one.after}`)}
                    </List.Item>
                  ))}
                </List>
              </div>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}
