import { Button, Checkbox, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count, day } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { isOpen, type Draft, type Preview, type PreviewRow } from './offer.ts';
import { RowCells } from './RowCells.tsx';

/** The rows of last month's imports that speak of the offer; those that came before it can be chosen and handed over. */
export function OfferPreview({ draft, offerId }: { draft: Draft; offerId: number | null }) {
  const { t } = useTranslation();
  const [isShown, setIsShown] = useState(false);
  const { words, exceptWords, startsOn } = draft;
  const [asked] = useDebouncedValue({ words, exceptWords, startsOn }, 400);
  const preview = useQuery({
    queryKey: ['offers', 'preview', asked],
    enabled: asked.words.length > 0 && asked.startsOn !== '',
    queryFn: () => answer<Preview>(api.POST('/api/offers/preview', { body: asked })),
  });
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('offers.preview')}>
      <Title order={3} size="h5" mb={4}>
        {t('offers.preview')}
      </Title>
      {asked.words.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('offers.previewFirst')}
        </Text>
      ) : (
        <Loaded query={preview}>
          {(found) => (
            <>
              <Group justify="space-between">
                <Text>
                  {t('offers.found', { n: count(found.total), day: day(found.since) })}
                  <Text span size="sm" c="dimmed" ml="xs">
                    {found.names.map(({ name, rows }) => `${name} ${count(rows)}`).join(' · ')}
                  </Text>
                </Text>
                {found.total > 0 && (
                  <Button size="compact-sm" variant="default" onClick={() => setIsShown(!isShown)}>
                    {t(isShown ? 'offers.hideRows' : 'offers.showRows')}
                  </Button>
                )}
              </Group>
              {isShown && <Rows found={found} offerId={offerId} />}
            </>
          )}
        </Loaded>
      )}
    </Paper>
  );
}

function Rows({ found, offerId }: { found: Preview; offerId: number | null }) {
  const { t } = useTranslation();
  const mayHandOver = useRight('handovers.hand_over') && offerId !== null;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (keys: readonly string[], isIn: boolean) => {
    const next = new Set(chosen);
    for (const key of keys) isIn ? next.add(key) : next.delete(key);
    setChosen(next);
  };
  const handOver = useMutation({
    mutationFn: () =>
      answer<{ handedOver: number }>(
        api.POST('/api/offers/{offerId}/hand-over', {
          params: { path: { offerId: offerId! } },
          body: { rowKeys: [...chosen] },
        }),
      ),
    onSuccess: ({ handedOver }) => {
      sayDone(t('handovers.handedOver', { n: count(handedOver) }));
      setChosen(new Set());
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const open = found.rows.filter(isOpen).map((row) => row.rowKey);
  return (
    <>
      {open.length > 0 && (
        <Group justify="space-between" mt="xs">
          <Text size="sm" c="dimmed">
            {t(mayHandOver ? 'offers.chooseHint' : 'offers.saveFirst', { n: count(found.open) })}
          </Text>
          {mayHandOver && (
            <Group gap="xs">
              <Button size="compact-sm" variant="default" onClick={() => choose(open, chosen.size < open.length)}>
                {t('offers.chooseAll')}
              </Button>
              <Button
                size="compact-sm"
                disabled={chosen.size === 0}
                loading={handOver.isPending}
                onClick={() => handOver.mutate()}
              >
                {t('handovers.handOver', { n: count(chosen.size) })}
              </Button>
            </Group>
          )}
        </Group>
      )}
      <div className="table-scroll" style={{ maxHeight: '40vh', overflowY: 'auto' }}>
        <Table className="mori-table wraps-names" mt="xs">
          <Table.Thead>
            <Table.Tr>
              {mayHandOver && <Table.Td />}
              <Table.Th>{t('offers.on')}</Table.Th>
              <Table.Th>{t('offers.who')}</Table.Th>
              <Table.Th>{t('offers.row')}</Table.Th>
              <Table.Th>{t('offers.outcome')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.rows.map((row) => (
              <Table.Tr key={row.rowKey}>
                {mayHandOver && (
                  <Table.Td>
                    {isOpen(row) && (
                      <Checkbox
                        checked={chosen.has(row.rowKey)}
                        aria-label={t('handovers.choose', { name: row.personName ?? row.accountName ?? '' })}
                        onChange={(event) => choose([row.rowKey], event.currentTarget.checked)}
                      />
                    )}
                  </Table.Td>
                )}
                <RowCells row={row} />
                <Table.Td>{outcomeWords(row, t)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {found.rows.length < found.total && (
        <Text size="sm" c="dimmed">
          {t('offers.firstRows', { n: count(found.rows.length) })}
        </Text>
      )}
    </>
  );
}

function outcomeWords(row: PreviewRow, t: (key: string) => string): string {
  if (row.taken !== null && row.taken !== 'too_old') return t(`offers.outcomes.${row.taken}`);
  if (!isOpen(row)) return t(`offers.outcomes.${row.wouldBe}`);
  return t(
    row.taken === 'too_old' ? 'offers.outcomes.too_old' : row.isBeforeStart ? 'offers.beforeStart' : 'offers.fromNow',
  );
}
