import { Button, Group, Paper, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useOurPeople, useOwnerChoices } from '../session/members.ts';
import { newShare, sharesOf, type Preview, type ShareDraft, type Wanted } from './reassignment.ts';
import { ReassignmentPreview } from './ReassignmentPreview.tsx';
import { ShareRows } from './ShareRows.tsx';

/** Whose companies, to whom, from when; nothing is planned before it was looked at. */
export function PlanReassignment({ today }: { today: string }) {
  const { t } = useTranslation();
  const receivers = useOwnerChoices();
  const owners = (useOurPeople().data?.members ?? [])
    .filter((member) => member.role !== 'agency')
    .map((member) => ({ value: String(member.memberId), label: member.name }));
  const [from, setFrom] = useState<string | null>(null);
  const [effectiveOn, setEffectiveOn] = useState('');
  const [shares, setShares] = useState<ShareDraft[]>([newShare()]);
  const [actionsTo, setActionsTo] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const ready = sharesOf(shares);
  const wanted: Wanted | undefined =
    from && effectiveOn && ready
      ? {
          fromId: Number(from),
          effectiveOn,
          shares: ready,
          actionsTo: actionsTo === null ? null : Number(actionsTo),
          note: note.trim() === '' ? null : note.trim(),
        }
      : undefined;
  const preview = useMutation({
    mutationFn: (body: Wanted) => answer<Preview>(api.POST('/api/reassignments/preview', { body })),
    onError: sayFailed,
  });
  const plan = useMutation({
    mutationFn: (body: Wanted) => answer<{ accounts: number }>(api.POST('/api/reassignments', { body })),
    onSuccess: ({ accounts }) => {
      sayDone(t('reassignments.planned', { n: count(accounts) }));
      preview.reset();
      setFrom(null);
      setShares([newShare()]);
      setNote('');
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const others = receivers.filter((one) => one.value !== from);
  const isSeen = preview.data !== undefined && JSON.stringify(preview.variables) === JSON.stringify(wanted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted) preview.mutate(wanted);
  };
  return (
    <Paper withBorder p="md">
      <form onSubmit={submit}>
        <Stack>
          <Title order={2}>{t('reassignments.new')}</Title>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }}>
            <Select required searchable label={t('reassignments.from')} value={from} data={owners} onChange={setFrom} />
            <TextInput
              type="date"
              required
              min={today}
              label={t('reassignments.effectiveOn')}
              value={effectiveOn}
              onChange={(event) => setEffectiveOn(event.currentTarget.value)}
            />
            <Select
              clearable
              searchable
              label={t('reassignments.actionsTo')}
              placeholder={t('reassignments.actionsStay')}
              value={actionsTo}
              data={others}
              onChange={setActionsTo}
            />
            <TextInput
              label={t('reassignments.note')}
              placeholder={t('reassignments.noteExample')}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </SimpleGrid>
          <div>
            <Text size="sm" fw={600}>
              {t('reassignments.shares')}
            </Text>
            <Text size="sm" c="dimmed">
              {t('reassignments.sharesHint')}
            </Text>
          </div>
          <ShareRows shares={shares} receivers={others} onChange={setShares} />
          <Group justify="flex-end">
            <Button
              type="submit"
              variant={isSeen ? 'default' : 'filled'}
              disabled={!wanted}
              loading={preview.isPending}
            >
              {t('reassignments.preview')}
            </Button>
          </Group>
        </Stack>
      </form>
      {isSeen && preview.data && wanted && (
        <Stack mt="md">
          <ReassignmentPreview preview={preview.data} wanted={wanted} people={receivers} />
          <Group justify="flex-end">
            <Button loading={plan.isPending} onClick={() => plan.mutate(wanted)}>
              {t('reassignments.plan')}
            </Button>
          </Group>
        </Stack>
      )}
    </Paper>
  );
}
