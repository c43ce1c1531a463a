import { Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FactLine } from '../parts/FactLine.tsx';
import { day, listed } from '../parts/format.ts';
import { shownPhone } from '../parts/phone.ts';
import { Remarks } from '../parts/Remarks.tsx';
import { LostValues, useToldValues } from '../parts/told-values.tsx';
import { BouncesMark } from './BouncesMark.tsx';
import { Employments } from './Employments.tsx';
import type { PersonData } from './PersonPage.tsx';
import { systemName } from '../parts/system-name.ts';

/** Column of the person, attribute of its provenance, word. */
const facts = [
  ['department', 'department', 'people.department'],
  ['title', 'title', 'people.jobTitle'],
  ['email', 'email', 'people.email'],
  ['phone', 'phone', 'people.phone'],
  ['mobile', 'mobile', 'people.mobile'],
] as const;

/** Each value with where it comes from and of when; a decided one with who decided it. Beside it, where they work and who knows them. */
export function PersonFacts({ data }: { data: PersonData }) {
  const { t } = useTranslation();
  const { person } = data;
  const pinned = new Map(data.overrides.map((override) => [override.attribute, override]));
  const told = useToldValues('person', person.person_id);
  const show = (column: string, value: string | number) =>
    column === 'phone' || column === 'mobile' ? shownPhone(String(value)) : String(value);
  const former = new Set(data.formerReach.flatMap(({ values }) => values));
  const others = person.emails.filter((address) => address !== person.email && !former.has(address));
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} mb="lg">
      <Paper withBorder p="md">
        <Table className="mori-table facts">
          <Table.Tbody>
            {facts
              .filter(([column]) => person[column])
              .map(([column, attribute, word]) => (
                <FactLine
                  key={column}
                  title={t(word)}
                  decided={pinned.get(attribute)}
                  origin={person.provenance[attribute]}
                  lost={
                    <LostValues told={told.lostOf(attribute, person[column])} show={(value) => show(column, value)} />
                  }
                >
                  {column === 'email' ? (
                    <Addresses all={[person.email!, ...others]} bounced={person.bounced_emails} />
                  ) : (
                    show(column, person[column]!)
                  )}
                </FactLine>
              ))}
            {person.may_mail === false && (
              <Table.Tr>
                <Table.Th scope="row">{t('people.noMail')}</Table.Th>
                <Table.Td>{t('common.yes')}</Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
        {told.button}
      </Paper>
      <Stack>
        <Remarks tags={person.tags} memos={person.memos} />
        <Employments employments={data.employments} formerReach={data.formerReach} />
        {data.acquaintances.length > 0 && (
          <Paper withBorder p="md">
            <Title order={2} size="h3" mb={4}>
              {t('account.knownBy')}
            </Title>
            {data.acquaintances.map((one) => (
              <Text key={`${one.memberName}/${one.source}`} size="sm">
                {one.memberName}{' '}
                <Text span size="xs" c="dimmed">
                  {one.lastOn ? day(one.lastOn) : ''} {systemName(one.source)}
                </Text>
              </Text>
            ))}
          </Paper>
        )}
      </Stack>
    </SimpleGrid>
  );
}

/** The address to write to and the others, each with a mark where mail to it bounces. */
function Addresses({ all, bounced }: { all: readonly string[]; bounced: readonly string[] }) {
  return all.map((address, at) => (
    <span key={address}>
      {at > 0 && listed(['', ''])}
      {address}
      <BouncesMark bounces={bounced.includes(address)} />
    </span>
  ));
}
