import { useMutation } from '@tanstack/react-query';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { sayFailed } from '../parts/notices.tsx';

export type Meetings = paths['/api/meetings']['get']['responses'][200]['content']['application/json'];
export type Meeting = paths['/api/meetings/{id}']['get']['responses'][200]['content']['application/json'];
export type NumberRows =
  paths['/api/meetings/numbers/{number}']['get']['responses'][200]['content']['application/json'];
export type WeekNumber = paths['/api/meetings/numbers/{number}']['get']['parameters']['path']['number'];
export type Agenda = Meetings['agenda'];
export type AgendaPart = Agenda['handovers'];
export type Action = Agenda['lastActions'][number];

const refresh = () => void queryClient.invalidateQueries();

export function useSettleAction() {
  return useMutation({
    mutationFn: ({ itemId, event, reason }: { itemId: number; event: 'finish' | 'drop'; reason?: string }) =>
      answer(
        api.PATCH('/api/meetings/actions/{id}', {
          params: { path: { id: itemId } },
          body: { event, ...(reason ? { reason } : {}) },
        }),
      ),
    onSuccess: refresh,
    onError: sayFailed,
  });
}

export function useHoldMeeting(onHeld: (meetingId: number) => void) {
  return useMutation({
    mutationFn: (attendees: string) =>
      answer<{ meetingId: number }>(api.POST('/api/meetings', { body: { attendees } })),
    onSuccess: ({ meetingId }) => {
      refresh();
      onHeld(meetingId);
    },
    onError: sayFailed,
  });
}
