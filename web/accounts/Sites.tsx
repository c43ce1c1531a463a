import { Paper, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Family } from '../../api/shapes.ts';
import { count } from '../parts/format.ts';

const namesShown = 8;

/** Sites of a company with where they are and who works there. */
export function Sites({ sites }: { sites: Family['sites'] }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="xs">
        {t('family.sites')}
      </Title>
      {sites.map(({ name, address, people }) => (
        <div key={name}>
          <Text size="sm">
            {name}{' '}
            <Text span c="dimmed" size="sm">
              {address}
            </Text>
          </Text>
          {people.length > 0 && (
            <Text size="xs" c="dimmed" mb={4}>
              {t('family.people', { n: count(people.length) })}:{' '}
              {people.slice(0, namesShown).map((person, place) => (
                <Fragment key={person.personId}>
                  {place > 0 && t('family.nameSeparator')}
                  <Link to="/people/$id" params={{ id: String(person.personId) }}>
                    {person.name}
                  </Link>
                </Fragment>
              ))}
              {people.length > namesShown && ` ${t('family.morePeople', { n: count(people.length - namesShown) })}`}
            </Text>
          )}
        </div>
      ))}
    </Paper>
  );
}
