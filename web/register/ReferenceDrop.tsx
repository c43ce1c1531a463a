import { Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { useState } from 'react';
import { queryClient, upload } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';

type Props = {
  /** Where a file goes, and what is asked anew when it has arrived. */
  readonly path: string;
  readonly queryKey: string;
  readonly words: { readonly drop: string; readonly hint: string; readonly uploading: string };
};

/** Where public reference files are put, one after the other. */
export function ReferenceDrop({ path, queryKey, words }: Props) {
  const [share, setShare] = useState<number>();
  const take = async (files: File[]) => {
    try {
      for (const file of files) {
        setShare(0);
        await upload(path, file, setShare);
      }
      await queryClient.invalidateQueries({ queryKey: [queryKey] });
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
        inputProps={{ 'aria-label': words.drop }}
        aria-label={words.drop}
      >
        <Stack align="center" gap={4} style={{ pointerEvents: 'none' }}>
          <Text fw={600} ta="center">
            {words.drop}
          </Text>
          <Text size="sm" c="dimmed" ta="center">
            {words.hint}
          </Text>
        </Stack>
      </Dropzone>
      {share !== undefined && <Progress value={share * 100} mb="md" aria-label={words.uploading} />}
    </>
  );
}
