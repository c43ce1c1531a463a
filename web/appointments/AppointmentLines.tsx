import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '../parts/format.ts';
import { useMe, useRight } from '../session/me.ts';
import { useTellAppointment, useUndoAppointment, whenOf, type AppointmentLine } from './appointment.ts';
import { systemName } from '../parts/system-name.ts';

const colours: Record<AppointmentLine['status'], string> = {
  scheduled: 'blue',
  held: 'teal',
  no_show: 'orange',
  cancelled: 'gray',
  rescheduled: 'gray',
  unknown: 'yellow',
};

/** Appointments, each with what may be said of it now. `showsCompany` where they are of several companies. */
export function AppointmentLines({
  rows,
  showsCompany = false,
}: {
  rows: readonly AppointmentLine[];
  showsCompany?: boolean;
}) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <Line key={row.id} row={row} showsCompany={showsCompany} />
      ))}
    </Stack>
  );
}

function Line({ row, showsCompany }: { row: AppointmentLine; showsCompany: boolean }) {
  const { t } = useTranslation();
  const mayEdit = useRight('accounts.edit');
  const isOpen = row.status === 'scheduled' || row.status === 'unknown';
  return (
    <li>
      <Group justify="space-between" gap="xs">
        <div style={{ flex: '1 1 16rem' }}>
          <Group gap={8} style={{ rowGap: 0 }}>
            <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {whenOf(row)}
            </Text>
            {showsCompany && (
              <Text size="sm">
                <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                  {row.accountName}
                </Link>
              </Text>
            )}
            {row.personId !== null && row.personName && (
              <Text size="sm">
                <Link to="/people/$id" params={{ id: String(row.personId) }}>
                  {row.personName}
                </Link>
              </Text>
            )}
            {row.subject && <Text size="sm">{row.subject}</Text>}
          </Group>
          <Text size="xs" c="dimmed">
            {[
              row.hostName && `${t('appointments.host')}: ${row.hostName}`,
              row.setBy && t('appointments.setBy', { name: row.setBy, day: day(row.setOn) }),
              row.source && t('appointments.ofFile', { source: systemName(row.source) }),
            ]
              .filter(Boolean)
              .join(' · ')}
            {row.isInferred && (
              <Badge ml="xs" size="sm" variant="default" tt="none">
                {t('common.inferred')}
              </Badge>
            )}
          </Text>
        </div>
        <Badge variant="light" tt="none" color={colours[row.status]}>
          {t(`appointments.statuses.${row.status}`)}
        </Badge>
      </Group>
      {mayEdit && row.appointmentId !== null && (
        <div className="no-print">
          {isOpen ? <Results row={row} id={row.appointmentId} /> : <TakeBack row={row} id={row.appointmentId} />}
        </div>
      )}
    </li>
  );
}

const kinds = ['hold', 'no_show', 'move', 'cancel'] as const;

/** What may become of it: a result once its day has come, a move or calling off at any time. */
function Results({ row, id }: { row: AppointmentLine; id: number }) {
  const { t } = useTranslation();
  const [isMoving, setIsMoving] = useState(false);
  const tell = useTellAppointment(() => setIsMoving(false));
  const offered = kinds.filter((kind) => kind === 'move' || kind === 'cancel' || row.isDue);
  return (
    <>
      <Group gap={6} mt={6}>
        {offered.map((kind) => (
          <Button
            key={kind}
            size="compact-sm"
            variant={kind === 'hold' ? 'light' : 'default'}
            loading={tell.isPending}
            aria-label={t('appointments.kindOf', { when: whenOf(row), kind: t(`appointments.kinds.${kind}`) })}
            onClick={() => (kind === 'move' ? setIsMoving(!isMoving) : tell.mutate({ id, told: { kind } }))}
          >
            {t(`appointments.kinds.${kind}`)}
          </Button>
        ))}
        <TakeBack row={row} id={id} />
      </Group>
      {isMoving && (
        <MoveForm
          isBusy={tell.isPending}
          move={(meetsOn, meetsAt) => tell.mutate({ id, told: { kind: 'move', meetsOn, meetsAt } })}
        />
      )}
    </>
  );
}

function MoveForm({ isBusy, move }: { isBusy: boolean; move: (meetsOn: string, meetsAt: string | null) => void }) {
  const { t } = useTranslation();
  const [meetsOn, setMeetsOn] = useState('');
  const [meetsAt, setMeetsAt] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    move(meetsOn, meetsAt || null);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs" mt={6}>
        <TextInput
          type="date"
          required
          size="xs"
          label={t('appointments.moveTo')}
          value={meetsOn}
          onChange={(event) => setMeetsOn(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          size="xs"
          label={t('appointments.meetsAt')}
          value={meetsAt}
          onChange={(event) => setMeetsAt(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" loading={isBusy}>
          {t('appointments.moveSure')}
        </Button>
      </Group>
    </form>
  );
}

/** Whoever said the last of it may take that back. */
function TakeBack({ row, id }: { row: AppointmentLine; id: number }) {
  const { t } = useTranslation();
  const me = useMe().data;
  const undo = useUndoAppointment();
  if (row.lastBy === null || row.lastBy !== me?.memberId) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      loading={undo.isPending}
      aria-label={t('appointments.takeBackOf', { when: whenOf(row) })}
      onClick={() => undo.mutate(id)}
    >
      {t('appointments.takeBack')}
    </Button>
  );
}
