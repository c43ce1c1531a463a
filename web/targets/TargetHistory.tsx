import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { moment } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';

type Events = {
  events: {
    at: string;
    side: string | null;
    verdict: string;
    reason: string | null;
    isProxy: boolean;
    proxyNote: string | null;
    memberName: string | null;
    isUndone: boolean;
  }[];
};

/** Who approved or stopped a line, for which side and why, newest first; what was entered for others is marked. */
export function TargetHistory({ lineId }: { lineId: number }) {
  const { t } = useTranslation();
  const history = useQuery({
    queryKey: ['target-history', lineId],
    queryFn: () => answer<Events>(api.GET('/api/targets/{id}/history', { params: { path: { id: lineId } } })),
  });
  return (
    <div>
      <Title order={3} size="h4" mb="xs">
        {t('targets.history')}
      </Title>
      <Loaded query={history}>
        {({ events }) =>
          events.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('targets.noHistory')}
            </Text>
          ) : (
            <Stack gap={6}>
              {events.map((event) => (
                <div key={`${event.at}${event.verdict}${event.side}`}>
                  <Group gap="xs">
                    <Text size="sm" fw={600} td={event.isUndone ? 'line-through' : undefined}>
                      {event.side && `${t(`targets.sides.${event.side}`)}: `}
                      {t(`audit.actions.target.${event.verdict}`)}
                    </Text>
                    {event.isProxy && (
                      <Badge variant="light" color="grape" tt="none" size="sm">
                        {t('targets.proxyMark')}
                      </Badge>
                    )}
                    {event.isUndone && (
                      <Badge variant="light" color="gray" tt="none" size="sm">
                        {t('targets.undoneMark')}
                      </Badge>
                    )}
                    <Text size="xs" c="dimmed">
                      {moment(event.at)} · {event.memberName ?? '—'}
                    </Text>
                  </Group>
                  {(event.reason ?? event.proxyNote) && (
                    <Text size="sm" c="dimmed">
                      {[event.reason, event.proxyNote].filter(Boolean).join(' / ')}
                    </Text>
                  )}
                </div>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </div>
  );
}
