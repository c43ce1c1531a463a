import { Badge, Group, List, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { day, thousandYen } from '../parts/format.ts';
import type { Letters } from './reassignment.ts';

type Letter = Letters['letters'][number];

/** One company's letter: who hands it to whom, its people, what is under way, and what was said. */
export function LetterSheet({ letter, reassignment }: { letter: Letter; reassignment: Letters['reassignment'] }) {
  const { t } = useTranslation();
  const word = (name: string, values?: object) => t(`reassignments.letter.${name}`, { ...values });
  const gone = t('people.left.bracketed');
  const sections: [string, string[]][] = [
    [
      'people',
      letter.people.map(({ name, department, title, lastOn }) =>
        joined([name, department, title, lastOn && word('last', { day: day(lastOn) })]),
      ),
    ],
    [
      'aims',
      letter.aims.map(({ department, personName, isGone, role }) =>
        joined([department, personName ?? word('unknown'), isGone && gone, role]),
      ),
    ],
    [
      'leads',
      letter.leads.map(({ personName, isGone, state, campaign, nextAction, nextOn }) =>
        joined([
          personName,
          isGone && gone,
          campaign,
          t(`handovers.states.${state}`),
          nextOn ? `${day(nextOn)} ${nextAction ?? ''}` : word('noNext'),
        ]),
      ),
    ],
    [
      'deals',
      letter.deals.map(({ name, stage, amountYen }) =>
        joined([
          name,
          stage,
          amountYen === null ? null : t('reassignments.letter.amount', { n: thousandYen(amountYen) }),
        ]),
      ),
    ],
    [
      'appointments',
      letter.appointments.map(({ meetsOn, meetsAt, personName, isGone, subject }) =>
        joined([day(meetsOn), meetsAt, personName, isGone && gone, subject]),
      ),
    ],
    [
      'activities',
      letter.activities.map(({ day: on, type, subject, memberName }) => {
        const kind = t(`demand.activityTypes.${type}`);
        return joined([day(on), kind, subject === kind ? null : subject, memberName]);
      }),
    ],
    ['notes', letter.notes.map(({ on, text, memberName }) => joined([day(on), text, memberName]))],
  ];
  return (
    <Paper withBorder p="lg" component="article" className="letter" aria-label={letter.name}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Text size="xs" c="dimmed">
            {word('title')}
          </Text>
          <Title order={2}>{letter.name}</Title>
          <Text size="sm" c="dimmed">
            {joined([letter.prefecture, letter.industry, letter.phone])}
          </Text>
        </div>
        <div>
          <Text fw={600} ta={{ base: 'left', sm: 'right' }}>
            {word('handover', { from: reassignment.fromName, to: letter.toName })}
          </Text>
          <Text size="sm" c="dimmed">
            {word('effective', { day: day(reassignment.effectiveOn), until: day(reassignment.sharedUntil) })}
          </Text>
        </div>
      </Group>
      <Group gap={6} mt={6}>
        {letter.isTarget && (
          <Badge variant="light" tt="none">
            {joined([word('target'), letter.tier && t(`accounts.tiers.${letter.tier}`)])}
          </Badge>
        )}
        {letter.agencyName && (
          <Badge variant="light" color="orange" tt="none">
            {word('agency', { name: letter.agencyName })}
          </Badge>
        )}
        {letter.outcome === 'elsewhere' && (
          <Badge variant="light" color="gray" tt="none">
            {word('elsewhere')}
          </Badge>
        )}
      </Group>
      {letter.reason && (
        <Text size="sm" mt={6}>
          {letter.reason}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm" spacing="md" verticalSpacing="sm">
        {sections.map(([name, lines]) => (
          <section key={name}>
            <Title order={3} size="h5" mb={2}>
              {word(name)}
            </Title>
            {lines.length === 0 ? (
              <Text size="sm" c="dimmed">
                {word('nothing')}
              </Text>
            ) : (
              <List size="sm" spacing={2}>
                {lines.map((line, index) => (
                  <List.Item key={`${index}-${line}`}>{line}</List.Item>
                ))}
              </List>
            )}
          </section>
        ))}
      </SimpleGrid>
    </Paper>
  );
}

const joined = (parts: readonly (string | null | undefined | false)[]) => parts.filter(Boolean).join(' ');
