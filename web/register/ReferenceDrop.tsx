import { Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceKind } from '../../api/shapes.ts';
import { queryClient, upload } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';

/** Where public reference files are put, one after the other. */
export function ReferenceDrop({ kind }: { kind: ReferenceKind }) {
  const { t } = useTranslation();
  const [share, setShare] = useState<number>();
  const take = async (files: File[]) => {
    try {
      for (const file of files) {
        setShare(0);
        await upload(`/api/${kind}/loads`, file, setShare);
      }
      await queryClient.invalidateQueries({ queryKey: [kind] });
    } catch (error) {
      sayFailed(error);
    } finally {
      setShare(undefined);
    }
  };
  return (
    <>
      <Dropzone
        onDrop={(files) => void take(files)}
        loading={share !== undefined}
        mb="lg"
        p="lg"
        inputProps={{ 'aria-label': t(`${kind}.drop`) }}
        aria-label={t(`${kind}.drop`)}
      >
        <Stack align="center" gap={4} style={{ pointerEvents: 'none' }}>
          <Text fw={600} ta="center">
            {t(`${kind}.drop`)}
          </Text>
          <Text size="sm" c="dimmed" ta="center">
            {t(`${kind}.dropHint`)}
          </Text>
        </Stack>
      </Dropzone>
      {share !== undefined && <Progress value={share * 100} mb="md" aria-label={t('register.uploading')} />}
    </>
  );
}
