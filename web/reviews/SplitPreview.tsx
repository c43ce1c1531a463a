import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MatchSide } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import { SideBySide, type Kind } from './SideBySide.tsx';

/** Both parts as they would stand after the split, and what goes with the rows; nothing is done before the button. */
export function SplitPreview({
  kind,
  id,
  rowKeys,
  split,
  close,
}: {
  kind: Kind;
  id: number;
  rowKeys: readonly string[];
  split: () => void;
  close: () => void;
}) {
  const { t } = useTranslation();
  const preview = useQuery({
    queryKey: ['split-preview', kind, id, rowKeys],
    gcTime: 0,
    queryFn: () =>
      answer<{ stays: MatchSide; leaves: MatchSide }>(
        api.POST('/api/reviews/{kind}/{id}/split-preview', {
          params: { path: { kind, id } },
          body: { rowKeys: [...rowKeys] },
        }),
      ),
  });
  return (
    <Dialog title={t('reviews.preview.split')} size="xl" close={close}>
      <Loaded query={preview}>
        {({ stays, leaves }) => (
          <>
            <SideBySide
              pair={{ left: stays, right: leaves }}
              kind={kind}
              titles={[t('reviews.preview.stays'), t(`reviews.preview.leaves.${kind}`)]}
            />
            <Text size="sm" mt="sm">
              {t(`reviews.preview.leaving.${kind}`, {
                rows: count(rowKeys.length),
                people: count(leaves.people),
                deals: count(leaves.deals),
                activities: count(leaves.activities),
              })}
            </Text>
            <Group mt="md" justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button onClick={split}>{t('reviews.preview.doSplit')}</Button>
            </Group>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
