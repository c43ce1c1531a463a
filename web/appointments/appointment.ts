import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { day } from '../parts/format.ts';
import { sayDone, sayFailed, sayUndoable } from '../parts/notices.tsx';

export type Appointments =
  paths['/api/accounts/{id}/appointments']['get']['responses'][200]['content']['application/json'];
export type AppointmentLine = Appointments['rows'][number];
export type Mine = paths['/api/appointments/mine']['get']['responses'][200]['content']['application/json'];
export type NewAppointment = paths['/api/appointments']['post']['requestBody']['content']['application/json'];
export type Told = paths['/api/appointments/{id}/tell']['post']['requestBody']['content']['application/json'];

/** 2026/11/24 14:30 */
export const whenOf = ({ meetsOn, meetsAt }: Pick<AppointmentLine, 'meetsOn' | 'meetsAt'>) =>
  [day(meetsOn), meetsAt].filter(Boolean).join(' ');

const undo = (id: number, kind?: 'set' | Told['kind']) =>
  answer<{ appointmentId: number }>(
    api.POST('/api/appointments/{id}/undo', { params: { path: { id }, query: kind ? { kind } : {} } }),
  );

/** Sets an appointment; it can be taken back at once. */
export function useSetAppointment(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (body: NewAppointment) => answer<{ appointmentId: number }>(api.POST('/api/appointments', { body })),
    onSuccess: ({ appointmentId }) => {
      sayUndoable(t('appointments.setDone'), () => undo(appointmentId, 'set'));
      onDone();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
}

/** Moves it or says what became of it, with a way back. */
export function useTellAppointment(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: ({ id, told }: { id: number; told: Told }) =>
      answer<{ appointmentId: number }>(
        api.POST('/api/appointments/{id}/tell', { params: { path: { id } }, body: told }),
      ),
    onSuccess: ({ appointmentId }, { told }) => {
      sayUndoable(t(`appointments.done.${told.kind}`), () => undo(appointmentId, told.kind));
      onDone();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
}

/** Takes back what this member last said of it. */
export function useUndoAppointment() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (id: number) => undo(id),
    onSuccess: () => {
      sayDone(t('appointments.takenBack'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
}
