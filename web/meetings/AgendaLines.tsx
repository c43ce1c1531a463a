import { Anchor, Button, Group, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reasonWords } from '#core/demand/reasons.ts';
import { count, day, thousandYen } from '../parts/format.ts';
import { toldCounts, type AgendaPartName } from '#core/meeting/meeting.ts';
import type { Language } from '#core/words.ts';
import type { AgendaLine, AgendaPart } from './meeting.ts';

/** Where a part of the agenda is dealt with. */
const places: Readonly<
  Partial<Record<AgendaPartName, '/handovers' | '/rejections' | '/targets' | '/deals' | '/waterfall'>>
> = {
  handovers: '/handovers',
  ruleChanges: '/rejections',
  movedAccounts: '/targets',
  stalled: '/targets',
  stalledDeals: '/deals',
  listChanges: '/targets',
  plays: '/waterfall',
  fieldVoice: '/rejections',
};

/** The first lines of one part, what to decide on them, and where to go on. */
export function AgendaLines({
  part,
  found,
  propose,
}: {
  part: AgendaPartName;
  found: AgendaPart;
  propose: ((text: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  if (found.lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t(`meetings.none.${part}`)}
      </Text>
    );
  const more = found.count - found.lines.length;
  const place = places[part];
  const proposal = t(`meetings.proposals.${part}`);
  return (
    <>
      <List size="sm" spacing={4}>
        {found.lines.map((line, index) => (
          <List.Item key={line.cycleId ?? `${line.accountId}-${index}`}>
            <Line part={part} line={line} />
          </List.Item>
        ))}
      </List>
      <Group gap="sm" mt={6} style={{ rowGap: 4 }}>
        {more > 0 && (
          <Text size="sm" c="dimmed">
            {t('meetings.more', { n: count(more) })}
          </Text>
        )}
        <Text size="sm">{t('meetings.proposal', { what: proposal })}</Text>
        {place && (
          <Anchor component={Link} to={place} size="sm" className="no-print">
            {t(`meetings.places.${part}`)}
          </Anchor>
        )}
        {propose && (
          <Button size="compact-xs" variant="default" className="no-print" onClick={() => propose(proposal)}>
            {t('meetings.takeUp')}
          </Button>
        )}
      </Group>
    </>
  );
}

function Line({ part, line }: { part: AgendaPartName; line: AgendaLine }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const { subject, accountId, amountYen, said, on } = line;
  if (part === 'ruleChanges') return <>{said?.[language] ?? subject}</>;
  return (
    <>
      {accountId === null ? (
        subject
      ) : (
        <Anchor component={Link} to={`/accounts/${accountId}`}>
          {subject}
        </Anchor>
      )}{' '}
      <Text span c="dimmed">
        {line.counts ? countsOf(part, line.counts, t, language) : detailOf(part, line.detail, t, language)}{' '}
        {on && day(on)}
        {amountYen ? ` ${t('meetings.thousandYen', { yen: thousandYen(amountYen) })}` : ''}
        {said ? ` 「${said[language]}」` : ''}
      </Text>
    </>
  );
}

function countsOf(
  part: AgendaPartName,
  counts: NonNullable<AgendaLine['counts']>,
  t: Translate,
  language: Language,
): string {
  return toldCounts(part, counts)
    .map(([name, n]) => t(`meetings.counted.${name}`, { n: count(n) }))
    .join(language === 'ja' ? '・' : ', ');
}

type Translate = ReturnType<typeof useTranslation>['t'];

function detailOf(part: AgendaPartName, detail: string | null, t: Translate, language: Language): string {
  if (detail === null) return '';
  if (part === 'handovers')
    return ['waiting', 'near', 'overdue', 'ignored', 'unfollowed'].includes(detail)
      ? t(`meetings.${detail}`)
      : reasonWords(detail)[language];
  if (part === 'movedAccounts') return t('meetings.counted.contacts', { n: detail });
  if (part === 'listChanges') return t(`targets.statuses.${detail}`);
  if (part === 'stalledDeals') return t(`meetings.stalledBy.${detail}`);
  return part === 'fieldVoice' ? t(`feedback.codes.${detail}`) : detail;
}
