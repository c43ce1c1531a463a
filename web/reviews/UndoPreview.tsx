import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MatchSide } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Loaded } from '../parts/States.tsx';
import type { Decisions } from './DecisionHistory.tsx';
import { Side, type Kind } from './SideBySide.tsx';

type Preview = { kind: Kind; verdict: string; sides: MatchSide[] };

/** The companies or people of a decision as they would stand once it was taken back; nothing is done before the button. */
export function UndoPreview({
  decision,
  undo,
  close,
}: {
  decision: Decisions['rows'][number];
  undo: () => void;
  close: () => void;
}) {
  const { t } = useTranslation();
  const { decisionId, kind, verdict, entityName } = decision;
  const preview = useQuery({
    queryKey: ['undo-preview', decisionId],
    gcTime: 0,
    queryFn: () =>
      answer<Preview>(api.GET('/api/decisions/{id}/undo-preview', { params: { path: { id: decisionId } } })),
  });
  return (
    <Dialog title={t('reviews.preview.undo')} size="xl" close={close}>
      <Text size="sm" c="dimmed" mb="xs">
        {entityName ?? '—'} · {t(`reviews.verdicts.${kind}.${verdict}`, { defaultValue: verdict })}
      </Text>
      <Loaded query={preview}>
        {({ sides }) => (
          <>
            <Text size="sm" mb="sm">
              {t(`reviews.preview.${effectOf(verdict, sides.length)}`)}
            </Text>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {sides.map((side, at) => (
                <div key={side.id}>
                  <Side
                    side={side}
                    other={sides[1 - at]?.detail ?? {}}
                    kind={kind}
                    names={Object.keys(side.detail).filter((name) => sides.some(({ detail }) => detail[name]))}
                    title={t('reviews.preview.parts')}
                  />
                  <Text size="xs" c="dimmed" mt={4}>
                    {t(`reviews.preview.holds.${kind}`, {
                      people: side.people,
                      deals: side.deals,
                      activities: side.activities,
                    })}
                  </Text>
                </div>
              ))}
            </SimpleGrid>
            <Group mt="md" justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button onClick={undo}>{t('reviews.undo')}</Button>
            </Group>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

const apart: readonly string[] = ['different', 'group', 'unsure'];

function effectOf(verdict: string, sides: number): 'gone' | 'one' | 'two' | 'kept' {
  if (sides === 0) return 'gone';
  if (sides === 1) return 'one';
  return apart.includes(verdict) ? 'kept' : 'two';
}
