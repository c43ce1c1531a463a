import type { Words } from '#core/words.ts';
import { Collapse, Group, Table, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { Kind } from './SideBySide.tsx';

type Line = { words: Words; bits: number; share: number; oneIn: number | null };
export type Explained = {
  bits: number | null;
  probability: number;
  priorBits: number;
  autoBits: number;
  isVetoed: boolean;
  /** Nothing beside the name agrees: its probability decides nothing and is not shown. */
  isNameAlone?: boolean;
  model: string;
  lines: Line[];
};

/** Why the model says what it says, behind 詳細: every comparison with its weight, and how they add up. */
export function Explanation({ kind, leftId, rightId }: { kind: Kind; leftId: number; rightId: number }) {
  return <Folded>{() => <Asked kind={kind} leftId={leftId} rightId={rightId} />}</Folded>;
}

/** The same for what was explained already. */
export function ExplanationOf({ explained }: { explained: Explained }) {
  return <Folded>{() => <Bits explained={explained} />}</Folded>;
}

function Folded({ children }: { children: () => ReactNode }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <>
      <UnstyledButton mt="sm" onClick={toggle} aria-expanded={isOpen}>
        <Text size="sm" c="var(--mantine-color-anchor)">
          {isOpen ? '▾' : '▸'} {t('reviews.explain.title')}
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpen}>{isOpen && children()}</Collapse>
    </>
  );
}

/** What the model says of two records by all that is known of both now. */
export function useExplained(kind: Kind, leftId: number, rightId: number) {
  return useQuery({
    queryKey: ['explain', kind, leftId, rightId],
    queryFn: () =>
      answer<Explained & { evidence: { matched: string[]; differs: string[] } }>(
        api.GET('/api/reviews/explain', { params: { query: { kind, leftId, rightId } } }),
      ),
  });
}

function Asked({ kind, leftId, rightId }: { kind: Kind; leftId: number; rightId: number }) {
  const explained = useExplained(kind, leftId, rightId);
  return <Loaded query={explained}>{(one) => <Bits explained={one} />}</Loaded>;
}

/** Every comparison with its weight, and how they add up. */
export function Bits({ explained }: { explained: Explained }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'ja' ? 'ja' : 'en';
  if (explained.isVetoed) return <Text size="sm">{t('reviews.explain.vetoed')}</Text>;
  const lines = [
    { name: t('reviews.explain.prior'), bits: explained.priorBits, share: 1, oneIn: null },
    ...explained.lines.map(({ words, bits, share, oneIn }) => ({ name: words[language], bits, share, oneIn })),
  ];
  const kind = explained.model.startsWith('person/') ? 'person' : 'account';
  const largest = Math.max(...lines.map(({ bits }) => Math.abs(bits)), 1);
  return (
    <>
      <Table className="mori-table" mt="xs" maw={720}>
        <Table.Tbody>
          {lines.map(({ name, bits, share, oneIn }) => (
            <Table.Tr key={name}>
              <Table.Td className="wrap">
                {name}
                {oneIn !== null && (
                  <Text size="xs" c="dimmed" component="span">
                    {' '}
                    {t(`reviews.explain.oneIn.${kind}`, { n: count(oneIn) })}
                  </Text>
                )}
                {share < 1 && bits > 0 && (
                  <Text size="xs" c="dimmed" component="span">
                    {' '}
                    ({t('reviews.explain.damped')})
                  </Text>
                )}
              </Table.Td>
              <Table.Td w={180} visibleFrom="sm">
                <BitBar share={bits / largest} />
              </Table.Td>
              <Table.Td ta="right" w={72} className="number">
                {signed(bits)}
              </Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td fw={600}>{t('reviews.explain.total')}</Table.Td>
            <Table.Td visibleFrom="sm" />
            <Table.Td ta="right" fw={600} className="number">
              {signed(explained.bits ?? 0)}
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Group gap="md" mt={4}>
        <Text size="xs" c="dimmed">
          {explained.isNameAlone
            ? t('reviews.nameAlone')
            : `${t('reviews.explain.chance')}: ${(explained.probability * 100).toFixed(1)}%`}
        </Text>
        <Text size="xs" c="dimmed">
          {t('reviews.explain.auto')}: {signed(explained.autoBits)}
        </Text>
        <Text size="xs" c="dimmed">
          {t('reviews.explain.unit')}
        </Text>
        <Text size="xs" c="dimmed">
          {explained.model}
        </Text>
      </Group>
    </>
  );
}

/** What speaks for runs to the right of the middle, what speaks against to the left. */
function BitBar({ share }: { share: number }) {
  const width = `${Math.abs(share) * 50}%`;
  return (
    <div className="bit-bar" aria-hidden="true">
      <span
        className={share < 0 ? 'against' : 'for'}
        style={share < 0 ? { right: '50%', width } : { left: '50%', width }}
      />
    </div>
  );
}

function signed(bits: number): string {
  return `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;
}
