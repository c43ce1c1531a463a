import { Badge, Button, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonOfCompany } from '../../api/shapes.ts';
import { count, listed } from '../parts/format.ts';
import { shownPhone } from '../parts/phone.ts';
import { BouncesMark } from '../people/BouncesMark.tsx';
import { departmentWords, leavingWords, periodWords } from '../people/leaving.ts';
import { Lines } from './AccountTables.tsx';

/** People by department, the highest title first, with who of us knows them; behind them those who seem to have left, and why. */
export function PeopleTable({ people, isOnPaper = false }: { people: PersonOfCompany[]; isOnPaper?: boolean }) {
  const { t } = useTranslation();
  const [isOpen, former] = useDisclosure();
  const [here, gone] = [people.filter(isColleague), people.filter((one) => one.left !== null && !one.isRoleAddress)];
  const desks = people.filter(({ isRoleAddress }) => isRoleAddress);
  return (
    <>
      <Here people={here} empty={t(gone.length > 0 ? 'people.employments.nobodyHere' : 'account.noPeople')} />
      {desks.length > 0 && (
        <Text size="sm" mt="xs">
          <Text span c="dimmed" size="sm">
            {t('people.desks')}
          </Text>{' '}
          {desks.map(({ personId, email, name }, at) => (
            <span key={personId}>
              {at > 0 && listed(['', ''])}
              <Link to="/people/$id" params={{ id: String(personId) }}>
                {email ?? name}
              </Link>
            </span>
          ))}
        </Text>
      )}
      {gone.length > 0 && !isOnPaper && (
        <Button mt="md" variant="default" size="xs" onClick={former.toggle} aria-expanded={isOpen}>
          {t(isOpen ? 'people.employments.hide' : 'people.employments.show', { n: count(gone.length) })}
        </Button>
      )}
      {isOpen && (
        <section>
          <Title order={2} size="h3" mt="md" mb="xs">
            {t('people.employments.formerHere')}
          </Title>
          <Gone people={gone} />
        </section>
      )}
    </>
  );
}

/** Somebody who works here; an address such as info@ is a desk. */
export function isColleague({ left, isRoleAddress }: PersonOfCompany): boolean {
  return left === null && !isRoleAddress;
}

function PersonLink({ row }: { row: PersonOfCompany }) {
  return (
    <Link to="/people/$id" params={{ id: String(row.personId) }}>
      {row.name}
    </Link>
  );
}

function Here({ people, empty }: { people: PersonOfCompany[]; empty: string }) {
  const { t } = useTranslation();
  return (
    <Lines
      rows={people}
      keyOf={(row) => String(row.personId)}
      empty={empty}
      label={t('account.people')}
      columns={[
        { title: t('people.department'), show: (row) => departmentWords(row, t) },
        { title: t('people.name'), show: (row) => <PersonLink row={row} /> },
        { title: t('people.jobTitle'), show: (row) => row.title ?? '' },
        {
          title: t('people.email'),
          show: (row) => (
            <>
              {row.email ?? ''}
              <BouncesMark bounces={row.bounces} />
              {row.mayMail === false && (
                <Badge ml={4} size="xs" color="orange" variant="light">
                  {t('people.noMail')}
                </Badge>
              )}
            </>
          ),
        },
        { title: t('people.phone'), show: (row) => shownPhone(row.phone ?? row.mobile ?? '') },
        { title: t('people.employments.seen'), show: (row) => <Text size="xs">{periodWords(row, t)}</Text> },
        { title: t('account.knownBy'), show: (row) => listed(row.knownBy) },
      ]}
    />
  );
}

function Gone({ people }: { people: PersonOfCompany[] }) {
  const { t } = useTranslation();
  return (
    <Lines
      rows={people}
      keyOf={(row) => String(row.personId)}
      empty=""
      label={t('people.employments.formerHere')}
      columns={[
        { title: t('people.department'), show: (row) => departmentWords(row, t) },
        { title: t('people.name'), show: (row) => <PersonLink row={row} /> },
        { title: t('people.jobTitle'), show: (row) => row.title ?? '' },
        { title: t('people.employments.seen'), show: (row) => <Text size="xs">{periodWords(row, t)}</Text> },
        { title: t('people.left.why'), show: (row) => row.left && leavingWords(row.left, t) },
        {
          title: t('people.left.next'),
          show: ({ left }) =>
            left?.nextAccountName && (
              <Link to="/accounts/$id" params={{ id: String(left.nextAccountId) }}>
                {left.nextAccountName}
              </Link>
            ),
        },
        { title: t('account.knownBy'), show: (row) => listed(row.knownBy) },
      ]}
    />
  );
}
