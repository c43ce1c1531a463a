import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { day } from '../parts/format.ts';
import { sayDone, sayFailed, sayUndoable } from '../parts/notices.tsx';
import type { Meetings } from './meeting.ts';

export type MeetingLine = Meetings['planned'][number];
export type Told = paths['/api/meetings/{id}/tell']['post']['requestBody']['content']['application/json'];
export type Series = paths['/api/meetings/series']['get']['parameters']['query'];
type Planned = paths['/api/meetings/series']['post']['requestBody']['content']['application/json'];
type Undone = paths['/api/meetings/undo']['post']['requestBody']['content']['application/json'];
export type SeriesDay =
  paths['/api/meetings/series']['get']['responses'][200]['content']['application/json']['days'][number];

const refresh = () => void queryClient.invalidateQueries();
const undo = (meetingIds: number[], kind: Undone['kind']) =>
  answer<{ meetingIds: number[] }>(api.POST('/api/meetings/undo', { body: { meetingIds, kind } }));

/** 2026/11/24(火) 10:00 */
export function useWhen(): (meeting: Pick<MeetingLine, 'meetsOn'> & { meetsAt?: string | null }) => string {
  const { i18n } = useTranslation();
  const isEnglish = i18n.language === 'en';
  const weekday = new Intl.DateTimeFormat(isEnglish ? 'en' : 'ja-JP', { weekday: 'short', timeZone: 'UTC' });
  return ({ meetsOn, meetsAt }) => {
    const name = weekday.format(new Date(meetsOn));
    return [`${day(meetsOn)}${isEnglish ? ` (${name})` : `(${name})`}`, meetsAt].filter(Boolean).join(' ');
  };
}

/** The days a series would come to, before anything is planned. */
export function useSeriesDays(series: Series, isWanted: boolean) {
  return useQuery({
    queryKey: ['meeting-series', series],
    enabled: isWanted,
    queryFn: () => answer<{ days: SeriesDay[] }>(api.GET('/api/meetings/series', { params: { query: series } })),
  });
}

/** Plans a series; all of it can be taken back at once. */
export function usePlanMeetings(onPlanned: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (body: Planned) => answer<{ meetingIds: number[] }>(api.POST('/api/meetings/series', { body })),
    onSuccess: ({ meetingIds }) => {
      sayUndoable(t('meetings.planned', { n: meetingIds.length }), () => undo(meetingIds, 'plan'));
      onPlanned();
      refresh();
    },
    onError: sayFailed,
  });
}

/** Moves a meeting, calls it off or says why it was missed, with a way back. */
export function useTellMeeting(onTold: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: ({ id, told }: { id: number; told: Told }) =>
      answer(api.POST('/api/meetings/{id}/tell', { params: { path: { id } }, body: told })),
    onSuccess: (_, { id, told }) => {
      sayUndoable(t(`meetings.told.${told.kind}`), () => undo([id], told.kind));
      onTold();
      refresh();
    },
    onError: sayFailed,
  });
}

/** Writes the agenda of a planned meeting now. */
export function usePrepareMeeting() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (id: number) => answer(api.POST('/api/meetings/{id}/prepare', { params: { path: { id } } })),
    onSuccess: () => {
      sayDone(t('meetings.prepareDone'));
      refresh();
    },
    onError: sayFailed,
  });
}

/** Starts the meeting of today, or records one of an earlier day; started by mistake it is taken back. */
export function useHoldMeeting({ onHeld, onUndone }: { onHeld: (meetingId: number) => void; onUndone: () => void }) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (body: { attendees: string; on?: string }) =>
      answer<{ meetingId: number }>(api.POST('/api/meetings', { body })),
    onSuccess: ({ meetingId }) => {
      refresh();
      onHeld(meetingId);
      sayUndoable(t('meetings.started'), () => undo([meetingId], 'hold').then(onUndone));
    },
    onError: sayFailed,
  });
}

/** Confirms the minutes of a meeting; at once it can be taken back. */
export function useConfirmMinutes(meetingId: number) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: () => answer(api.POST('/api/meetings/{id}/confirm', { params: { path: { id: meetingId } } })),
    onSuccess: () => {
      sayUndoable(t('meetings.confirmed'), () => undo([meetingId], 'confirm_minutes'));
      refresh();
    },
    onError: sayFailed,
  });
}
