import { Badge, Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { day, thousandYen } from './format.ts';
import { Empty } from './States.tsx';
import { systemName } from './system-name.ts';

const colors: Record<string, string> = { deal: 'blue', order: 'teal', activity: 'gray' };
/** A meeting that did not take place stands out from those that did. */
const outcomeColors: Record<string, string> = { held: 'teal', no_show: 'orange', scheduled: 'blue' };

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

/** One line per event, whatever source it came from. `personId`: the person whose page it is, who need not be named. */
export function TimelineEntries({ entries, personId }: { entries: readonly TimelineEntry[]; personId?: number }) {
  const { t } = useTranslation();
  const kindOf = ({ kind, type }: TimelineEntry) =>
    kind === 'order' ? t('demand.order') : t(`demand.${kind === 'deal' ? 'dealStates' : 'activityTypes'}.${type}`);
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.kind}/${entry.id}`}>
          <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {day(entry.day)}
          </Text>
          <Badge variant="light" tt="none" color={colors[entry.kind] ?? 'gray'}>
            {kindOf(entry)}
          </Badge>
          <Text size="sm">
            {entry.subject}
            {entry.appointment && (
              <Badge ml={6} variant="outline" tt="none" color={outcomeColors[entry.appointment] ?? 'gray'}>
                {t(`appointments.statuses.${entry.appointment}`)}
              </Badge>
            )}
            {entry.amountYen !== null && ` ${thousandYen(entry.amountYen)} ${t('imports.thousand')}`}
            {entry.personName && entry.personId && entry.personId !== personId && (
              <>
                {' · '}
                <Link to="/people/$id" params={{ id: String(entry.personId) }}>
                  {entry.personName}
                </Link>
              </>
            )}{' '}
            <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {[entry.memberName, systemName(entry.source)].filter(Boolean).join(' · ')}
            </Text>
          </Text>
        </li>
      ))}
    </ol>
  );
}
