import { Autocomplete, Button, Group, Select, SimpleGrid, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { todayJst } from '#core/period/day.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import { draftOf, newDraft, type Draft, type OfferRow, type Offers } from './offer.ts';
import { OfferPreview } from './OfferPreview.tsx';

/** One offer: how it is called, by which words rows speak of it, since when; beside it the rows that do. */
export function OfferForm({ found, offer, close }: { found: Offers; offer: OfferRow | null; close: () => void }) {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const [draft, setDraft] = useState<Draft>(offer ? draftOf(offer) : newDraft(found.kinds, todayJst(new Date())));
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const done = () => {
    sayDone(t('offers.saved'));
    void queryClient.invalidateQueries();
    close();
  };
  const save = useMutation({
    mutationFn: () =>
      offer
        ? answer(api.PUT('/api/offers/{offerId}', { params: { path: { offerId: offer.offerId } }, body: draft }))
        : answer(api.POST('/api/offers', { body: draft })),
    onSuccess: done,
    onError: sayFailed,
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/offers/{offerId}', { params: { path: { offerId: offer!.offerId } } })),
    onSuccess: done,
    onError: sayFailed,
  });
  const isNew = offer === null;
  return (
    <Dialog title={offer?.name ?? t('offers.add')} size="xl" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('offers.name')}
              placeholder={t('offers.nameExample')}
              required
              maxLength={80}
              readOnly={!mayEdit}
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <Select
              label={t('offers.kind')}
              allowDeselect={false}
              readOnly={!mayEdit}
              value={draft.kind}
              data={found.kinds.map(({ kind }) => ({ value: kind, label: t(`offers.kinds.${kind}`) }))}
              onChange={(value) => {
                const kind = found.kinds.find((one) => one.kind === value)!;
                set({ kind: kind.kind, isActNow: kind.isActNow });
              }}
            />
          </SimpleGrid>
          <TagsInput
            label={t('offers.words')}
            description={t('offers.wordsHint')}
            required
            readOnly={!mayEdit}
            maxTags={20}
            acceptValueOnBlur
            value={draft.words}
            onChange={(words) => set({ words })}
          />
          <TagsInput
            label={t('offers.exceptWords')}
            readOnly={!mayEdit}
            maxTags={20}
            acceptValueOnBlur
            value={draft.exceptWords ?? []}
            onChange={(exceptWords) => set({ exceptWords })}
          />
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <Autocomplete
              label={t('offers.product')}
              readOnly={!mayEdit}
              value={draft.product ?? ''}
              data={found.products}
              onChange={(product) => set({ product: product.trim() || null })}
            />
            <TextInput
              type="date"
              label={t('offers.startsOn')}
              required
              readOnly={!mayEdit}
              value={draft.startsOn}
              onChange={(event) => set({ startsOn: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('offers.endsOn')}
              min={draft.startsOn}
              readOnly={!mayEdit}
              value={draft.endsOn ?? ''}
              onChange={(event) => set({ endsOn: event.currentTarget.value || null })}
            />
          </SimpleGrid>
          <Switch
            label={t('offers.isActNow')}
            description={t('offers.isActNowHint')}
            disabled={!mayEdit}
            checked={draft.isActNow}
            onChange={(event) => set({ isActNow: event.currentTarget.checked })}
          />
          <OfferPreview draft={draft} offerId={offer?.offerId ?? null} />
          {mayEdit && (
            <Group justify="space-between">
              {isNew ? (
                <span />
              ) : (
                <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                  {t('offers.delete')}
                </Button>
              )}
              <Group>
                <Button variant="default" onClick={close}>
                  {t('common.cancel')}
                </Button>
                <Button type="submit" loading={save.isPending} disabled={draft.words.length === 0}>
                  {t('common.save')}
                </Button>
              </Group>
            </Group>
          )}
        </Stack>
      </form>
    </Dialog>
  );
}
