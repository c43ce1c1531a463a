import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { HandoverRow } from './handover.ts';

type Named = { id: string; name: string };

/** Whoever does not know the right receiver leaves it to one of these. */
const queues = ['inside_sales', 'sales_manager'] as const;

/** Who gets the lead instead: a member or one of the queues, or an agency. A queue's value begins with `queue/`. */
export function ChooseReceiver({
  kind,
  held,
  value,
  onChange,
}: {
  kind: 'reroute' | 'give_to_agency';
  /** The lead as it stands: who has it already is no choice. */
  held: Pick<HandoverRow, 'receiverKind' | 'receiverId'> | undefined;
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const receivers = useQuery({
    queryKey: ['receivers'],
    queryFn: () => answer<{ members: Named[]; agencies: Named[] }>(api.GET('/api/handovers/receivers')),
  });
  const optionsOf = (list: readonly Named[] | undefined, receiverKind: 'member' | 'agency') =>
    (list ?? [])
      .filter(({ id }) => held?.receiverKind !== receiverKind || held.receiverId !== id)
      .map(({ id, name }) => ({ value: id, label: name }));
  const data =
    kind === 'give_to_agency'
      ? optionsOf(receivers.data?.agencies, 'agency')
      : [
          { group: t('handovers.people'), items: optionsOf(receivers.data?.members, 'member') },
          {
            group: t('handovers.unsure'),
            items: queues
              .filter((id) => held?.receiverKind !== 'queue' || held.receiverId !== id)
              .map((id) => ({ value: `queue/${id}`, label: t(`routing.queues.${id}`) })),
          },
        ];
  return (
    <Select
      required
      searchable
      label={t(kind === 'reroute' ? 'handovers.receiver' : 'handovers.agency')}
      data={data}
      nothingFoundMessage={t('handovers.nobody')}
      value={value}
      onChange={onChange}
    />
  );
}

/** The receiver that a choice stands for. */
export function receiverOf(chosen: string): { kind: 'member' | 'queue'; id: string } {
  return chosen.startsWith('queue/')
    ? { kind: 'queue', id: chosen.slice('queue/'.length) }
    : { kind: 'member', id: chosen };
}
