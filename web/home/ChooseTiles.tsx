import type { Language } from '#core/words.ts';
import { Button, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayFailed } from '../parts/notices.tsx';
import type { Tiles } from './Tiles.tsx';

/** Up to seven numbers in the order they were chosen; the role's three are one press away. */
export function ChooseTiles({ tiles, close }: { tiles: Tiles; close: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const [codes, setCodes] = useState(tiles.tiles.map(({ code }) => code));
  const save = useMutation({
    mutationFn: (chosen: string[]) => answer(api.PUT('/api/home/tiles', { body: { codes: chosen } })),
    onSuccess: () => {
      close();
      void queryClient.invalidateQueries({ queryKey: ['home-tiles'] });
    },
    onError: sayFailed,
  });
  return (
    <Dialog close={close} title={t('home.chooseTiles')}>
      <Stack>
        <MultiSelect
          searchable
          label={t('home.tilesShown')}
          description={t('home.tilesHint', { max: tiles.max })}
          maxValues={tiles.max}
          value={codes}
          onChange={setCodes}
          data={groupsOf(tiles, language, t)}
          nothingFoundMessage={t('common.none')}
        />
        <Text size="xs" c="dimmed">
          {t('home.tilesOrder')}
        </Text>
        <Group justify="space-between">
          <Button variant="subtle" disabled={!tiles.isChosen} onClick={() => save.mutate([])}>
            {t('home.tilesOfRole')}
          </Button>
          <Button loading={save.isPending} disabled={codes.length === 0} onClick={() => save.mutate(codes)}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** The questions of the role first, then every other KPI by its phase. */
function groupsOf({ choices, questions }: Tiles, language: Language, t: TFunction) {
  const nameOf = new Map(choices.map(({ code, name }) => [code, name[language]]));
  const asked = new Set(questions.map(({ code }) => code));
  const others = Map.groupBy(
    choices.filter(({ code }) => !asked.has(code)),
    ({ phase }) => phase,
  );
  return [
    {
      group: t('home.questionsOfRole'),
      items: questions.map(({ code, question }) => ({
        value: code,
        label: `${question[language]}(${nameOf.get(code)})`,
      })),
    },
    ...[...others].map(([phase, own]) => ({
      group: phase === null ? t('home.otherNumbers') : t(`kpi.phases.${phase}`),
      items: own.map(({ code, name }) => ({ value: code, label: name[language] })),
    })),
  ];
}
