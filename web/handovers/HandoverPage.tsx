import { Button, Checkbox, Group, Pagination, Paper, Stack, Tabs, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { FeedbackChanges } from '../feedback/FeedbackChanges.tsx';
import { HeldBack } from './HeldBack.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useMe, useRight } from '../session/me.ts';
import { BulkAnswers } from './BulkAnswers.tsx';
import { CheckLine } from './CheckLine.tsx';
import { LeadParts } from './LeadParts.tsx';
import { HandoverDetail } from './HandoverDetail.tsx';
import { HandoverItem } from './HandoverItem.tsx';
import { reasonOfLink, Seek } from './Seek.tsx';
import { heldByOfLink } from './held-by.ts';
import { useHandOver, views, type Handovers, type Opened, type View } from './handover.ts';

const pageSize = 30;
/** Lists that say nothing to an agency: what is not handed over yet, and what waits for others. */
const ourViews: readonly View[] = ['waiting', 'new', 'candidates'];

/** The list that a number of another screen opens. */
function viewOfLink(): View | undefined {
  return views.find((one) => location.hash === `#${one}`);
}

/** The lead that the link in a letter names. */
function leadOfLetter(): Opened | undefined {
  const cycleId = new URLSearchParams(location.search).get('lead');
  return cycleId ? { cycleId } : undefined;
}

/** Leads between marketing and sales, by where they stand; what waits longest comes first. */
export function HandoverPage() {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Opened | undefined>(leadOfLetter);
  const role = useMe().data?.role;
  const isAgency = role === 'agency';
  const mayAnswer = useRight('handovers.answer');
  // Who is never given a lead begins with what waits for others.
  const [view, setView] = useState<View>(() => viewOfLink() ?? (mayAnswer ? 'mine' : 'waiting'));
  // The server lets these answer for everybody.
  const mayAnswerAll = role === 'admin' || role === 'sales_manager';
  const shown = views.filter((one) => (mayAnswer || one !== 'mine') && (!isAgency || !ourViews.includes(one)));
  const mayCheck = useRight('waterfall.read');
  const mayHandOver = useRight('handovers.hand_over');
  const [sought, setSought] = useState('');
  const [q] = useDebouncedValue(sought.trim(), 300);
  const [reason, setReason] = useState(reasonOfLink);
  const [heldBy, setHeldBy] = useState(heldByOfLink);
  const narrowed = {
    q,
    ...(view === 'returned' && reason ? { reason } : {}),
    ...(heldBy ? { receiver: heldBy.receiver } : {}),
    ...(heldBy?.clock && view === 'waiting' ? { clock: heldBy.clock } : {}),
  };
  const handovers = useQuery({
    queryKey: ['handovers', view, page, narrowed],
    // While somebody types the list stays; the leads of another list are never shown under this one's buttons.
    placeholderData: (before, query) => (query?.queryKey[1] === view ? before : undefined),
    queryFn: () =>
      answer<Handovers>(
        api.GET('/api/handovers', {
          params: { query: { view, offset: (page - 1) * pageSize, limit: pageSize, ...narrowed } },
        }),
      ),
  });
  const isNarrowed = q !== '' || Object.keys(narrowed).length > 1;
  const handOver = useHandOver(() => setChosen(new Set()));
  const show = (next: View) => {
    setView(next);
    setPage(1);
    setChosen(new Set());
  };
  const canHandOver = mayHandOver && (view === 'new' || view === 'candidates');
  const canAnswer = mayAnswer && (view === 'mine' || (view === 'waiting' && mayAnswerAll));
  const canChoose = canHandOver || canAnswer;
  const onPage = handovers.data?.rows.map((row) => row.cycleId) ?? [];
  const choose = (id: string, isIn: boolean) => {
    const next = new Set(chosen);
    if (isIn) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <PageHeader title={t('handovers.title')} lead={t('handovers.lead')} />
      <FeedbackChanges />
      <LeadParts open={setOpened} />
      {mayCheck && <CheckLine />}
      <Tabs value={view} onChange={(next) => next && show(next as View)} mb="md">
        <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one} style={{ whiteSpace: 'nowrap' }}>
              {t(`handovers.views.${one}`)} {handovers.data && count(handovers.data.counts[one])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Seek
        q={sought}
        onSeek={(next) => {
          setSought(next);
          setPage(1);
        }}
        reason={view === 'returned' ? reason : undefined}
        onReason={
          view === 'returned'
            ? (next) => {
                setReason(next);
                setPage(1);
              }
            : undefined
        }
      />
      {heldBy && (
        <Group gap="xs" mb="sm">
          <Text size="sm">
            {t('handovers.heldBy', { name: heldBy.name })}
            {narrowed.clock && ` · ${t(`home.byReceiver.${narrowed.clock}`)}`}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              setHeldBy(undefined);
              setPage(1);
            }}
          >
            {t('handovers.everybody')}
          </Button>
        </Group>
      )}
      {canAnswer && handovers.data && handovers.data.rows.length > 0 && (
        <BulkAnswers cycleIds={[...chosen]} shown={onPage} onChoose={(ids) => setChosen(new Set(ids))} />
      )}
      {canHandOver && (
        <Paper withBorder p="xs" mb="sm">
          <Group justify="space-between">
            <Stack gap={4} style={{ flex: 1, minWidth: 220 }}>
              <Text size="sm" c="dimmed">
                {t('handovers.chooseFirst')}
              </Text>
              <Checkbox
                label={t('handovers.choosePage')}
                checked={onPage.length > 0 && onPage.every((id) => chosen.has(id))}
                disabled={onPage.length === 0}
                onChange={(event) => {
                  const others = [...chosen].filter((id) => !onPage.includes(id));
                  setChosen(new Set(event.currentTarget.checked ? [...others, ...onPage] : others));
                }}
              />
            </Stack>
            <Button
              disabled={chosen.size === 0}
              loading={handOver.isPending}
              onClick={() => handOver.mutate({ cycleIds: [...chosen] })}
            >
              {t('handovers.handOver', { n: count(chosen.size) })}
            </Button>
          </Group>
        </Paper>
      )}
      <Loaded query={handovers}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty>{t(isNarrowed ? 'handovers.emptySought' : `handovers.empty.${view}`)}</Empty>
          ) : (
            <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
              {rows.map((row) => (
                <HandoverItem
                  key={row.cycleId}
                  row={row}
                  onOpen={() => setOpened(row)}
                  {...(canChoose
                    ? { isChosen: chosen.has(row.cycleId), onChoose: (isIn: boolean) => choose(row.cycleId, isIn) }
                    : {})}
                />
              ))}
              {total > pageSize && (
                <Pagination total={Math.ceil(total / pageSize)} value={page} onChange={setPage} mt="sm" />
              )}
            </Stack>
          )
        }
      </Loaded>
      <HeldBack
        error={handOver.error}
        onClose={handOver.reset}
        onAgree={() => handOver.mutate({ cycleIds: [...chosen], despiteRule: true })}
      />
      <HandoverDetail opened={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}
