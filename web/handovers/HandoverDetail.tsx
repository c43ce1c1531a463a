import { Alert, Anchor, CloseButton, Drawer, Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { FeedbackTaps } from '../feedback/FeedbackTaps.tsx';
import { day } from '../parts/format.ts';
import { shownPhone } from '../parts/phone.ts';
import { Loaded } from '../parts/States.tsx';
import { leavingWords } from '../people/leaving.ts';
import { useRight } from '../session/me.ts';
import { GiveAnswer } from './GiveAnswer.tsx';
import type { HandoverDetails, Opened } from './handover.ts';
import { HandoverItem } from './HandoverItem.tsx';
import { HandOverAgain } from './HandOverAgain.tsx';
import { LeadStory } from './LeadStory.tsx';

/** One hand-over: why it came here, what happened with the company lately, and the six buttons. */
export function HandoverDetail({ opened, onClose }: { opened: Opened | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const isPhone = useMediaQuery('(max-width: 48em)');
  const details = useQuery({
    queryKey: ['handover', opened?.cycleId],
    enabled: opened !== undefined,
    queryFn: () =>
      answer<HandoverDetails>(
        api.GET('/api/handovers/{cycleId}', { params: { path: { cycleId: opened?.cycleId ?? '' } } }),
      ),
  });
  return (
    <Drawer.Root opened={opened !== undefined} onClose={onClose} position="right" size={isPhone ? '100%' : 'lg'}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Body pt="md">
          <Group justify="space-between" mb="sm">
            <Drawer.Title fw={650}>{t('handovers.detail')}</Drawer.Title>
            <CloseButton aria-label={t('common.close')} onClick={onClose} />
          </Group>
          {opened && (
            <Loaded query={details}>
              {(found) => (
                <Stack>
                  <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
                    <HandoverItem row={found.lead} />
                  </ul>
                  <Contact found={found} />
                  <Warnings found={found} />
                  {found.mayAnswer && <GiveAnswer found={found} onDone={onClose} />}
                  {found.mayAnswer && isHandedOver(found) && <FeedbackTaps cycleId={found.lead.cycleId} />}
                  {(found.mayComeAgain || found.mayEnd) && <HandOverAgain found={found} onDone={onClose} />}
                  <LeadStory found={found} />
                </Stack>
              )}
            </Loaded>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** Only what was handed over can be useful or not. */
const isHandedOver = (found: HandoverDetails) => found.lead.handedOn !== null;

/** How to reach the person, one tap away. */
function Contact({ found: { contact } }: { found: HandoverDetails }) {
  if (!contact?.phone && !contact?.email) return null;
  return (
    <Group gap="md">
      {contact.phone && (
        <Anchor href={`tel:${contact.phone}`} size="sm">
          {shownPhone(contact.phone)}
        </Anchor>
      )}
      {contact.email && (
        <Anchor href={`mailto:${contact.email}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {contact.email}
        </Anchor>
      )}
    </Group>
  );
}

/** What to mind before answering: our own sales at an agency's lead, time that is up, a former owner who still answers. */
function Warnings({ found: { lead, salesActivity, formerOwner } }: { found: HandoverDetails }) {
  const { t } = useTranslation();
  const mayReRoute = useRight('reassignments.edit');
  const said = [
    salesActivity &&
      t('handovers.salesActive', {
        name: salesActivity.ownerName ?? '—',
        day: day(salesActivity.lastOn),
        n: salesActivity.openDeals,
      }),
    lead.left && `${t('people.left.mark')}: ${leavingWords(lead.left, t)}`,
    lead.clock?.offersReRoute && mayReRoute && t('handovers.suggestReRoute'),
    lead.state === 'accepted_ignored' && t('handovers.unfollowed'),
  ].filter((one) => typeof one === 'string');
  return (
    <>
      {said.map((one) => (
        <Alert key={one} color="orange" py={8}>
          {one}
        </Alert>
      ))}
      {formerOwner && (
        <Text size="sm" c="dimmed">
          {t('handovers.formerOwner', { name: formerOwner.name, day: day(formerOwner.until) })}
        </Text>
      )}
    </>
  );
}
