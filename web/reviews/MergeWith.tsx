import { Button, Group, Modal, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchSide } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { RecordSearch } from './RecordSearch.tsx';
import { SideBySide, type Kind } from './SideBySide.tsx';

/** Merges the record of this page with another: search it, see both side by side with the effect, decide, take back. */
export function MergeWith({ kind, id, name }: { kind: Kind; id: number; name: string }) {
  const { t } = useTranslation();
  const [isOpen, modal] = useDisclosure();
  const [other, setOther] = useState<number>();
  const close = () => {
    modal.close();
    setOther(undefined);
  };
  if (!useRight('reviews.decide')) return null;
  return (
    <>
      <Button variant="default" onClick={modal.open}>
        {t(`reviews.mergeWith.${kind}`)}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        size="xl"
        title={t(`reviews.mergeWith.${kind}`)}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {other === undefined ? (
          <RecordSearch kind={kind} id={id} name={name} onChoose={setOther} />
        ) : (
          <Compare kind={kind} ids={[id, other]} onBack={() => setOther(undefined)} onDone={close} />
        )}
      </Modal>
    </>
  );
}

/** Verdicts that make one of two; the first is the usual one. */
const merging = { account: ['same', 'site', 'department', 'renamed'], person: ['same', 'renamed'] } as const;

function Compare({
  kind,
  ids: [leftId, rightId],
  onBack,
  onDone,
}: {
  kind: Kind;
  ids: [number, number];
  onBack: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [verdict, setVerdict] = useState<string>('same');
  const pair = useQuery({
    queryKey: ['compare', kind, leftId, rightId],
    queryFn: () =>
      answer<{ left: MatchSide; right: MatchSide }>(
        api.GET('/api/reviews/compare', { params: { query: { kind, leftId, rightId } } }),
      ),
  });
  const open = (id: number) =>
    navigate({ to: kind === 'account' ? '/accounts/$id' : '/people/$id', params: { id: String(id) } });
  const merge = useMutation({
    mutationFn: () =>
      answer<{ decisionId: number; keptId: number }>(
        api.POST('/api/reviews/decide', { body: { kind, leftId, rightId, verdict: verdict as 'same' } }),
      ),
    onSuccess: async ({ decisionId, keptId }) => {
      onDone();
      await open(keptId);
      void queryClient.invalidateQueries();
      sayUndoable(t('reviews.merged'), async () => {
        await answer(api.POST('/api/decisions/{id}/undo', { params: { path: { id: decisionId } } }));
        await open(leftId);
      });
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={pair}>
      {(sides) => (
        <>
          <SideBySide pair={sides} kind={kind} />
          <Group mt="md" align="flex-end" justify="space-between">
            <Button variant="default" onClick={onBack}>
              {t('common.back')}
            </Button>
            <Group align="flex-end" gap="xs">
              <Select
                label={t('reviews.relation')}
                allowDeselect={false}
                value={verdict}
                data={merging[kind].map((value) => ({ value, label: t(`reviews.verdicts.${kind}.${value}`) }))}
                onChange={(value) => value && setVerdict(value)}
              />
              <Button loading={merge.isPending} onClick={() => merge.mutate()}>
                {t('reviews.merge')}
              </Button>
            </Group>
          </Group>
        </>
      )}
    </Loaded>
  );
}
