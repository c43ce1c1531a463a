import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { day, thousandYen } from './format.ts';
import { Empty } from './States.tsx';

const colors: Record<string, string> = { deal: 'blue', order: 'teal', activity: 'gray' };
const kinds: Record<string, string> = {
  visit: '訪問',
  meeting: '打合せ',
  call: '電話',
  mail: 'メール',
  seminar: 'セミナー',
  exhibition: '展示会',
  card: '名刺',
  form: 'フォーム',
  task: 'ToDo',
  other: '活動',
  won: '受注',
  lost: '失注',
  open: '商談',
  order: '納品・請求',
};

export function Timeline({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery({
    queryKey: ['timeline', accountId],
    initialPageParam: '9999-01-01',
    queryFn: ({ pageParam }) =>
      answer<{ entries: TimelineEntry[] }>(
        api.GET('/api/accounts/{id}/timeline', {
          params: { path: { id: accountId }, query: { before: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (last) => (last.entries.length < 50 ? undefined : last.entries.at(-1)!.day),
  });
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  if (!pages.isPending && entries.length === 0) return <Empty>{t('account.noActivity')}</Empty>;
  return (
    <>
      <TimelineEntries entries={entries} />
      {pages.hasNextPage && (
        <Button variant="default" mt="md" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('account.more')}
        </Button>
      )}
    </>
  );
}

/** One line per event, whatever source it came from. */
export function TimelineEntries({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <Stack gap={6} component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {entries.map((entry) => (
        <Group key={`${entry.kind}/${entry.id}`} component="li" wrap="nowrap" align="flex-start" gap="sm">
          <Text size="sm" w={86} style={{ flexShrink: 0, fontVariantNumeric: 'tabular-nums' }}>
            {day(entry.day)}
          </Text>
          <Badge variant="light" tt="none" color={colors[entry.kind] ?? 'gray'} w={86} style={{ flexShrink: 0 }}>
            {kinds[entry.type] ?? entry.type}
          </Badge>
          <Text size="sm">
            {entry.subject}
            {entry.amountYen !== null && ` ${thousandYen(entry.amountYen)}千円`}
            {entry.personName && entry.personId && (
              <>
                {' '}
                ·{' '}
                <Link to="/people/$id" params={{ id: String(entry.personId) }}>
                  {entry.personName}
                </Link>
              </>
            )}
            <Text span size="xs" c="dimmed">
              {' '}
              {[entry.memberName, entry.source].filter(Boolean).join(' · ')}
            </Text>
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
