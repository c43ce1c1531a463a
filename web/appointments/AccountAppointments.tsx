import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import type { Appointments } from './appointment.ts';
import { AppointmentLines } from './AppointmentLines.tsx';
import { SetAppointment } from './SetAppointment.tsx';

/** All appointments with one company, and the next one; `shownMax` where there is little room. */
export function AccountAppointments({
  shownMax,
  ...about
}: Parameters<typeof SetAppointment>[0] & { shownMax?: number }) {
  const { t } = useTranslation();
  const mayEdit = useRight('accounts.edit');
  const found = useQuery({
    queryKey: ['appointments', about.accountId],
    queryFn: () =>
      answer<Appointments>(api.GET('/api/accounts/{id}/appointments', { params: { path: { id: about.accountId } } })),
  });
  return (
    <Stack align="flex-start" style={{ flex: 1 }}>
      {mayEdit && <SetAppointment {...about} />}
      <Loaded query={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('appointments.none')}</Empty>
          ) : (
            <div style={{ width: '100%' }}>
              <AppointmentLines rows={rows.slice(0, shownMax)} />
            </div>
          )
        }
      </Loaded>
    </Stack>
  );
}
