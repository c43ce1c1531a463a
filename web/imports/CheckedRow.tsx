import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { beside } from '../parts/format.ts';
import type { CheckedRows } from './draft.ts';

type Row = CheckedRows['rows'][number];
type Entity = NonNullable<Row['account']>;
type Kind = 'account' | 'person';

/** The company and person a row would belong to, each with what agrees. */
export function CheckedHome({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (!row.account && !row.person) return <Text size="sm">{t('account.methods.none')}</Text>;
  return (
    <Stack gap={4}>
      {(['account', 'person'] as const).map((kind) => {
        const entity = row[kind];
        if (!entity) return null;
        const { method } = entity;
        return (
          <div key={kind}>
            <CheckedName kind={kind} entity={entity} rowNumber={row.rowNumber} />
            {row.outcome === 'unchanged' ? (
              kind === 'account' && <Why>{t('imports.saysTheSame')}</Why>
            ) : (
              <>
                {method !== 'new' && <Why>{t(`account.methods.${method}`)}</Why>}
                <Why>
                  <Agreement {...entity} />
                </Why>
              </>
            )}
          </div>
        );
      })}
    </Stack>
  );
}

/** With whom a row may be one, and what makes that uncertain. */
export function CheckedDoubts({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      {row.doubts.map((doubt) => (
        <div key={`${doubt.kind}/${doubt.id}/${doubt.foundedBy}`}>
          <CheckedName kind={doubt.kind} entity={doubt} rowNumber={row.rowNumber} />
          <Why>{t(`reviews.reasons.${doubt.reason}`)}</Why>
          <Why>
            <Agreement {...doubt} />
          </Why>
        </div>
      ))}
    </Stack>
  );
}

export function CheckedRejection({ rejection: { detail } }: { rejection: NonNullable<Row['rejection']> }) {
  const { i18n } = useTranslation();
  return <Text size="sm">{detail[i18n.language === 'en' ? 'en' : 'ja']}</Text>;
}

/** A name that opens to its page where it is stored; else which row of the file founds it. */
function CheckedName({
  kind,
  entity: { id, foundedBy, name },
  rowNumber,
}: {
  kind: Kind;
  entity: Pick<Entity, 'id' | 'foundedBy' | 'name'>;
  rowNumber: number;
}) {
  const { t } = useTranslation();
  if (id !== null)
    return (
      <Anchor component={Link} to={kind === 'account' ? `/accounts/${id}` : `/people/${id}`} size="sm">
        {name}
      </Anchor>
    );
  const told = foundedBy === rowNumber ? `imports.newHere.${kind}` : `imports.newAtRow.${kind}`;
  return <Text size="sm">{t(told, { name, n: foundedBy })}</Text>;
}

function Agreement({ matched, differs }: Pick<Entity, 'matched' | 'differs'>) {
  const { t } = useTranslation();
  const told = (what: string, words: readonly string[]) =>
    words.length > 0 ? [`${t(what)}: ${beside(words.map((word) => t(`reviews.words.${word}`)))}`] : [];
  return <>{[...told('reviews.matched', matched), ...told('reviews.differs', differs)].join(' / ')}</>;
}

function Why({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}
