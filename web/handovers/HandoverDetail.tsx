import {
  Alert,
  Anchor,
  Badge,
  Button,
  CloseButton,
  Divider,
  Drawer,
  Group,
  List,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { AccountAppointments } from '../appointments/AccountAppointments.tsx';
import { FeedbackTaps } from '../feedback/FeedbackTaps.tsx';
import { day, moment } from '../parts/format.ts';
import { shownPhone } from '../parts/phone.ts';
import { Loaded } from '../parts/States.tsx';
import { leavingWords } from '../people/leaving.ts';
import { useRight } from '../session/me.ts';
import { AnswerForm, answerKinds, type AnswerKind } from './AnswerForm.tsx';
import { useAnswer, type HandoverDetails, type Opened } from './handover.ts';
import { HandoverItem } from './HandoverItem.tsx';
import { HandOverAgain } from './HandOverAgain.tsx';

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
                  {found.mayAnswer && <Answers found={found} onDone={onClose} />}
                  {found.mayAnswer && isHandedOver(found) && <FeedbackTaps cycleId={found.lead.cycleId} />}
                  {(found.mayComeAgain || found.mayEnd) && <HandOverAgain found={found} onDone={onClose} />}
                  <Meetings found={found} />
                  <Asked found={found} />
                  <Why found={found} />
                  <Recent found={found} />
                  <History found={found} />
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

function Answers({ found, onDone }: { found: HandoverDetails; onDone: () => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<AnswerKind>();
  const said = useAnswer(onDone);
  const offered = answerKinds.filter((one) => found.possible.includes(one) && isOffered(one, found.state));
  if (offered.length === 0) return null;
  if (kind)
    return (
      <AnswerForm
        key={kind}
        kind={kind}
        of={found}
        isBusy={said.isPending}
        onCancel={() => setKind(undefined)}
        onAnswer={(answer) => said.mutate({ cycleIds: [found.lead.cycleId], said: answer })}
      />
    );
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs">
        {offered
          .filter((one) => one !== 'merge')
          .map((one) => (
            <Button
              key={one}
              variant={one === 'accept' || one === 'follow_up' ? 'filled' : isReturn(one) ? 'light' : 'default'}
              color={isReturn(one) ? 'red' : undefined}
              onClick={() => setKind(one)}
            >
              {t(`handovers.answers.${one}`)}
            </Button>
          ))}
      </SimpleGrid>
      {offered.includes('merge') && (
        <Anchor component="button" type="button" size="sm" onClick={() => setKind('merge')} ta="left">
          {t('handovers.answers.merge')}
        </Anchor>
      )}
    </Stack>
  );
}

/** Before an answer the six buttons and the duplicate, which is no rejection; after it what follows an acceptance. */
function isOffered(kind: AnswerKind, state: string): boolean {
  if (kind === 'follow_up') return state !== 'handed_over';
  if (kind === 'recycle') return state === 'sql';
  return kind !== 'merge' || state === 'handed_over';
}

const isReturn = (kind: AnswerKind) => kind === 'reject' || kind === 'return';

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

/** Appointments with the company; one set from here follows the lead up. */
function Meetings({ found: { lead } }: { found: HandoverDetails }) {
  const { t } = useTranslation();
  const isStaff = useRight('accounts.edit');
  if (!isStaff || lead.accountId === null) return null;
  return (
    <Section title={t('appointments.title')}>
      <AccountAppointments
        accountId={lead.accountId}
        accountName={lead.accountName ?? ''}
        personId={lead.personId}
        cycleId={lead.cycleId}
        shownMax={3}
      />
    </Section>
  );
}

/** What the person asked for, with the row of the file that says so. */
function Asked({ found: { offers } }: { found: HandoverDetails }) {
  const { t } = useTranslation();
  if (offers.length === 0) return null;
  return (
    <Section title={t('offers.why')}>
      <List size="sm" spacing={2}>
        {offers.map((offer) => (
          <List.Item key={`${offer.batchId}-${offer.rowNumber}-${offer.on}`}>
            {t('offers.asked', { day: day(offer.on), name: offer.offerName, words: offer.words.join(' / ') })}
            {offer.product && ` (${offer.product})`}
            {offer.fileName && (
              <Text span size="xs" c="dimmed" ml="xs">
                {t('offers.ofFile', { file: offer.fileName, n: offer.rowNumber })}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Why({ found }: { found: HandoverDetails }) {
  const { t, i18n } = useTranslation();
  if (found.because.length === 0) return null;
  return (
    <Section title={t('handovers.whyYou')}>
      <List size="sm" spacing={2}>
        {found.because.map((reason) => (
          <List.Item key={reason.en}>{i18n.language === 'ja' ? reason.ja : reason.en}</List.Item>
        ))}
        {found.clash.map((agency) => (
          <List.Item key={agency}>
            <Badge color="orange" variant="light" tt="none">
              {t('handovers.clash', { name: agency })}
            </Badge>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Recent({ found }: { found: HandoverDetails }) {
  const { t } = useTranslation();
  return (
    <Section title={t('handovers.recent')}>
      {found.recent.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('handovers.noRecent')}
        </Text>
      ) : (
        <List size="sm" spacing={2}>
          {found.recent.map((event, index) => (
            <List.Item key={`${event.day}-${index}`}>
              {day(event.day)} {t(`demand.activityTypes.${event.type}`)}{' '}
              {isSameWord(t(`demand.activityTypes.${event.type}`), event.subject) ? '' : event.subject}{' '}
              {event.memberName}
              {event.isPerson && (
                <Badge ml="xs" variant="light" tt="none">
                  {t('handovers.thisPerson')}
                </Badge>
              )}
            </List.Item>
          ))}
        </List>
      )}
    </Section>
  );
}

/** 名刺交換 名刺交換 says it twice. */
const isSameWord = (type: string, subject: string | null) => type === subject;

function History({ found }: { found: HandoverDetails }) {
  const { t } = useTranslation();
  return (
    <Section title={t('handovers.history')}>
      <List size="sm" spacing={2}>
        {found.events.map((event, index) => (
          <List.Item key={`${event.at}-${index}`}>
            {event.at.length === 10 ? day(event.at) : moment(event.at)}{' '}
            {[
              t(`handovers.events.${event.kind}`),
              event.reason && t(`handovers.reasons.${event.reason}`),
              event.by ?? (event.sfa ? t('sfa.toldBy', { ...event.sfa }) : t('handovers.byClock')),
              event.offer ? t('handovers.actNow', { name: event.offer }) : event.why && `「${event.why}」`,
            ]
              .filter(Boolean)
              .join(' · ')}
            {event.isInferred && (
              <Badge ml="xs" variant="default" tt="none">
                {t('common.inferred')}
              </Badge>
            )}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <Divider />
      <Title order={3} size="h5">
        {title}
      </Title>
      <Group>{children}</Group>
    </>
  );
}
