import { Anchor, Button, Group, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readWishText, writeWishText, type WishColumn, type WishLine } from '#core/target/wish-lines.ts';
import { answer, api, queryClient, upload } from '../api/client.ts';
import { ChooseFile } from '../parts/ChooseFile.tsx';
import { moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { usePart } from '../parts/part.ts';
import { useRight } from '../session/me.ts';
import { WishListResult } from './WishListResult.tsx';

type Titles = Readonly<Record<WishColumn, string>>;

/** Paste names → 一致 / 候補 / 該当なし → onto the list, owner by nominating salesperson, agency and reason as they are written. */
export function WishListPage() {
  const { t } = useTranslation();
  const mayEdit = useRight('targets.edit');
  const [name, setName] = useState(t('wish.defaultName'));
  const [text, setText] = useState('');
  const [isFileUnread, setIsFileUnread] = useState(false);
  const [part, show] = usePart('');
  const openId = Number(part) || undefined;
  const lists = useQuery({
    queryKey: ['wish-lists'],
    queryFn: () =>
      answer<{ rows: { wishListId: number; name: string; at: string; memberName: string | null }[] }>(
        api.GET('/api/wish-lists'),
      ),
  });
  const pasted = readWishText(text);
  const match = useMutation({
    mutationFn: () =>
      answer<{ wishListId: number }>(
        api.POST('/api/wish-lists', {
          body: {
            name,
            lines: pasted.lines.map((line) => ({ ...line })),
          },
        }),
      ),
    onSuccess: ({ wishListId }) => {
      show(String(wishListId));
      write('');
      void queryClient.invalidateQueries({ queryKey: ['wish-lists'] });
    },
    onError: sayFailed,
  });
  const write = (next: string, unread = false) => {
    setText(next);
    setIsFileUnread(unread);
  };
  const readFile = async (file: File) => {
    try {
      const { lines, unread } = await upload<{ lines: WishLine[]; unread: boolean }>('/api/wish-lists/read', file);
      write(writeWishText(lines, t('wish.columns', { returnObjects: true }) as Titles), unread);
    } catch (error) {
      sayFailed(error);
    }
  };
  return (
    <>
      <PageHeader title={t('wish.title')} lead={t('wish.lead')} />
      {mayEdit && (
        <Paper withBorder p="md" mb="lg">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              match.mutate();
            }}
          >
            <Stack>
              <TextInput
                label={t('wish.name')}
                required
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Textarea
                label={t('wish.paste')}
                placeholder={t('wish.placeholder')}
                autosize
                minRows={6}
                maxRows={16}
                value={text}
                onChange={(event) => write(event.currentTarget.value)}
              />
              {(pasted.unread || isFileUnread) && (
                <Text size="sm" c="var(--mantine-color-orange-light-color)" role="status">
                  {t('wish.unread')}
                </Text>
              )}
              <Group justify="space-between">
                <ChooseFile accept=".txt,.csv,.tsv,.xlsx,.xlsm" take={(file) => void readFile(file)}>
                  {(props) => (
                    <Button {...props} variant="default">
                      {t('wish.upload')}
                    </Button>
                  )}
                </ChooseFile>
                <Button type="submit" disabled={pasted.lines.length === 0} loading={match.isPending}>
                  {t('wish.matchButton')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Paper>
      )}
      {openId !== undefined && <WishListResult id={openId} mayEdit={mayEdit} />}
      {(lists.data?.rows.length ?? 0) > 0 && (
        <>
          <Title order={2} mb="xs">
            {t('wish.past')}
          </Title>
          {lists.data!.rows.map((row) => (
            <Text key={row.wishListId} size="sm">
              <Anchor component="button" type="button" onClick={() => show(String(row.wishListId))}>
                {row.name}
              </Anchor>{' '}
              <Text span c="dimmed" size="sm">
                {moment(row.at)} {row.memberName ?? ''}
              </Text>
            </Text>
          ))}
        </>
      )}
    </>
  );
}
