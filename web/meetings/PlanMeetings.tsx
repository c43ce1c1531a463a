import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closedDayRules, type ClosedDayRule } from '#core/meeting/series.ts';
import { addDays } from '#core/period/day.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count, day } from '../parts/format.ts';
import { useOwnerChoices } from '../session/members.ts';
import { usePlanMeetings, useSeriesDays, useWhen, type MeetingLine, type SeriesDay } from './planned.ts';

const weeksChoices = ['1', '4', '8', '13', '26'] as const;

/** 会議を予定する: one meeting or the same weekday for weeks; the days it comes to are shown before. */
export function PlanMeetings({ today, last }: { today: string; last: MeetingLine | undefined }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('meetings.plan')}
      </Button>
      {isOpen && (
        <Dialog title={t('meetings.plan')} close={() => setIsOpen(false)}>
          <PlanForm today={today} last={last} close={() => setIsOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

/** Begins with what the latest meeting had: a week after it, at its time, led by the same person. */
function PlanForm({ today, last, close }: { today: string; last: MeetingLine | undefined; close: () => void }) {
  const { t } = useTranslation();
  const [first, setFirst] = useState(() => weekAfter(last?.meetsOn ?? today, today));
  const [weeks, setWeeks] = useState<string>('4');
  const [whenClosed, setWhenClosed] = useState<ClosedDayRule>('move');
  const [meetsAt, setMeetsAt] = useState(last?.meetsAt ?? '');
  const [leader, setLeader] = useState(last?.leaderId ? String(last.leaderId) : null);
  const [attendees, setAttendees] = useState(last?.attendees ?? '');
  const leaders = useOwnerChoices();
  const series = { first, weeks: Number(weeks), whenClosed };
  const days = useSeriesDays(series, first >= today).data?.days ?? [];
  const n = days.filter(({ meetsOn }) => meetsOn !== null).length;
  const plan = usePlanMeetings(close);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    plan.mutate({
      ...series,
      meetsAt: meetsAt || null,
      leaderId: leader === null ? null : Number(leader),
      attendees,
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            type="date"
            required
            data-autofocus
            min={today}
            label={t('meetings.first')}
            value={first}
            onChange={(event) => setFirst(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('meetings.time')}
            value={meetsAt}
            onChange={(event) => setMeetsAt(event.currentTarget.value)}
          />
          <Select
            allowDeselect={false}
            label={t('meetings.weeksAhead')}
            data={weeksChoices.map((value) => ({ value, label: t(`meetings.weeksChoice.${value}`) }))}
            value={weeks}
            onChange={(value) => setWeeks(value ?? '1')}
          />
          <Select
            allowDeselect={false}
            label={t('meetings.whenClosed')}
            data={closedDayRules.map((value) => ({ value, label: t(`meetings.closedChoice.${value}`) }))}
            value={whenClosed}
            onChange={(value) => setWhenClosed(value as ClosedDayRule)}
          />
          <Select
            searchable
            clearable
            label={t('meetings.leader')}
            placeholder={t('common.notSet')}
            data={leaders}
            value={leader}
            onChange={setLeader}
          />
          <TextInput
            label={t('meetings.attendees')}
            placeholder={t('meetings.attendeesExample')}
            maxLength={500}
            value={attendees}
            onChange={(event) => setAttendees(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Days days={days} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={plan.isPending} disabled={n === 0}>
            {n === 0 ? t('meetings.planNone') : t('meetings.planSure', { n: count(n) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Days({ days }: { days: readonly SeriesDay[] }) {
  const { t } = useTranslation();
  const when = useWhen();
  if (days.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {t('meetings.preview')}
      </Text>
      <SimpleGrid
        component="ul"
        cols={{ base: 1, xs: 2 }}
        spacing="sm"
        verticalSpacing={2}
        p={0}
        m={0}
        style={{ listStyle: 'none' }}
      >
        {days.map(({ wantedOn, meetsOn, why }) => (
          <Text key={wantedOn} component="li" size="sm" c={meetsOn === null ? 'dimmed' : undefined}>
            {meetsOn !== null && when({ meetsOn })}
            {why && (
              <Text span size="xs" c="dimmed" ml={meetsOn === null ? 0 : 6}>
                {t(`meetings.previewWhy.${why}`, { day: day(wantedOn).slice(5) })}
              </Text>
            )}
          </Text>
        ))}
      </SimpleGrid>
    </div>
  );
}

/** A week after a day, and after today. */
function weekAfter(on: string, today: string): string {
  let next = addDays(on, 7);
  while (next < today) next = addDays(next, 7);
  return next;
}
