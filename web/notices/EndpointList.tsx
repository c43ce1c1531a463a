import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { AddEndpoint } from './AddEndpoint.tsx';
import { EndpointCard } from './EndpointCard.tsx';
import type { Endpoint } from './endpoints.ts';
import { Secret } from './Secret.tsx';

/** Where the company is told: rooms of chats and other systems, with how the last week went. */
export function EndpointList() {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const [isAdding, setIsAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const endpoints = useQuery({
    queryKey: ['notice-endpoints'],
    queryFn: () => answer<{ rows: Endpoint[] }>(api.GET('/api/notice-endpoints')),
  });
  return (
    <section aria-label={t('notices.company')}>
      <Group justify="space-between" mb={4}>
        <Title order={2}>{t('notices.company')}</Title>
        {mayEdit && <Button onClick={() => setIsAdding(true)}>{t('notices.add')}</Button>}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t('notices.companyLead')}
      </Text>
      {secret && <Secret secret={secret} />}
      <Loaded query={endpoints}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('notices.none')}</Empty>
          ) : (
            <Stack gap="sm">
              {rows.map((row) => (
                <EndpointCard key={row.id} endpoint={row} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {isAdding && (
        <AddEndpoint
          close={() => setIsAdding(false)}
          onAdded={(made) => {
            setSecret(made);
            setIsAdding(false);
          }}
        />
      )}
    </section>
  );
}
