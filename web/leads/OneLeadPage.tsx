import { Button, Collapse, Group, Paper, SegmentedControl, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { LeadFound } from './LeadFound.tsx';
import type { LeadAnswer } from './answer.ts';

const firstFields = ['companyName', 'personName', 'email', 'phone', 'department', 'title'] as const;
const moreFields = ['address', 'website', 'corporateNumber'] as const;
type Field = (typeof firstFields)[number] | (typeof moreFields)[number];
type Told = Partial<Record<Field, string>>;
type Kind = 'lead' | 'card';

/** 1件だけ調べる・登録する: one lead or card, where it belongs and why. */
export function OneLeadPage() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('lead');
  const [told, setTold] = useState<Told>({});
  const [showsMore, { toggle }] = useDisclosure(false);
  const ask = useMutation({
    mutationFn: async (isStored: boolean) => {
      const body = { ...told, kind, source: 'form' };
      const call = isStored ? api.POST('/api/leads', { body }) : api.POST('/api/leads/match', { body });
      return { isStored, found: await answer<LeadAnswer>(call) };
    },
    onSuccess: ({ isStored }) => isStored && void queryClient.invalidateQueries({ queryKey: ['imports'] }),
    onError: sayFailed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(false);
  };
  const input = (field: Field) => (
    <TextInput
      key={field}
      label={t(`leads.fields.${field}`)}
      value={told[field] ?? ''}
      maxLength={300}
      onChange={({ currentTarget: { value } }) => setTold({ ...told, [field]: value })}
    />
  );
  const isEmpty = !Object.values(told).some((value) => value.trim() !== '');
  return (
    <>
      <PageHeader title={t('leads.title')} lead={t('leads.lead')} />
      <Paper withBorder p="md" component="form" onSubmit={submit} maw={880}>
        <SegmentedControl
          aria-label={t('leads.kind')}
          mb="sm"
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={(['lead', 'card'] as const).map((value) => ({ value, label: t(`leads.kinds.${value}`) }))}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {firstFields.map(input)}
        </SimpleGrid>
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={toggle} aria-expanded={showsMore}>
          {showsMore ? '▾' : '▸'} {t('leads.more')}
        </Button>
        <Collapse expanded={showsMore}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
            {moreFields.map(input)}
          </SimpleGrid>
        </Collapse>
        <Group mt="md">
          <Button type="submit" disabled={isEmpty} loading={ask.isPending && ask.variables === false}>
            {t('leads.match')}
          </Button>
          <Button
            variant="default"
            disabled={isEmpty}
            loading={ask.isPending && ask.variables === true}
            onClick={() => ask.mutate(true)}
          >
            {t('leads.take')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            disabled={isEmpty && !ask.data}
            onClick={() => {
              setTold({});
              ask.reset();
            }}
          >
            {t('leads.clear')}
          </Button>
        </Group>
      </Paper>
      <div aria-live="polite">
        {ask.data && (
          <Paper withBorder p="md" mt="md" maw={880}>
            <Text size="sm" c="dimmed" mb={4}>
              {t(
                ask.data.found.outcome === 'unchanged'
                  ? 'leads.again'
                  : ask.data.isStored && ask.data.found.result !== 'rejected'
                    ? 'leads.taken'
                    : 'leads.matched',
              )}
            </Text>
            <LeadFound found={ask.data.found} />
          </Paper>
        )}
      </div>
    </>
  );
}
