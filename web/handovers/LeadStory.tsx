import { Badge, Divider, Group, List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AccountAppointments } from '../appointments/AccountAppointments.tsx';
import { day, moment } from '../parts/format.ts';
import { useRight } from '../session/me.ts';
import type { HandoverDetails } from './handover.ts';

/** Why a lead came here and what happened with it and its company, part by part. */
export function LeadStory({ found }: { found: HandoverDetails }) {
  return (
    <>
      <Meetings found={found} />
      <Asked found={found} />
      <Why found={found} />
      <Recent found={found} />
      <History found={found} />
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
