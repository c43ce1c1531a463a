import { Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { Kind } from '../reviews/SideBySide.tsx';
import { useRight } from '../session/me.ts';
import { count, day } from './format.ts';

export type Told = { value: string | number; source: string; on: string; rows: number };

/** Values that rows tell and that do not hold; asked for when somebody opens them. */
export function useToldValues(kind: Kind, id: number) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  const maySee = useRight('reviews.read');
  const { data } = useQuery({
    queryKey: [kind, id, 'told-values'],
    enabled: isOpen,
    queryFn: () =>
      answer<{ attributes: Record<string, Told[]> }>(
        api.GET('/api/reviews/{kind}/{id}/values', { params: { path: { kind, id } } }),
      ),
  });
  const lostOf = (attribute: string, held: unknown): readonly Told[] =>
    isOpen ? (data?.attributes[attribute] ?? []).filter(({ value }) => String(value) !== String(held)) : [];
  const doRowsAgree = data !== undefined && Object.values(data.attributes).every(({ length }) => length < 2);
  const button = maySee && (
    <div className="no-print">
      <UnstyledButton mt="xs" aria-expanded={isOpen} onClick={toggle}>
        <Text size="sm" c="var(--mantine-color-anchor)">
          {isOpen ? '▾' : '▸'} {t('account.otherValues')}
        </Text>
      </UnstyledButton>
      {isOpen && doRowsAgree && (
        <Text size="sm" c="dimmed">
          {t('account.noOtherValues')}
        </Text>
      )}
    </div>
  );
  return { lostOf, button };
}

/** The losing values of one attribute, each with its source, day and rows. */
export function LostValues({ told, show }: { told: readonly Told[]; show: (value: string | number) => string }) {
  const { t } = useTranslation();
  return told.map(({ value, source, on, rows }) => (
    <Text key={value} size="xs" mt={4}>
      {show(value)}{' '}
      <Text span inherit c="dimmed">
        {t('account.from', { source, on: on ? day(on) : '' })} · {t('account.toldRows', { n: count(rows) })}
      </Text>
    </Text>
  ));
}
