import { Alert, Group, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MergedRow, NamedEmployment, TimelineEntry } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { History } from '../parts/History.tsx';
import { MergedRows } from '../parts/MergedRows.tsx';
import { Notes, type NoteLine } from '../parts/Notes.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton, usePrinting } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { TimelineEntries } from '../parts/Timeline.tsx';
import { MergeWith } from '../reviews/MergeWith.tsx';
import { OwnDecisions } from '../reviews/OwnDecisions.tsx';
import { EditPerson } from './EditPerson.tsx';
import type { FormerReach } from './Employments.tsx';
import { ErasePerson } from './ErasePerson.tsx';
import { NameGuess } from './NameGuess.tsx';
import { PersonFacts } from './PersonFacts.tsx';

export type PersonData = {
  person: {
    person_id: number;
    name: string;
    family: string;
    given: string;
    is_name_guess: boolean;
    kana: string | null;
    email: string | null;
    emails: string[];
    bounced_emails: string[];
    tags: string[];
    memos: string[];
    phone: string | null;
    mobile: string | null;
    department: string | null;
    title: string | null;
    may_mail: boolean | null;
    provenance: Record<string, { source: string; on: string } | undefined>;
  };
  employments: NamedEmployment[];
  formerReach: FormerReach[];
  acquaintances: { memberName: string; source: string; lastOn: string | null }[];
  timeline: TimelineEntry[];
  rows: { rows: MergedRow[]; total: number };
  notes: NoteLine[];
  overrides: { attribute: string; at: string; memberName: string | null }[];
  redirectedFrom: number | null;
  mayEdit: boolean;
};

/** The person as one: values with their source, where they work, who of us knows them, what happened, and what is merged here. */
export function PersonPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const isPrinting = usePrinting();
  const person = useQuery({
    queryKey: ['person', id],
    queryFn: () => answer<PersonData>(api.GET('/api/people/{id}', { params: { path: { id: Number(id) } } })),
  });
  return (
    <Loaded query={person}>
      {(data) => {
        const { person_id: personId, name } = data.person;
        const timeline =
          data.timeline.length === 0 ? (
            <Text c="dimmed">{t('account.noActivity')}</Text>
          ) : (
            <TimelineEntries entries={data.timeline} personId={personId} />
          );
        return (
          <>
            <PageHeader
              title={name}
              lead={[data.person.kana, data.employments[0]?.accountName, data.person.department, data.person.title]
                .filter(Boolean)
                .join(' · ')}
              actions={
                <Group gap="xs">
                  {data.mayEdit && (
                    <>
                      <MergeWith kind="person" id={personId} name={name} />
                      <EditPerson data={data} />
                    </>
                  )}
                  <PrintButton />
                  <ErasePerson personId={personId} name={name} />
                </Group>
              }
            />
            {data.redirectedFrom !== null && (
              <Alert color="blue" mb="md">
                {t('people.mergedFrom')}
              </Alert>
            )}
            <NameGuess data={data} />
            <PersonFacts data={data} />
            {isPrinting && (
              <section>
                <Title order={2} mb="xs">
                  {t('account.timeline')}
                </Title>
                {timeline}
              </section>
            )}
            <Tabs defaultValue="timeline" keepMounted={false} className="no-print">
              <Tabs.List mb="md">
                <Tabs.Tab value="timeline">{t('account.timeline')}</Tabs.Tab>
                <Tabs.Tab value="merged">
                  {t('account.merged')}{' '}
                  <Text span size="xs" c="dimmed" lh={1}>
                    {count(data.rows.total)}
                  </Text>
                </Tabs.Tab>
                <Tabs.Tab value="notes">
                  {t('account.notes')}{' '}
                  <Text span size="xs" c="dimmed" lh={1}>
                    {count(data.notes.length)}
                  </Text>
                </Tabs.Tab>
                {data.mayEdit && <Tabs.Tab value="history">{t('account.history')}</Tabs.Tab>}
              </Tabs.List>
              <Tabs.Panel value="timeline">{timeline}</Tabs.Panel>
              <Tabs.Panel value="merged">
                <MergedRows kind="people" id={personId} rows={data.rows.rows} total={data.rows.total} />
              </Tabs.Panel>
              <Tabs.Panel value="notes">
                <Notes kind="people" id={personId} notes={data.notes} mayEdit={data.mayEdit} />
              </Tabs.Panel>
              <Tabs.Panel value="history">
                <OwnDecisions kind="person" id={personId} />
                <History kind="people" id={personId} />
              </Tabs.Panel>
            </Tabs>
          </>
        );
      }}
    </Loaded>
  );
}
