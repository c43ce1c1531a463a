import { Anchor, Button, Paper, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { AgendaView } from './AgendaView.tsx';
import { Items } from './Items.tsx';
import { useRemoveItem, type Meeting } from './meeting.ts';
import { NewItem } from './NewItem.tsx';
import { useConfirmMinutes, useWhen } from './planned.ts';

/** One meeting: what lay before it, what was decided, who does what until when. */
export function HeldMeeting({ meetingId, onBack }: { meetingId: number; onBack: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const mayEdit = useRight('meetings.edit');
  const when = useWhen();
  const [draft, setDraft] = useState('');
  const remove = useRemoveItem(meetingId);
  const isOpen = ({ state }: Meeting) => mayEdit && state === 'held';
  const takeUp = (text: string) => {
    setDraft(text);
    window.scrollTo({ top: 0 });
  };
  const meeting = useQuery({
    queryKey: ['meeting', meetingId],
    queryFn: () => answer<Meeting>(api.GET('/api/meetings/{id}', { params: { path: { id: meetingId } } })),
  });
  const confirm = useConfirmMinutes(meetingId);
  return (
    <>
      <Anchor component="button" type="button" size="sm" onClick={onBack} className="no-print">
        {t('meetings.back')}
      </Anchor>
      <Loaded query={meeting}>
        {(held) => (
          <>
            <PageHeader
              title={t('meetings.minutesOf', { day: when(held) })}
              lead={held.attendees ? t('meetings.attendedBy', { who: held.attendees }) : undefined}
              actions={
                <>
                  {isOpen(held) && (
                    <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
                      {t('meetings.confirm')}
                    </Button>
                  )}
                  <Button
                    variant="default"
                    component="a"
                    href={`/api/meetings/${meetingId}/minutes.pptx?language=${language}`}
                    download
                  >
                    {t('meetings.pptx')}
                  </Button>
                  <PrintButton />
                </>
              }
            />
            <Paper withBorder p="md" mb="md" component="section" aria-label={t('meetings.decisions')}>
              <Title order={2} size="h4" mb="xs">
                {t('meetings.decisions')}
              </Title>
              <Items items={held.items} remove={isOpen(held) ? remove.mutate : undefined} />
              {isOpen(held) && <NewItem meetingId={meetingId} text={draft} setText={setDraft} />}
            </Paper>
            {held.agenda && (
              <AgendaView
                agenda={held.agenda}
                added={held.added}
                meetingId={meetingId}
                isFrozen={!isOpen(held)}
                {...(isOpen(held) ? { propose: takeUp } : {})}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}
