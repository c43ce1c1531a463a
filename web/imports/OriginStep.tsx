import { Button, Group, NumberInput, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftPatch, ImportDraft } from './draft.ts';

const bases = ['名刺', '取引関係', '明示同意', '公表アドレス', 'その他'] as const;

/** Purpose, lawful basis, date, cost and origin of the list (domain.md §12.1). */
export function OriginStep({
  draft,
  patch,
  back,
  next,
}: {
  draft: ImportDraft;
  patch: (changes: DraftPatch) => Promise<void>;
  back: () => void;
  next: () => void;
}) {
  const { t } = useTranslation();
  const [origin, setOrigin] = useState({
    purpose: draft.purpose ?? '',
    lawfulBasis: draft.lawfulBasis ?? '',
    collectedOn: draft.collectedOn ?? '',
    unitCostYen: draft.unitCostYen,
    listSource: draft.listSource ?? '',
  });
  const saveAnd = async (go: () => void) => {
    await patch({
      purpose: origin.purpose,
      lawfulBasis: origin.lawfulBasis,
      collectedOn: origin.collectedOn === '' ? null : origin.collectedOn,
      unitCostYen: origin.unitCostYen,
      listSource: origin.listSource,
    });
    go();
  };
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('imports.originLead')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('imports.purpose')}
          placeholder={t('imports.purposeHint')}
          value={origin.purpose}
          onChange={(event) => setOrigin({ ...origin, purpose: event.currentTarget.value })}
        />
        <Select
          label={t('imports.lawfulBasis')}
          value={origin.lawfulBasis || null}
          data={bases.map((basis) => ({ value: basis, label: t(`imports.bases.${basis}`) }))}
          onChange={(basis) => setOrigin({ ...origin, lawfulBasis: basis ?? '' })}
        />
        <TextInput
          type="date"
          label={t('imports.collectedOn')}
          value={origin.collectedOn}
          onChange={(event) => setOrigin({ ...origin, collectedOn: event.currentTarget.value })}
        />
        <NumberInput
          label={t('imports.unitCost')}
          min={0}
          thousandSeparator
          value={origin.unitCostYen ?? ''}
          onChange={(cost) => setOrigin({ ...origin, unitCostYen: typeof cost === 'number' ? cost : null })}
        />
        <TextInput
          label={t('imports.listSource')}
          value={origin.listSource}
          onChange={(event) => setOrigin({ ...origin, listSource: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={() => void saveAnd(back)}>
          {t('common.back')}
        </Button>
        <Button onClick={() => void saveAnd(next)}>{t('common.next')}</Button>
      </Group>
    </>
  );
}
