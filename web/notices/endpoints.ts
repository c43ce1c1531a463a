import { useMutation } from '@tanstack/react-query';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { sayFailed } from '../parts/notices.tsx';

export type Endpoint =
  paths['/api/notice-endpoints']['get']['responses'][200]['content']['application/json']['rows'][number];
export type Change = NonNullable<
  paths['/api/notice-endpoints/{id}']['patch']['requestBody']
>['content']['application/json'];
export type Tested = { state: string; status: number | null; problem: string | null; tookMs: number | null };

export const kinds = ['teams', 'slack', 'chatwork', 'webhook'] as const;
export const announcements = [
  'handed_over',
  'reminded',
  'overdue',
  'unfollowed',
  'asked_again',
  'accepted',
  'rejected',
  'rerouted',
  'ignored',
] as const;
export type Announcement = (typeof announcements)[number];

export const refreshEndpoints = () => void queryClient.invalidateQueries({ queryKey: ['notice-endpoints'] });

/** What can be done with one endpoint. */
export function useEndpoint(id: number) {
  const path = { id };
  const refreshed = { onSuccess: refreshEndpoints, onError: sayFailed };
  return {
    change: useMutation({
      mutationFn: (body: Change) => answer(api.PATCH('/api/notice-endpoints/{id}', { params: { path }, body })),
      ...refreshed,
    }),
    remove: useMutation({
      mutationFn: () => answer(api.DELETE('/api/notice-endpoints/{id}', { params: { path } })),
      ...refreshed,
    }),
    rotate: useMutation({
      mutationFn: () =>
        answer<{ secret: string; previousUntil: string }>(
          api.POST('/api/notice-endpoints/{id}/rotate', { params: { path } }),
        ),
      ...refreshed,
    }),
    test: useMutation({
      mutationFn: () => answer<Tested>(api.POST('/api/notice-endpoints/{id}/test', { params: { path } })),
      ...refreshed,
    }),
  };
}
