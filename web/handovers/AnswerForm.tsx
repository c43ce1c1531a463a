import { Button, Group, Select, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rejectionReasons, reasonRules, type RejectionReason } from '#core/demand/reasons.ts';
import { day } from '../parts/format.ts';
import { ChooseReceiver, receiverOf } from './ChooseReceiver.tsx';
import { ConfirmForm } from './ConfirmForm.tsx';
import type { Answer, HandoverDetails } from './handover.ts';

export const answerKinds = [
  'accept',
  'join_deal',
  'reroute',
  'give_to_agency',
  'postpone',
  'reject',
  'follow_up',
  'confirm',
  'recycle',
  'return',
  'merge',
] as const;
export type AnswerKind = (typeof answerKinds)[number];

type Asked = {
  kind: AnswerKind;
  /** The lead in question; undefined where several are answered at once. */
  of?: HandoverDetails;
  isBusy: boolean;
  onAnswer: (said: Answer) => void;
  onCancel: () => void;
};

/** What one of the six buttons asks for (users.md §4), or one of those after an acceptance, and nothing more. */
export function AnswerForm(asked: Asked) {
  const { kind } = asked;
  return kind === 'confirm' ? <ConfirmForm {...asked} /> : <PlainForm {...asked} kind={kind} />;
}

function PlainForm({ kind, of, isBusy, onAnswer, onCancel }: Asked & { kind: Exclude<AnswerKind, 'confirm'> }) {
  const { t } = useTranslation();
  const [on, setOn] = useState('');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const isReturn = kind === 'reject' || kind === 'return';
  const rule = isReturn && chosen ? reasonRules[chosen as RejectionReason] : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAnswer(saidOf(kind, { on, text: text.trim(), chosen: chosen ?? '' }));
  };
  const isDayAsked = kind === 'accept' || kind === 'postpone' || rule?.asks === 'recycle_on';
  if (kind === 'join_deal' && of?.deals.length === 0) return <Nothing text="noDeals" onCancel={onCancel} />;
  if (kind === 'merge' && of?.sameLeads.length === 0) return <Nothing text="noSameLeads" onCancel={onCancel} />;
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
            data={(of?.deals ?? []).map((deal) => ({ value: deal.dealId, label: `${deal.name}(${deal.stage})` }))}
            value={chosen}
            onChange={setChosen}
          />
        )}
        {kind === 'merge' && (
          <Select
            required
            label={t('handovers.sameLead')}
            description={t('handovers.sameLeadNote')}
            data={(of?.sameLeads ?? []).map((lead) => ({
              value: lead.cycleId,
              label: [
                lead.personName,
                lead.campaign,
                lead.handedOn && t('handovers.handedOn', { day: day(lead.handedOn) }),
              ]
                .filter(Boolean)
                .join(' / '),
            }))}
            value={chosen}
            onChange={setChosen}
          />
        )}
        {(kind === 'reroute' || kind === 'give_to_agency') && (
          <ChooseReceiver kind={kind} held={of?.lead} value={chosen} onChange={setChosen} />
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
        {rule && (
          <Text size="sm" c="dimmed">
            {t(`handovers.follows.${rule.consequence}`)}
          </Text>
        )}
        {(isDayAsked || kind === 'recycle') && (
          <TextInput
            type="date"
            required={isDayAsked}
            label={t(`handovers.dayOf.${kind === 'accept' || kind === 'postpone' ? kind : 'recycle'}`)}
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
        )}
        {kind !== 'accept' && kind !== 'join_deal' && (
          <Textarea
            label={t(kind === 'postpone' ? 'handovers.whyLater' : 'handovers.why')}
            required={kind === 'postpone' || rule?.asks === 'note'}
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

/** Says that there is nothing to choose from, and what to do instead. */
function Nothing({ text, onCancel }: { text: 'noDeals' | 'noSameLeads'; onCancel: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Text size="sm">{t(`handovers.${text}`)}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

function saidOf(kind: Exclude<AnswerKind, 'confirm'>, given: { on: string; text: string; chosen: string }): Answer {
  const why = given.text ? { why: given.text } : {};
  switch (kind) {
    case 'accept':
      return { kind, nextAction: given.text, nextOn: given.on };
    case 'join_deal':
      return { kind, dealId: given.chosen };
    case 'merge':
      return { kind, intoCycleId: given.chosen, ...why };
    case 'reroute':
      return { kind, to: receiverOf(given.chosen), ...why };
    case 'give_to_agency':
      return { kind, agencyId: given.chosen, ...why };
    case 'postpone':
      return { kind, until: given.on, why: given.text };
    case 'recycle':
      return { kind, ...(given.on ? { until: given.on } : {}), ...why };
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
