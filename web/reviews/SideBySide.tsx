import { Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shownPhone } from '../parts/phone.ts';
import type { MatchSide } from '../../api/shapes.ts';

export type Kind = 'account' | 'person';

/** Two records side by side, what differs marked, and what becomes one when they are merged. */
export function SideBySide({
  pair,
  kind,
  titles,
}: {
  pair: { left: MatchSide; right: MatchSide };
  kind: Kind;
  /** What either side is, where the two are one record. */
  titles?: readonly [string, string];
}) {
  const { t } = useTranslation();
  const { left, right } = pair;
  const names = Object.keys(left.detail).filter((name) => left.detail[name] || right.detail[name]);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Side side={left} other={right.detail} kind={kind} names={names} title={titles?.[0]} />
        <Side side={right} other={left.detail} kind={kind} names={names} title={titles?.[1]} />
      </SimpleGrid>
      {!titles && (
        <Text size="sm" mt="sm">
          {t(`reviews.effect.${kind}`, {
            people: left.people + right.people,
            deals: left.deals + right.deals,
            activities: left.activities + right.activities,
          })}
        </Text>
      )}
    </>
  );
}

function shownDetail(name: string, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '—';
  return name === 'phone' || name === 'mobile' ? shownPhone(String(value)) : String(value);
}

/** One record; values unlike those of `other` are marked. */
export function Side({
  side,
  other,
  kind,
  names,
  title,
}: {
  side: MatchSide;
  other: MatchSide['detail'];
  kind: Kind;
  names: readonly string[];
  title: ReactNode;
}) {
  const { t } = useTranslation();
  const differs = (name: string) =>
    side.detail[name] && other[name] && side.detail[name] !== other[name] ? 'differs' : undefined;
  return (
    <Paper withBorder p="sm">
      {typeof title === 'string' ? (
        <Text size="xs" c="dimmed">
          {title}
        </Text>
      ) : (
        title
      )}
      <Title order={2} size="h3" mb={4}>
        <Link to={kind === 'account' ? '/accounts/$id' : '/people/$id'} params={{ id: String(side.id) }}>
          {side.name}
        </Link>
      </Title>
      {names.map((name) => (
        <Group key={name} gap="xs" wrap="nowrap" align="flex-start">
          <Text size="sm" c="dimmed" w={84} style={{ flexShrink: 0 }}>
            {t(`reviews.fields.${name}`)}
          </Text>
          <Text size="sm" className={differs(name)}>
            {shownDetail(name, side.detail[name])}
          </Text>
        </Group>
      ))}
    </Paper>
  );
}
