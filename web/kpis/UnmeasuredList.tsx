import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Kpi } from './kpi.ts';

/** KPIs that wait for their data, each with what it needs. */
export function UnmeasuredList({ kpis }: { kpis: Kpi[] }) {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  if (kpis.length === 0) return null;
  return (
    <ul className="kpi-unmeasured">
      {kpis.map((kpi) => (
        <li key={kpi.code}>
          <Text span size="sm">
            {kpi.name[language]}
          </Text>{' '}
          <Text span size="sm" c="dimmed">
            {kpi.unmeasured?.[language]}
          </Text>
        </li>
      ))}
    </ul>
  );
}
