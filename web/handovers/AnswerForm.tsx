import { Button, Group, Select, Stack, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rejectionReasons, reasonRules, type RejectionReason } from '../../core/demand/reasons.ts';
import { answer, api } from '../api/client.ts';
import type { Answer, HandoverDetails } from './handover.ts';

export const answerKinds = [
  'accept',
  'join_deal',
  'reroute',
  'give_to_agency',
  'postpone',
  'reject',
  'follow_up',
  'return',
] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** What one of the six buttons asks for (users.md §4), or one of the two after an acceptance, and nothing more. */
export function AnswerForm({
  kind,
  deals,
  isBusy,
  onAnswer,
  onCancel,
}: {
  kind: AnswerKind;
  deals: HandoverDetails['deals'];
  isBusy: boolean;
  onAnswer: (said: Answer) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [on, setOn] = useState('');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const isReturn = kind === 'reject' || kind === 'return';
  const asks = isReturn && chosen ? reasonRules[chosen as RejectionReason].asks : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAnswer(saidOf(kind, { on, text: text.trim(), chosen: chosen ?? '' }));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {kind === 'accept' && (
          <TextInput
            required
            data-autofocus
            label={t('handovers.nextAction')}
            placeholder={t('handovers.nextActionExample')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {kind === 'join_deal' && (
          <Select
            required
            label={t('handovers.deal')}
            data={deals.map((deal) => ({ value: deal.dealId, label: `${deal.name}(${deal.stage})` }))}
            nothingFoundMessage={t('handovers.noDeals')}
            value={chosen}
            onChange={setChosen}
          />
        )}
        {(kind === 'reroute' || kind === 'give_to_agency') && (
          <ChooseReceiver kind={kind} value={chosen} onChange={setChosen} />
        )}
        {isReturn && (
          <Select
            required
            label={t('handovers.reason')}
            data={rejectionReasons.map((reason) => ({ value: reason, label: t(`handovers.reasons.${reason}`) }))}
            value={chosen}
            onChange={setChosen}
          />
        )}
        {(kind === 'accept' || kind === 'postpone' || asks === 'recycle_on') && (
          <TextInput
            type="date"
            required
            label={t(`handovers.dayOf.${asks === 'recycle_on' ? 'recycle' : kind}`)}
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
        )}
        {kind !== 'accept' && kind !== 'join_deal' && (
          <Textarea
            label={t('handovers.why')}
            required={asks === 'note'}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} color={isReturn ? 'red' : undefined}>
            {t(`handovers.answers.${kind}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function saidOf(kind: AnswerKind, given: { on: string; text: string; chosen: string }): Answer {
  const why = given.text ? { why: given.text } : {};
  switch (kind) {
    case 'accept':
      return { kind, nextAction: given.text, nextOn: given.on };
    case 'join_deal':
      return { kind, dealId: given.chosen };
    case 'reroute':
      return { kind, to: { kind: 'member', id: given.chosen }, ...why };
    case 'give_to_agency':
      return { kind, agencyId: given.chosen, ...why };
    case 'postpone':
      return { kind, until: given.on, ...why };
    case 'follow_up':
      return { kind, ...why };
    case 'reject':
    case 'return':
      return {
        kind,
        reason: given.chosen as RejectionReason,
        ...(given.on ? { recycleOn: given.on } : {}),
        ...why,
      };
  }
}

function ChooseReceiver({
  kind,
  value,
  onChange,
}: {
  kind: 'reroute' | 'give_to_agency';
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const receivers = useQuery({
    queryKey: ['receivers'],
    queryFn: () =>
      answer<{ members: { id: string; name: string }[]; agencies: { id: string; name: string }[] }>(
        api.GET('/api/handovers/receivers'),
      ),
  });
  const list = kind === 'reroute' ? receivers.data?.members : receivers.data?.agencies;
  return (
    <Select
      required
      searchable
      label={t(kind === 'reroute' ? 'handovers.receiver' : 'handovers.agency')}
      data={(list ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      nothingFoundMessage={t('handovers.nobody')}
      value={value}
      onChange={onChange}
    />
  );
}
