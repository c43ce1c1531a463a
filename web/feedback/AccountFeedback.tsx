import { Anchor, Group, Paper, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { day } from '../parts/format.ts';
import { useRight } from '../session/me.ts';
import { FeedbackTaps } from './FeedbackTaps.tsx';

type Rateable = paths['/api/accounts/{id}/feedback']['get']['responses'][200]['content']['application/json'];

/** What sales or an agency says of the leads it was given at this company, without leaving its page. */
export function AccountFeedback({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const mayAnswer = useRight('handovers.answer');
  const rateable = useQuery({
    queryKey: ['account-feedback', accountId],
    enabled: mayAnswer,
    queryFn: () => answer<Rateable>(api.GET('/api/accounts/{id}/feedback', { params: { path: { id: accountId } } })),
  });
  const rows = rateable.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={t('feedback.ofAccount')} className="no-print">
      <Title order={2} mb="xs">
        {t('feedback.ofAccount')}
      </Title>
      <Stack gap="sm">
        {rows.map(({ cycleId, personName, campaign, handedOn }) => {
          const about = [day(handedOn), personName, campaign].filter(Boolean).join(' · ');
          return (
            <Group key={cycleId} gap="md" align="flex-start" justify="space-between">
              <Anchor component={Link} to="/handovers" search={{ lead: cycleId } as never} size="sm">
                {about}
              </Anchor>
              <FeedbackTaps cycleId={cycleId} about={about} />
            </Group>
          );
        })}
      </Stack>
    </Paper>
  );
}
