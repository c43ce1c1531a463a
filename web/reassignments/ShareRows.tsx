import { ActionIcon, Button, Group, MultiSelect, Paper, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { prefectures } from '#core/contact/prefectures.ts';
import { answer, api } from '../api/client.ts';
import { newShare, whichKinds, type ShareDraft } from './reassignment.ts';

/** Who takes over which companies, line by line; a line above goes before those below. */
export function ShareRows({
  shares,
  receivers,
  onChange,
}: {
  shares: ShareDraft[];
  receivers: { value: string; label: string }[];
  onChange: (shares: ShareDraft[]) => void;
}) {
  const { t } = useTranslation();
  const choices = useQuery({
    queryKey: ['routing'],
    enabled: shares.some((share) => share.which === 'industry'),
    queryFn: () => answer<{ choices: { industries: string[] } }>(api.GET('/api/routing')),
  });
  const set = (key: string, part: Partial<ShareDraft>) =>
    onChange(shares.map((share) => (share.key === key ? { ...share, ...part } : share)));
  const values = { territory: prefectures, industry: choices.data?.choices.industries ?? [] };
  return (
    <Stack gap="xs">
      {shares.map((share, index) => (
        <Paper key={share.key} withBorder p="xs">
          <Group align="flex-end" gap="sm">
            <Select
              w={{ base: '100%', xs: 200 }}
              required
              searchable
              label={t('reassignments.to')}
              value={share.toId}
              data={receivers}
              onChange={(toId) => set(share.key, { toId })}
            />
            <Select
              w={{ base: '100%', xs: 220 }}
              allowDeselect={false}
              label={t('reassignments.which')}
              value={share.which}
              data={whichKinds.map((value) => ({ value, label: t(`reassignments.whichKinds.${value}`) }))}
              onChange={(which) => which && set(share.key, { which: which as ShareDraft['which'], values: [] })}
            />
            {(share.which === 'territory' || share.which === 'industry') && (
              <MultiSelect
                style={{ flex: '1 1 14rem' }}
                required
                searchable
                label={t(`reassignments.${share.which}`)}
                value={share.values}
                data={[...values[share.which]]}
                onChange={(list) => set(share.key, { values: list })}
              />
            )}
            {shares.length > 1 && (
              <ActionIcon
                size="lg"
                variant="default"
                aria-label={t('reassignments.removeShare', { n: index + 1 })}
                onClick={() => onChange(shares.filter((one) => one.key !== share.key))}
              >
                ×
              </ActionIcon>
            )}
          </Group>
        </Paper>
      ))}
      <Group>
        <Button variant="light" size="compact-md" onClick={() => onChange([...shares, newShare()])}>
          {t('reassignments.addShare')}
        </Button>
      </Group>
    </Stack>
  );
}
