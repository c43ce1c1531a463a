import { Button, Group, Modal, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveLayout, type SfaSource } from './SfaPage.tsx';
import { systemName } from '../parts/system-name.ts';

/** Names of the columns of a return file; an empty one follows the SFA's own export. */
export function ColumnNames({ source, close }: { source: SfaSource; close: () => void }) {
  const { t } = useTranslation();
  const [names, setNames] = useState<Record<string, string>>(() =>
    Object.fromEntries(source.columns.map((one) => [one.field, one.isChosen ? one.name : ''])),
  );
  const save = useSaveLayout(source, close);
  const chosen = () => Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== ''));
  return (
    <Modal opened onClose={close} size="lg" title={`${systemName(source.source)} · ${t('sfa.columns')}`}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {source.columns.map((one) => (
          <TextInput
            key={one.field}
            label={t(`sfa.fields.${one.field}`)}
            placeholder={one.name}
            maxLength={80}
            value={names[one.field] ?? ''}
            onChange={(event) => setNames({ ...names, [one.field]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate({ columns: chosen() })}>
          {t('common.save')}
        </Button>
      </Group>
    </Modal>
  );
}
