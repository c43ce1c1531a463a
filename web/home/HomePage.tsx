import { Box, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Loaded } from '../parts/States.tsx';
import { AgencyHome } from '../agency/AgencyHome.tsx';
import { FeedbackChanges } from '../feedback/FeedbackChanges.tsx';
import { CheckAlarm } from '../handovers/CheckLine.tsx';
import { useMe, useRight } from '../session/me.ts';
import type { Counts } from './counts.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { MyAppointments, useMyAppointments } from './MyAppointments.tsx';
import { hasMeetingNews, MeetingReminder, useMeetingDue } from './MeetingReminder.tsx';
import { HomeTiles } from './Tiles.tsx';
import { TodaysHandovers, useTodaysHandovers } from './TodaysHandovers.tsx';
import { todosOf } from './todo.ts';
import { WaitingByReceiver } from './WaitingByReceiver.tsx';
import { TodoList } from './TodoList.tsx';

/** An agency's first screen holds what was given to it; ours the day's work. */
export function HomePage() {
  const role = useMe().data?.role;
  if (role === undefined) return null;
  return role === 'agency' ? <AgencyHome /> : <OwnHome />;
}

/**
 * Today's list first and three tiles beside it, then the first steps for those who bring data in, until they are done. Before the
 * first file there is nothing else to do: the steps stand first.
 */
function OwnHome() {
  const { t } = useTranslation();
  const isBeginner = useRight('imports.run');
  const home = useQuery({
    queryKey: ['home'],
    queryFn: () => answer<{ counts: Counts; today: string }>(api.GET('/api/home')),
  });
  const isNew = isBeginner && (home.data?.counts.imports ?? 0) === 0;
  return (
    <Loaded query={home}>
      {({ counts }) => (
        <>
          <PageHeader title={t('home.title')} />
          <CheckAlarm />
          <Box className="home-columns">
            <div>
              <MeetingReminder />
              <WaitingByReceiver />
              <TodaysHandovers />
              <MyAppointments />
              <TodoList counts={counts} />
              {!isNew && <NothingToDo counts={counts} />}
              <FeedbackChanges onlyNew />
              {isBeginner && <FirstSteps counts={counts} />}
            </div>
            <HomeTiles />
          </Box>
        </>
      )}
    </Loaded>
  );
}

function NothingToDo({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const me = useMe().data;
  const waiting = useTodaysHandovers().data?.total;
  const due = useMeetingDue().data;
  const mayConfirm = useRight('meetings.edit');
  const meetings = useMyAppointments().data?.rows.length ?? 0;
  const isEmpty =
    me &&
    todosOf(me, counts).length === 0 &&
    waiting === 0 &&
    meetings === 0 &&
    !(due && hasMeetingNews(due, mayConfirm));
  return isEmpty ? (
    <Text c="dimmed" mb="lg">
      {t('home.empty')}
    </Text>
  ) : null;
}
