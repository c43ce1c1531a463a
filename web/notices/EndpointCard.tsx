import { Alert, Badge, Button, Chip, Group, Modal, Paper, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count, moment } from '../parts/format.ts';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { announcements, useEndpoint, type Announcement, type Endpoint } from './endpoints.ts';
import { Secret } from './Secret.tsx';

type Deliveries =
  paths['/api/notice-endpoints/{id}/deliveries']['get']['responses'][200]['content']['application/json'];

/** One endpoint: what it is told, how that went, and what can be done. */
export function EndpointCard({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const [dialog, setDialog] = useState<'log' | 'remove'>();
  const { change, remove, rotate, test } = useEndpoint(endpoint.id);
  const { sent, waiting, failed, superseded } = endpoint;
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" align="flex-start" gap="xs">
        <Group gap="xs">
          <Text fw={650}>{endpoint.name}</Text>
          <Badge variant="default" tt="none">
            {t(`notices.endpointKinds.${endpoint.kind}`)}
          </Badge>
          {endpoint.isOpenToMembers && (
            <Badge variant="light" tt="none">
              {t('notices.openShort')}
            </Badge>
          )}
          {endpoint.disabledAt && (
            <Badge color="red" variant="light" tt="none">
              {t('notices.stopped')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {endpoint.host}
        </Text>
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {t('notices.week', { sent: count(sent), waiting: count(waiting), failed: count(failed) })}
        {superseded > 0 && ` / ${t('notices.supersededCount', { n: count(superseded) })}`}
        {endpoint.previousUntil && ` · ${t('notices.previousUntil', { at: moment(endpoint.previousUntil) })}`}
      </Text>
      {endpoint.disabledBecause && (
        <Alert color="red" py={6} mb="xs">
          {endpoint.disabledBecause}
        </Alert>
      )}
      <Chip.Group
        multiple
        value={endpoint.announces}
        onChange={(announces) => change.mutate({ announces: announces as Announcement[] })}
      >
        <Group gap={6} role="group" aria-label={`${endpoint.name} ${t('notices.announces')}`}>
          {announcements.map((one) => (
            <Chip key={one} value={one} size="xs" disabled={!mayEdit}>
              {t(`notices.announcements.${one}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {rotate.data && <Secret secret={rotate.data.secret} />}
      {test.data && (
        <Alert color={test.data.state === 'sent' ? 'teal' : 'red'} py={6} mt="xs">
          {test.data.problem ?? t('notices.testSent', { status: test.data.status, ms: count(test.data.tookMs) })}
        </Alert>
      )}
      <Group gap="xs" mt="sm">
        <Button size="compact-sm" variant="default" onClick={() => setDialog('log')}>
          {t('notices.log')}
        </Button>
        {mayEdit && (
          <>
            <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
              {t('notices.test')}
            </Button>
            {endpoint.kind === 'webhook' && (
              <Button size="compact-sm" variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
                {t('notices.rotate')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => change.mutate({ isActive: endpoint.disabledAt !== null })}
            >
              {t(endpoint.disabledAt ? 'notices.start' : 'notices.stop')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => setDialog('remove')}>
              {t('notices.remove')}
            </Button>
          </>
        )}
      </Group>
      {dialog === 'log' && <DeliveryLog endpoint={endpoint} close={() => setDialog(undefined)} />}
      <Modal opened={dialog === 'remove'} onClose={() => setDialog(undefined)} title={t('notices.remove')}>
        <Text mb="md">{t('notices.removeSure', { name: endpoint.name })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setDialog(undefined)}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('notices.remove')}
          </Button>
        </Group>
      </Modal>
    </Paper>
  );
}

function DeliveryLog({ endpoint, close }: { endpoint: Endpoint; close: () => void }) {
  const { t } = useTranslation();
  const log = useQuery({
    queryKey: ['notice-endpoints', endpoint.id, 'log'],
    queryFn: () =>
      answer<Deliveries>(api.GET('/api/notice-endpoints/{id}/deliveries', { params: { path: { id: endpoint.id } } })),
  });
  return (
    <Modal opened onClose={close} size="xl" title={`${endpoint.name} · ${t('notices.log')}`}>
      <Loaded query={log}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('notices.noLog')}</Empty>
          ) : (
            <div className="table-scroll" style={{ maxHeight: '60vh', overflowY: 'auto' }}>
              <Table className="mori-table">
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.id}>
                      <Table.Td>{moment(row.doneAt ?? row.createdAt)}</Table.Td>
                      <Table.Td>{t(`notices.announcements.${row.kind}`)}</Table.Td>
                      <Table.Td>{row.accountName}</Table.Td>
                      <Table.Td>
                        {t(`notices.states.${row.state}`)}{' '}
                        {row.attempts > 0 && t('notices.attempts', { n: count(row.attempts) })}
                        {row.status !== null && ` · ${row.status}`}
                        {row.nextAt && ` · ${t('notices.nextAt', { at: moment(row.nextAt) })}`}
                      </Table.Td>
                      <Table.Td className="wrap">
                        {row.supersededBecause ? t(`notices.superseded.${row.supersededBecause}`) : row.problem}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Loaded>
    </Modal>
  );
}
