import { Checkbox, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MatchSide } from '../../api/shapes.ts';
import { Side, type Kind } from './SideBySide.tsx';

/** Several records at once: what differs from most of them is marked; a tick says who belongs together. */
export function AllTogether({
  records,
  kind,
  chosen,
  choose,
}: {
  records: readonly MatchSide[];
  kind: Kind;
  chosen: ReadonlySet<number>;
  /** Undefined for who may only look. */
  choose: ((chosen: ReadonlySet<number>) => void) | undefined;
}) {
  const { t } = useTranslation();
  const names = Object.keys(records[0]!.detail).filter((name) => records.some(({ detail }) => detail[name]));
  const usual = Object.fromEntries(names.map((name) => [name, mostCommon(records.map(({ detail }) => detail[name]))]));
  const together = records.filter(({ id }) => chosen.has(id));
  const total = (of: (record: MatchSide) => number) => together.reduce((sum, record) => sum + of(record), 0);
  const toggle = (id: number) =>
    choose?.(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]));
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: records.length === 4 ? 4 : 3 }}>
        {records.map((record) => (
          <Side
            key={record.id}
            side={record}
            other={usual}
            kind={kind}
            names={names}
            title={
              choose && (
                <Checkbox
                  size="sm"
                  mb={4}
                  checked={chosen.has(record.id)}
                  label={t(`reviews.belongs.${kind}`)}
                  aria-label={`${t(`reviews.belongs.${kind}`)}: ${record.name}`}
                  onChange={() => toggle(record.id)}
                />
              )
            }
          />
        ))}
      </SimpleGrid>
      {together.length > 1 && (
        <Text size="sm" mt="sm">
          {t(`reviews.effect.${kind}`, {
            people: total(({ people }) => people),
            deals: total(({ deals }) => deals),
            activities: total(({ activities }) => activities),
          })}
          {together.length < records.length && ` ${t('reviews.restLater')}`}
        </Text>
      )}
    </>
  );
}

/** The value most records have; of equally common ones the first. */
function mostCommon(values: readonly (string | number | null | undefined)[]): string | number | null {
  const counts = new Map<string | number, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}
