import { Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { Kind } from '../reviews/SideBySide.tsx';
import { useRight } from '../session/me.ts';
import { count, day } from './format.ts';
import { systemName } from './system-name.ts';

export type Told = {
  value: string | number;
  source: string;
  on: string;
  rows: number;
  people: number | null;
  givesWay: 'shared' | 'direct' | null;
};

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
  const heldOf = (attribute: string, held: unknown): Told | undefined =>
    isOpen ? data?.attributes[attribute]?.find(({ value }) => String(value) === String(held)) : undefined;
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
  return { lostOf, heldOf, button };
}

/** How many rows tell the value that holds, and below it the losing values of the attribute, each with its source, day and rows. */
export function LostValues({
  held,
  told,
  show,
}: {
  held?: Told | undefined;
  told: readonly Told[];
  show: (value: string | number) => string;
}) {
  const words = useToldWords();
  return (
    <>
      {held && (
        <Text size="xs" c="dimmed">
          {words(held)}
        </Text>
      )}
      {told.map((one) => (
        <Text key={one.value} size="xs" mt={4}>
          {show(one.value)}{' '}
          <Text span inherit c="dimmed">
            {words(one, true)}
          </Text>
        </Text>
      ))}
    </>
  );
}

/** Where a value is from, how many rows agree on it, whom mail reaches under it and why it gives way to others. */
function useToldWords() {
  const { t } = useTranslation();
  return ({ source, on, rows, people, givesWay }: Told, withSource = false): string =>
    [
      withSource && t('account.from', { source: systemName(source), on: on ? day(on) : '' }),
      rows === 1 ? t('account.toldRow') : t('account.toldRows', { n: count(rows) }),
      people !== null && (people === 1 ? t('account.mailReachesOne') : t('account.mailReaches', { n: count(people) })),
      givesWay && t(`account.givesWay.${givesWay}`),
    ]
      .filter(Boolean)
      .join(' · ');
}
