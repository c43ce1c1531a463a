import { Paper, SimpleGrid, Stack, Table, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MergedRow, TimelineEntry } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { day } from '../parts/format.ts';
import { MergedRows } from '../parts/MergedRows.tsx';
import { Notes, type NoteLine } from '../parts/Notes.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Loaded } from '../parts/States.tsx';
import { MergeWith } from '../reviews/MergeWith.tsx';
import { TimelineEntries } from '../parts/Timeline.tsx';
import { useRight } from '../session/me.ts';

type PersonData = {
  person: {
    person_id: number;
    name: string;
    kana: string | null;
    email: string | null;
    emails: string[];
    phone: string | null;
    mobile: string | null;
    department: string | null;
    title: string | null;
    may_mail: boolean | null;
  };
  affiliations: {
    accountId: number;
    accountName: string;
    department: string | null;
    title: string | null;
    observedOn: string | null;
    source: string;
  }[];
  acquaintances: { memberName: string; source: string; lastOn: string | null }[];
  timeline: TimelineEntry[];
  rows: { rows: MergedRow[]; total: number };
  notes: NoteLine[];
};

export function PersonPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const mayEdit = useRight('accounts.edit');
  const person = useQuery({
    queryKey: ['person', id],
    queryFn: () => answer<PersonData>(api.GET('/api/people/{id}', { params: { path: { id: Number(id) } } })),
  });
  return (
    <Loaded query={person}>
      {(data) => (
        <>
          <PageHeader
            title={data.person.name}
            lead={[data.person.kana, data.person.title, data.person.department].filter(Boolean).join(' · ')}
            actions={<MergeWith kind="person" id={data.person.person_id} name={data.person.name} />}
          />
          <SimpleGrid cols={{ base: 1, md: 2 }} mb="lg">
            <Paper withBorder p="md">
              <Table className="mori-table">
                <Table.Tbody>
                  {(
                    [
                      ['people.email', data.person.emails.join('、')],
                      ['people.phone', data.person.phone],
                      ['people.mobile', data.person.mobile],
                    ] as const
                  )
                    .filter(([, value]) => value)
                    .map(([word, value]) => (
                      <Table.Tr key={word}>
                        <Table.Th scope="row" w={100}>
                          {t(word)}
                        </Table.Th>
                        <Table.Td className="wrap">{value}</Table.Td>
                      </Table.Tr>
                    ))}
                  {data.person.may_mail === false && (
                    <Table.Tr>
                      <Table.Th scope="row">{t('people.noMail')}</Table.Th>
                      <Table.Td>{t('common.yes')}</Table.Td>
                    </Table.Tr>
                  )}
                </Table.Tbody>
              </Table>
            </Paper>
            <Stack>
              <Paper withBorder p="md">
                <Title order={2} size="h3" mb={4}>
                  {t('people.affiliations')}
                </Title>
                {data.affiliations.map((one) => (
                  <Text key={`${one.accountId}/${one.department}`} size="sm">
                    <Link to="/accounts/$id" params={{ id: String(one.accountId) }}>
                      {one.accountName}
                    </Link>{' '}
                    {one.department} {one.title}{' '}
                    <Text span size="xs" c="dimmed">
                      {one.observedOn ? day(one.observedOn) : ''} {one.source}
                    </Text>
                  </Text>
                ))}
              </Paper>
              {data.acquaintances.length > 0 && (
                <Paper withBorder p="md">
                  <Title order={2} size="h3" mb={4}>
                    {t('account.knownBy')}
                  </Title>
                  {data.acquaintances.map((one) => (
                    <Text key={`${one.memberName}/${one.source}`} size="sm">
                      {one.memberName}{' '}
                      <Text span size="xs" c="dimmed">
                        {one.lastOn ? day(one.lastOn) : ''} {one.source}
                      </Text>
                    </Text>
                  ))}
                </Paper>
              )}
            </Stack>
          </SimpleGrid>
          <Tabs defaultValue="timeline" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="timeline">{t('account.timeline')}</Tabs.Tab>
              <Tabs.Tab value="merged">{t('account.merged')}</Tabs.Tab>
              <Tabs.Tab value="notes">{t('account.notes')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="timeline">
              {data.timeline.length === 0 ? (
                <Text c="dimmed">{t('account.noActivity')}</Text>
              ) : (
                <TimelineEntries entries={data.timeline} personId={data.person.person_id} />
              )}
            </Tabs.Panel>
            <Tabs.Panel value="merged">
              <MergedRows kind="people" id={data.person.person_id} rows={data.rows.rows} total={data.rows.total} />
            </Tabs.Panel>
            <Tabs.Panel value="notes">
              <Notes kind="people" id={data.person.person_id} notes={data.notes} mayEdit={mayEdit} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Loaded>
  );
}
