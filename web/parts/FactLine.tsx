import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from './format.ts';
import { systemName } from './system-name.ts';

/** One value of a company or person with where it comes from and of when; a decided one with who decided it. */
export function FactLine({
  title,
  decided,
  origin,
  reason,
  lost,
  children,
}: {
  title: string;
  decided: { memberName: string | null } | undefined;
  origin: { source: string; on: string } | undefined;
  /** Why this value stands before others, where more than its source and day tell it. */
  reason?: string | undefined;
  /** Values that other rows tell. */
  lost?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Th scope="row" w={120}>
        {title}
      </Table.Th>
      <Table.Td className="wrap">
        {children}
        <Text size="xs" c="dimmed">
          {decided
            ? t('account.pinned', { who: decided.memberName ?? '—' })
            : origin &&
              [t('account.from', { source: systemName(origin.source), on: origin.on ? day(origin.on) : '' }), reason]
                .filter(Boolean)
                .join(' · ')}
        </Text>
        {lost}
      </Table.Td>
    </Table.Tr>
  );
}
