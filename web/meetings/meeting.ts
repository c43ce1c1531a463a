import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { sayDone, sayFailed, sayUndoable } from '../parts/notices.tsx';

export type Meetings = paths['/api/meetings']['get']['responses'][200]['content']['application/json'];
export type Meeting = paths['/api/meetings/{id}']['get']['responses'][200]['content']['application/json'];
export type NumberRows =
  paths['/api/meetings/numbers/{number}']['get']['responses'][200]['content']['application/json'];
export type WeekNumber = paths['/api/meetings/numbers/{number}']['get']['parameters']['path']['number'];
export type Agenda = Meetings['agenda'];
export type AgendaPart = Agenda['handovers'];
export type AgendaLine = AgendaPart['lines'][number];

export type Action = Agenda['lastActions'][number];

type Removed = paths['/api/meetings/{id}/items/{itemId}']['delete']['responses'][200]['content']['application/json'];

const refresh = () => void queryClient.invalidateQueries();

type Settled = { itemId: number; event: 'finish' | 'drop' | 'reopen'; reason?: string; evidence?: string };

const settle = ({ itemId, event, reason, evidence }: Settled) =>
  answer(
    api.PATCH('/api/meetings/actions/{id}', {
      params: { path: { id: itemId } },
      body: { event, ...(reason ? { reason } : {}), ...(evidence ? { evidence } : {}) },
    }),
  );

/** Finishing and giving up can be taken back at once. */
export function useSettleAction() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: settle,
    onSuccess: (_, { itemId, event }) => {
      refresh();
      if (event === 'reopen') sayDone(t('meetings.reopened'));
      else sayUndoable(t(`meetings.settled.${event}`), () => settle({ itemId, event: 'reopen' }));
    },
    onError: sayFailed,
  });
}

/** Takes back a decision or action that was recorded by mistake, and offers to record it again. */
export function useRemoveItem(meetingId: number) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (itemId: number) =>
      answer<Removed>(api.DELETE('/api/meetings/{id}/items/{itemId}', { params: { path: { id: meetingId, itemId } } })),
    onSuccess: ({ removed }) => {
      refresh();
      sayUndoable(t('meetings.removed'), () =>
        answer(api.POST('/api/meetings/{id}/items', { params: { path: { id: meetingId } }, body: removed })),
      );
    },
    onError: sayFailed,
  });
}

type NewLine = { text: string; accountId?: number; meetingId?: number };
const addLine = (body: NewLine) => answer(api.POST('/api/meetings/agenda', { body }));

/** Adds a line to the agenda by hand. */
export function useAddLine(onAdded: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: addLine,
    onSuccess: () => {
      refresh();
      onAdded();
      sayDone(t('meetings.lineAdded'));
    },
    onError: sayFailed,
  });
}

/** Takes a line off the agenda that was added by hand, and offers to add it again. */
export function useRemoveLine() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (id: number) =>
      answer<{ removed: NewLine }>(api.DELETE('/api/meetings/agenda/{id}', { params: { path: { id } } })),
    onSuccess: ({ removed }) => {
      refresh();
      sayUndoable(t('meetings.lineRemoved'), () => addLine(removed));
    },
    onError: sayFailed,
  });
}
