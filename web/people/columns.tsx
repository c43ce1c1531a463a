import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { paths } from '../api/schema.ts';
import type { ListKind } from '../lists/list.ts';
import { BouncesMark } from './BouncesMark.tsx';
import { shownPhone } from '../parts/phone.ts';

export type People = paths['/api/people']['get']['responses'][200]['content']['application/json'];
export type PersonRow = People['rows'][number];

const functions = [
  'executive',
  'sales',
  'marketing',
  'research',
  'design',
  'production_engineering',
  'manufacturing',
  'quality',
  'purchasing',
  'logistics',
  'it',
  'customer_service',
  'general_affairs',
  'human_resources',
  'finance',
  'legal',
];
const bands = ['c_level', 'vp', 'director', 'manager', 'lead', 'staff'];

/** Every column, condition and one-tap filter of the people list. */
export const personList: ListKind<PersonRow> = {
  noun: 'people',
  columns: [
    {
      field: 'name',
      show: (row, t) => (
        <>
          <Link to="/people/$id" params={{ id: String(row.personId) }}>
            {row.name}
          </Link>
          {row.isRoleAddress && (
            <Badge ml={4} size="xs" color="gray" variant="light" tt="none">
              {t('people.desk')}
            </Badge>
          )}
        </>
      ),
    },
    {
      field: 'company',
      show: (row, t) =>
        row.accountId && (
          <>
            <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
              {row.accountName}
            </Link>
            {row.hasLeft && (
              <Badge ml={4} size="xs" color="orange" variant="light" tt="none">
                {t('people.left.gone')}
              </Badge>
            )}
          </>
        ),
    },
    { field: 'department', show: (row) => row.department },
    { field: 'jobTitle', sortBy: 'rank', show: (row) => row.title },
    {
      field: 'email',
      show: (row, t) => (
        <>
          {row.email}
          <BouncesMark bounces={row.bounces} />
          {row.mayMail === false && (
            <Badge ml={4} size="xs" color="orange" variant="light" tt="none">
              {t('people.noMail')}
            </Badge>
          )}
        </>
      ),
    },
    { field: 'phone', show: (row) => shownPhone(row.phone ?? row.mobile ?? '') },
    { field: 'mobile', isHidden: true, show: (row) => shownPhone(row.mobile ?? '') },
    { field: 'kana', isHidden: true, show: (row) => row.kana },
    { field: 'function', isHidden: true, show: (row, t) => row.function && t(`people.functions.${row.function}`) },
    { field: 'band', sortBy: 'rank', isHidden: true, show: (row, t) => row.band && t(`people.bands.${row.band}`) },
  ],
  fields: [
    { name: 'company' },
    { name: 'function', choices: { words: 'people.functions', values: functions } },
    { name: 'band', choices: { words: 'people.bands', values: bands } },
    { name: 'department' },
    { name: 'title', word: 'jobTitle' },
    { name: 'name' },
    { name: 'kana' },
    { name: 'email' },
    { name: 'phone' },
    { name: 'mobile' },
  ],
  quick: [
    'my_accounts',
    'decider',
    'has_email',
    'may_mail',
    'bounces',
    'opted_out',
    'known',
    'left',
    'no_company',
    'name_guess',
  ],
};
