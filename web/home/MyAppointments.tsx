import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { Mine } from '../appointments/appointment.ts';
import { AppointmentLines } from '../appointments/AppointmentLines.tsx';
import { count } from '../parts/format.ts';
import { useRight } from '../session/me.ts';

export function useMyAppointments() {
  return useQuery({
    queryKey: ['appointments', 'mine'],
    enabled: useRight('accounts.edit'),
    queryFn: () => answer<Mine>(api.GET('/api/appointments/mine')),
  });
}

/** Meetings of this member whose result nobody told yet, then those of the next days. */
export function MyAppointments() {
  const { t } = useTranslation();
  const rows = useMyAppointments().data?.rows ?? [];
  const parts = [
    ['waiting', rows.filter(({ isDue }) => isDue)],
    ['coming', rows.filter(({ isDue }) => !isDue).toReversed()],
  ] as const;
  return parts.map(
    ([name, lines]) =>
      lines.length > 0 && (
        <Stack key={name} gap="xs" mb="lg">
          <Title order={2}>{t(`appointments.${name}`, { n: count(lines.length) })}</Title>
          <AppointmentLines rows={lines} showsCompany />
        </Stack>
      ),
  );
}
