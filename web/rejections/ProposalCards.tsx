import { Badge, Button, Group, Modal, Paper, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { IntervalPicture } from '../comparison/IntervalPicture.tsx';
import { RateText } from '../parts/FigureText.tsx';
import { count, day, percent } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import type { Proposal } from './rejections.ts';

type Verdict = 'accepted' | 'declined';

/** Each proposal with its evidence and what it would have changed; people decide, with a reason. */
export function ProposalCards({ proposals }: { proposals: readonly Proposal[] }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ id: number; verdict: Verdict }>();
  return (
    <>
      <Stack gap="sm">
        {proposals.map((one) => (
          <ProposalCard key={one.id} stored={one} onDecide={(verdict) => setAsked({ id: one.id, verdict })} />
        ))}
      </Stack>
      {asked && (
        <Decide
          {...asked}
          title={t(`rejections.${asked.verdict === 'accepted' ? 'accept' : 'decline'}`)}
          close={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function ProposalCard({ stored, onDecide }: { stored: Proposal; onDecide: (verdict: Verdict) => void }) {
  const { t, i18n } = useTranslation();
  const mayDecide = useRight('settings.edit');
  const { kind, trait, value, evidence, effect, sentence } = stored.proposal;
  const names = [t('rejections.before'), t('rejections.after')] as const;
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" align="flex-start" gap="xs" mb={4}>
        <Title order={3} size="h4">
          {t(`rejections.traits.${trait}`)}「{value}」: {t(`rejections.kinds.${kind}`)}
        </Title>
        <Badge
          variant={stored.state === 'open' ? 'light' : 'default'}
          color={stored.state === 'accepted' ? 'teal' : 'gray'}
          tt="none"
        >
          {t(`rejections.states.${stored.state}`)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {t('rejections.basis', { from: day(stored.fromOn), to: day(stored.toOn) })}
        {' · '}
        {t('rejections.evidence', { rest: percent(evidence.before.value), group: percent(evidence.after.value) })}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs" spacing="lg">
        <div>
          {(['Before', 'After'] as const).map((side, index) => (
            <Group key={side} gap={8} justify="space-between">
              <Text size="sm">{names[index]}</Text>
              <Text size="sm" component="div">
                {t('rejections.handed')} {count(effect[`handed${side}`])} · {t('rejections.salRate')}{' '}
                <RateText figure={effect[`salRate${side}`]} />
              </Text>
            </Group>
          ))}
          <Text size="sm" mt={4}>
            {t('rejections.missed', { sal: count(effect.salMissed), deals: count(effect.dealsMissed) })}
          </Text>
        </div>
        <IntervalPicture names={names} figures={[effect.salRateBefore, effect.salRateAfter]} />
      </SimpleGrid>
      <Text mt="xs">{sentence[i18n.language === 'en' ? 'en' : 'ja']}</Text>
      {stored.state === 'open' ? (
        mayDecide && (
          <Group mt="sm" gap="xs">
            <Button onClick={() => onDecide('accepted')}>{t('rejections.accept')}</Button>
            <Button variant="default" onClick={() => onDecide('declined')}>
              {t('rejections.decline')}
            </Button>
          </Group>
        )
      ) : (
        <Text size="sm" c="dimmed" mt="xs">
          {t('rejections.decided', {
            by: stored.decidedBy ?? '',
            day: day(stored.decidedAt),
            reason: stored.reason ?? '',
          })}
          {stored.ruleVersion && ` → ${stored.ruleVersion}`}
        </Text>
      )}
    </Paper>
  );
}

function Decide({ id, verdict, title, close }: { id: number; verdict: Verdict; title: string; close: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: () =>
      answer<{ ruleVersion: string | null; thanked: number }>(
        api.POST('/api/rule-proposals/{id}/decide', { params: { path: { id } }, body: { verdict, reason } }),
      ),
    onSuccess: ({ ruleVersion, thanked }) => {
      sayDone(
        ruleVersion === null
          ? t('rejections.declined')
          : t('rejections.accepted', { version: ruleVersion, n: count(thanked) }),
      );
      close();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Modal opened onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          decide.mutate();
        }}
      >
        <Textarea
          label={t('rejections.reason')}
          required
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={decide.isPending} disabled={reason.trim() === ''}>
            {title}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
