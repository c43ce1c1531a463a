import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Family } from '../../api/shapes.ts';
import { count, day } from '../parts/format.ts';

/** Departments one in another, each with who is there and what it was before it was reorganised. */
export function DepartmentTree({ nodes }: { nodes: Family['departments'] }) {
  const { t } = useTranslation();
  return (
    <ul style={{ margin: 0, paddingLeft: '1.2rem' }}>
      {nodes.map(({ key, name, people, formers, children }) => (
        <li key={`${key}/${name}`}>
          <Text span size="sm">
            {name}{' '}
          </Text>
          {people > 0 && (
            <Text span size="xs" c="dimmed">
              {t('family.people', { n: count(people) })}
            </Text>
          )}
          {formers.map((former) => (
            <Text key={`${former.key}/${former.on}`} size="xs" c="dimmed">
              {t('family.changes.former', { name: former.name, on: day(former.on) })}
            </Text>
          ))}
          {children.length > 0 && <DepartmentTree nodes={children} />}
        </li>
      ))}
    </ul>
  );
}
