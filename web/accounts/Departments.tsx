import { Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { count, listed } from '../parts/format.ts';

export type Department = { departmentId: number; name: string; people: number; formers: string[] };

/** Departments of the company with how many people we know there; each opens to them. */
export function Departments({ departments }: { departments: Department[] }) {
  const { t } = useTranslation();
  if (departments.length === 0) return null;
  return (
    <Group component="nav" gap={6} mb="md" aria-label={t('account.departments')}>
      <Text size="sm" c="dimmed">
        {t('account.departments')}
      </Text>
      {departments.map(({ departmentId, name, people, formers }) => (
        <Badge
          key={departmentId}
          component={Link}
          to={`/people/departments/${departmentId}`}
          variant="light"
          tt="none"
          size="lg"
          style={{ cursor: 'pointer' }}
          aria-label={t('account.openDepartment', { name, n: people })}
        >
          {formers.length > 0 ? t('account.departmentWas', { name, former: listed(formers) }) : name} {count(people)}
        </Badge>
      ))}
    </Group>
  );
}
